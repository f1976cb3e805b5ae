// Made by `pnpm generate` from the catalog and its overlay: change those, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { ListShare } from "./resource/ListShare.ts"
import { Person } from "./resource/Person.ts"

export {
  /** Who else may see a list, or manage it. */
  ListShare
}

const include = { person: Person }

/** One list share. */
export const get = Endpoint.get(
  "/people/v2/lists/{list_id}/shares/{id}",
  ListShare,
  { include, fields: true },
  { below: { list_id: "people.List" } }
)

/** The list shares of a list. */
export const listOfList = Endpoint.list(
  "/people/v2/lists/{list_id}/shares",
  ListShare,
  {
    include,
    order: ["created_at", "group"],
    where: { created_at: "instant", group: "string", name: "string", permission: "string" },
    fields: true,
    perPage: { default: 25, max: 100 }
  },
  { name: "people.ListShare.listOfList", below: { list_id: "people.List" } }
)

/** Makes a list share below a list. */
export const createBelowList = Endpoint.create(
  "/people/v2/lists/{list_id}/shares",
  ListShare,
  {
    attributes: { group: Attribute.string, permission: Attribute.string, person_id: Attribute.id },
    relationships: { person: { type: "Person" } }
  },
  { name: "people.ListShare.createBelowList", below: { list_id: "people.List" } }
)

/** Changes a list share. */
export const update = Endpoint.update(
  "/people/v2/lists/{list_id}/shares/{id}",
  ListShare,
  {
    attributes: { group: Attribute.string, permission: Attribute.string },
    relationships: { person: { type: "Person" } }
  },
  { below: { list_id: "people.List" }, repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/lists/{list_id}/shares/{id}", ListShare, {
  below: { list_id: "people.List" }
})

export {
  /** Removes a list share. */
  destroy as delete
}

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: ListShare,
  get,
  routes: [{ list: listOfList, parent: "people.List", covers: "all" }]
}
