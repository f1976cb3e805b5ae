// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const speakerShape = Resource.make("publishing", "Speaker", {
  attributes: {
    avatar_url: Attribute.string,
    episodes_count: Attribute.integer,
    first_name: Attribute.string,
    formatted_name: Attribute.string,
    last_name: Attribute.string,
    name_prefix: Attribute.string,
    name_suffix: Attribute.string,
    speaker_type: Attribute.string
  },
  lenient: true
})

type Shape = typeof speakerShape

/** The type of {@link Speaker}, by its name. */
export interface Speaker extends Shape {}

/**
 * Somebody who speaks in episodes.
 *
 * @see https://developer.planning.center/docs/#/apps/publishing/2024-03-25/vertices/speaker
 * @since 0.1.0
 * @category models
 */
export const Speaker: Speaker = speakerShape
