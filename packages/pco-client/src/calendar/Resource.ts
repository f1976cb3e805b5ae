// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Endpoint } from "@openfaith/client-core"
import { Person } from "./resource/Person.ts"
import { Resource } from "./resource/Resource.ts"
import { ResourceApprovalGroup } from "./resource/ResourceApprovalGroup.ts"
import { ResourceFolder } from "./resource/ResourceFolder.ts"
import { ResourceQuestion } from "./resource/ResourceQuestion.ts"
import { ResourceSuggestion } from "./resource/ResourceSuggestion.ts"
import { RoomSetup } from "./resource/RoomSetup.ts"

export {
  /** A room, or a thing that can be booked. */
  Resource
}

const include = {
  resource_approval_groups: ResourceApprovalGroup,
  "resource_approval_groups.people": Person,
  "resource_approval_groups.resources": Resource,
  resource_folder: ResourceFolder,
  "resource_folder.resources": Resource,
  resource_questions: ResourceQuestion,
  room_setups: RoomSetup,
  "room_setups.containing_resource": Resource,
  "room_setups.resource_suggestions": ResourceSuggestion
}

const capabilities = {
  include,
  order: ["created_at", "expires_at", "name", "updated_at"],
  where: {
    created_at: "instant",
    kind: "string",
    name: "string",
    path_name: "string",
    serial_number: "string",
    updated_at: "instant"
  },
  fields: true,
  perPage: { default: 25, max: 100 }
} as const

/** Every resource. */
export const list = Endpoint.list("/calendar/v2/resources", Resource, {
  ...capabilities,
  filter: ["resources", "rooms"]
})

/** One resource. */
export const get = Endpoint.get("/calendar/v2/resources/{id}", Resource, { include, fields: true })

/** The resource of a conflict, or `NotFound` where there is none. */
export const getOfConflict = Endpoint.get(
  "/calendar/v2/conflicts/{conflict_id}/resource",
  Resource,
  { include, fields: true },
  { name: "calendar.Resource.getOfConflict", below: { conflict_id: "calendar.Conflict" } }
)

/** The resource of an event resource request, or `NotFound` where there is none. */
export const getOfEventResourceRequest = Endpoint.get(
  "/calendar/v2/event_resource_requests/{event_resource_request_id}/resource",
  Resource,
  { include, fields: true },
  {
    name: "calendar.Resource.getOfEventResourceRequest",
    below: { event_resource_request_id: "calendar.EventResourceRequest" }
  }
)

/** The resource of a required approval, or `NotFound` where there is none. */
export const getOfRequiredApproval = Endpoint.get(
  "/calendar/v2/resource_approval_groups/{resource_approval_group_id}/required_approvals/{required_approval_id}/resource",
  Resource,
  { include, fields: true },
  {
    name: "calendar.Resource.getOfRequiredApproval",
    below: {
      resource_approval_group_id: "calendar.ResourceApprovalGroup",
      required_approval_id: "calendar.RequiredApproval"
    }
  }
)

/** The resources of a resource approval group. */
export const listOfResourceApprovalGroup = Endpoint.list(
  "/calendar/v2/resource_approval_groups/{resource_approval_group_id}/resources",
  Resource,
  { ...capabilities, filter: ["resources", "rooms"] },
  {
    name: "calendar.Resource.listOfResourceApprovalGroup",
    below: { resource_approval_group_id: "calendar.ResourceApprovalGroup" }
  }
)

/** The resource of a resource booking, or `NotFound` where there is none. */
export const getOfResourceBooking = Endpoint.get(
  "/calendar/v2/resource_bookings/{resource_booking_id}/resource",
  Resource,
  { include, fields: true },
  { name: "calendar.Resource.getOfResourceBooking", below: { resource_booking_id: "calendar.ResourceBooking" } }
)

/** The resources of a resource folder. */
export const listOfResourceFolder = Endpoint.list(
  "/calendar/v2/resource_folders/{resource_folder_id}/resources",
  Resource,
  capabilities,
  { name: "calendar.Resource.listOfResourceFolder", below: { resource_folder_id: "calendar.ResourceFolder" } }
)

/** The resource of a resource suggestion, or `NotFound` where there is none. */
export const getOfResourceSuggestion = Endpoint.get(
  "/calendar/v2/room_setups/{room_setup_id}/resource_suggestions/{resource_suggestion_id}/resource",
  Resource,
  { include, fields: true },
  {
    name: "calendar.Resource.getOfResourceSuggestion",
    below: { room_setup_id: "calendar.RoomSetup", resource_suggestion_id: "calendar.ResourceSuggestion" }
  }
)

/** The `containing_resource` of a room setup, or `NotFound` where there is none. */
export const getOfRoomSetup = Endpoint.get(
  "/calendar/v2/room_setups/{room_setup_id}/containing_resource",
  Resource,
  { include, fields: true },
  { name: "calendar.Resource.getOfRoomSetup", below: { room_setup_id: "calendar.RoomSetup" } }
)

/** Makes a resource. */
export const create = Endpoint.create("/calendar/v2/resources", Resource, {
  attributes: {
    description: Attribute.string,
    expires_at: Attribute.instant,
    home_location: Attribute.string,
    kind: Attribute.string,
    name: Attribute.string,
    quantity: Attribute.integer,
    serial_number: Attribute.string
  }
})

/** Changes a resource. */
export const update = Endpoint.update(
  "/calendar/v2/resources/{id}",
  Resource,
  {
    attributes: {
      description: Attribute.string,
      expires_at: Attribute.instant,
      home_location: Attribute.string,
      name: Attribute.string,
      quantity: Attribute.integer,
      serial_number: Attribute.string
    }
  },
  { repeatable: true }
)

const destroy = Endpoint.delete("/calendar/v2/resources/{id}", Resource)

export {
  /** Removes a resource. */
  destroy as delete
}

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Resource, list, get }
