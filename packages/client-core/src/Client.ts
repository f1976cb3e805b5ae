/** Typed methods from endpoint definitions. */
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Exit from "effect/Exit"
import type * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Runtime from "effect/Runtime"
import type * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type { ClientError } from "./ClientError.ts"
import { InvalidRequest, UnexpectedBody } from "./ClientError.ts"
import type { Answered } from "./Connection.ts"
import { Connection } from "./Connection.ts"
import type { Item } from "./Document.ts"
import type * as Endpoint from "./Endpoint.ts"
import * as Write from "./internal/write.ts"
import type { Page } from "./Page.ts"
import * as PageStream from "./Page.ts"
import * as Query from "./Query.ts"
import type * as Resource from "./Resource.ts"

type Path<P extends string> = [Endpoint.PathParameter<P>] extends [never]
  ? { readonly path?: never }
  : { readonly path: Endpoint.PathValues<P> }

/** What a listing is called with. */
export type ListInput<P extends string, R extends Resource.Any, C, I extends Query.IncludeOf<C>> = Path<P> & {
  readonly query?: Query.QueryOf<R, C, I>
}

/** What a stream is called with. */
export type StreamInput<P extends string, R extends Resource.Any, C, I extends Query.IncludeOf<C>> = ListInput<
  P,
  R,
  C,
  I
> & {
  /** Whether the next page is fetched while the last one is being used; default false. */
  readonly prefetch?: boolean
}

/** What a single read is called with. */
export type GetInput<P extends string, R extends Resource.Any, C, I extends Query.IncludeOf<C>> = Path<P> & {
  readonly query?: Query.GetQueryOf<R, C, I>
}

type Simplify<T> = { [K in keyof T]: T[K] }

type AttributesOf<W> = W extends { readonly attributes: infer F extends Schema.Struct.Fields }
  ? Schema.Struct.Type<F>
  : Record<never, never>

type RequiredOf<W> = W extends { readonly required: ReadonlyArray<infer Name> } ? Name : never

/** Nothing has to be said of what is not required, and what is may not be `null`. */
type Attributes<W> = Simplify<
  { readonly [K in keyof AttributesOf<W> & RequiredOf<W>]-?: NonNullable<AttributesOf<W>[K]> } & {
    readonly [K in Exclude<keyof AttributesOf<W>, RequiredOf<W>>]?: AttributesOf<W>[K]
  }
>

type Relationships<W> = W extends {
  readonly relationships: infer A extends Readonly<Record<string, Endpoint.Assignable>>
}
  ? {
      readonly [K in keyof A]?: A[K] extends { readonly many: true } ? ReadonlyArray<string> : string | null
    }
  : Readonly<Record<string, never>>

/** A record that comes to be with another, in the API's own words. */
export interface Along {
  readonly type: string
  readonly attributes?: Readonly<Record<string, unknown>>
  /** Ids by relationship: of one, of several, or of none. */
  readonly relationships?: Readonly<
    Record<
      string,
      | { readonly type: string; readonly id: string }
      | ReadonlyArray<{ readonly type: string; readonly id: string }>
      | null
    >
  >
}

/** What is sent to an endpoint that nobody has described: anything. */
interface OpenInput {
  readonly attributes?: Readonly<Record<string, unknown>>
  readonly relationships?: Along["relationships"]
}

/** What a write is called with: attributes by their names, ids by relationship. */
export type WriteInput<P extends string, W> = Path<P> &
  (W extends { readonly open: true } ? OpenInput : DescribedInput<W>) & {
    /** Headers of this call alone, such as an idempotency key. */
    readonly headers?: Readonly<Record<string, string>>
    /** Whether this call may be carried out twice without harm, as with an idempotency key; default: as described. */
    readonly repeatable?: boolean
  } & (W extends { readonly included: true }
    ? { readonly included?: ReadonlyArray<Along> }
    : { readonly included?: never })

