// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { SchedulingPreference } from "./resource/SchedulingPreference.ts"

export {
  /** With whom of the household a person would like to be scheduled. */
  SchedulingPreference
}

/** One scheduling preference. */
export const get = Endpoint.get(
  "/services/v2/people/{person_id}/scheduling_preferences/{id}",
  SchedulingPreference,
  { fields: true },
  { below: { person_id: "services.Person" } }
)

/** The scheduling preferences of a person. */
export const listOfPerson = Endpoint.list(
  "/services/v2/people/{person_id}/scheduling_preferences",
  SchedulingPreference,
  { fields: true, perPage: { default: 25, max: 100 } },
  { name: "services.SchedulingPreference.listOfPerson", below: { person_id: "services.Person" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: SchedulingPreference,
  get,
  routes: [{ list: listOfPerson, parent: "services.Person", covers: "all" }]
}
