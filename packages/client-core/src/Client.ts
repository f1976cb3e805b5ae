/** Typed methods from endpoint definitions. */
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Stream from "effect/Stream"
import type { ClientError } from "./ClientError.ts"
import { InvalidRequest, UnexpectedBody } from "./ClientError.ts"
import { Connection } from "./Connection.ts"
import type { Item } from "./Document.ts"
import type * as Endpoint from "./Endpoint.ts"
import type { Page } from "./Page.ts"
import * as PageStream from "./Page.ts"
import * as Query from "./Query.ts"
import type * as Resource from "./Resource.ts"

type Path<P extends string> = [Endpoint.PathParameter<P>] extends [never]
  ? { readonly path?: never }
  : { readonly path: Endpoint.PathValues<P> }

type Input<P extends string, C extends Endpoint.Capabilities, I extends Query.IncludeOf<C>> = Path<P> & {
  readonly query?: Query.QueryOf<C, I>
}

/** Nothing has to be said where the path takes no values. */
type Arguments<T> = Record<never, never> extends T ? [input?: T] : [input: T]

/** The records that the named includes send along. */
type Included<C extends Endpoint.Capabilities, I extends string> =
  C["include"] extends Readonly<Record<string, Resource.Any>>
    ? Resource.RecordOf<C["include"][I & keyof C["include"]]>
    : never

/**
 * What a listing becomes.
 *
 * @since 0.1.0
 * @category models
 */
export interface ListMethods<P extends string, R extends Resource.Any, C extends Endpoint.Capabilities> {
  /** One page: the first, unless the query has an `offset`. */
  readonly page: <const I extends Query.IncludeOf<C> = never>(
    ...input: Arguments<Input<P, C, I>>
  ) => Effect.Effect<Page<Resource.RecordOf<R>, Included<C, I>>, ClientError>
  /** Every page, each asked for when the one before is consumed. */
  readonly streamPages: <const I extends Query.IncludeOf<C> = never>(
    ...input: Arguments<Input<P, C, I>>
  ) => Stream.Stream<Page<Resource.RecordOf<R>, Included<C, I>>, ClientError>
  /** Every record, one page in memory at a time. */
  readonly streamAll: <const I extends Query.IncludeOf<C> = never>(
    ...input: Arguments<Input<P, C, I>>
  ) => Stream.Stream<Resource.RecordOf<R>, ClientError>
  /** How many records there are, by one small request; `undefined` where the API does not say. */
  readonly count: (...input: Arguments<Input<P, C, never>>) => Effect.Effect<number | undefined, ClientError>
}

/** What the read of one record becomes. */
export type GetMethod<P extends string, R extends Resource.Any> = (
  input: Path<P>
) => Effect.Effect<Resource.RecordOf<R>, ClientError>

/** Endpoints by the names a caller should find them under, nested as one likes. */
export interface Definitions {
  readonly [name: string]: Endpoint.Any | Definitions
}

/** Methods under the names of their definitions. */
export type ClientOf<D> = {
  readonly [Name in keyof D]: D[Name] extends Endpoint.List<infer P, infer R, infer C>
    ? ListMethods<P, R, C>
    : D[Name] extends Endpoint.Get<infer P, infer R>
      ? GetMethod<P, R>
      : ClientOf<D[Name]>
}

interface AnyInput {
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Query.Query
}

/** The checked address of a call, ready to send. */
export const address = (
  api: { readonly encodeQuery: (query: Query.Query) => ReadonlyArray<readonly [string, string]> },
  endpoint: Endpoint.Any,
  input: AnyInput
): Either.Either<string, InvalidRequest> =>
  Either.gen(function* () {
    const path = yield* Query.path(endpoint.path, input.path ?? {})
    if (endpoint._tag === "Get") return path
    const query = yield* Query.check(endpoint, input.query ?? {})
    const parameters = new URLSearchParams(
      api.encodeQuery(query).map(([name, value]): [string, string] => [name, value])
    )
    return parameters.size === 0 ? path : `${path}?${parameters}`
  }).pipe(Either.mapLeft((complaint) => new InvalidRequest({ endpoint: endpoint.name, ...complaint })))

