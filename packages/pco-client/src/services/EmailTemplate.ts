// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { EmailTemplate } from "./resource/EmailTemplate.ts"
import { EmailTemplateRenderedResponse } from "./resource/EmailTemplateRenderedResponse.ts"

export {
  /** An email to be filled in and sent. */
  EmailTemplate
}

/** Every email template. */
export const list = Endpoint.list("/services/v2/email_templates", EmailTemplate, {
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One email template. */
export const get = Endpoint.get("/services/v2/email_templates/{id}", EmailTemplate, { fields: true })

/** Makes an email template. */
export const create = Endpoint.create("/services/v2/email_templates", EmailTemplate, {
  attributes: { html_body: Attribute.string, kind: Attribute.string, subject: Attribute.string }
})

/** Changes an email template. */
export const update = Endpoint.update(
  "/services/v2/email_templates/{id}",
  EmailTemplate,
  { attributes: { html_body: Attribute.string, subject: Attribute.string } },
  { repeatable: true }
)

const destroy = Endpoint.delete("/services/v2/email_templates/{id}", EmailTemplate)

export {
  /** Removes an email template. */
  destroy as delete
}

/** Fills a template in for one person, as `html` or as `text`. */
export const render = Endpoint.action("/services/v2/email_templates/{email_template_id}/render", {
  name: "services.EmailTemplate.render",
  below: { email_template_id: "services.EmailTemplate" },
  resource: EmailTemplateRenderedResponse,
  type: "EmailTemplate",
  writable: { attributes: { format: Attribute.string }, relationships: { person: { type: "Person" } } },
  repeatable: true
})

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: EmailTemplate, list, get }
