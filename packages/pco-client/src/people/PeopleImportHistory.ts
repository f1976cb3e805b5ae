// Made by `pnpm generate` from the catalog and its overlay: change those, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Household } from "./resource/Household.ts"
import { PeopleImportHistory } from "./resource/PeopleImportHistory.ts"
import { Person } from "./resource/Person.ts"

export {
  /** What a file of people has changed. */
  PeopleImportHistory
}

const include = { household: Household, person: Person }

/** One people import history. */
export const get = Endpoint.get(
  "/people/v2/people_imports/{people_import_id}/histories/{id}",
  PeopleImportHistory,
  { include, fields: true },
  { below: { people_import_id: "people.PeopleImport" } }
)

/** The people import histories of a people import. */
export const listOfPeopleImport = Endpoint.list(
  "/people/v2/people_imports/{people_import_id}/histories",
  PeopleImportHistory,
  {
    filter: ["creates", "household_creates", "household_updates", "identical", "updates"],
    include,
    where: { name: "string" },
    fields: true,
    perPage: { default: 25, max: 100 }
  },
  { name: "people.PeopleImportHistory.listOfPeopleImport", below: { people_import_id: "people.PeopleImport" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: PeopleImportHistory,
  get,
  routes: [{ list: listOfPeopleImport, parent: "people.PeopleImport", covers: "all" }]
}