const isEndpoint = (value: Endpoint.Any | Definitions): value is Endpoint.Any =>
  "_tag" in value && (value._tag === "List" || value._tag === "Get")

/** Printing recurses, and a hostile value may be nested deeper than the stack. */
const print = (words: () => string): string => Either.getOrElse(Either.try(words), () => "nested too deep to be shown")

const decode = (endpoint: Endpoint.Any, resource: Resource.Any, item: Item) =>
  Either.mapLeft(
    resource.decode(item),
    (issue) =>
      new UnexpectedBody({
        endpoint: endpoint.name,
        status: 200,
        requestId: undefined,
        problem: `${item.type} ${item.id}: ${print(() => issue.message)}`,
        body: print(() => JSON.stringify(item.raw)).slice(0, 500)
      })
  )

/** The included records we have a description of; an API may send along more than was asked for. */
const decodeIncluded = (endpoint: Endpoint.AnyList, query: Query.Query, items: ReadonlyArray<Item>) => {
  const include = endpoint.capabilities.include ?? {}
  const asked = (query.include ?? []).flatMap((name) => include[name] ?? [])
  return Either.all(
    items.flatMap((item) => {
      const resource = asked.find(({ type }) => type === item.type)
      return resource === undefined ? [] : [decode(endpoint, resource, item)]
    })
  )
}

/**
 * Turns endpoints into methods of one connection. Every method checks its input before it sends anything, and fails with
 * a `ClientError`.
 *
 * @example
 * const client = yield* Client.make({ people: { list: Person.list, getById: Person.get } })
 * const first = yield* client.people.list.page({ query: { include: ["emails"] } })
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = <const D extends Definitions>(definitions: D): Effect.Effect<ClientOf<D>, never, Connection> =>
  Effect.map(Connection, (connection) => {
    const list = (endpoint: Endpoint.AnyList) => {
      const fetch = (query: Query.Query) => (link: string) =>
        Effect.gen(function* () {
          const { document } = yield* connection.read(endpoint.name, link)
          const items = yield* Either.all(document.items.map((item) => decode(endpoint, endpoint.resource, item)))
          const included = yield* decodeIncluded(endpoint, query, document.included)
          return { items, included, next: document.next, total: document.total }
        })
      const page = (input: AnyInput = {}) =>
        Effect.flatMap(address(connection.api, endpoint, input), fetch(input.query ?? {}))
      const streamPages = (input: AnyInput = {}) =>
        Stream.unwrap(
          Effect.map(address(connection.api, endpoint, input), (first) =>
            PageStream.stream(endpoint.name, first, fetch(input.query ?? {}))
          )
        )
      return {
        page,
        streamPages,
        streamAll: (input: AnyInput = {}) => Stream.mapConcat(streamPages(input), ({ items }) => items),
        count: (input: AnyInput = {}) =>
          Effect.map(page({ ...input, query: { ...input.query, perPage: 1 } }), ({ total }) => total)
      }
    }

    const get = (endpoint: Endpoint.AnyGet) => (input: AnyInput) =>
      Effect.gen(function* () {
        const { document } = yield* Effect.flatMap(address(connection.api, endpoint, input), (path) =>
          connection.read(endpoint.name, path)
        )
        const [item] = document.items
        if (item !== undefined) return yield* decode(endpoint, endpoint.resource, item)
        return yield* new UnexpectedBody({
          endpoint: endpoint.name,
          status: 200,
          requestId: undefined,
          problem: "the answer holds no record",
          body: ""
        })
      })

    const methods = (level: Definitions): unknown =>
      Object.fromEntries(
        Object.entries(level).map(([name, value]) => [
          name,
          isEndpoint(value) ? (value._tag === "List" ? list(value) : get(value)) : methods(value)
        ])
      )

    // Built by the same recursion as `ClientOf`, which the compiler cannot follow through `Object.entries`.
    return methods(definitions) as ClientOf<D>
  })
