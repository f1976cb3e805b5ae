// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const planNoteCategoryShape = Resource.make("services", "PlanNoteCategory", {
  attributes: {
    created_at: Attribute.instant,
    deleted_at: Attribute.instant,
    name: Attribute.string,
    sequence: Attribute.integer,
    updated_at: Attribute.instant
  },
  relationships: {
    service_type: { to: "services.ServiceType", required: true },
    teams: { to: "services.Team", required: false }
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof planNoteCategoryShape

/** The type of {@link PlanNoteCategory}, by its name. */
export interface PlanNoteCategory extends Shape {}

/**
 * Whom remarks about plans are for.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/plan_note_category
 * @since 0.1.0
 * @category models
 */
export const PlanNoteCategory: PlanNoteCategory = planNoteCategoryShape
