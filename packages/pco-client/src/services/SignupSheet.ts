// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { ScheduledPerson } from "./resource/ScheduledPerson.ts"
import { SignupSheet } from "./resource/SignupSheet.ts"
import { SignupSheetMetadata } from "./resource/SignupSheetMetadata.ts"

export {
  /** A position of a plan that people may sign up for. */
  SignupSheet
}

const include = { scheduled_people: ScheduledPerson, signup_sheet_metadata: SignupSheetMetadata }

/** One signup sheet. */
export const get = Endpoint.get(
  "/services/v2/people/{person_id}/available_signups/{available_signup_id}/signup_sheets/{id}",
  SignupSheet,
  { include, fields: true },
  { below: { person_id: "services.Person", available_signup_id: "services.AvailableSignup" } }
)

/** The signup sheets of an available signup. */
export const listOfAvailableSignup = Endpoint.list(
  "/services/v2/people/{person_id}/available_signups/{available_signup_id}/signup_sheets",
  SignupSheet,
  { include, fields: true, perPage: { default: 25, max: 100 } },
  {
    name: "services.SignupSheet.listOfAvailableSignup",
    below: { person_id: "services.Person", available_signup_id: "services.AvailableSignup" }
  }
)

/**
 * Signs the person up. Takes whatever it is given: neither the documentation of 2025-10 nor the OpenAPI file of 2026
 * says what is sent, if anything.
 */
export const accept = Endpoint.action(
  "/services/v2/people/{person_id}/available_signups/{available_signup_id}/signup_sheets/{signup_sheet_id}/accept",
  {
    name: "services.SignupSheet.accept",
    below: {
      person_id: "services.Person",
      available_signup_id: "services.AvailableSignup",
      signup_sheet_id: "services.SignupSheet"
    },
    type: "SignupSheet",
    writable: { open: true }
  }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: SignupSheet,
  get,
  routes: [{ list: listOfAvailableSignup, parent: "services.AvailableSignup", covers: "all" }]
}
