// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const reportShape = Resource.make("people", "Report", {
  attributes: {
    body: Attribute.string,
    created_at: Attribute.instant,
    name: Attribute.string,
    updated_at: Attribute.instant
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof reportShape

/** The type of {@link Report}, by its name. */
export interface Report extends Shape {}

/**
 * A report that can be run over people.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/report
 * @since 0.1.0
 * @category models
 */
export const Report: Report = reportShape
