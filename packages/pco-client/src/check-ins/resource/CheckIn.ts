// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const checkInShape = Resource.make("check-ins", "CheckIn", {
  attributes: {
    checked_out_at: Attribute.instant,
    confirmed_at: Attribute.instant,
    created_at: Attribute.instant,
    emergency_contact_name: Attribute.string,
    emergency_contact_phone_number: Attribute.string,
    first_name: Attribute.string,
    kind: Attribute.string,
    last_name: Attribute.string,
    medical_notes: Attribute.string,
    number: Attribute.integer,
    one_time_guest: Attribute.boolean,
    security_code: Attribute.string,
    updated_at: Attribute.instant
  },
  relationships: {
    event_period: { to: "check-ins.EventPeriod", required: false },
    person: { to: "check-ins.Person", required: false }
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof checkInShape

/** The type of {@link CheckIn}, by its name. */
export interface CheckIn extends Shape {}

/**
 * That somebody was there: one person at one event.
 *
 * @see https://developer.planning.center/docs/#/apps/check-ins/2025-05-28/vertices/check_in
 * @since 0.1.0
 * @category models
 */
export const CheckIn: CheckIn = checkInShape
