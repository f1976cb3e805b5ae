// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const formSubmissionShape = Resource.make("people", "FormSubmission", {
  attributes: {
    created_at: Attribute.instant,
    // sent only where `fields` names it
    requires_verification: Attribute.boolean,
    // since the documentation of 2025-10 (OpenAPI 2026-06-04)
    selected_options_by_field: Attribute.json,
    // since the documentation of 2025-10 (OpenAPI 2026-06-04)
    updated_at: Attribute.instant,
    verified: Attribute.boolean
  },
  relationships: { form: { to: "people.Form", required: true }, person: { to: "people.Person", required: false } },
  webhooks: { created: "people.v2.events.form_submission.created" },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof formSubmissionShape

/** The type of {@link FormSubmission}, by its name. */
export interface FormSubmission extends Shape {}

/**
 * A form that somebody has filled in.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/form_submission
 * @since 0.1.0
 * @category models
 */
export const FormSubmission: FormSubmission = formSubmissionShape
