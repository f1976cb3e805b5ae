// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { AttachmentType } from "./resource/AttachmentType.ts"

export {
  /** A kind of attachment, which some instruments see and others do not. */
  AttachmentType
}

/** Every attachment type. */
export const list = Endpoint.list("/services/v2/attachment_types", AttachmentType, {
  order: ["name"],
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One attachment type. */
export const get = Endpoint.get("/services/v2/attachment_types/{id}", AttachmentType, { fields: true })

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: AttachmentType, list, get }
