/**
 * Reads an account by a plan and does nothing else: no store, no durability, no retries. What the engine does beyond this is
 * in its own tests; this shows what a plan is worth, whatever reads by it.
 */
import {
  Client,
  type ClientError,
  Connection,
  type Document,
  type Endpoint,
  type Resource
} from "@openfaith/client-core"
import type { Definitions, Plan, Task } from "@openfaith/graph-planner"
import { Effect } from "effect"

/** A record that was met, and the values that led to it: what a path below it asks for. */
interface Met {
  readonly item: Document.Item
  readonly path: Readonly<Record<string, string>>
}

export type Account = ReadonlyMap<string, ReadonlyMap<string, Met>>

const endpointsOf = ({ nested = [], readables, singles = [] }: Definitions.Definitions) =>
  new Map(
    [
      ...readables.map(({ list }) => list),
      ...singles,
      ...nested.flatMap(({ routes }) => routes.map(({ list }) => list))
    ].map((endpoint) => [endpoint.name, endpoint])
  )

const resourcesOf = ({ nested = [], readables, singles = [] }: Definitions.Definitions) =>
  new Map([...readables, ...nested, ...singles].map(({ resource }) => [resource.key, resource]))

/** The id that a record has for another resource: by what led to it, or by what it points at. */
const idOf = ({ item, path }: Met, resource: Resource.Any, key: string): string | undefined => {
  const [name] = Object.entries(resource.relationships).find(([, { required, to }]) => required && to === key) ?? []
  const value = name === undefined ? undefined : item.relationships[name]
  return path[key] ?? (value !== undefined && value !== null && "id" in value ? value.id : undefined)
}

/** Reads everything a plan says, and gives it back by resource and id. */
export const read = (
  plan: Plan.Plan,
  definitions: Definitions.Definitions
): Effect.Effect<Account, ClientError.ClientError, Connection.Connection> =>
  Effect.gen(function* () {
    const connection = yield* Connection.Connection
    const endpoints = endpointsOf(definitions)
    const resources = resourcesOf(definitions)
    const account = new Map<string, Map<string, Met>>()

    const keep = (key: string, met: Met) => {
      const known = account.get(key)
      if (known === undefined) account.set(key, new Map([[met.item.id, met]]))
      else known.set(met.item.id, met)
    }

    const ask = (
      endpoint: Endpoint.AnyList | Endpoint.AnyGet,
      path: Readonly<Record<string, string>>,
      query: {
        readonly perPage?: number
        readonly offset?: number
        readonly include?: ReadonlyArray<string>
        readonly order?: ReadonlyArray<string>
      }
    ) =>
      Effect.flatMap(Client.address(connection.api, endpoint, { path, query }), (address) =>
        connection.read(endpoint, address)
      )

    /** One listing, or one record; each page begins with the last record of the one before. */
    const readOne = (task: Task.Task, route: Task.Route, from: Met | undefined) =>
      Effect.gen(function* () {
        const endpoint = endpoints.get(route.endpoint)
        if (endpoint === undefined) return yield* Effect.dieMessage(`there is no endpoint ${route.endpoint}`)
        const parent = route.below === null ? undefined : resources.get(route.below)
        const path: Record<string, string> = {}
        const led: Record<string, string> = { ...from?.path }
        for (const [name, key] of Object.entries(endpoint.below)) {
          const id =
            from === undefined || parent === undefined
              ? undefined
              : key === parent.key
                ? from.item.id
                : idOf(from, parent, key)
          if (id === undefined) return yield* Effect.dieMessage(`${endpoint.path}: nothing known has the id of ${key}`)
          path[name] = id
          led[key] = id
        }
        const include = task.sideLoads.map((load) => load.include)
        for (let offset = 0; ; ) {
          const query =
            endpoint._tag === "List" ? { perPage: endpoint.capabilities.perPage.max, offset, include } : { include }
          const { document } = yield* ask(endpoint, path, query)
          for (const item of document.items) keep(task.resource, { item, path: led })
          for (const load of task.sideLoads) {
            const type = resources.get(load.resource)?.type
            for (const item of document.included) {
              if (item.type !== type) continue
              // a child that does not point back is known by the record it came with
              const owner = document.items.find(({ relationships }) => {
                const value = relationships[load.include]
                const references = value === undefined || value === null ? [] : "id" in value ? [value] : value
                return references.some(({ id }) => id === item.id)
              })
              keep(load.resource, { item, path: owner === undefined ? led : { ...led, [task.resource]: owner.id } })
            }
          }
          const end = offset + document.items.length
          if (endpoint._tag === "Get" || document.items.length === 0 || end >= (document.total ?? end)) return
          offset = end - 1
        }
      })

    for (const task of plan.stages.flat()) {
      const own = endpoints.get(task.routes[0].endpoint)
      // as many as there are: what the engine asks before a full run
      if (plan.mode === "full" && task.routes[0].below === null && own?._tag === "List")
        yield* ask(own, {}, { perPage: 1 })
      for (const load of task.sideLoads) {
        const listing = definitions.readables.find(({ resource }) => resource.key === load.resource)
        if (listing !== undefined) yield* ask(listing.list, {}, { perPage: 1 })
      }
      for (const route of task.routes) {
        const parents = route.below === null ? [undefined] : [...(account.get(route.below)?.values() ?? [])]
        const reading = (from: Met | undefined) =>
          readOne(task, route, from).pipe(
            // nothing hangs there
            Effect.catchTag("NotFound", () => Effect.void)
          )
        yield* Effect.forEach(parents, reading, { concurrency: 8, discard: true })
      }
    }
    return account
  })
