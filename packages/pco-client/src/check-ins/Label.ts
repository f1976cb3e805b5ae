// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Label } from "./resource/Label.ts"

export {
  /** The design of a sticker that is printed at check-in. */
  Label
}

/** Every label. */
export const list = Endpoint.list("/check-ins/v2/labels", Label, { fields: true, perPage: { default: 25, max: 100 } })

/** One label. */
export const get = Endpoint.get("/check-ins/v2/labels/{id}", Label, { fields: true })

/** The label of an event label, or `NotFound` where there is none. */
export const getOfEventLabel = Endpoint.get(
  "/check-ins/v2/events/{event_id}/event_labels/{event_label_id}/label",
  Label,
  { fields: true },
  {
    name: "check-ins.Label.getOfEventLabel",
    below: { event_id: "check-ins.Event", event_label_id: "check-ins.EventLabel" }
  }
)

/** The label of a location label, or `NotFound` where there is none. */
export const getOfLocationLabel = Endpoint.get(
  "/check-ins/v2/labels/{label_id}/location_labels/{location_label_id}/label",
  Label,
  { fields: true },
  {
    name: "check-ins.Label.getOfLocationLabel",
    below: { label_id: "check-ins.Label", location_label_id: "check-ins.LocationLabel" }
  }
)

/** The label of an option, or `NotFound` where there is none. */
export const getOfOption = Endpoint.get(
  "/check-ins/v2/options/{option_id}/label",
  Label,
  { fields: true },
  { name: "check-ins.Label.getOfOption", below: { option_id: "check-ins.Option" } }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Label, list, get }
