// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { InactiveReason } from "./resource/InactiveReason.ts"

export {
  /** A reason why people are no longer active. */
  InactiveReason
}

/** Every inactive reason. */
export const list = Endpoint.list("/people/v2/inactive_reasons", InactiveReason, {
  order: ["value"],
  where: { value: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One inactive reason. */
export const get = Endpoint.get("/people/v2/inactive_reasons/{id}", InactiveReason, { fields: true })

/** The inactive reason of a person, or `NotFound` where there is none. */
export const getOfPerson = Endpoint.get(
  "/people/v2/people/{person_id}/inactive_reason",
  InactiveReason,
  { fields: true },
  { name: "people.InactiveReason.getOfPerson", below: { person_id: "people.Person" } }
)

/** Makes an inactive reason. */
export const create = Endpoint.create("/people/v2/inactive_reasons", InactiveReason, {
  attributes: { value: Attribute.string }
})

/** Changes an inactive reason. */
export const update = Endpoint.update(
  "/people/v2/inactive_reasons/{id}",
  InactiveReason,
  { attributes: { value: Attribute.string } },
  { repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/inactive_reasons/{id}", InactiveReason)

export {
  /** Removes an inactive reason. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: InactiveReason, list, get }
