// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Endpoint } from "@openfaith/client-core"
import { OrganizationStatistics } from "./resource/OrganizationStatistics.ts"

export {
  /** How many people there are, of which kinds. */
  OrganizationStatistics
}

/** The organization statistics. */
export const get = Endpoint.get("/people/v2/stats", OrganizationStatistics, { fields: true })
