// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Organization } from "./resource/Organization.ts"

export {
  /** The organization, as far as its groups go. */
  Organization
}

/** The organization the credentials belong to. */
export const get = Endpoint.get("/groups/v2", Organization, { fields: true })
