// Made by `pnpm generate` from the catalog and its overlay: change those, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { NoteCategoryShare } from "./resource/NoteCategoryShare.ts"
import { Person } from "./resource/Person.ts"

export {
  /** Who may see the remarks of a category. */
  NoteCategoryShare
}

const include = { person: Person }

/** One note category share. */
export const get = Endpoint.get(
  "/people/v2/note_categories/{note_category_id}/shares/{id}",
  NoteCategoryShare,
  { include, fields: true },
  { below: { note_category_id: "people.NoteCategory" } }
)

/** The note category shares of a note category. */
export const listOfNoteCategory = Endpoint.list(
  "/people/v2/note_categories/{note_category_id}/shares",
  NoteCategoryShare,
  { include, where: { permission: "string" }, fields: true, perPage: { default: 25, max: 100 } },
  { name: "people.NoteCategoryShare.listOfNoteCategory", below: { note_category_id: "people.NoteCategory" } }
)

/** Makes a note category share below a note category. */
export const createBelowNoteCategory = Endpoint.create(
  "/people/v2/note_categories/{note_category_id}/shares",
  NoteCategoryShare,
  {
    attributes: { group: Attribute.string, permission: Attribute.string, person_id: Attribute.id },
    relationships: { person: { type: "Person" } }
  },
  { name: "people.NoteCategoryShare.createBelowNoteCategory", below: { note_category_id: "people.NoteCategory" } }
)

/** Changes a note category share. */
export const update = Endpoint.update(
  "/people/v2/note_categories/{note_category_id}/shares/{id}",
  NoteCategoryShare,
  {
    attributes: { group: Attribute.string, permission: Attribute.string, person_id: Attribute.id },
    relationships: { person: { type: "Person" } }
  },
  { below: { note_category_id: "people.NoteCategory" }, repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/note_categories/{note_category_id}/shares/{id}", NoteCategoryShare, {
  below: { note_category_id: "people.NoteCategory" }
})

export {
  /** Removes a note category share. */
  destroy as delete
}

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: NoteCategoryShare,
  get,
  routes: [{ list: listOfNoteCategory, parent: "people.NoteCategory", covers: "all" }]
}