type DescribedInput<W> = ([keyof AttributesOf<W>] extends [never]
  ? { readonly attributes?: never }
  : [RequiredOf<W>] extends [never]
    ? { readonly attributes?: Attributes<W> }
    : { readonly attributes: Attributes<W> }) & { readonly relationships?: Relationships<W> }

/** Nothing has to be said where nothing is required. */
type Arguments<T> = Record<never, never> extends T ? [input?: T] : [input: T]

/** How a promise can be ended from outside. */
export interface RunOptions {
  readonly signal?: AbortSignal
}

type RunArguments<T> =
  Record<never, never> extends T ? [input?: T, options?: RunOptions] : [input: T, options?: RunOptions]

/** The records that the named includes send along. */
type Included<C, I extends string> = C extends {
  readonly include: infer Along extends Readonly<Record<string, Resource.Any>>
}
  ? Resource.RecordOf<Along[WithParents<I> & keyof Along]>
  : never

/** `a.b` sends `a` along as well. */
type WithParents<I extends string> = I extends `${infer Parent}.${string}` ? I | Parent : I

/**
 * One page. Each call asks anew.
 *
 * @since 0.1.0
 * @category models
 */
export interface ListMethod<P extends string, R extends Resource.Any, C extends Endpoint.Capabilities> {
  /** One page: the first, unless the query has an `offset`. */
  <const I extends Query.IncludeOf<C> = never>(
    ...input: Arguments<ListInput<P, R, C, I>>
  ): Effect.Effect<Page<Resource.RecordOf<R>, Included<C, I>>, ClientError>
  /** The same as a promise, rejected with a `ClientError`. */
  readonly run: <const I extends Query.IncludeOf<C> = never>(
    ...input: RunArguments<ListInput<P, R, C, I>>
  ) => Promise<Page<Resource.RecordOf<R>, Included<C, I>>>
  /** Every page, each asked for when the one before is consumed. */
  readonly streamPages: StreamPagesMethod<P, R, C>
  /** Every record, one page in memory at a time. */
  readonly streamAll: StreamAllMethod<P, R, C>
  /** Every record in one array: for listings known to be small. */
  readonly getAll: GetAllMethod<P, R, C>
  /** How many records there are, by one small request; `undefined` where the API does not say. */
  readonly count: CountMethod<P, R, C>
}

/**
 * @since 0.1.0
 * @category models
 */
export interface StreamPagesMethod<P extends string, R extends Resource.Any, C extends Endpoint.Capabilities> {
  <const I extends Query.IncludeOf<C> = never>(
    ...input: Arguments<StreamInput<P, R, C, I>>
  ): Stream.Stream<Page<Resource.RecordOf<R>, Included<C, I>>, ClientError>
  /** Every page at once, as a promise. */
  readonly run: <const I extends Query.IncludeOf<C> = never>(
    ...input: RunArguments<StreamInput<P, R, C, I>>
  ) => Promise<ReadonlyArray<Page<Resource.RecordOf<R>, Included<C, I>>>>
  /** For `for await`: a page is asked for when the loop comes to it; leaving the loop ends the listing. */
  readonly iterate: <const I extends Query.IncludeOf<C> = never>(
    ...input: Arguments<StreamInput<P, R, C, I>>
  ) => AsyncIterable<Page<Resource.RecordOf<R>, Included<C, I>>>
}

/**
 * @since 0.1.0
 * @category models
 */
export interface StreamAllMethod<P extends string, R extends Resource.Any, C extends Endpoint.Capabilities> {
  <const I extends Query.IncludeOf<C> = never>(
    ...input: Arguments<StreamInput<P, R, C, I>>
  ): Stream.Stream<Resource.RecordOf<R>, ClientError>
  /** Every record at once, as a promise; the same as `getAll.run`. */
  readonly run: <const I extends Query.IncludeOf<C> = never>(
    ...input: RunArguments<StreamInput<P, R, C, I>>
  ) => Promise<ReadonlyArray<Resource.RecordOf<R>>>
  /** For `for await`: one page in memory at a time. */
  readonly iterate: <const I extends Query.IncludeOf<C> = never>(
    ...input: Arguments<StreamInput<P, R, C, I>>
  ) => AsyncIterable<Resource.RecordOf<R>>
}

