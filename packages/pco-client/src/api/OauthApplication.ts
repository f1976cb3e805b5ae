// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { OauthApplication } from "./resource/OauthApplication.ts"

export {
  /** An application registered with Planning Center, which others may let in. */
  OauthApplication
}

/** Every oauth application. */
export const list = Endpoint.list("/api/v2/oauth_applications", OauthApplication, {
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One oauth application. */
export const get = Endpoint.get("/api/v2/oauth_applications/{id}", OauthApplication, { fields: true })

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: OauthApplication, list, get }
