// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Blockout } from "./resource/Blockout.ts"

export {
  /** Days on which a person cannot be scheduled, perhaps again and again. */
  Blockout
}

/** One blockout. */
export const get = Endpoint.get(
  "/services/v2/people/{person_id}/blockouts/{id}",
  Blockout,
  { fields: true },
  { below: { person_id: "services.Person" } }
)

/** The blockouts of a person. */
export const listOfPerson = Endpoint.list(
  "/services/v2/people/{person_id}/blockouts",
  Blockout,
  {
    filter: ["future", "past"],
    where: { group_identifier: "string" },
    fields: true,
    perPage: { default: 25, max: 100 }
  },
  { name: "services.Blockout.listOfPerson", below: { person_id: "services.Person" } }
)

/** Makes a blockout below a person. */
export const createBelowPerson = Endpoint.create(
  "/services/v2/people/{person_id}/blockouts",
  Blockout,
  {
    attributes: {
      ends_at: Attribute.instant,
      reason: Attribute.string,
      repeat_frequency: Attribute.string,
      repeat_interval: Attribute.string,
      repeat_period: Attribute.string,
      repeat_until: Attribute.date,
      share: Attribute.boolean,
      starts_at: Attribute.instant
    }
  },
  { name: "services.Blockout.createBelowPerson", below: { person_id: "services.Person" } }
)

/** Changes a blockout. */
export const update = Endpoint.update(
  "/services/v2/people/{person_id}/blockouts/{id}",
  Blockout,
  {
    attributes: {
      ends_at: Attribute.instant,
      reason: Attribute.string,
      repeat_frequency: Attribute.string,
      repeat_interval: Attribute.string,
      repeat_period: Attribute.string,
      repeat_until: Attribute.date,
      share: Attribute.boolean,
      starts_at: Attribute.instant
    }
  },
  { below: { person_id: "services.Person" }, repeatable: true }
)

const destroy = Endpoint.delete("/services/v2/people/{person_id}/blockouts/{id}", Blockout, {
  below: { person_id: "services.Person" }
})

export {
  /** Removes a blockout. */
  destroy as delete
}

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Blockout,
  get,
  routes: [{ list: listOfPerson, parent: "services.Person", covers: "all" }]
}
