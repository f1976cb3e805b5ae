// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Campus } from "./resource/Campus.ts"

export {
  /** A place where a church meets, as signups are found by it. */
  Campus
}

const capabilities = { fields: true, perPage: { default: 25, max: 100 } } as const

/** Every campus. */
export const list = Endpoint.list("/registrations/v2/campuses", Campus, capabilities)

/** One campus. */
export const get = Endpoint.get("/registrations/v2/campuses/{id}", Campus, { fields: true })

/** The campuses of a signup. */
export const listOfSignup = Endpoint.list("/registrations/v2/signups/{signup_id}/campuses", Campus, capabilities, {
  name: "registrations.Campus.listOfSignup",
  below: { signup_id: "registrations.Signup" }
})

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Campus, list, get }
