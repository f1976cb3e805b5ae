/** The types of a client's methods, as they follow from the endpoints. */
import type * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import type * as Stream from "effect/Stream"
import type { ClientError } from "./ClientError.ts"
import type * as Endpoint from "./Endpoint.ts"
import type { Page } from "./Page.ts"
import type { RunOptions } from "./Promises.ts"
import type * as Query from "./Query.ts"
import type * as Resource from "./Resource.ts"

type Path<P extends string> = [Endpoint.PathParameter<P>] extends [never]
  ? { readonly path?: never }
  : { readonly path: Endpoint.PathValues<P> }

/**
 * What a listing is called with.
 *
 * @since 0.1.0
 * @category models
 */
export type ListInput<P extends string, R extends Resource.Any, C, I extends Query.IncludeOf<C>> = Path<P> & {
  readonly query?: Query.QueryOf<R, C, I>
}

/**
 * What a stream is called with.
 *
 * @since 0.1.0
 * @category models
 */
export type StreamInput<P extends string, R extends Resource.Any, C, I extends Query.IncludeOf<C>> = ListInput<
  P,
  R,
  C,
  I
> & {
  /** Whether the next page is fetched while the last one is being used; default false. */
  readonly prefetch?: boolean
}

/**
 * What a single read is called with.
 *
 * @since 0.1.0
 * @category models
 */
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

/**
 * A record that comes to be with another, in the API's own words.
 *
 * @since 0.1.0
 * @category models
 */
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

/**
 * What a write is called with: attributes by their names, ids by relationship.
 *
 * @since 0.1.0
 * @category models
 */
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

/**
 * A record, and what was sent along with it.
 *
 * @since 0.1.0
 * @category models
 */
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
