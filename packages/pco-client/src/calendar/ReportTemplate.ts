// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { ReportTemplate } from "./resource/ReportTemplate.ts"

export {
  /** The layout of a printed report. */
  ReportTemplate
}

/** Every report template. */
export const list = Endpoint.list("/calendar/v2/report_templates", ReportTemplate, {
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One report template. */
export const get = Endpoint.get("/calendar/v2/report_templates/{id}", ReportTemplate, { fields: true })

/** Makes a report template. */
export const create = Endpoint.create("/calendar/v2/report_templates", ReportTemplate, {
  attributes: { body: Attribute.string, description: Attribute.string, title: Attribute.string }
})

/** Changes a report template. */
export const update = Endpoint.update(
  "/calendar/v2/report_templates/{id}",
  ReportTemplate,
  { attributes: { body: Attribute.string, description: Attribute.string, title: Attribute.string } },
  { repeatable: true }
)

const destroy = Endpoint.delete("/calendar/v2/report_templates/{id}", ReportTemplate)

export {
  /** Removes a report template. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: ReportTemplate, list, get }
