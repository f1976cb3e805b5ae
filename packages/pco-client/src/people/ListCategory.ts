// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Campus } from "./resource/Campus.ts"
import { List } from "./resource/List.ts"
import { ListCategory } from "./resource/ListCategory.ts"
import { ListShare } from "./resource/ListShare.ts"
import { MailchimpSyncStatus } from "./resource/MailchimpSyncStatus.ts"
import { Person } from "./resource/Person.ts"
import { Rule } from "./resource/Rule.ts"

export {
  /** A group of lists. */
  ListCategory
}

const include = {
  lists: List,
  "lists.campus": Campus,
  "lists.category": ListCategory,
  "lists.created_by": Person,
  "lists.mailchimp_sync_status": MailchimpSyncStatus,
  "lists.people": Person,
  "lists.rules": Rule,
  "lists.shares": ListShare,
  "lists.updated_by": Person
}

/** Every list category. */
export const list = Endpoint.list("/people/v2/list_categories", ListCategory, {
  include,
  order: ["created_at", "name", "organization_id", "updated_at"],
  where: { created_at: "instant", name: "string", organization_id: "id", updated_at: "instant" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One list category. */
export const get = Endpoint.get("/people/v2/list_categories/{id}", ListCategory, { include, fields: true })

/** The `category` of a list, or `NotFound` where there is none. */
export const getOfList = Endpoint.get(
  "/people/v2/lists/{list_id}/category",
  ListCategory,
  { include, fields: true },
  { name: "people.ListCategory.getOfList", below: { list_id: "people.List" } }
)

/** Makes a list category. */
export const create = Endpoint.create("/people/v2/list_categories", ListCategory, {
  attributes: { name: Attribute.string }
})

/** Changes a list category. */
export const update = Endpoint.update(
  "/people/v2/list_categories/{id}",
  ListCategory,
  { attributes: { name: Attribute.string } },
  { repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/list_categories/{id}", ListCategory)

export {
  /** Removes a list category. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: ListCategory, list, get }
