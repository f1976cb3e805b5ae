// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Resource } from "@openfaith/client-core"

const speakershipShape = Resource.make("publishing", "Speakership", {
  attributes: {},
  relationships: { speaker: { to: "publishing.Speaker", required: false } },
  lenient: true
})

type Shape = typeof speakershipShape

/** The type of {@link Speakership}, by its name. */
export interface Speakership extends Shape {}

/**
 * That a speaker speaks in an episode.
 *
 * @see https://developer.planning.center/docs/#/apps/publishing/2024-03-25/vertices/speakership
 * @since 0.1.0
 * @category models
 */
export const Speakership: Speakership = speakershipShape
