// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Label } from "./resource/Label.ts"

export {
  /** A label by which donations are grouped. */
  Label
}

const capabilities = { where: { slug: "string" }, fields: true, perPage: { default: 25, max: 100 } } as const

/** Every label. */
export const list = Endpoint.list("/giving/v2/labels", Label, capabilities)

/** One label. */
export const get = Endpoint.get("/giving/v2/labels/{id}", Label, { fields: true })

/** The labels of a donation. */
export const listOfDonation = Endpoint.list("/giving/v2/donations/{donation_id}/labels", Label, capabilities, {
  name: "giving.Label.listOfDonation",
  below: { donation_id: "giving.Donation" }
})

/** Makes a label. */
export const create = Endpoint.create("/giving/v2/labels", Label, { attributes: { slug: Attribute.string } })

/** Changes a label. */
export const update = Endpoint.update(
  "/giving/v2/labels/{id}",
  Label,
  { attributes: { slug: Attribute.string } },
  { repeatable: true }
)

const destroy = Endpoint.delete("/giving/v2/labels/{id}", Label)

export {
  /** Removes a label. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Label, list, get }
