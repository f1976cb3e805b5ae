// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Category } from "./resource/Category.ts"

export {
  /** A group of signups. */
  Category
}

const capabilities = { fields: true, perPage: { default: 25, max: 100 } } as const

/** Every category. */
export const list = Endpoint.list("/registrations/v2/categories", Category, capabilities)

/** One category. */
export const get = Endpoint.get("/registrations/v2/categories/{id}", Category, { fields: true })

/** The categories of a signup. */
export const listOfSignup = Endpoint.list("/registrations/v2/signups/{signup_id}/categories", Category, capabilities, {
  name: "registrations.Category.listOfSignup",
  below: { signup_id: "registrations.Signup" }
})

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Category, list, get }
