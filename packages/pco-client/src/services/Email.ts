// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Email } from "./resource/Email.ts"

export {
  /** An email address of a person. */
  Email
}

/** One email. */
export const get = Endpoint.get(
  "/services/v2/people/{person_id}/emails/{id}",
  Email,
  { fields: true },
  { below: { person_id: "services.Person" } }
)

/** The emails of a person. */
export const listOfPerson = Endpoint.list(
  "/services/v2/people/{person_id}/emails",
  Email,
  { fields: true, perPage: { default: 25, max: 100 } },
  { name: "services.Email.listOfPerson", below: { person_id: "services.Person" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Email,
  get,
  routes: [{ list: listOfPerson, parent: "services.Person", covers: "all" }]
}
