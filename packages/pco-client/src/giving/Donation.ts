// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Designation } from "./resource/Designation.ts"
import { DesignationRefund } from "./resource/DesignationRefund.ts"
import { Donation } from "./resource/Donation.ts"
import { Label } from "./resource/Label.ts"
import { Note } from "./resource/Note.ts"
import { Refund } from "./resource/Refund.ts"

export { money } from "./resource/Donation.ts"

export {
  /** Money given by one donor at one time; its designations say for what. */
  Donation
}

const include = {
  designations: Designation,
  labels: Label,
  note: Note,
  refund: Refund,
  "refund.designation_refunds": DesignationRefund
}

const capabilities = {
  include,
  order: ["completed_at", "created_at", "received_at", "updated_at"],
  where: {
    completed_at: "instant",
    created_at: "instant",
    payment_method: "string",
    received_at: "instant",
    updated_at: "instant"
  },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every donation. */
export const list = Endpoint.list("/giving/v2/donations", Donation, {
  ...capabilities,
  // each belongs to exactly one of these
  complete: ["designations"],
  filter: ["succeeded"]
})

/** One donation. */
export const get = Endpoint.get("/giving/v2/donations/{id}", Donation, { include, fields: true })

/** The donations of a batch. */
export const listOfBatch = Endpoint.list("/giving/v2/batches/{batch_id}/donations", Donation, capabilities, {
  name: "giving.Donation.listOfBatch",
  below: { batch_id: "giving.Batch" }
})

/** The donations of a campus. */
export const listOfCampus = Endpoint.list("/giving/v2/campuses/{campus_id}/donations", Donation, capabilities, {
  name: "giving.Donation.listOfCampus",
  below: { campus_id: "giving.Campus" }
})

/** The donations of a payment source. */
export const listOfPaymentSource = Endpoint.list(
  "/giving/v2/payment_sources/{payment_source_id}/donations",
  Donation,
  capabilities,
  { name: "giving.Donation.listOfPaymentSource", below: { payment_source_id: "giving.PaymentSource" } }
)

/** The donations of a person. */
export const listOfPerson = Endpoint.list("/giving/v2/people/{person_id}/donations", Donation, capabilities, {
  name: "giving.Donation.listOfPerson",
  below: { person_id: "giving.Person" }
})

/**
 * Makes a donation below a batch. At least one `Designation` has to be sent along in `included`, with its
 * `amount_cents` and its fund.
 */
export const createBelowBatch = Endpoint.create(
  "/giving/v2/batches/{batch_id}/donations",
  Donation,
  {
    attributes: {
      campus_id: Attribute.id,
      fee_cents: Attribute.integer,
      payment_brand: Attribute.string,
      payment_check_dated_at: Attribute.date,
      payment_check_number: Attribute.integer,
      payment_last4: Attribute.string,
      payment_method: Attribute.string,
      payment_method_sub: Attribute.string,
      payment_source_id: Attribute.id,
      person_id: Attribute.id,
      received_at: Attribute.instant
    },
    relationships: {
      campus: { type: "Campus" },
      designations: { type: "Designation", many: true },
      labels: { type: "Label", many: true },
      payment_source: { type: "PaymentSource" },
      person: { type: "Person" }
    },
    included: true
  },
  { name: "giving.Donation.createBelowBatch", below: { batch_id: "giving.Batch" } }
)

/**
 * Changes a donation. Designations in `included` take the place of all there were, and `labels` of all labels; what is
 * not sent stays.
 */
export const update = Endpoint.update(
  "/giving/v2/donations/{id}",
  Donation,
  {
    attributes: {
      campus_id: Attribute.id,
      fee_cents: Attribute.integer,
      payment_brand: Attribute.string,
      payment_check_dated_at: Attribute.date,
      payment_check_number: Attribute.integer,
      payment_last4: Attribute.string,
      payment_method: Attribute.string,
      payment_method_sub: Attribute.string,
      payment_source_id: Attribute.id,
      person_id: Attribute.id,
      received_at: Attribute.instant
    },
    relationships: {
      campus: { type: "Campus" },
      designations: { type: "Designation", many: true },
      labels: { type: "Label", many: true },
      payment_source: { type: "PaymentSource" },
      person: { type: "Person" }
    },
    included: true
  },
  { repeatable: true }
)

const destroy = Endpoint.delete("/giving/v2/donations/{id}", Donation)

export {
  /** Removes a donation. */
  destroy as delete
}

/** Gives a donation of a batch back; its refund should say when. */
export const issueRefund = Endpoint.action("/giving/v2/donations/{donation_id}/issue_refund", {
  name: "giving.Donation.issueRefund",
  below: { donation_id: "giving.Donation" },
  type: "Donation",
  writable: { attributes: { refunded_at: Attribute.date } }
})

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Donation, list, get }
