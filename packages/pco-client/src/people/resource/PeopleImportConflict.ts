// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const peopleImportConflictShape = Resource.make("people", "PeopleImportConflict", {
  attributes: {
    conflicting_changes: Attribute.string,
    created_at: Attribute.instant,
    data: Attribute.string,
    ignore: Attribute.boolean,
    kind: Attribute.string,
    message: Attribute.string,
    name: Attribute.string,
    updated_at: Attribute.instant
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof peopleImportConflictShape

/** The type of {@link PeopleImportConflict}, by its name. */
export interface PeopleImportConflict extends Shape {}

/**
 * What a file of people would change, and should be looked at first.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/people_import_conflict
 * @since 0.1.0
 * @category models
 */
export const PeopleImportConflict: PeopleImportConflict = peopleImportConflictShape
