// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Campus } from "./resource/Campus.ts"
import { Category } from "./resource/Category.ts"
import { Signup } from "./resource/Signup.ts"
import { SignupLocation } from "./resource/SignupLocation.ts"
import { SignupTime } from "./resource/SignupTime.ts"

export {
  /** Something that people can register for. */
  Signup
}

const include = {
  campuses: Campus,
  categories: Category,
  next_signup_time: SignupTime,
  signup_location: SignupLocation,
  signup_times: SignupTime
}

/** Every signup. */
export const list = Endpoint.list("/registrations/v2/signups", Signup, {
  // each belongs to exactly one of these
  complete: ["signup_times"],
  filter: ["archived", "unarchived"],
  include,
  where: { id: "id" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One signup. */
export const get = Endpoint.get("/registrations/v2/signups/{id}", Signup, { include, fields: true })

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Signup, list, get }
