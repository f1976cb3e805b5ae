// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { NamePrefix } from "./resource/NamePrefix.ts"

export {
  /** Something that stands before names, such as a title. */
  NamePrefix
}

/** Every name prefix. */
export const list = Endpoint.list("/people/v2/name_prefixes", NamePrefix, {
  order: ["value"],
  where: { value: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One name prefix. */
export const get = Endpoint.get("/people/v2/name_prefixes/{id}", NamePrefix, { fields: true })

/** The name prefix of a person, or `NotFound` where there is none. */
export const getOfPerson = Endpoint.get(
  "/people/v2/people/{person_id}/name_prefix",
  NamePrefix,
  { fields: true },
  { name: "people.NamePrefix.getOfPerson", below: { person_id: "people.Person" } }
)

/** Makes a name prefix. */
export const create = Endpoint.create("/people/v2/name_prefixes", NamePrefix, {
  attributes: { value: Attribute.string }
})

/** Changes a name prefix. */
export const update = Endpoint.update(
  "/people/v2/name_prefixes/{id}",
  NamePrefix,
  { attributes: { value: Attribute.string } },
  { repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/name_prefixes/{id}", NamePrefix)

export {
  /** Removes a name prefix. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: NamePrefix, list, get }
