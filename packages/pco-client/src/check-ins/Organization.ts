// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Organization } from "./resource/Organization.ts"

export {
  /** The organization, with what it calls itself here. */
  Organization
}

/** The organization the credentials belong to. */
export const get = Endpoint.get("/check-ins/v2", Organization, { fields: true })

/** The organization of a person, or `NotFound` where there is none. */
export const getOfPerson = Endpoint.get(
  "/check-ins/v2/people/{person_id}/organization",
  Organization,
  { fields: true },
  { name: "check-ins.Organization.getOfPerson", below: { person_id: "check-ins.Person" } }
)
