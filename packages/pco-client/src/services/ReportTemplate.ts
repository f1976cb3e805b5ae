// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { ReportTemplate } from "./resource/ReportTemplate.ts"

export {
  /** The layout of a printed report. */
  ReportTemplate
}

/** Every report template. */
export const list = Endpoint.list("/services/v2/report_templates", ReportTemplate, {
  filter: ["matrix", "people", "plans", "without_defaults"],
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One report template. */
export const get = Endpoint.get("/services/v2/report_templates/{id}", ReportTemplate, { fields: true })

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: ReportTemplate, list, get }
