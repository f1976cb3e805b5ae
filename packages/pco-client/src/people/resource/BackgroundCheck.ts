// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const backgroundCheckShape = Resource.make("people", "BackgroundCheck", {
  attributes: {
    completed_at: Attribute.instant,
    current: Attribute.boolean,
    expires_on: Attribute.date,
    note: Attribute.string,
    report_url: Attribute.string,
    // documented values: awaiting_applicant, expired_invitation, report_processing, needs_review, complete_clear,
    // complete_not_clear, canceled
    status: Attribute.string,
    status_updated_at: Attribute.instant
  },
  relationships: { person: { to: "people.Person", required: true } },
  lenient: true
})

type Shape = typeof backgroundCheckShape

/** The type of {@link BackgroundCheck}, by its name. */
export interface BackgroundCheck extends Shape {}

/**
 * The result of looking into a person's past.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/background_check
 * @since 0.1.0
 * @category models
 */
export const BackgroundCheck: BackgroundCheck = backgroundCheckShape
