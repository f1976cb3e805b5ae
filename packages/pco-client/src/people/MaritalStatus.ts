// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { MaritalStatus } from "./resource/MaritalStatus.ts"

export {
  /** One of the marital statuses an organization tells apart. */
  MaritalStatus
}

/** Every marital status. */
export const list = Endpoint.list("/people/v2/marital_statuses", MaritalStatus, {
  order: ["value"],
  where: { value: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One marital status. */
export const get = Endpoint.get("/people/v2/marital_statuses/{id}", MaritalStatus, { fields: true })

/** The marital status of a person, or `NotFound` where there is none. */
export const getOfPerson = Endpoint.get(
  "/people/v2/people/{person_id}/marital_status",
  MaritalStatus,
  { fields: true },
  { name: "people.MaritalStatus.getOfPerson", below: { person_id: "people.Person" } }
)

/** Makes a marital status. */
export const create = Endpoint.create("/people/v2/marital_statuses", MaritalStatus, {
  attributes: { value: Attribute.string }
})

/** Changes a marital status. */
export const update = Endpoint.update(
  "/people/v2/marital_statuses/{id}",
  MaritalStatus,
  { attributes: { value: Attribute.string } },
  { repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/marital_statuses/{id}", MaritalStatus)

export {
  /** Removes a marital status. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: MaritalStatus, list, get }
