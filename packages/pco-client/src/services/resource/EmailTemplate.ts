// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const emailTemplateShape = Resource.make("services", "EmailTemplate", {
  attributes: {
    created_at: Attribute.instant,
    html_body: Attribute.string,
    kind: Attribute.string,
    subject: Attribute.string,
    updated_at: Attribute.instant
  },
  relationships: { template_owner: { to: "services.Organization", required: false } },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof emailTemplateShape

/** The type of {@link EmailTemplate}, by its name. */
export interface EmailTemplate extends Shape {}

/**
 * An email to be filled in and sent.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/email_template
 * @since 0.1.0
 * @category models
 */
export const EmailTemplate: EmailTemplate = emailTemplateShape
