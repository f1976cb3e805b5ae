// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Attachment } from "./resource/Attachment.ts"
import { Conflict } from "./resource/Conflict.ts"
import { Event } from "./resource/Event.ts"
import { Feed } from "./resource/Feed.ts"
import { Organization } from "./resource/Organization.ts"
import { Person } from "./resource/Person.ts"
import { Resource } from "./resource/Resource.ts"
import { ResourceApprovalGroup } from "./resource/ResourceApprovalGroup.ts"
import { ResourceFolder } from "./resource/ResourceFolder.ts"
import { ResourceQuestion } from "./resource/ResourceQuestion.ts"
import { RoomSetup } from "./resource/RoomSetup.ts"
import { Tag } from "./resource/Tag.ts"

export {
  /** Two events that want the same resource at the same time. */
  Conflict
}

const include = {
  resolved_by: Person,
  "resolved_by.organization": Organization,
  resource: Resource,
  "resource.resource_approval_groups": ResourceApprovalGroup,
  "resource.resource_folder": ResourceFolder,
  "resource.resource_questions": ResourceQuestion,
  "resource.room_setups": RoomSetup,
  winner: Event,
  "winner.attachments": Attachment,
  "winner.feed": Feed,
  "winner.owner": Person,
  "winner.tags": Tag
}

const capabilities = { include, order: ["resolved_at"], fields: true, perPage: { default: 25, max: 100 } } as const

/** Every conflict. */
export const list = Endpoint.list("/calendar/v2/conflicts", Conflict, {
  ...capabilities,
  filter: ["future", "resolved", "unresolved"]
})

/** One conflict. */
export const get = Endpoint.get("/calendar/v2/conflicts/{id}", Conflict, { include, fields: true })

/** The conflicts of an event. */
export const listOfEvent = Endpoint.list("/calendar/v2/events/{event_id}/conflicts", Conflict, capabilities, {
  name: "calendar.Conflict.listOfEvent",
  below: { event_id: "calendar.Event" }
})

/** The conflicts of a resource. */
export const listOfResource = Endpoint.list("/calendar/v2/resources/{resource_id}/conflicts", Conflict, capabilities, {
  name: "calendar.Conflict.listOfResource",
  below: { resource_id: "calendar.Resource" }
})

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Conflict, list, get }
