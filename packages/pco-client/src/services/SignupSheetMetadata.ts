// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { SignupSheetMetadata } from "./resource/SignupSheetMetadata.ts"

export {
  /** What stands in the way of signing up. */
  SignupSheetMetadata
}

/** The signup sheet metadata of a signup sheet. */
export const listOfSignupSheet = Endpoint.list(
  "/services/v2/people/{person_id}/available_signups/{available_signup_id}/signup_sheets/{signup_sheet_id}/signup_sheet_metadata",
  SignupSheetMetadata,
  { fields: true, perPage: { default: 25, max: 100 } },
  {
    name: "services.SignupSheetMetadata.listOfSignupSheet",
    below: {
      person_id: "services.Person",
      available_signup_id: "services.AvailableSignup",
      signup_sheet_id: "services.SignupSheet"
    }
  }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: SignupSheetMetadata,
  routes: [{ list: listOfSignupSheet, parent: "services.SignupSheet", covers: "all" }]
}
