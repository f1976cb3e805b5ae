// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const songbookStatusShape = Resource.make("services", "SongbookStatus", {
  attributes: {
    status: Attribute.string,
    status_code: Attribute.string,
    status_token: Attribute.string,
    url: Attribute.string
  },
  lenient: true
})

type Shape = typeof songbookStatusShape

/** The type of {@link SongbookStatus}, by its name. */
export interface SongbookStatus extends Shape {}

/**
 * How far the making of a songbook has got.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/songbook_status
 * @since 0.1.0
 * @category models
 */
export const SongbookStatus: SongbookStatus = songbookStatusShape
