// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { OauthApplicationMau } from "./resource/OauthApplicationMau.ts"

export {
  /** How many people used an application in one month. */
  OauthApplicationMau
}

/** One oauth application mau. */
export const get = Endpoint.get(
  "/api/v2/oauth_applications/{oauth_application_id}/mau/{id}",
  OauthApplicationMau,
  { fields: true },
  { below: { oauth_application_id: "api.OauthApplication" } }
)

/** The oauth application maus of an oauth application. */
export const listOfOauthApplication = Endpoint.list(
  "/api/v2/oauth_applications/{oauth_application_id}/mau",
  OauthApplicationMau,
  { fields: true, perPage: { default: 25, max: 100 } },
  { name: "api.OauthApplicationMau.listOfOauthApplication", below: { oauth_application_id: "api.OauthApplication" } }
)

/** By which ways all of it is read, for a planner and a sync. */
export const nested: Endpoint.Nested = {
  resource: OauthApplicationMau,
  get,
  routes: [{ list: listOfOauthApplication, parent: "api.OauthApplication", covers: "all" }]
}
