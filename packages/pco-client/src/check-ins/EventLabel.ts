// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { AttendanceType } from "./resource/AttendanceType.ts"
import { Event } from "./resource/Event.ts"
import { EventLabel } from "./resource/EventLabel.ts"
import { Label } from "./resource/Label.ts"

export {
  /** That an event prints a label, for whom and how many. */
  EventLabel
}

const include = { event: Event, "event.attendance_types": AttendanceType, label: Label }

const capabilities = { include, fields: true, perPage: { default: 25, max: 100 } } as const

/** One event label. */
export const get = Endpoint.get(
  "/check-ins/v2/events/{event_id}/event_labels/{id}",
  EventLabel,
  { include, fields: true },
  { below: { event_id: "check-ins.Event" } }
)

/** The event labels of an event. */
export const listOfEvent = Endpoint.list("/check-ins/v2/events/{event_id}/event_labels", EventLabel, capabilities, {
  name: "check-ins.EventLabel.listOfEvent",
  below: { event_id: "check-ins.Event" }
})

/** The event labels of a label. */
export const listOfLabel = Endpoint.list("/check-ins/v2/labels/{label_id}/event_labels", EventLabel, capabilities, {
  name: "check-ins.EventLabel.listOfLabel",
  below: { label_id: "check-ins.Label" }
})

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: EventLabel,
  get,
  routes: [
    { list: listOfEvent, parent: "check-ins.Event", covers: "all" },
    { list: listOfLabel, parent: "check-ins.Label", covers: "all" }
  ]
}
