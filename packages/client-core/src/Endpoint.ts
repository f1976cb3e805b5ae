/** One thing an API can be asked, as plain data: where it is, what it answers with, and what may be asked of it. */
import type * as Resource from "./Resource.ts"

/** What a `where` name is compared with; ranges (`gt`, `gte`, `lt`, `lte`) exist for `date` and `instant` only. */
export type WhereType = "string" | "integer" | "decimal" | "boolean" | "date" | "instant" | "id"

/** The names in a path template: `"person_id"` in `/people/{person_id}/emails`. */
export type PathParameter<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathParameter<Rest>
  : never

/** The values a path template asks for. */
export type PathValues<Path extends string> = { readonly [Name in PathParameter<Path>]: string }

/**
 * What a listing lets its caller ask.
 *
 * @since 0.1.0
 * @category models
 */
export interface Capabilities {
  /** Relationship name to the resource it sends along. */
  readonly include?: Readonly<Record<string, Resource.Any>>
  /** The names of `include` that reach every record of their resource: each has exactly one parent here. */
  readonly complete?: ReadonlyArray<string>
  readonly order?: ReadonlyArray<string>
  readonly where?: Readonly<Record<string, WhereType>>
  readonly perPage: { readonly max: number; readonly default: number }
}

/**
 * A listing of one resource.
 *
 * @since 0.1.0
 * @category models
 */
export interface List<Path extends string, R extends Resource.Any, C extends Capabilities> {
  readonly _tag: "List"
  readonly method: "GET"
  /** `product.Type.list`, as errors, spans and logs call it. */
  readonly name: string
  readonly path: Path
  readonly resource: R
  readonly capabilities: C
}

/**
 * One record by its id.
 *
 * @since 0.1.0
 * @category models
 */
export interface Get<Path extends string, R extends Resource.Any> {
  readonly _tag: "Get"
  readonly method: "GET"
  readonly name: string
  readonly path: Path
  readonly resource: R
}

/** Any listing, where its types do not matter. */
export type AnyList = List<string, Resource.Any, Capabilities>

/** Any single read, where its types do not matter. */
export type AnyGet = Get<string, Resource.Any>

/** Any endpoint. */
export type Any = AnyList | AnyGet

/**
 * Describes a listing.
 *
 * @example
 * const list = Endpoint.list("/people/v2/people/{person_id}/emails", Email, {
 *   order: ["created_at"],
 *   where: { primary: "boolean" },
 *   perPage: { default: 25, max: 100 }
 * })
 *
 * @since 0.1.0
 * @category constructors
 */
export const list = <const Path extends string, R extends Resource.Any, const C extends Capabilities>(
  path: Path,
  resource: R,
  capabilities: C
): List<Path, R, C> => ({ _tag: "List", method: "GET", name: `${resource.key}.list`, path, resource, capabilities })

/**
 * Describes the read of one record.
 *
 * @since 0.1.0
 * @category constructors
 */
export const get = <const Path extends string, R extends Resource.Any>(path: Path, resource: R): Get<Path, R> => ({
  _tag: "Get",
  method: "GET",
  name: `${resource.key}.get`,
  path,
  resource
})

/**
 * Everything known about reading one resource: what a planner plans with and a sync reads by.
 *
 * @since 0.1.0
 * @category models
 */
export interface Readable {
  readonly resource: Resource.Any
  readonly list: AnyList
  /** Reads one record by the path parameter `id`. */
  readonly get: Get<`${string}{id}`, Resource.Any>
}
