// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const episodeShape = Resource.make("publishing", "Episode", {
  attributes: {
    art: Attribute.json,
    church_center_url: Attribute.string,
    created_at: Attribute.instant,
    description: Attribute.string,
    library_audio_url: Attribute.string,
    // documented values: vimeo, youtube, livestream_com, resi, facebook, boxcast
    library_streaming_service: Attribute.string,
    library_video_embed_code: Attribute.json,
    library_video_thumbnail_url: Attribute.string,
    library_video_url: Attribute.string,
    needs_library_audio_or_video_url: Attribute.boolean,
    // since the documentation of 2025-10 (OpenAPI 2024-03-25)
    needs_notes_template: Attribute.boolean,
    needs_video_url: Attribute.boolean,
    page_actions: Attribute.json,
    published_live_at: Attribute.instant,
    published_to_library_at: Attribute.instant,
    sermon_audio: Attribute.json,
    services_plan_remote_identifier: Attribute.string,
    services_service_type_remote_identifier: Attribute.string,
    // documented values: channel_default_livestream, livestream, prerecorded
    stream_type: Attribute.string,
    // documented values: vimeo, youtube, livestream_com, resi, facebook, boxcast
    streaming_service: Attribute.string,
    title: Attribute.string,
    updated_at: Attribute.instant,
    video_embed_code: Attribute.json,
    video_thumbnail_url: Attribute.string,
    video_url: Attribute.string
  },
  relationships: { series: { to: "publishing.Series", required: false } },
  webhooks: {
    created: "publishing.v2.events.episode.created",
    updated: "publishing.v2.events.episode.updated",
    destroyed: "publishing.v2.events.episode.destroyed"
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof episodeShape

/** The type of {@link Episode}, by its name. */
export interface Episode extends Shape {}

/**
 * One broadcast or sermon.
 *
 * @see https://developer.planning.center/docs/#/apps/publishing/2024-03-25/vertices/episode
 * @since 0.1.0
 * @category models
 */
export const Episode: Episode = episodeShape
