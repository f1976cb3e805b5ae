// Made by `pnpm generate` from the catalog and its overlay: change those, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Note } from "./resource/Note.ts"
import { NoteCategory } from "./resource/NoteCategory.ts"
import { Person } from "./resource/Person.ts"

export {
  /** A remark about a person. */
  Note
}

const include = { category: NoteCategory, created_by: Person, person: Person }

const capabilities = {
  include,
  order: ["created_at", "display_date", "id", "note", "note_category_id", "updated_at"],
  where: { note: "string", note_category_id: "id" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every note. */
export const list = Endpoint.list("/people/v2/notes", Note, capabilities)

/** One note. */
export const get = Endpoint.get("/people/v2/notes/{id}", Note, { include, fields: true })

/** The notes of a person. */
export const listOfPerson = Endpoint.list("/people/v2/people/{person_id}/notes", Note, capabilities, {
  name: "people.Note.listOfPerson",
  below: { person_id: "people.Person" }
})

/** Makes a note below a person. */
export const createBelowPerson = Endpoint.create(
  "/people/v2/people/{person_id}/notes",
  Note,
  {
    attributes: {
      created_at: Attribute.instant,
      display_date: Attribute.instant,
      note: Attribute.string,
      note_category_id: Attribute.id,
      updated_at: Attribute.instant
    },
    relationships: {
      created_by: { type: "Person" },
      note_category: { type: "NoteCategory" },
      person: { type: "Person" }
    }
  },
  { name: "people.Note.createBelowPerson", below: { person_id: "people.Person" } }
)

/** Changes a note. */
export const update = Endpoint.update(
  "/people/v2/notes/{id}",
  Note,
  {
    attributes: {
      created_at: Attribute.instant,
      display_date: Attribute.instant,
      note: Attribute.string,
      note_category_id: Attribute.id,
      updated_at: Attribute.instant
    },
    relationships: {
      created_by: { type: "Person" },
      note_category: { type: "NoteCategory" },
      person: { type: "Person" }
    }
  },
  { repeatable: true }
)

const destroy = Endpoint.delete("/people/v2/notes/{id}", Note)

export {
  /** Removes a note. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Note, list, get }
