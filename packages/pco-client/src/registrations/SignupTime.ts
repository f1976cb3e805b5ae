// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { SignupTime } from "./resource/SignupTime.ts"

export {
  /** When the thing a signup is for takes place. */
  SignupTime
}

/** One signup time. */
export const get = Endpoint.get(
  "/registrations/v2/signups/{signup_id}/next_signup_time/{id}",
  SignupTime,
  { fields: true },
  { below: { signup_id: "registrations.Signup" } }
)

/** The `next_signup_time` of a signup, or `NotFound` where there is none. */
export const getOfSignup = Endpoint.get(
  "/registrations/v2/signups/{signup_id}/next_signup_time",
  SignupTime,
  { fields: true },
  { name: "registrations.SignupTime.getOfSignup", below: { signup_id: "registrations.Signup" } }
)

/** The signup times of a signup. */
export const listOfSignup = Endpoint.list(
  "/registrations/v2/signups/{signup_id}/signup_times",
  SignupTime,
  { filter: ["future", "past"], fields: true, perPage: { default: 25, max: 100 } },
  { name: "registrations.SignupTime.listOfSignup", below: { signup_id: "registrations.Signup" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: SignupTime,
  get,
  routes: [{ list: listOfSignup, parent: "registrations.Signup", covers: "all" }]
}
