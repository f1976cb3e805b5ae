// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { NoteTemplate } from "./resource/NoteTemplate.ts"

export {
  /** The sermon notes that watchers may fill in. */
  NoteTemplate
}

/** One note template. */
export const get = Endpoint.get(
  "/publishing/v2/episodes/{episode_id}/note_template/{id}",
  NoteTemplate,
  { fields: true },
  { below: { episode_id: "publishing.Episode" } }
)

/** The note template of an episode, or `NotFound` where there is none. */
export const getOfEpisode = Endpoint.get(
  "/publishing/v2/episodes/{episode_id}/note_template",
  NoteTemplate,
  { fields: true },
  { name: "publishing.NoteTemplate.getOfEpisode", below: { episode_id: "publishing.Episode" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: NoteTemplate,
  get,
  routes: [{ list: getOfEpisode, parent: "publishing.Episode", covers: "all" }]
}
