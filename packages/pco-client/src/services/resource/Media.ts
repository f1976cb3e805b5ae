// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const mediaShape = Resource.make("services", "Media", {
  attributes: {
    created_at: Attribute.instant,
    creator_name: Attribute.string,
    image_url: Attribute.string,
    length: Attribute.integer,
    // documented values: audio, background_audio, background_image, background_video, countdown, curriculum, document,
    // drama, image, powerpoint, song_video, video
    media_type: Attribute.string,
    media_type_name: Attribute.string,
    preview_content_type: Attribute.string,
    preview_file_name: Attribute.string,
    preview_file_size: Attribute.integer,
    preview_updated_at: Attribute.instant,
    preview_url: Attribute.string,
    themes: Attribute.string,
    thumbnail_content_type: Attribute.string,
    thumbnail_file_name: Attribute.string,
    thumbnail_file_size: Attribute.integer,
    thumbnail_updated_at: Attribute.instant,
    thumbnail_url: Attribute.string,
    title: Attribute.string,
    updated_at: Attribute.instant
  },
  changedAt: "updated_at",
  createdAt: "created_at",
  lenient: true
})

type Shape = typeof mediaShape

/** The type of {@link Media}, by its name. */
export interface Media extends Shape {}

/**
 * A picture, a film, a recording, as the library keeps it.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/media
 * @since 0.1.0
 * @category models
 */
export const Media: Media = mediaShape
