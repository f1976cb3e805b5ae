// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const planNoteShape = Resource.make("services", "PlanNote", {
  attributes: {
    category_name: Attribute.string,
    content: Attribute.string,
    created_at: Attribute.instant,
    updated_at: Attribute.instant
  },
  relationships: {
    created_by: { to: "services.Person", required: false },
    plan_note_category: { to: "services.PlanNoteCategory", required: false },
    teams: { to: "services.Team", required: false }
  },
  webhooks: {
    created: "services.v2.events.plan_note.created",
    updated: "services.v2.events.plan_note.updated",
    destroyed: "services.v2.events.plan_note.destroyed"
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof planNoteShape

/** The type of {@link PlanNote}, by its name. */
export interface PlanNote extends Shape {}

/**
 * A remark about a plan, for some of its teams.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/plan_note
 * @since 0.1.0
 * @category models
 */
export const PlanNote: PlanNote = planNoteShape
