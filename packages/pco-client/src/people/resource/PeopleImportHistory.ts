// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const peopleImportHistoryShape = Resource.make("people", "PeopleImportHistory", {
  attributes: {
    conflicting_changes: Attribute.json,
    created_at: Attribute.instant,
    kind: Attribute.string,
    name: Attribute.string,
    updated_at: Attribute.instant
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof peopleImportHistoryShape

/** The type of {@link PeopleImportHistory}, by its name. */
export interface PeopleImportHistory extends Shape {}

/**
 * What a file of people has changed.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/people_import_history
 * @since 0.1.0
 * @category models
 */
export const PeopleImportHistory: PeopleImportHistory = peopleImportHistoryShape
