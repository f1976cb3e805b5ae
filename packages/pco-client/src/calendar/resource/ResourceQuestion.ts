// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const resourceQuestionShape = Resource.make("calendar", "ResourceQuestion", {
  attributes: {
    choices: Attribute.string,
    created_at: Attribute.instant,
    description: Attribute.string,
    // documented values: dropdown, paragraph, text, yesno, section_header
    kind: Attribute.string,
    multiple_select: Attribute.boolean,
    optional: Attribute.boolean,
    position: Attribute.integer,
    question: Attribute.string,
    updated_at: Attribute.instant
  },
  relationships: { resource: { to: "calendar.Resource", required: false } },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof resourceQuestionShape

/** The type of {@link ResourceQuestion}, by its name. */
export interface ResourceQuestion extends Shape {}

/**
 * A question that a resource asks of those who want it.
 *
 * @see https://developer.planning.center/docs/#/apps/calendar/2022-07-07/vertices/resource_question
 * @since 0.1.0
 * @category models
 */
export const ResourceQuestion: ResourceQuestion = resourceQuestionShape
