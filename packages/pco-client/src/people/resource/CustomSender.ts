// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const customSenderShape = Resource.make("people", "CustomSender", {
  attributes: {
    created_at: Attribute.instant,
    email_address: Attribute.string,
    expired: Attribute.boolean,
    name: Attribute.string,
    updated_at: Attribute.instant,
    verification_requested_at: Attribute.instant,
    verification_status: Attribute.string,
    verified: Attribute.boolean,
    verified_at: Attribute.instant
  },
  relationships: { custom_sender_shares: { to: "people.CustomSenderShare", required: false } },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof customSenderShape

/** The type of {@link CustomSender}, by its name. */
export interface CustomSender extends Shape {}

/**
 * An email address of one's own to send from.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/custom_sender
 * @since 0.1.0
 * @category models
 */
export const CustomSender: CustomSender = customSenderShape
