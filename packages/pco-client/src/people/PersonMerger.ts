// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { PersonMerger } from "./resource/PersonMerger.ts"

export {
  /** That two people turned out to be one: the one kept, and the one that went. */
  PersonMerger
}

/** Every person merger. */
export const list = Endpoint.list("/people/v2/person_mergers", PersonMerger, {
  order: ["created_at"],
  where: { created_at: "instant", person_to_keep_id: "id", person_to_remove_id: "id" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One person merger. */
export const get = Endpoint.get("/people/v2/person_mergers/{id}", PersonMerger, { fields: true })

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: PersonMerger, list, get }