/**
 * @since 0.1.0
 * @category models
 */
export interface GetAllMethod<P extends string, R extends Resource.Any, C extends Endpoint.Capabilities> {
  <const I extends Query.IncludeOf<C> = never>(
    ...input: Arguments<StreamInput<P, R, C, I>>
  ): Effect.Effect<ReadonlyArray<Resource.RecordOf<R>>, ClientError>
  readonly run: <const I extends Query.IncludeOf<C> = never>(
    ...input: RunArguments<StreamInput<P, R, C, I>>
  ) => Promise<ReadonlyArray<Resource.RecordOf<R>>>
}

/**
 * @since 0.1.0
 * @category models
 */
export interface CountMethod<P extends string, R extends Resource.Any, C extends Endpoint.Capabilities> {
  (...input: Arguments<ListInput<P, R, C, never>>): Effect.Effect<number | undefined, ClientError>
  readonly run: (...input: RunArguments<ListInput<P, R, C, never>>) => Promise<number | undefined>
}

/** A record, and what was sent along with it. */
export type Single<R extends Resource.Any, I> = Resource.RecordOf<R> & { readonly included: ReadonlyArray<I> }

/**
 * The read of one record.
 *
 * @since 0.1.0
 * @category models
 */
export interface GetMethod<P extends string, R extends Resource.Any, C extends Endpoint.GetCapabilities> {
  <const I extends Query.IncludeOf<C> = never>(
    ...input: Arguments<GetInput<P, R, C, I>>
  ): Effect.Effect<Single<R, Included<C, I>>, ClientError>
  /** The same as a promise, rejected with a `ClientError`. */
  readonly run: <const I extends Query.IncludeOf<C> = never>(
    ...input: RunArguments<GetInput<P, R, C, I>>
  ) => Promise<Single<R, Included<C, I>>>
}

/** What a write answers with. */
type Answer<R extends Resource.Any | undefined> = R extends Resource.Any ? Resource.RecordOf<R> : undefined

/**
 * A write.
 *
 * @since 0.1.0
 * @category models
 */
export interface WriteMethod<P extends string, R extends Resource.Any | undefined, W> {
  (...input: Arguments<WriteInput<P, W>>): Effect.Effect<Answer<R>, ClientError>
  /** The same as a promise, rejected with a `ClientError`. */
  readonly run: (...input: RunArguments<WriteInput<P, W>>) => Promise<Answer<R>>
}

/**
 * Endpoints by the names a caller should find them under, nested as one likes.
 *
 * @since 0.1.0
 * @category models
 */
export interface Definitions {
  readonly [name: string]: Endpoint.Any | Definitions
}

type MethodOf<E> =
  E extends Endpoint.List<infer P, infer R, infer C>
    ? ListMethod<P, R, C>
    : E extends Endpoint.Get<infer P, infer R, infer C>
      ? GetMethod<P, R, C>
      : E extends Endpoint.Create<infer P, infer R, infer W> | Endpoint.Update<infer P, infer R, infer W>
        ? WriteMethod<P, R, W>
        : E extends Endpoint.Action<infer P, infer R, infer W>
          ? WriteMethod<P, R, W>
          : E extends Endpoint.Delete<infer P, infer R>
            ? WriteMethod<P, R, Record<never, never>>
            : never

/**
 * Methods under the names of their definitions.
 *
 * @since 0.1.0
 * @category models
 */
export type ClientOf<D> = {
  readonly [Name in keyof D]: D[Name] extends Endpoint.Any ? MethodOf<D[Name]> : ClientOf<D[Name]>
}

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

