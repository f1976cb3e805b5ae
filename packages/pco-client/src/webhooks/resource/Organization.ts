// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Resource } from "@openfaith/client-core"

const organizationShape = Resource.make("webhooks", "Organization", { attributes: {}, lenient: true })

type Shape = typeof organizationShape

/** The type of {@link Organization}, by its name. */
export interface Organization extends Shape {}

/**
 * The organization the subscriptions belong to.
 *
 * @see https://developer.planning.center/docs/#/apps/webhooks/2022-10-20/vertices/organization
 * @since 0.1.0
 * @category models
 */
export const Organization: Organization = organizationShape
