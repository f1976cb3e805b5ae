// Made by `pnpm generate` from the catalog and its overlay: change those, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Campus } from "./resource/Campus.ts"
import { List } from "./resource/List.ts"
import { ListCategory } from "./resource/ListCategory.ts"
import { ListShare } from "./resource/ListShare.ts"
import { MailchimpSyncStatus } from "./resource/MailchimpSyncStatus.ts"
import { Person } from "./resource/Person.ts"
import { Rule } from "./resource/Rule.ts"

export {
  /** People found by rules, as they were when the list was last run. */
  List
}

const include = {
  campus: Campus,
  category: ListCategory,
  created_by: Person,
  mailchimp_sync_status: MailchimpSyncStatus,
  people: Person,
  rules: Rule,
  shares: ListShare,
  updated_by: Person
}

const capabilities = {
  include,
  order: [
    "batch_completed_at",
    "campus_id",
    "created_at",
    "list_categories.name",
    "list_category_id",
    "name",
    "name_or_description",
    "updated_at"
  ],
  where: { batch_completed_at: "instant", created_at: "instant", id: "id", name: "string", updated_at: "instant" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every list. */
export const list = Endpoint.list("/people/v2/lists", List, {
  ...capabilities,
  // each belongs to exactly one of these
  complete: ["rules", "shares"],
  filter: ["can_manage", "recently_viewed", "starred", "unassigned"]
})

/** One list. */
export const get = Endpoint.get("/people/v2/lists/{id}", List, { include, fields: true })

/** The lists of a campus. */
export const listOfCampus = Endpoint.list("/people/v2/campuses/{campus_id}/lists", List, capabilities, {
  name: "people.List.listOfCampus",
  below: { campus_id: "people.Campus" }
})

/** The lists of a list category. */
export const listOfListCategory = Endpoint.list(
  "/people/v2/list_categories/{list_category_id}/lists",
  List,
  capabilities,
  { name: "people.List.listOfListCategory", below: { list_category_id: "people.ListCategory" } }
)

/** Changes a list. */
export const update = Endpoint.update(
  "/people/v2/lists/{id}",
  List,
  { relationships: { campus: { type: "Campus" } } },
  { repeatable: true }
)

/** Sends a list to Mailchimp, if that is set up. */
export const mailchimpSync = Endpoint.action("/people/v2/lists/{list_id}/mailchimp_sync", {
  name: "people.List.mailchimpSync",
  below: { list_id: "people.List" }
})

/** Finds anew who is on a list. */
export const run = Endpoint.action("/people/v2/lists/{list_id}/run", {
  name: "people.List.run",
  below: { list_id: "people.List" }
})

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: List, list, get }
