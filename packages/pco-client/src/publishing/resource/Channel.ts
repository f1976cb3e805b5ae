// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const channelShape = Resource.make("publishing", "Channel", {
  attributes: {
    activate_episode_minutes_before: Attribute.integer,
    // since the documentation of 2025-10 (OpenAPI 2024-03-25)
    archived: Attribute.boolean,
    art: Attribute.json,
    can_enable_chat: Attribute.boolean,
    church_center_url: Attribute.string,
    created_at: Attribute.instant,
    default_video_duration: Attribute.integer,
    default_video_embed_code: Attribute.string,
    default_video_url: Attribute.string,
    description: Attribute.string,
    enable_audio: Attribute.boolean,
    enable_on_demand_video: Attribute.boolean,
    enable_watch_live: Attribute.boolean,
    general_chat_enabled: Attribute.boolean,
    group_chat_enabled: Attribute.boolean,
    name: Attribute.string,
    podcast_art: Attribute.json,
    podcast_feed_url: Attribute.string,
    podcast_settings: Attribute.json,
    position: Attribute.integer,
    published: Attribute.boolean,
    sermon_notes_enabled: Attribute.boolean,
    services_service_type_remote_identifier: Attribute.string,
    updated_at: Attribute.instant,
    url: Attribute.string
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof channelShape

/** The type of {@link Channel}, by its name. */
export interface Channel extends Shape {}

/**
 * A series of broadcasts under one name.
 *
 * @see https://developer.planning.center/docs/#/apps/publishing/2024-03-25/vertices/channel
 * @since 0.1.0
 * @category models
 */
export const Channel: Channel = channelShape
