// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { ConnectedPerson } from "./resource/ConnectedPerson.ts"

export {
  /** The same human being as another organization knows it. */
  ConnectedPerson
}

/** One connected person. */
export const get = Endpoint.get(
  "/people/v2/people/{person_id}/connected_people/{id}",
  ConnectedPerson,
  { fields: true },
  { below: { person_id: "people.Person" } }
)

/** The connected people of a person. */
export const listOfPerson = Endpoint.list(
  "/people/v2/people/{person_id}/connected_people",
  ConnectedPerson,
  { fields: true, perPage: { default: 25, max: 100 } },
  { name: "people.ConnectedPerson.listOfPerson", below: { person_id: "people.Person" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: ConnectedPerson,
  get,
  routes: [{ list: listOfPerson, parent: "people.Person", covers: "all" }]
}
