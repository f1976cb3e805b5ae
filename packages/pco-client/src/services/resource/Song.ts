// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const songShape = Resource.make("services", "Song", {
  attributes: {
    admin: Attribute.string,
    author: Attribute.string,
    ccli_number: Attribute.integer,
    copyright: Attribute.string,
    created_at: Attribute.instant,
    hidden: Attribute.boolean,
    last_scheduled_at: Attribute.instant,
    last_scheduled_short_dates: Attribute.string,
    notes: Attribute.string,
    themes: Attribute.string,
    title: Attribute.string,
    updated_at: Attribute.instant
  },
  webhooks: {
    created: "services.v2.events.song.created",
    updated: "services.v2.events.song.updated",
    destroyed: "services.v2.events.song.destroyed"
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof songShape

/** The type of {@link Song}, by its name. */
export interface Song extends Shape {}

/**
 * A song, which is played by its arrangements.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/song
 * @since 0.1.0
 * @category models
 */
export const Song: Song = songShape
