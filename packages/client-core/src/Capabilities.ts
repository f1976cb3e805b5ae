/** What a read lets its caller ask, and what follows from it: how the changes of a listing can be followed. */
import type * as Resource from "./Resource.ts"

/**
 * What a `where` name or a parameter is compared with.
 *
 * @since 0.1.0
 * @category models
 */
export type WhereType = "string" | "integer" | "decimal" | "boolean" | "date" | "instant" | "id"

/**
 * How a `where` name is compared: `in` takes several values, the others one.
 *
 * @since 0.1.0
 * @category models
 */
export type Operator = "eq" | "ne" | "gt" | "gte" | "lt" | "lte" | "in"

/**
 * A `where` name: its type, or its type and its operators. Left alone, a `date` and an `instant` have `eq`, `gt`, `gte`,
 * `lt` and `lte`, every other type only `eq`.
 *
 * @since 0.1.0
 * @category models
 */
export type Where = WhereType | { readonly type: WhereType; readonly operators: ReadonlyArray<Operator> }

/**
 * What the read of one record lets its caller ask.
 *
 * @since 0.1.0
 * @category models
 */
export interface GetCapabilities {
  /** Relationship name, or two joined by a dot, to the resource it sends along. */
  readonly include?: Readonly<Record<string, Resource.Any>>
  /** Whether an answer can be narrowed to some attributes and relationships. */
  readonly fields?: true
}

/**
 * How the changes of a listing can be followed.
 *
 * - `Keyset`: asked for from a moment on and in order, by the attribute that moves with every change.
 * - `Descending`: in order only, so the newest changes come first until a known one.
 * - `Filtered`: asked for from a moment on, but in no order of that attribute: what changed is a listing of its own, whose
 *   pages have to be counted, and whose end has to be reached before any of it is known to be all.
 * - `Created`: as `Keyset`, by the moment of creation; edits stay unseen.
 * - `None`: not at all; everything has to be read and compared.
 *
 * @since 0.1.0
 * @category models
 */
export type Delta =
  | { readonly _tag: "Keyset"; readonly by: string }
  | { readonly _tag: "Descending"; readonly by: string }
  | { readonly _tag: "Filtered"; readonly by: string }
  | { readonly _tag: "Created"; readonly by: string }
  | { readonly _tag: "None" }

/**
 * What a listing lets its caller ask.
 *
 * @since 0.1.0
 * @category models
 */
export interface Capabilities extends GetCapabilities {
  /** The names of `include` that reach every record of their resource: each has exactly one parent here. */
  readonly complete?: ReadonlyArray<string>
  /** The names of `include` of which an answer may leave records out; nobody relies on these. */
  readonly truncated?: ReadonlyArray<string>
  readonly order?: ReadonlyArray<string>
  readonly where?: Readonly<Record<string, Where>>
  /** Ready-made selections the API has names for. */
  readonly filter?: ReadonlyArray<string>
  /** Further parameters, by the names they have in the URL. */
  readonly parameters?: Readonly<Record<string, WhereType>>
  readonly perPage: { readonly max: number; readonly default: number }
  /** For an API that does not keep what its `where` and `order` promise; by default they decide, see {@link delta}. */
  readonly delta?: Delta
}

/**
 * The type of a `where` name.
 *
 * @since 0.1.0
 * @category combinators
 */
export const whereType = (where: Where): WhereType => (typeof where === "string" ? where : where.type)

const comparisons: ReadonlyArray<Operator> = ["eq", "gt", "gte", "lt", "lte"]

/**
 * The operators of a `where` name.
 *
 * @since 0.1.0
 * @category combinators
 */
export const operators = (where: Where): ReadonlyArray<Operator> => {
  if (typeof where !== "string") return where.operators
  return where === "date" || where === "instant" ? comparisons : ["eq"]
}

/** A listing, as far as its changes go: any `Endpoint.List` is one. */
interface Asked {
  readonly resource: Resource.Any
  readonly capabilities: Capabilities
}

/** Whether a listing can be asked for from a moment on; where its `delta` is told, that has the last word. */
const isFiltered = ({ capabilities }: Asked, attribute: string): boolean => {
  const where = Object.hasOwn(capabilities.where ?? {}, attribute) ? capabilities.where?.[attribute] : undefined
  if (capabilities.delta !== undefined && !("by" in capabilities.delta && capabilities.delta.by === attribute)) {
    return false
  }
  return where !== undefined && whereType(where) === "instant" && operators(where).includes("gte")
}

/**
 * Whether a listing can be asked for from a moment on, in the order of an attribute.
 *
 * @since 0.1.0
 * @category combinators
 */
export const isKeyset = (endpoint: Asked, attribute: string): boolean =>
  isFiltered(endpoint, attribute) && endpoint.capabilities.order?.includes(attribute) === true

/**
 * How the changes of a listing can be followed: as its capabilities say, or as its `where`, its `order` and the
 * resource's `changedAt` and `createdAt` allow.
 *
 * @since 0.1.0
 * @category combinators
 */
export const delta = (endpoint: Asked): Delta => {
  const { capabilities, resource } = endpoint
  const { changedAt, createdAt } = resource
  if (capabilities.delta !== undefined) return capabilities.delta
  if (changedAt !== undefined && isKeyset(endpoint, changedAt)) return { _tag: "Keyset", by: changedAt }
  if (changedAt !== undefined && capabilities.order?.includes(changedAt) === true) {
    return { _tag: "Descending", by: changedAt }
  }
  if (changedAt !== undefined && isFiltered(endpoint, changedAt)) return { _tag: "Filtered", by: changedAt }
  if (createdAt !== undefined && isKeyset(endpoint, createdAt)) return { _tag: "Created", by: createdAt }
  return { _tag: "None" }
}
