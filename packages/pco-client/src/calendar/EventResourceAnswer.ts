// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { EventResourceAnswer } from "./resource/EventResourceAnswer.ts"

export {
  /** What was answered to a question that a resource asks of those who want it. */
  EventResourceAnswer
}

/** One event resource answer. */
export const get = Endpoint.get(
  "/calendar/v2/event_resource_requests/{event_resource_request_id}/answers/{id}",
  EventResourceAnswer,
  { fields: true },
  { below: { event_resource_request_id: "calendar.EventResourceRequest" } }
)

/** The event resource answers of an event resource request. */
export const listOfEventResourceRequest = Endpoint.list(
  "/calendar/v2/event_resource_requests/{event_resource_request_id}/answers",
  EventResourceAnswer,
  { fields: true, perPage: { default: 25, max: 100 } },
  {
    name: "calendar.EventResourceAnswer.listOfEventResourceRequest",
    below: { event_resource_request_id: "calendar.EventResourceRequest" }
  }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: EventResourceAnswer,
  get,
  routes: [{ list: listOfEventResourceRequest, parent: "calendar.EventResourceRequest", covers: "all" }]
}
