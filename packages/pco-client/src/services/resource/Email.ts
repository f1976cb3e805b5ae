// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const emailShape = Resource.make("services", "Email", {
  attributes: { address: Attribute.string, primary: Attribute.boolean },
  lenient: true
})

type Shape = typeof emailShape

/** The type of {@link Email}, by its name. */
export interface Email extends Shape {}

/**
 * An email address of a person.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/email
 * @since 0.1.0
 * @category models
 */
export const Email: Email = emailShape
