// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { SongSchedule } from "./resource/SongSchedule.ts"

export {
  /** A plan that a song is or was scheduled for. */
  SongSchedule
}

/** One song schedule. */
export const get = Endpoint.get(
  "/services/v2/songs/{song_id}/song_schedules/{id}",
  SongSchedule,
  { fields: true },
  { below: { song_id: "services.Song" } }
)

/** The song schedules of a song. */
export const listOfSong = Endpoint.list(
  "/services/v2/songs/{song_id}/song_schedules",
  SongSchedule,
  { filter: ["three_most_recent"], order: ["plan_sort_date"], fields: true, perPage: { default: 25, max: 100 } },
  { name: "services.SongSchedule.listOfSong", below: { song_id: "services.Song" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: SongSchedule,
  get,
  routes: [{ list: listOfSong, parent: "services.Song", covers: "all" }]
}
