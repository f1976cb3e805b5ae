// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const mailchimpSyncStatusShape = Resource.make("people", "MailchimpSyncStatus", {
  attributes: {
    completed_at: Attribute.instant,
    error: Attribute.string,
    progress: Attribute.integer,
    segment_id: Attribute.integer,
    status: Attribute.string
  },
  lenient: true
})

type Shape = typeof mailchimpSyncStatusShape

/** The type of {@link MailchimpSyncStatus}, by its name. */
export interface MailchimpSyncStatus extends Shape {}

/**
 * How far a list has got on its way to Mailchimp.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/mailchimp_sync_status
 * @since 0.1.0
 * @category models
 */
export const MailchimpSyncStatus: MailchimpSyncStatus = mailchimpSyncStatusShape
