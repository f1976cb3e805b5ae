// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Resource } from "./resource/Resource.ts"
import { ResourceApprovalGroup } from "./resource/ResourceApprovalGroup.ts"
import { ResourceFolder } from "./resource/ResourceFolder.ts"
import { ResourceQuestion } from "./resource/ResourceQuestion.ts"
import { ResourceSuggestion } from "./resource/ResourceSuggestion.ts"
import { RoomSetup } from "./resource/RoomSetup.ts"

export {
  /** What a room set-up proposes to book along with the room. */
  ResourceSuggestion
}

const include = {
  resource: Resource,
  "resource.resource_approval_groups": ResourceApprovalGroup,
  "resource.resource_folder": ResourceFolder,
  "resource.resource_questions": ResourceQuestion,
  "resource.room_setups": RoomSetup
}

/** One resource suggestion. */
export const get = Endpoint.get(
  "/calendar/v2/room_setups/{room_setup_id}/resource_suggestions/{id}",
  ResourceSuggestion,
  { include, fields: true },
  { below: { room_setup_id: "calendar.RoomSetup" } }
)

/** The resource suggestions of a room setup. */
export const listOfRoomSetup = Endpoint.list(
  "/calendar/v2/room_setups/{room_setup_id}/resource_suggestions",
  ResourceSuggestion,
  { include, fields: true, perPage: { default: 25, max: 100 } },
  { name: "calendar.ResourceSuggestion.listOfRoomSetup", below: { room_setup_id: "calendar.RoomSetup" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: ResourceSuggestion,
  get,
  routes: [{ list: listOfRoomSetup, parent: "calendar.RoomSetup", covers: "all" }]
}
