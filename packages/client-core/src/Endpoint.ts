/** One thing an API can be asked, as plain data: where it is, what it takes, what it answers with. */
import type { Capabilities, GetCapabilities } from "./Capabilities.ts"
import type * as Resource from "./Resource.ts"
import type { Writable } from "./Writable.ts"

export type { Capabilities, Delta, GetCapabilities, Operator, Where, WhereType } from "./Capabilities.ts"
export { delta, isKeyset, operators, whereType } from "./Capabilities.ts"
export type { Assignable, Writable } from "./Writable.ts"

/**
 * The names in a path template: `"person_id"` in `/people/{person_id}/emails`.
 *
 * @since 0.1.0
 * @category models
 */
export type PathParameter<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathParameter<Rest>
  : never

/**
 * The values a path template asks for.
 *
 * @since 0.1.0
 * @category models
 */
export type PathValues<Path extends string> = { readonly [Name in PathParameter<Path>]: string }

/** What every endpoint has. */
interface Base<Path extends string> {
  /** `product.Type.list`, as errors, spans and logs call it. */
  readonly name: string
  readonly path: Path
  /** Whose ids the path asks for, by their names in it: these have to be known before. */
  readonly below: Readonly<Record<string, string>>
}

/**
 * A listing of one resource.
 *
 * @since 0.1.0
 * @category models
 */
export interface List<Path extends string, R extends Resource.Any, C extends Capabilities> extends Base<Path> {
  readonly _tag: "List"
  readonly method: "GET"
  readonly resource: R
  readonly capabilities: C
}

/**
 * One record: by its id, or the one that hangs from another.
 *
 * @since 0.1.0
 * @category models
 */
export interface Get<Path extends string, R extends Resource.Any, C extends GetCapabilities = GetCapabilities>
  extends Base<Path> {
  readonly _tag: "Get"
  readonly method: "GET"
  readonly resource: R
  readonly capabilities: C
}

/** What a write answers with: a record, or nothing that is looked at. */
interface Answers<R extends Resource.Any | undefined> {
  readonly resource: R
}

/**
 * A new record.
 *
 * @since 0.1.0
 * @category models
 */
export interface Create<Path extends string, R extends Resource.Any, W extends Writable>
  extends Base<Path>,
    Answers<R> {
  readonly _tag: "Create"
  readonly method: "POST" | "PUT"
  readonly writable: W
  readonly type: string
  readonly repeatable: boolean
}

/**
 * A change of some attributes of a record.
 *
 * @since 0.1.0
 * @category models
 */
export interface Update<Path extends string, R extends Resource.Any, W extends Writable>
  extends Base<Path>,
    Answers<R> {
  readonly _tag: "Update"
  readonly method: "PATCH" | "PUT" | "POST"
  readonly writable: W
  readonly type: string
  readonly repeatable: boolean
}

/**
 * The end of a record.
 *
 * @since 0.1.0
 * @category models
 */
export interface Delete<Path extends string, R extends Resource.Any | undefined> extends Base<Path>, Answers<R> {
  readonly _tag: "Delete"
  readonly method: "DELETE"
  readonly repeatable: true
}

/**
 * Anything else an API does when it is told to.
 *
 * @since 0.1.0
 * @category models
 */
export interface Action<Path extends string, R extends Resource.Any | undefined, W extends Writable>
  extends Base<Path>,
    Answers<R> {
  readonly _tag: "Action"
  readonly method: "POST" | "PUT" | "PATCH" | "DELETE"
  readonly writable: W
  readonly type: string
  readonly repeatable: boolean
}

/**
 * Any listing, where its types do not matter.
 *
 * @since 0.1.0
 * @category models
 */
export type AnyList = List<string, Resource.Any, Capabilities>

/**
 * Any single read, where its types do not matter.
 *
 * @since 0.1.0
 * @category models
 */
export type AnyGet = Get<string, Resource.Any>

/**
 * Any write, where its types do not matter.
 *
 * @since 0.1.0
 * @category models
 */
