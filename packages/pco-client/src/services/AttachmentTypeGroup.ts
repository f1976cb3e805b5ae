// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { AttachmentTypeGroup } from "./resource/AttachmentTypeGroup.ts"

export {
  /** A group of attachment types. */
  AttachmentTypeGroup
}

/**
 * Every attachment type group. Documented, though nothing else in the API leads there: it may answer with `NotFound`.
 */
export const list = Endpoint.list("/services/v2/attachment_type_groups", AttachmentTypeGroup, {
  order: ["name"],
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One attachment type group. */
export const get = Endpoint.get("/services/v2/attachment_type_groups/{id}", AttachmentTypeGroup, { fields: true })
