// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const locationShape = Resource.make("check-ins", "Location", {
  attributes: {
    age_max_in_months: Attribute.integer,
    age_min_in_months: Attribute.integer,
    age_on: Attribute.date,
    age_range_by: Attribute.string,
    attendees_per_volunteer: Attribute.integer,
    child_or_adult: Attribute.string,
    created_at: Attribute.instant,
    effective_date: Attribute.date,
    gender: Attribute.string,
    grade_max: Attribute.integer,
    grade_min: Attribute.integer,
    kind: Attribute.string,
    max_occupancy: Attribute.integer,
    milestone: Attribute.string,
    min_volunteers: Attribute.integer,
    name: Attribute.string,
    opened: Attribute.boolean,
    position: Attribute.integer,
    questions: Attribute.string,
    updated_at: Attribute.instant
  },
  relationships: { parent: { to: "check-ins.Location", required: false, roles: ["Parent"] } },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof locationShape

/** The type of {@link Location}, by its name. */
export interface Location extends Shape {}

/**
 * A place where people check in, or a folder of places.
 *
 * @see https://developer.planning.center/docs/#/apps/check-ins/2025-05-28/vertices/location
 * @since 0.1.0
 * @category models
 */
export const Location: Location = locationShape
