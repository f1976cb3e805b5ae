// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Note } from "./resource/Note.ts"

export {
  /** A remark about a donation. */
  Note
}

/** One note. */
export const get = Endpoint.get(
  "/giving/v2/donations/{donation_id}/note/{id}",
  Note,
  { fields: true },
  { below: { donation_id: "giving.Donation" } }
)

/** The note of a donation, or `NotFound` where there is none. */
export const getOfDonation = Endpoint.get(
  "/giving/v2/donations/{donation_id}/note",
  Note,
  { fields: true },
  { name: "giving.Note.getOfDonation", below: { donation_id: "giving.Donation" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Note,
  get,
  routes: [{ list: getOfDonation, parent: "giving.Donation", covers: "all" }]
}
