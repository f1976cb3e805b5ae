// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Speaker } from "./resource/Speaker.ts"

export {
  /** Somebody who speaks in episodes. */
  Speaker
}

/** Every speaker. */
export const list = Endpoint.list("/publishing/v2/speakers", Speaker, {
  order: ["first_name"],
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One speaker. */
export const get = Endpoint.get("/publishing/v2/speakers/{id}", Speaker, { fields: true })

/** The speaker of a speakership, or `NotFound` where there is none. */
export const getOfSpeakership = Endpoint.get(
  "/publishing/v2/episodes/{episode_id}/speakerships/{speakership_id}/speaker",
  Speaker,
  { fields: true },
  {
    name: "publishing.Speaker.getOfSpeakership",
    below: { episode_id: "publishing.Episode", speakership_id: "publishing.Speakership" }
  }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Speaker, list, get }
