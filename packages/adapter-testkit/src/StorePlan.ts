/** Plans for tests that need a run of a store, and have no API to read. */
import { Endpoint, Resource } from "@openfaith/client-core"
import { Plan } from "@openfaith/graph-planner"
import * as Either from "effect/Either"

/**
 * A plan over resources of these names (`people.Person`), each with a listing that can only be counted through.
 *
 * @since 0.1.0
 * @category testing
 */
export const make = (mode: Plan.Mode, ...names: ReadonlyArray<string>): Plan.Plan => {
  const readables = names.map((name) => {
    const [product = name, type = name] = name.split(".")
    const resource = Resource.make(product, type, { attributes: {} })
    return {
      resource,
      list: Endpoint.list(`/${product}/${type}`, resource, { perPage: { default: 25, max: 100 } }),
      get: Endpoint.get(`/${product}/${type}/{id}`, resource)
    }
  })
  // resources that need nothing can be put in order
  return Either.getOrThrow(Plan.make({ definitions: { readables }, mode }))
}
