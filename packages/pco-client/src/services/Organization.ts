// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Organization } from "./resource/Organization.ts"

export {
  /** The organization, with its settings for services. */
  Organization
}

/** The organization the credentials belong to. */
export const get = Endpoint.get("/services/v2", Organization, { fields: true })
