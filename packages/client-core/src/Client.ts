/** Typed methods from endpoint definitions. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Runtime from "effect/Runtime"
import * as Stream from "effect/Stream"
import type { ClientError } from "./ClientError.ts"
import { InvalidRequest } from "./ClientError.ts"
import { Connection } from "./Connection.ts"
import type * as Endpoint from "./Endpoint.ts"
import * as Records from "./internal/records.ts"
import * as Write from "./internal/write.ts"
import type { ClientOf, Definitions } from "./Method.ts"
import * as PageStream from "./Page.ts"
import * as Promises from "./Promises.ts"
import * as Query from "./Query.ts"

export type {
  Along,
  ClientOf,
  CountMethod,
  Definitions,
  GetAllMethod,
  GetInput,
  GetMethod,
  ListInput,
  ListMethod,
  Single,
  StreamAllMethod,
  StreamInput,
  StreamPagesMethod,
  WriteInput,
  WriteMethod
} from "./Method.ts"

interface AnyInput {
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Query.Query
  readonly prefetch?: boolean
}

/**
 * The checked address of a read, ready to send.
 *
 * @since 0.1.0
 * @category combinators
 */
export const address = (
  api: { readonly encodeQuery: (query: Query.Query) => ReadonlyArray<readonly [string, string]> },
  endpoint: Endpoint.AnyList | Endpoint.AnyGet,
  input: Pick<AnyInput, "path" | "query">
): Either.Either<string, InvalidRequest> =>
  Either.gen(function* () {
    const path = yield* Query.path(endpoint.path, input.path ?? {})
    const query = yield* Query.check(endpoint, input.query ?? {})
    const parameters = new URLSearchParams(
      api.encodeQuery(query).map(([name, value]): [string, string] => [name, value])
    )
    return parameters.size === 0 ? path : `${path}?${parameters}`
  }).pipe(Either.mapLeft((complaint) => new InvalidRequest({ endpoint: endpoint.name, ...complaint })))

const tags: ReadonlySet<unknown> = new Set<Endpoint.Any["_tag"]>([
  "List",
  "Get",
  "Create",
  "Update",
  "Delete",
  "Action"
])

const isEndpoint = (value: Endpoint.Any | Definitions): value is Endpoint.Any => tags.has(value._tag)

