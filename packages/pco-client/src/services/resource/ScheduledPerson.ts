// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const scheduledPersonShape = Resource.make("services", "ScheduledPerson", {
  attributes: { full_name: Attribute.string, status: Attribute.string, thumbnail: Attribute.string },
  relationships: {
    person: { to: "services.Person", required: false },
    signup_sheet: { to: "services.SignupSheet", required: true }
  },
  lenient: true
})

type Shape = typeof scheduledPersonShape

/** The type of {@link ScheduledPerson}, by its name. */
export interface ScheduledPerson extends Shape {}

/**
 * Somebody who has signed up, as a signup sheet shows them.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/scheduled_person
 * @since 0.1.0
 * @category models
 */
export const ScheduledPerson: ScheduledPerson = scheduledPersonShape
