// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Resource } from "@openfaith/client-core"

const organizationStatisticsShape = Resource.make("people", "OrganizationStatistics", { attributes: {}, lenient: true })

type Shape = typeof organizationStatisticsShape

/** The type of {@link OrganizationStatistics}, by its name. */
export interface OrganizationStatistics extends Shape {}

/**
 * How many people there are, of which kinds.
 *
 * @see https://developer.planning.center/docs/#/apps/people/2025-03-20/vertices/organization_statistics
 * @since 0.1.0
 * @category models
 */
export const OrganizationStatistics: OrganizationStatistics = organizationStatisticsShape
