/** From the names a person gives to the resources that have to be read. */
import type { Endpoint } from "@openfaith/client-core"
import { Resource, Suggestion } from "@openfaith/client-core"
import * as Either from "effect/Either"
import { UnknownResource } from "./PlanError.ts"

export interface Resolved {
  readonly selected: ReadonlySet<string>
  readonly added: ReadonlyArray<{ readonly resource: string; readonly neededBy: string }>
}

/**
 * The selected resources and the hard dependencies they bring in, but for those that are present already. Names are
 * products or `product.Type`, as they are spelled in the API; no selection means everything.
 *
 * @since 0.1.0
 * @category combinators
 */
export const resolve = (
  readables: ReadonlyArray<Endpoint.Readable>,
  selection: ReadonlyArray<string> | undefined,
  present: ReadonlyArray<string> = []
): Either.Either<Resolved, UnknownResource> =>
  Either.gen(function* () {
    const byKey = new Map(readables.map(({ resource }) => [resource.key, resource]))
    const products = new Set(readables.map(({ resource }) => resource.product))
    const selected = new Set<string>()
    for (const name of selection ?? products) {
      const keys = [...byKey.values()].filter(({ key, product }) => key === name || product === name)
      if (keys.length === 0) {
        const suggestion = Suggestion.sentence(name, [...products, ...byKey.keys()])
        return yield* Either.left(new UnknownResource({ name, suggestion }))
      }
      for (const { key } of keys) selected.add(key)
    }

    const added: Array<{ readonly resource: string; readonly neededBy: string }> = []
    const queue = [...selected]
    for (let key = queue.shift(); key !== undefined; key = queue.shift()) {
      const resource = byKey.get(key)
      for (const need of resource === undefined ? [] : Resource.dependencies(resource)) {
        if (selected.has(need) || present.includes(need) || !byKey.has(need)) continue
        selected.add(need)
        added.push({ resource: need, neededBy: key })
        queue.push(need)
      }
    }
    return { selected, added }
  })
