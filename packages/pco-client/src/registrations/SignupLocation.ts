// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { SignupLocation } from "./resource/SignupLocation.ts"

export {
  /** Where the thing a signup is for takes place. */
  SignupLocation
}

/** One signup location. */
export const get = Endpoint.get(
  "/registrations/v2/signups/{signup_id}/signup_location/{id}",
  SignupLocation,
  { fields: true },
  { below: { signup_id: "registrations.Signup" } }
)

/** The signup location of a signup, or `NotFound` where there is none. */
export const getOfSignup = Endpoint.get(
  "/registrations/v2/signups/{signup_id}/signup_location",
  SignupLocation,
  { fields: true },
  { name: "registrations.SignupLocation.getOfSignup", below: { signup_id: "registrations.Signup" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: SignupLocation,
  get,
  routes: [{ list: getOfSignup, parent: "registrations.Signup", covers: "all" }]
}
