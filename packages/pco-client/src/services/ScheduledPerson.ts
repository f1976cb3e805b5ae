// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { ScheduledPerson } from "./resource/ScheduledPerson.ts"

export {
  /** Somebody who has signed up, as a signup sheet shows them. */
  ScheduledPerson
}

/** One scheduled person. */
export const get = Endpoint.get(
  "/services/v2/people/{person_id}/available_signups/{available_signup_id}/signup_sheets/{signup_sheet_id}/scheduled_people/{id}",
  ScheduledPerson,
  { fields: true },
  {
    below: {
      person_id: "services.Person",
      available_signup_id: "services.AvailableSignup",
      signup_sheet_id: "services.SignupSheet"
    }
  }
)

/** The scheduled people of a signup sheet. */
export const listOfSignupSheet = Endpoint.list(
  "/services/v2/people/{person_id}/available_signups/{available_signup_id}/signup_sheets/{signup_sheet_id}/scheduled_people",
  ScheduledPerson,
  { fields: true, perPage: { default: 25, max: 100 } },
  {
    name: "services.ScheduledPerson.listOfSignupSheet",
    below: {
      person_id: "services.Person",
      available_signup_id: "services.AvailableSignup",
      signup_sheet_id: "services.SignupSheet"
    }
  }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: ScheduledPerson,
  get,
  routes: [{ list: listOfSignupSheet, parent: "services.SignupSheet", covers: "all" }]
}