/**
 * Turns endpoints into methods of one connection. Every method checks its input before it sends anything, and fails with
 * a `ClientError`; its `run` gives a promise.
 *
 * @example
 * const client = yield* Client.make({ people: { list: Person.list, getById: Person.get } })
 * const first = yield* client.people.list({ query: { include: ["emails"] } })
 * const person = await client.people.getById.run({ path: { id: "1" } })
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = <const D extends Definitions>(definitions: D): Effect.Effect<ClientOf<D>, never, Connection> =>
  Effect.gen(function* () {
    const connection = yield* Connection
    // promises keep the caller's clock, logger and tracer, but none of its services: a transaction, say
    const runtime = Runtime.updateContext(yield* Effect.runtime<never>(), () => Context.empty())

    const method = <I, A>(call: (input: I) => Effect.Effect<A, ClientError>) =>
      Object.assign(call, {
        run: (input: I, options?: Promises.RunOptions) => Promises.run(runtime, call(input), options)
      })

    const streaming = <I, A>(call: (input: I) => Stream.Stream<A, ClientError>) =>
      Object.assign(call, {
        run: (input: I, options?: Promises.RunOptions) =>
          Promises.run(
            runtime,
            Effect.map(Stream.runCollect(call(input)), (all) => Array.from(all)),
            options
          ),
        iterate: (input: I) => Stream.toAsyncIterableRuntime(call(input), runtime)
      })

    const list = (endpoint: Endpoint.AnyList) => {
      const fetch = (query: Query.Query) => (link: string) =>
        Effect.gen(function* () {
          const answered = yield* connection.read(endpoint, link)
          const { items, total } = answered.document
          yield* Records.checkMembers(endpoint, answered, { included: false })
          return {
            items: yield* Either.all(items.map((item) => Records.decode(endpoint, answered, endpoint.resource, item))),
            included: yield* Records.decodeIncluded(endpoint, query, answered),
            next: answered.next,
            total
          }
        }).pipe(Effect.mapError(connection.hide))
      const page = (input: AnyInput = {}) =>
        Effect.flatMap(address(connection.api, endpoint, input), fetch(input.query ?? {}))
      const streamPages = (input: AnyInput = {}) =>
        Stream.unwrap(
          Effect.map(address(connection.api, endpoint, input), (first) =>
            PageStream.stream(endpoint.name, first, fetch(input.query ?? {}), {
              pagination: connection.api.pagination,
              hide: connection.hide,
              prefetch: input.prefetch === true
            })
          )
        ).pipe(Stream.mapError(connection.hide))
      const streamAll = (input: AnyInput = {}) => Stream.mapConcat(streamPages(input), ({ items }) => items)
      const getAll = (input: AnyInput = {}) => Effect.map(Stream.runCollect(streamAll(input)), (all) => Array.from(all))
      const count = (input: AnyInput = {}) =>
        Effect.map(page({ ...input, query: { ...input.query, perPage: 1 } }), ({ total }) => total)
      return Object.assign(method(page), {
        streamPages: streaming(streamPages),
        streamAll: streaming(streamAll),
        getAll: method(getAll),
        count: method(count)
      })
    }

    const get = (endpoint: Endpoint.AnyGet) =>
      method((input: AnyInput = {}) =>
        Effect.gen(function* () {
          const path = yield* address(connection.api, endpoint, input)
          const answered = yield* connection.read(endpoint, path)
          const record = yield* Records.only(endpoint, endpoint.resource, answered)
          return { ...record, included: yield* Records.decodeIncluded(endpoint, input.query ?? {}, answered) }
        }).pipe(Effect.mapError(connection.hide))
      )

    const write = (endpoint: Endpoint.AnyWrite) =>
      method((input: Write.Input = {}) =>
        Effect.gen(function* () {
          const { method, name, repeatable, resource } = endpoint
          const invalid = Either.mapLeft(
            (complaint: Query.Complaint) => new InvalidRequest({ endpoint: name, ...complaint })
          )
          const path = yield* invalid(Query.path(endpoint.path, input.path ?? {}))
          const body = yield* invalid(Write.body(connection.api.envelope, endpoint, input))
          const headers = yield* invalid(Write.headers(input))
          const answered = yield* connection.send({
            endpoint: name,
            method,
            address: path,
            headers,
            repeatable: input.repeatable ?? repeatable,
            expects: resource === undefined ? "nothing" : "one",
            ...(body === undefined ? {} : { body })
          })
          return resource === undefined ? undefined : yield* Records.only(endpoint, resource, answered)
        }).pipe(Effect.mapError(connection.hide))
      )

    const one = (endpoint: Endpoint.Any): unknown => {
      if (endpoint._tag === "List") return list(endpoint)
      return endpoint._tag === "Get" ? get(endpoint) : write(endpoint)
    }

    const methods = (level: Definitions): unknown =>
      Object.fromEntries(
        Object.entries(level).map(([name, value]) => [name, isEndpoint(value) ? one(value) : methods(value)])
      )

    // Built by the same recursion as `ClientOf`, which the compiler cannot follow through `Object.entries`.
    return methods(definitions) as ClientOf<D>
  })

/**
 * A client for a host that does not use Effect: the connection is opened once, every method is called by its `run`, and
 * `close` ends what is under way. The promise rejects with the error of the layer, such as a `ConfigError`.
 *
 * @example
 * const { client, close } = await Client.open({ people: { getById: Person.get } }, Pco.layer(options).pipe(
 *   Layer.provide([FetchHttpClient.layer, QuotaStore.layerMemory])
 * ))
 * const person = await client.people.getById.run({ path: { id: "1" } })
 * await close()
 *
 * @since 0.1.0
 * @category constructors
 */
export const open = async <const D extends Definitions, E>(
  definitions: D,
  connection: Layer.Layer<Connection, E>
): Promise<{ readonly client: ClientOf<D>; readonly close: () => Promise<void> }> => {
  const runtime = ManagedRuntime.make(connection)
  const client = await Promises.run(runtime, make(definitions))
  return { client, close: () => runtime.dispose() }
}
