// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const formShape = Resource.make("people", "Form", {
  attributes: {
    active: Attribute.boolean,
    // since the documentation of 2025-10 (OpenAPI 2026-06-04)
    allow_submitting_for_household_members: Attribute.boolean,
    archived: Attribute.boolean,
    archived_at: Attribute.instant,
    // since the documentation of 2025-10 (OpenAPI 2026-06-04)
    can_manage: Attribute.boolean,
    created_at: Attribute.instant,
    deleted_at: Attribute.instant,
    description: Attribute.string,
    login_required: Attribute.boolean,
    name: Attribute.string,
    public_url: Attribute.string,
    recently_viewed: Attribute.boolean,
    // since the documentation of 2025-10 (OpenAPI 2026-06-04)
    recovering: Attribute.boolean,
    send_submission_notification_to_submitter: Attribute.boolean,
    submission_count: Attribute.integer,
    updated_at: Attribute.instant
  },
  relationships: {
    campus: { to: "people.Campus", required: false },
    form_category: { to: "people.FormCategory", required: false }
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof formShape

/** The type of {@link Form}, by its name. */
export interface Form extends Shape {}

/**
 * A form that people fill in.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/form
 * @since 0.1.0
 * @category models
 */
export const Form: Form = formShape
