// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const oauthApplicationMauShape = Resource.make("api", "OauthApplicationMau", {
  attributes: { count: Attribute.integer, month: Attribute.integer, year: Attribute.integer },
  relationships: { oauth_application: { to: "api.OauthApplication", required: true } },
  lenient: true
})

type Shape = typeof oauthApplicationMauShape

/** The type of {@link OauthApplicationMau}, by its name. */
export interface OauthApplicationMau extends Shape {}

/**
 * How many people used an application in one month.
 *
 * @see https://developer.planning.center/docs/#/apps/api/2019-02-13/vertices/oauth_application_mau
 * @since 0.1.0
 * @category models
 */
export const OauthApplicationMau: OauthApplicationMau = oauthApplicationMauShape
