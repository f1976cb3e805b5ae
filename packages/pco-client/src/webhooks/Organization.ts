// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { Organization } from "./resource/Organization.ts"

export {
  /** The organization the subscriptions belong to. */
  Organization
}

/** The organization the credentials belong to. */
export const get = Endpoint.get("/webhooks/v2", Organization, { fields: true })
