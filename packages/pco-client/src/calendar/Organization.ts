// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Organization } from "./resource/Organization.ts"

export {
  /** The organization, with its settings for calendars. */
  Organization
}

/** The organization the credentials belong to. */
export const get = Endpoint.get("/calendar/v2", Organization, { fields: true })

/** The organization of a person, or `NotFound` where there is none. */
export const getOfPerson = Endpoint.get(
  "/calendar/v2/people/{person_id}/organization",
  Organization,
  { fields: true },
  { name: "calendar.Organization.getOfPerson", below: { person_id: "calendar.Person" } }
)