/** What a complaint repeats of a record at most: a record may be as long as its answer. */
const longest = 1_000

/** Printing recurses, and a hostile value may be nested deeper than the stack. */
const print = (words: () => string): string =>
  Either.getOrElse(Either.try(words), () => "nested too deep to be shown").slice(0, longest)

const unexpected = (endpoint: Endpoint.Any, { requestId, status }: Answered, problem: string, body = "") =>
  // the answer was whole, so asking again would change nothing
  new UnexpectedBody({ endpoint: endpoint.name, status, requestId, problem, body, remedy: "none" })

const decode = (endpoint: Endpoint.Any, answered: Answered, resource: Resource.Any, item: Item) =>
  Either.mapLeft(resource.decode(item), (issue) =>
    unexpected(
      endpoint,
      answered,
      `${item.type.slice(0, 100)} ${item.id.slice(0, 100)}: ${print(() => issue.message)}`,
      print(() => JSON.stringify(item.raw)).slice(0, 500)
    )
  )

/** The API's types of what the items point at by a relationship: some name a role (`PrimaryCampus`) and not the type. */
const pointedAt = (items: ReadonlyArray<Item>, relationship: string): ReadonlySet<string> =>
  new Set(
    items.flatMap(({ relationships }) => {
      const found = relationships[relationship] ?? []
      return "id" in found ? [found.type] : found.map(({ type }) => type)
    })
  )

/** The included records we have a description of; an API may send along more than was asked for. */
const decodeIncluded = (endpoint: Endpoint.AnyList | Endpoint.AnyGet, query: Query.Query, answered: Answered) => {
  const { included, items } = answered.document
  const { include = {} } = endpoint.capabilities
  const names = new Set((query.include ?? []).flatMap((name) => [name, name.split(".")[0] ?? name]))
  const asked = Array.from(names).flatMap((name) => {
    const resource = Object.hasOwn(include, name) ? include[name] : undefined
    return resource === undefined ? [] : [{ resource, roles: pointedAt(items, name) }]
  })
  return Either.all(
    included.flatMap((item) => {
      const found =
        asked.find(({ resource }) => resource.type === item.type) ?? asked.find(({ roles }) => roles.has(item.type))
      return found === undefined ? [] : [decode(endpoint, answered, found.resource, item)]
    })
  )
}

/** The one record an answer holds. */
const only = (endpoint: Endpoint.Any, resource: Resource.Any, answered: Answered) => {
  const [item] = answered.document.items
  return item === undefined
    ? Either.left(unexpected(endpoint, answered, "the answer holds no record"))
    : decode(endpoint, answered, resource, item)
}

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

    const promise = async <A>(effect: Effect.Effect<A, ClientError>, options: RunOptions = {}): Promise<A> => {
      const exit = await Runtime.runPromiseExit(runtime)(effect, options)
      if (Exit.isSuccess(exit)) return exit.value
      throw Cause.squash(exit.cause)
    }

    const method = <I, A>(call: (input: I) => Effect.Effect<A, ClientError>) =>
      Object.assign(call, { run: (input: I, options?: RunOptions) => promise(call(input), options) })

    const streaming = <I, A>(call: (input: I) => Stream.Stream<A, ClientError>) =>
      Object.assign(call, {
        run: (input: I, options?: RunOptions) =>
          promise(
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
          return {
            items: yield* Either.all(items.map((item) => decode(endpoint, answered, endpoint.resource, item))),
            included: yield* decodeIncluded(endpoint, query, answered),
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
          const record = yield* only(endpoint, endpoint.resource, answered)
          return { ...record, included: yield* decodeIncluded(endpoint, input.query ?? {}, answered) }
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
          return resource === undefined ? undefined : yield* only(endpoint, resource, answered)
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
 * `close` ends what is under way.
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
  const client = await runtime.runPromise(make(definitions))
  return { client, close: () => runtime.dispose() }
}
