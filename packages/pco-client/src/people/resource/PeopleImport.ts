// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const peopleImportShape = Resource.make("people", "PeopleImport", {
  attributes: {
    attribs: Attribute.string,
    created_at: Attribute.instant,
    processed_at: Attribute.instant,
    // documented values: matching, processing_preview, previewing, processing_import, complete, undone, undoing
    status: Attribute.string,
    undone_at: Attribute.instant,
    updated_at: Attribute.instant
  },
  relationships: {
    created_by: { to: "people.Person", required: false },
    undone_by: { to: "people.Person", required: false }
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof peopleImportShape

/** The type of {@link PeopleImport}, by its name. */
export interface PeopleImport extends Shape {}

/**
 * A file of people that was read in.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/people_import
 * @since 0.1.0
 * @category models
 */
export const PeopleImport: PeopleImport = peopleImportShape
