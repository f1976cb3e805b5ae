// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Organization } from "./resource/Organization.ts"
import { Person } from "./resource/Person.ts"

export {
  /** Whoever is signed in. */
  Person
}

const include = { organization: Organization }

/** Every person. Documented, though nothing else in the API leads there: it may answer with `NotFound`. */
export const list = Endpoint.list("/current/v2/people", Person, {
  include,
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One person. */
export const get = Endpoint.get("/current/v2/people/{id}", Person, { include, fields: true })

/** Whoever the credentials act for; needs no scope. */
export const me = Endpoint.get("/current/v2/me", Person, { include, fields: true }, { name: "current.Person.me" })
