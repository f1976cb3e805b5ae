// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Feed } from "./resource/Feed.ts"

export {
  /** A source of events beside those made by hand, such as another product. */
  Feed
}

/** Every feed. */
export const list = Endpoint.list("/calendar/v2/feeds", Feed, {
  order: ["name"],
  where: { feed_type: "string", source_id: "id" },
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One feed. */
export const get = Endpoint.get("/calendar/v2/feeds/{id}", Feed, { fields: true })

/** The feed of an event, or `NotFound` where there is none. */
export const getOfEvent = Endpoint.get(
  "/calendar/v2/events/{event_id}/feed",
  Feed,
  { fields: true },
  { name: "calendar.Feed.getOfEvent", below: { event_id: "calendar.Event" } }
)

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: Feed, list, get }
