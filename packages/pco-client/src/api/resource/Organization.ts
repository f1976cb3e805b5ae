// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Resource } from "@openfaith/client-core"

const organizationShape = Resource.make("api", "Organization", { attributes: {}, lenient: true })

type Shape = typeof organizationShape

/** The type of {@link Organization}, by its name. */
export interface Organization extends Shape {}

/**
 * The organization the credentials belong to.
 *
 * @see https://developer.planning.center/docs/#/apps/api/2019-02-13/vertices/organization
 * @since 0.1.0
 * @category models
 */
export const Organization: Organization = organizationShape
