// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Owner } from "./resource/Owner.ts"

export {
  /** Whoever wrote a remark about a meeting. */
  Owner
}

/** One owner. */
export const get = Endpoint.get(
  "/groups/v2/events/{event_id}/notes/{note_id}/owner/{id}",
  Owner,
  { fields: true },
  { below: { event_id: "groups.Event", note_id: "groups.EventNote" } }
)

/** The owner of an event note, or `NotFound` where there is none. */
export const getOfEventNote = Endpoint.get(
  "/groups/v2/events/{event_id}/notes/{event_note_id}/owner",
  Owner,
  { fields: true },
  { name: "groups.Owner.getOfEventNote", below: { event_id: "groups.Event", event_note_id: "groups.EventNote" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: Owner,
  get,
  routes: [{ list: getOfEventNote, parent: "groups.EventNote", covers: "all" }]
}
