// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const emailTemplateRenderedResponseShape = Resource.make("services", "EmailTemplateRenderedResponse", {
  attributes: { body: Attribute.string, subject: Attribute.string },
  relationships: {
    email_template: { to: "services.EmailTemplate", required: false },
    person: { to: "services.Person", required: false }
  },
  lenient: true
})

type Shape = typeof emailTemplateRenderedResponseShape

/** The type of {@link EmailTemplateRenderedResponse}, by its name. */
export interface EmailTemplateRenderedResponse extends Shape {}

/**
 * An email template that was filled in for one person.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/email_template_rendered_response
 * @since 0.1.0
 * @category models
 */
export const EmailTemplateRenderedResponse: EmailTemplateRenderedResponse = emailTemplateRenderedResponseShape
