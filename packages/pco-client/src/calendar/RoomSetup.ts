// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Resource } from "./resource/Resource.ts"
import { ResourceApprovalGroup } from "./resource/ResourceApprovalGroup.ts"
import { ResourceFolder } from "./resource/ResourceFolder.ts"
import { ResourceQuestion } from "./resource/ResourceQuestion.ts"
import { ResourceSuggestion } from "./resource/ResourceSuggestion.ts"
import { RoomSetup } from "./resource/RoomSetup.ts"

export {
  /** A way to arrange a room. */
  RoomSetup
}

const include = {
  containing_resource: Resource,
  "containing_resource.resource_approval_groups": ResourceApprovalGroup,
  "containing_resource.resource_folder": ResourceFolder,
  "containing_resource.resource_questions": ResourceQuestion,
  "containing_resource.room_setups": RoomSetup,
  resource_suggestions: ResourceSuggestion,
  "resource_suggestions.resource": Resource
}

const capabilities = {
  include,
  order: ["created_at", "name", "updated_at"],
  where: { created_at: "instant", name: "string", updated_at: "instant" },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every room setup. */
export const list = Endpoint.list("/calendar/v2/room_setups", RoomSetup, {
  ...capabilities,
  // each belongs to exactly one of these
  complete: ["resource_suggestions"],
  filter: ["shared_room_setups"]
})

/** One room setup. */
export const get = Endpoint.get("/calendar/v2/room_setups/{id}", RoomSetup, { include, fields: true })

/** The room setup of an event resource request, or `NotFound` where there is none. */
export const getOfEventResourceRequest = Endpoint.get(
  "/calendar/v2/event_resource_requests/{event_resource_request_id}/room_setup",
  RoomSetup,
  { include, fields: true },
  {
    name: "calendar.RoomSetup.getOfEventResourceRequest",
    below: { event_resource_request_id: "calendar.EventResourceRequest" }
  }
)

/** The room setups of a resource. */
export const listOfResource = Endpoint.list(
  "/calendar/v2/resources/{resource_id}/room_setups",
  RoomSetup,
  capabilities,
  { name: "calendar.RoomSetup.listOfResource", below: { resource_id: "calendar.Resource" } }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: RoomSetup, list, get }
