// Made by `pnpm generate` from the catalog and its overlay: change those, and not this.
import { Endpoint } from "@openfaith/client-core"
import { NoteCategorySubscription } from "./resource/NoteCategorySubscription.ts"
import { Person } from "./resource/Person.ts"

export {
  /** Who is told of new remarks in a category. */
  NoteCategorySubscription
}

const include = { person: Person }

const capabilities = {
  include,
  order: ["created_at", "updated_at"],
  where: { created_at: "instant", updated_at: "instant" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every note category subscription. */
export const list = Endpoint.list("/people/v2/note_category_subscriptions", NoteCategorySubscription, capabilities)

/** One note category subscription. */
export const get = Endpoint.get("/people/v2/note_category_subscriptions/{id}", NoteCategorySubscription, {
  include,
  fields: true
})

/** The `subscriptions` of a note category. */
export const listOfNoteCategory = Endpoint.list(
  "/people/v2/note_categories/{note_category_id}/subscriptions",
  NoteCategorySubscription,
  capabilities,
  { name: "people.NoteCategorySubscription.listOfNoteCategory", below: { note_category_id: "people.NoteCategory" } }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: NoteCategorySubscription, list, get }
