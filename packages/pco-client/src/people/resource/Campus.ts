// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const campusShape = Resource.make("people", "Campus", {
  attributes: {
    // gone from later versions
    avatar_url: Attribute.string,
    church_center_enabled: Attribute.boolean,
    city: Attribute.string,
    contact_email_address: Attribute.string,
    country: Attribute.string,
    created_at: Attribute.instant,
    date_format: Attribute.integer,
    description: Attribute.string,
    geolocation_set_manually: Attribute.boolean,
    // documented as a number, sent as text
    latitude: Attribute.decimal,
    // documented as a number, sent as text
    longitude: Attribute.decimal,
    name: Attribute.string,
    phone_number: Attribute.string,
    state: Attribute.string,
    street: Attribute.string,
    time_zone: Attribute.string,
    // sent only where `fields` names it
    time_zone_raw: Attribute.string,
    twenty_four_hour_time: Attribute.boolean,
    updated_at: Attribute.instant,
    website: Attribute.string,
    zip: Attribute.string
  },
  relationships: { organization: { to: "people.Organization", required: false } },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof campusShape

/** The type of {@link Campus}, by its name. */
export interface Campus extends Shape {}

/**
 * A place where a church meets.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/campus
 * @since 0.1.0
 * @category models
 */
export const Campus: Campus = campusShape
