// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { AvailableSignup } from "./resource/AvailableSignup.ts"
import { ScheduledPerson } from "./resource/ScheduledPerson.ts"
import { SignupSheet } from "./resource/SignupSheet.ts"
import { SignupSheetMetadata } from "./resource/SignupSheetMetadata.ts"

export {
  /** That a person may sign up for plans of a service type. */
  AvailableSignup
}

const include = {
  signup_sheets: SignupSheet,
  "signup_sheets.scheduled_people": ScheduledPerson,
  "signup_sheets.signup_sheet_metadata": SignupSheetMetadata
}

/** One available signup. */
export const get = Endpoint.get(
  "/services/v2/people/{person_id}/available_signups/{id}",
  AvailableSignup,
  { include, fields: true },
  { below: { person_id: "services.Person" } }
)

/** The available signups of a person. */
export const listOfPerson = Endpoint.list(
  "/services/v2/people/{person_id}/available_signups",
  AvailableSignup,
  { filter: ["current_organization"], include, fields: true, perPage: { default: 25, max: 100 } },
  { name: "services.AvailableSignup.listOfPerson", below: { person_id: "services.Person" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: AvailableSignup,
  get,
  routes: [{ list: listOfPerson, parent: "services.Person", covers: "all" }]
}
