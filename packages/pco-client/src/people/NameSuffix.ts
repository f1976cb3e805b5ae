// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { NameSuffix } from "./resource/NameSuffix.ts"

export {
  /** Something that stands after names. */
  NameSuffix
}

/** Every name suffix. */
export const list = Endpoint.list("/people/v2/name_suffixes", NameSuffix, {
  order: ["value"],
  where: { value: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One name suffix. */
export const get = Endpoint.get("/people/v2/name_suffixes/{id}", NameSuffix, { fields: true })

/** The name suffix of a person, or `NotFound` where there is none. */
export const getOfPerson = Endpoint.get(
  "/people/v2/people/{person_id}/name_suffix",
  NameSuffix,
  { fields: true },
  { name: "people.NameSuffix.getOfPerson", below: { person_id: "people.Person" } }
)

/** Makes a name suffix. */
export const create = Endpoint.create("/people/v2/name_suffixes", NameSuffix, {
  attributes: { value: Attribute.string }
})

/** Changes a name suffix. */
export const update = Endpoint.update(
  "/people/v2/name_suffixes/{id}",
  NameSuffix,
  { attributes: { value: Attribute.string } },
  { repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/name_suffixes/{id}", NameSuffix)

export {
  /** Removes a name suffix. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: NameSuffix, list, get }
