// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const noteShape = Resource.make("giving", "Note", { attributes: { body: Attribute.string }, lenient: true })

type Shape = typeof noteShape

/** The type of {@link Note}, by its name. */
export interface Note extends Shape {}

/**
 * A remark about a donation.
 *
 * @see https://developer.planning.center/docs/#/apps/giving/2019-10-18/vertices/note
 * @since 0.1.0
 * @category models
 */
export const Note: Note = noteShape
