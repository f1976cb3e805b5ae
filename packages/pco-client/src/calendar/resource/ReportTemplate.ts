// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const reportTemplateShape = Resource.make("calendar", "ReportTemplate", {
  attributes: {
    body: Attribute.string,
    created_at: Attribute.string,
    description: Attribute.string,
    title: Attribute.string,
    updated_at: Attribute.string
  },
  lenient: true
})

type Shape = typeof reportTemplateShape

/** The type of {@link ReportTemplate}, by its name. */
export interface ReportTemplate extends Shape {}

/**
 * The layout of a printed report.
 *
 * @see https://developer.planning.center/docs/#/apps/calendar/2022-07-07/vertices/report_template
 * @since 0.1.0
 * @category models
 */
export const ReportTemplate: ReportTemplate = reportTemplateShape
