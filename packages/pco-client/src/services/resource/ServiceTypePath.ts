// Made by `pnpm generate` from packages/pco-facts: change that, and not this.
import { Attribute, Resource } from "@openfaith/client-core"

const serviceTypePathShape = Resource.make("services", "ServiceTypePath", {
  attributes: { path: Attribute.json },
  lenient: true
})

type Shape = typeof serviceTypePathShape

/** The type of {@link ServiceTypePath}, by its name. */
export interface ServiceTypePath extends Shape {}

/**
 * The folders that lead to a service type.
 *
 * @see https://developer.planning.center/docs/#/apps/services/2018-11-01/vertices/service_type_path
 * @since 0.1.0
 * @category models
 */
export const ServiceTypePath: ServiceTypePath = serviceTypePathShape
