// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const reportTemplateShape = Resource.make("services", "ReportTemplate", {
  attributes: {
    body: Attribute.string,
    default: Attribute.boolean,
    title: Attribute.string,
    // documented values: ReportMatrix, ReportPeople, ReportPlan
    type: Attribute.string
  },
  lenient: true
})

type Shape = typeof reportTemplateShape

/** The type of {@link ReportTemplate}, by its name. */
export interface ReportTemplate extends Shape {}

/**
 * The layout of a printed report.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/report_template
 * @since 0.1.0
 * @category models
 */
export const ReportTemplate: ReportTemplate = reportTemplateShape
