// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { CustomSender } from "./resource/CustomSender.ts"

export {
  /** An email address of one's own to send from. */
  CustomSender
}

/** Every custom sender. Documented, though nothing else in the API leads there: it may answer with `NotFound`. */
export const list = Endpoint.list("/people/v2/custom_senders", CustomSender, {
  order: ["created_at", "name", "updated_at", "verification_requested_at", "verified_at"],
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One custom sender. */
export const get = Endpoint.get("/people/v2/custom_senders/{id}", CustomSender, { fields: true })

/** Sends the email by which a sender's address is verified. */
export const sendVerification = Endpoint.action("/people/v2/custom_senders/{custom_sender_id}/send_verification", {
  name: "people.CustomSender.sendVerification",
  below: { custom_sender_id: "people.CustomSender" }
})