export type AnyWrite =
  | Create<string, Resource.Any, Writable>
  | Update<string, Resource.Any, Writable>
  | Delete<string, Resource.Any | undefined>
  | Action<string, Resource.Any | undefined, Writable>

/**
 * Any endpoint.
 *
 * @since 0.1.0
 * @category models
 */
export type Any = AnyList | AnyGet | AnyWrite

/** What can be said of any endpoint beside its path and resource. */
interface Naming<Path extends string> {
  /** As errors, spans and logs call it; by default the resource's key and the method's name. */
  readonly name?: string
  /** The `key` of the resource whose id each name in the path stands for. */
  readonly below?: { readonly [Name in PathParameter<Path>]?: string }
}

const base = <const Path extends string>(path: Path, name: string, naming: Naming<Path> = {}): Base<Path> => ({
  name: naming.name ?? name,
  path,
  below: (naming.below ?? {}) as Base<Path>["below"] // every value is a text, whichever names the path has
})

/**
 * Describes a listing.
 *
 * @example
 * const capabilities = { order: ["created_at"], where: { primary: "boolean" }, perPage: { default: 25, max: 100 } } as const
 * const list = Endpoint.list("/people/v2/emails", Email, capabilities)
 * const listOfPerson = Endpoint.list("/people/v2/people/{person_id}/emails", Email, capabilities, {
 *   below: { person_id: "people.Person" }
 * })
 *
 * @since 0.1.0
 * @category constructors
 */
export const list = <const Path extends string, R extends Resource.Any, const C extends Capabilities>(
  path: Path,
  resource: R,
  capabilities: C,
  naming?: Naming<Path>
): List<Path, R, C> => ({
  _tag: "List",
  method: "GET",
  ...base(path, `${resource.key}.list`, naming),
  resource,
  capabilities
})

/**
 * Describes the read of one record.
 *
 * @since 0.1.0
 * @category constructors
 */
export const get: {
  <const Path extends string, R extends Resource.Any>(path: Path, resource: R): Get<Path, R, Record<never, never>>
  <const Path extends string, R extends Resource.Any, const C extends GetCapabilities>(
    path: Path,
    resource: R,
    capabilities: C,
    naming?: Naming<Path>
  ): Get<Path, R, C>
} = <Path extends string, R extends Resource.Any>(
  path: Path,
  resource: R,
  capabilities: GetCapabilities = {},
  naming?: Naming<Path>
): Get<Path, R> => ({
  _tag: "Get",
  method: "GET",
  ...base(path, `${resource.key}.get`, naming),
  resource,
  capabilities
})

/** How a write is sent, where it differs from what its kind suggests. */
interface Sending<Method extends string> {
  readonly method?: Method
  /**
   * Whether carrying the request out twice does no more than once, so that it may be sent again after its answer was
   * lost. Default: as RFC 9110 §9.2.2 has it, `PUT` and `DELETE` only.
   */
  readonly repeatable?: boolean
}

const isRepeatable = (method: string) => method === "PUT" || method === "DELETE"

const sending = <Method extends string>(
  { method: told, repeatable }: Sending<Method>,
  usual: Method
): { readonly method: Method; readonly repeatable: boolean } => {
  const method = told ?? usual
  return { method, repeatable: repeatable ?? isRepeatable(method) }
}

/**
 * Describes how a record is made.
 *
 * @example
 * const create = Endpoint.create("/people/v2/people", Person, {
 *   attributes: { first_name: Attribute.string, last_name: Attribute.string },
 *   required: ["last_name"],
 *   relationships: { primary_campus: { type: "Campus" } }
 * })
 *
 * @since 0.1.0
 * @category constructors
 */
export const create = <const Path extends string, R extends Resource.Any, const W extends Writable>(
  path: Path,
  resource: R,
  writable: W,
  options: Naming<Path> & Sending<"POST" | "PUT"> = {}
): Create<Path, R, W> => ({
  _tag: "Create",
  ...base(path, `${resource.key}.create`, options),
  ...sending(options, "POST"),
  resource,
  type: resource.type,
  writable
})

