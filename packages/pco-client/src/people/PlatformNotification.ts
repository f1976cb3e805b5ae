// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { PlatformNotification } from "./resource/PlatformNotification.ts"

export {
  /** A message that one person sees in every product. */
  PlatformNotification
}

/** One platform notification. */
export const get = Endpoint.get(
  "/people/v2/people/{person_id}/platform_notifications/{id}",
  PlatformNotification,
  { fields: true },
  { below: { person_id: "people.Person" } }
)

/** The platform notifications of a person. */
export const listOfPerson = Endpoint.list(
  "/people/v2/people/{person_id}/platform_notifications",
  PlatformNotification,
  { fields: true, perPage: { default: 25, max: 100 } },
  { name: "people.PlatformNotification.listOfPerson", below: { person_id: "people.Person" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: PlatformNotification,
  get,
  routes: [{ list: listOfPerson, parent: "people.Person", covers: "all" }]
}
