// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { PersonalAccessToken } from "./resource/PersonalAccessToken.ts"

export {
  /** A key by which a program acts for the person who made it. */
  PersonalAccessToken
}

/** Every personal access token. */
export const list = Endpoint.list("/api/v2/personal_access_tokens", PersonalAccessToken, {
  fields: true,
  perPage: { default: 25, max: 100 }
})

/** One personal access token. */
export const get = Endpoint.get("/api/v2/personal_access_tokens/{id}", PersonalAccessToken, { fields: true })

/** How all of it is read, for a planner and a sync. */
export const readable: Endpoint.Readable = { resource: PersonalAccessToken, list, get }
