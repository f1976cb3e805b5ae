import { Attribute, Endpoint, Resource } from "@openfaith/client-core"

/**
 * A place where a church meets.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/campus
 * @since 0.1.0
 * @category models
 */
export const Campus = Resource.make("people", "Campus", {
  attributes: {
    avatar_url: Attribute.string,
    church_center_enabled: Attribute.boolean,
    city: Attribute.string,
    contact_email_address: Attribute.string,
    country: Attribute.string,
    created_at: Attribute.instant,
    date_format: Attribute.integer,
    description: Attribute.string,
    geolocation_set_manually: Attribute.boolean,
    // documented as numbers, sent as text
    latitude: Attribute.decimal,
    longitude: Attribute.decimal,
    name: Attribute.string,
    phone_number: Attribute.string,
    state: Attribute.string,
    street: Attribute.string,
    time_zone: Attribute.string,
    time_zone_raw: Attribute.string,
    twenty_four_hour_time: Attribute.boolean,
    updated_at: Attribute.instant,
    website: Attribute.string,
    zip: Attribute.string
  },
  changedAt: "updated_at",
  createdAt: "created_at"
})

/** Every campus. */
export const list = Endpoint.list("/people/v2/campuses", Campus, {
  order: ["created_at", "name", "updated_at"],
  where: { created_at: "instant", id: "id", updated_at: "instant" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One campus. */
export const get = Endpoint.get("/people/v2/campuses/{id}", Campus)
