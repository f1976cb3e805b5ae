// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const personalAccessTokenShape = Resource.make("api", "PersonalAccessToken", {
  attributes: { name: Attribute.string },
  lenient: true
})

type Shape = typeof personalAccessTokenShape

/** The type of {@link PersonalAccessToken}, by its name. */
export interface PersonalAccessToken extends Shape {}

/**
 * A key by which a program acts for the person who made it.
 *
 * @see https://developer.planning.center/docs/#/apps/api/2019-02-13/vertices/personal_access_token
 * @since 0.1.0
 * @category models
 */
export const PersonalAccessToken: PersonalAccessToken = personalAccessTokenShape
