// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Organization } from "./resource/Organization.ts"
import { Pass } from "./resource/Pass.ts"
import { Person } from "./resource/Person.ts"

export {
  /** A code, printed or on a phone, by which a person checks in. */
  Pass
}

const include = { person: Person, "person.organization": Organization }

const capabilities = { include, where: { code: "string" }, fields: true, perPage: { default: 25, max: 100 } } as const

/** Every pass. */
export const list = Endpoint.list("/check-ins/v2/passes", Pass, capabilities)

/** One pass. */
export const get = Endpoint.get("/check-ins/v2/passes/{id}", Pass, { include, fields: true })

/** The passes of a person. */
export const listOfPerson = Endpoint.list("/check-ins/v2/people/{person_id}/passes", Pass, capabilities, {
  name: "check-ins.Pass.listOfPerson",
  below: { person_id: "check-ins.Person" }
})

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Pass, list, get }
