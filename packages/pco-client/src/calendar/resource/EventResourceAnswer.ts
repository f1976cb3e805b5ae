// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const eventResourceAnswerShape = Resource.make("calendar", "EventResourceAnswer", {
  attributes: {
    answer: Attribute.json,
    created_at: Attribute.instant,
    // sent only where `fields` names it
    db_answer: Attribute.string,
    question: Attribute.json,
    updated_at: Attribute.instant
  },
  relationships: {
    created_by: { to: "calendar.Person", required: false },
    event_resource_request: { to: "calendar.EventResourceRequest", required: true },
    resource_question: { to: "calendar.ResourceQuestion", required: false },
    updated_by: { to: "calendar.Person", required: false }
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof eventResourceAnswerShape

/** The type of {@link EventResourceAnswer}, by its name. */
export interface EventResourceAnswer extends Shape {}

/**
 * What was answered to a question that a resource asks of those who want it.
 *
 * @see https://developer.planning.center/docs/#/apps/calendar/2022-07-07/vertices/event_resource_answer
 * @since 0.1.0
 * @category models
 */
export const EventResourceAnswer: EventResourceAnswer = eventResourceAnswerShape