/**
 * Describes how a record is changed; the last value in the path is its id.
 *
 * @since 0.1.0
 * @category constructors
 */
export const update = <const Path extends string, R extends Resource.Any, const W extends Writable>(
  path: Path,
  resource: R,
  writable: W,
  options: Naming<Path> & Sending<"PATCH" | "PUT" | "POST"> = {}
): Update<Path, R, W> => ({
  _tag: "Update",
  ...base(path, `${resource.key}.update`, options),
  ...sending(options, "PATCH"),
  resource,
  type: resource.type,
  writable
})

const remove: {
  <const Path extends string>(path: Path, resource: Resource.Any, options?: Naming<Path>): Delete<Path, undefined>
  <const Path extends string, R extends Resource.Any>(
    path: Path,
    resource: R,
    options: Naming<Path> & { readonly answers: true }
  ): Delete<Path, R>
} = <Path extends string, R extends Resource.Any>(
  path: Path,
  resource: R,
  options: Naming<Path> & { readonly answers?: true } = {}
) => ({
  _tag: "Delete" as const,
  method: "DELETE" as const,
  ...base(path, `${resource.key}.delete`, options),
  // the overloads say which
  resource: (options.answers === true ? resource : undefined) as never,
  repeatable: true as const
})

export {
  /**
   * Describes how a record is ended. With `answers`, the API sends the record along once more.
   *
   * @since 0.1.0
   * @category constructors
   */
  remove as delete
}

/**
 * Describes anything else an API does when told to. With a `resource` it answers with a record of it; else its answer is
 * not looked at.
 *
 * @example
 * const run = Endpoint.action("/people/v2/lists/{id}/run", { name: "people.List.run" })
 *
 * @since 0.1.0
 * @category constructors
 */
export const action = <
  const Path extends string,
  R extends Resource.Any | undefined = undefined,
  const W extends Writable = Record<never, never>
>(
  path: Path,
  options: {
    readonly name: string
    readonly resource?: R
    readonly writable?: W
    /** The API's type of what is sent; default: the resource's, else the last part of `name`. */
    readonly type?: string
  } & Naming<Path> &
    Sending<"POST" | "PUT" | "PATCH" | "DELETE">
): Action<Path, R, W> => ({
  _tag: "Action",
  ...base(path, options.name, options),
  ...sending(options, "POST"),
  resource: options.resource as R, // left out only where `R` is undefined
  type: options.type ?? options.resource?.type ?? options.name.split(".").at(-1) ?? options.name,
  writable: (options.writable ?? {}) as W // left out only where `W` is empty
})

/**
 * The hard dependencies of an endpoint: keys of the resources that have to be there first, because the path asks for
 * their ids or a record cannot exist without them.
 *
 * @since 0.1.0
 * @category combinators
 */
export const dependencies = (endpoint: Any): ReadonlyArray<string> => [
  ...new Set([
    ...Object.values(endpoint.below),
    ...Object.values(endpoint.resource?.relationships ?? {}).flatMap(({ required, to }) => (required ? [to] : []))
  ])
]

/**
 * A way to the records of a resource that leads past one parent at a time.
 *
 * @since 0.1.0
 * @category models
 */
export interface Route {
  /** Asks for the records of one parent, whose id is the last in its path. */
  readonly list: AnyList | AnyGet
  /** The `key` of the parent. */
  readonly parent: string
  /** Whether all parents together have every record, or only those that have such a parent. */
  readonly covers: "all" | "some"
}

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

/**
 * The same of a resource without a listing of its own: its records are reached by way of others.
 *
 * @since 0.1.0
 * @category models
 */
export interface Nested {
  readonly resource: Resource.Any
  /** None where a single record cannot be read at all. */
  readonly get?: AnyGet
  readonly routes: ReadonlyArray<Route>
}
