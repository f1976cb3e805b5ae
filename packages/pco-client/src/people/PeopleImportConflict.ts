// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { PeopleImportConflict } from "./resource/PeopleImportConflict.ts"

export {
  /** What a file of people would change, and should be looked at first. */
  PeopleImportConflict
}

/** One people import conflict. */
export const get = Endpoint.get(
  "/people/v2/people_imports/{people_import_id}/conflicts/{id}",
  PeopleImportConflict,
  { fields: true },
  { below: { people_import_id: "people.PeopleImport" } }
)

/** The people import conflicts of a people import. */
export const listOfPeopleImport = Endpoint.list(
  "/people/v2/people_imports/{people_import_id}/conflicts",
  PeopleImportConflict,
  {
    filter: [
      "creates",
      "creates_and_updates",
      "errors",
      "household_creates",
      "household_updates",
      "identical",
      "ignored",
      "not_ignored",
      "updates"
    ],
    where: { kind: "string", name: "string" },
    fields: true,
    perPage: { default: 25, max: 100 }
  },
  { name: "people.PeopleImportConflict.listOfPeopleImport", below: { people_import_id: "people.PeopleImport" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: PeopleImportConflict,
  get,
  routes: [{ list: listOfPeopleImport, parent: "people.PeopleImport", covers: "all" }]
}
