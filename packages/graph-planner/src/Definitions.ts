/** What is known of an API's resources and of the ways to read them: what a planner plans with. */
import { type Endpoint, Resource } from "@openfaith/client-core"

/**
 * The descriptions of an API, as a client package exports them: a product's module is one, and so is that of all products.
 *
 * @example
 * import * as people from "@openfaith/pco-client/people"
 * Plan.make({ definitions: people, mode: "full" })
 *
 * @since 0.1.0
 * @category models
 */
export interface Definitions {
  /** Resources with a listing of their own. */
  readonly readables: ReadonlyArray<Endpoint.Readable>
  /** Resources that are reached by way of others; by default there are none. */
  readonly nested?: ReadonlyArray<Endpoint.Nested>
  /** Resources of which there is one record; by default there are none. */
  readonly singles?: ReadonlyArray<Endpoint.AnyGet>
  /** Every resource, so that a plan can name those that cannot be read; by default those above. */
  readonly resources?: ReadonlyArray<Resource.Any>
}

/**
 * One resource, and all that leads to it but what other resources' pages bring along.
 *
 * @since 0.1.0
 * @category models
 */
export interface Known {
  readonly resource: Resource.Any
  /** Reads all of it: its own listing, or the one record there is. */
  readonly own: Endpoint.AnyList | Endpoint.AnyGet | undefined
  readonly routes: ReadonlyArray<Endpoint.Route>
  /** The resources without which it cannot exist, but itself. */
  readonly needs: ReadonlyArray<string>
  /** What it points at, itself included. */
  readonly pointers: ReadonlyArray<Pointer>
}

/**
 * A relationship, and one of the resources it may point at.
 *
 * @since 0.1.0
 * @category models
 */
export interface Pointer {
  readonly relationship: string
  readonly to: string
  readonly required: boolean
}

const pointersOf = ({ relationships }: Resource.Any): ReadonlyArray<Pointer> => {
  const pointers: Array<Pointer> = []
  for (const [relationship, { among, required, to }] of Object.entries(relationships)) {
    for (const target of among ?? [to]) pointers.push({ relationship, to: target, required })
  }
  return pointers
}

/**
 * Every resource by its key, in the order of keys, so that no plan depends on the order of descriptions.
 *
 * @since 0.1.0
 * @category combinators
 */
export const index = (definitions: Definitions): ReadonlyMap<string, Known> => {
  const { nested = [], readables, resources = [], singles = [] } = definitions
  const known = new Map<string, Known>()
  const add = ({ own, resource, routes }: Pick<Known, "resource" | "own" | "routes">) => {
    const before = known.get(resource.key)
    known.set(
      resource.key,
      before === undefined
        ? {
            resource,
            own,
            routes,
            needs: [...new Set(Resource.dependencies(resource))].filter((need) => need !== resource.key),
            pointers: pointersOf(resource)
          }
        : { ...before, own: before.own ?? own, routes: [...before.routes, ...routes] }
    )
  }
  for (const { list, resource } of readables) add({ resource, own: list, routes: [] })
  for (const single of singles) add({ resource: single.resource, own: single, routes: [] })
  for (const { resource, routes } of nested) add({ resource, own: undefined, routes })
  for (const resource of resources) add({ resource, own: undefined, routes: [] })
  return new Map([...known].sort(([one], [other]) => (one < other ? -1 : 1)))
}

/**
 * What a request for a resource's records may go to: its own listing, or those below its parents.
 *
 * @since 0.1.0
 * @category combinators
 */
export const endpoints = ({ own, routes }: Known): ReadonlyArray<Endpoint.AnyList | Endpoint.AnyGet> =>
  own === undefined ? routes.map(({ list }) => list) : [own]
