// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const oauthApplicationShape = Resource.make("api", "OauthApplication", {
  attributes: { description: Attribute.string, name: Attribute.string, url: Attribute.string },
  lenient: true
})

type Shape = typeof oauthApplicationShape

/** The type of {@link OauthApplication}, by its name. */
export interface OauthApplication extends Shape {}

/**
 * An application registered with Planning Center, which others may let in.
 *
 * @see https://developer.planning.center/docs/#/apps/api/2019-02-13/vertices/oauth_application
 * @since 0.1.0
 * @category models
 */
export const OauthApplication: OauthApplication = oauthApplicationShape
