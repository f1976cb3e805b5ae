// Made by `pnpm generate` from the catalog and its overlay: change those, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { BackgroundCheck } from "./resource/BackgroundCheck.ts"
import { Person } from "./resource/Person.ts"

export {
  /** The result of looking into a person's past. */
  BackgroundCheck
}

const include = { person: Person }

const capabilities = { include, fields: true, perPage: { default: 25, max: 100 } } as const

/** Every background check. */
export const list = Endpoint.list("/people/v2/background_checks", BackgroundCheck, {
  ...capabilities,
  filter: ["current"]
})

/** One background check. */
export const get = Endpoint.get("/people/v2/background_checks/{id}", BackgroundCheck, { include, fields: true })

/** The background checks of a person. */
export const listOfPerson = Endpoint.list(
  "/people/v2/people/{person_id}/background_checks",
  BackgroundCheck,
  capabilities,
  { name: "people.BackgroundCheck.listOfPerson", below: { person_id: "people.Person" } }
)

/** Makes a background check below a person. */
export const createBelowPerson = Endpoint.create(
  "/people/v2/people/{person_id}/background_checks",
  BackgroundCheck,
  {
    attributes: {
      completed_at: Attribute.instant,
      expires_on: Attribute.date,
      note: Attribute.string,
      report_url: Attribute.string,
      status: Attribute.string
    },
    relationships: { person: { type: "Person" } }
  },
  { name: "people.BackgroundCheck.createBelowPerson", below: { person_id: "people.Person" } }
)

/** Changes a background check. */
export const update = Endpoint.update(
  "/people/v2/background_checks/{id}",
  BackgroundCheck,
  {
    attributes: { note: Attribute.string, report_url: Attribute.string, status: Attribute.string },
    relationships: { person: { type: "Person" } }
  },
  { repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/background_checks/{id}", BackgroundCheck)

export {
  /** Removes a background check. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: BackgroundCheck, list, get }
