// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const spamEmailAddressShape = Resource.make("people", "SpamEmailAddress", {
  attributes: { address: Attribute.string, created_at: Attribute.instant, updated_at: Attribute.instant },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof spamEmailAddressShape

/** The type of {@link SpamEmailAddress}, by its name. */
export interface SpamEmailAddress extends Shape {}

/**
 * An email address whose messages are not let in.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/spam_email_address
 * @since 0.1.0
 * @category models
 */
export const SpamEmailAddress: SpamEmailAddress = spamEmailAddressShape
