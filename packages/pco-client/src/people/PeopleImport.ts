// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { PeopleImport } from "./resource/PeopleImport.ts"

export {
  /** A file of people that was read in. */
  PeopleImport
}

/** Every people import. */
export const list = Endpoint.list("/people/v2/people_imports", PeopleImport, {
  where: { status: "string" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One people import. */
export const get = Endpoint.get("/people/v2/people_imports/{id}", PeopleImport, { fields: true })

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: PeopleImport, list, get }
