// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Campus } from "./resource/Campus.ts"

export {
  /** A place where a church meets, as donations are counted by it. */
  Campus
}

/** Every campus. */
export const list = Endpoint.list("/giving/v2/campuses", Campus, { fields: true, perPage: { default: 25, max: 100 } })

/** One campus. */
export const get = Endpoint.get("/giving/v2/campuses/{id}", Campus, { fields: true })

/** The campus of a donation, or `NotFound` where there is none. */
export const getOfDonation = Endpoint.get(
  "/giving/v2/donations/{donation_id}/campus",
  Campus,
  { fields: true },
  { name: "giving.Campus.getOfDonation", below: { donation_id: "giving.Donation" } }
)

/** The campus of an in kind donation, or `NotFound` where there is none. */
export const getOfInKindDonation = Endpoint.get(
  "/giving/v2/in_kind_donations/{in_kind_donation_id}/campus",
  Campus,
  { fields: true },
  { name: "giving.Campus.getOfInKindDonation", below: { in_kind_donation_id: "giving.InKindDonation" } }
)

/** The `primary_campus` of a person, or `NotFound` where there is none. */
export const getOfPerson = Endpoint.get(
  "/giving/v2/people/{person_id}/primary_campus",
  Campus,
  { fields: true },
  { name: "giving.Campus.getOfPerson", below: { person_id: "giving.Person" } }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Campus, list, get }
