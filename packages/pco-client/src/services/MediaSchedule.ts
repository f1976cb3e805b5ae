// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { MediaSchedule } from "./resource/MediaSchedule.ts"

export {
  /** When something of the media library was used. */
  MediaSchedule
}

/** One media schedule. */
export const get = Endpoint.get(
  "/services/v2/media/{media_id}/media_schedules/{id}",
  MediaSchedule,
  { fields: true },
  { below: { media_id: "services.Media" } }
)

/** The media schedules of a media. */
export const listOfMedia = Endpoint.list(
  "/services/v2/media/{media_id}/media_schedules",
  MediaSchedule,
  { fields: true, perPage: { default: 25, max: 100 } },
  { name: "services.MediaSchedule.listOfMedia", below: { media_id: "services.Media" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: MediaSchedule,
  get,
  routes: [{ list: listOfMedia, parent: "services.Media", covers: "all" }]
}
