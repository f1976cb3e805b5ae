/** What a listing is asked for, checked against what it allows before anything is sent: APIs answer a misspelt name with 200. */
import * as Either from "effect/Either"
import type * as Endpoint from "./Endpoint.ts"
import * as Instant from "./Instant.ts"
import * as Suggestion from "./Suggestion.ts"

/** A value to be equal to, or the ends of a range. */
export type Condition =
  | string
  | number
  | boolean
  | { readonly gt?: string; readonly gte?: string; readonly lt?: string; readonly lte?: string }

/**
 * A query in any endpoint's names.
 *
 * @since 0.1.0
 * @category models
 */
export interface Query {
  readonly where?: Readonly<Record<string, Condition>>
  readonly include?: ReadonlyArray<string>
  /** Names to sort by, the first most important; a leading `-` turns one round. */
  readonly order?: ReadonlyArray<string>
  /** API type to the attributes and relationships wanted of it. Whatever is not named stays away. */
  readonly fields?: Readonly<Record<string, ReadonlyArray<string>>>
  readonly perPage?: number
  readonly offset?: number
}

type ValueOf<W extends Endpoint.WhereType> = W extends "boolean"
  ? boolean
  : W extends "integer" | "decimal"
    ? number
    : W extends "date" | "instant"
      ? string | { readonly gt?: string; readonly gte?: string; readonly lt?: string; readonly lte?: string }
      : string

type Where<C extends Endpoint.Capabilities> =
  C["where"] extends Readonly<Record<string, Endpoint.WhereType>>
    ? { readonly [Name in keyof C["where"]]?: ValueOf<C["where"][Name]> }
    : Readonly<Record<string, never>>

type Include<C extends Endpoint.Capabilities> =
  C["include"] extends Readonly<Record<string, unknown>> ? keyof C["include"] & string : never

type Order<C extends Endpoint.Capabilities> =
  C["order"] extends ReadonlyArray<infer Name extends string> ? Name | `-${Name}` : never

/**
 * A query in the names one endpoint allows.
 *
 * @since 0.1.0
 * @category models
 */
export interface QueryOf<C extends Endpoint.Capabilities, I extends Include<C> = Include<C>> {
  readonly where?: Where<C>
  readonly include?: ReadonlyArray<I>
  readonly order?: ReadonlyArray<Order<C>>
  readonly fields?: Readonly<Record<string, ReadonlyArray<string>>>
  /** Records a page; default and bounds are the endpoint's. */
  readonly perPage?: number
  /** Records to skip; default 0. */
  readonly offset?: number
}

/** The include names an endpoint allows. */
export type IncludeOf<C extends Endpoint.Capabilities> = Include<C>

/** Names the field that is wrong, and says what would be right. */
export interface Complaint {
  readonly field: string
  readonly problem: string
}

const ranges = new Set(["gt", "gte", "lt", "lte"])

const valueProblem = (type: Endpoint.WhereType, value: unknown): string | undefined => {
  switch (type) {
    case "boolean":
      return typeof value === "boolean" ? undefined : "expected true or false"
    case "integer":
      return Number.isSafeInteger(value) ? undefined : "expected a whole number"
    case "decimal":
      return Number.isFinite(value) ? undefined : "expected a number"
    case "date":
      return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? undefined : "expected a date, YYYY-MM-DD"
    case "instant":
      return Instant.parse(value) === undefined ? "expected a moment, such as 2026-11-22T15:30:00Z" : undefined
    case "string":
    case "id":
      return typeof value === "string" ? undefined : "expected text"
  }
}

const checkWhere = (
  where: Readonly<Record<string, unknown>>,
  allowed: Readonly<Record<string, Endpoint.WhereType>>
) => {
  for (const [name, condition] of Object.entries(where)) {
    const type = Object.hasOwn(allowed, name) ? allowed[name] : undefined
    if (type === undefined) {
      return { field: `where.${name}`, problem: Suggestion.sentence(name, Object.keys(allowed)) }
    }
    const ranged = typeof condition === "object" && condition !== null
    if (ranged && type !== "date" && type !== "instant") {
      return { field: `where.${name}`, problem: `ranges are for dates and moments only, and ${name} is ${type}` }
    }
    if (ranged && Object.keys(condition).length === 0) {
      return { field: `where.${name}`, problem: `${valueProblem(type, undefined)}, or a range with one end at least` }
    }
    for (const [operator, value] of ranged ? Object.entries(condition) : [["", condition] as const]) {
      if (ranged && !ranges.has(operator)) {
        return { field: `where.${name}.${operator}`, problem: Suggestion.sentence(operator, ranges) }
      }
      const problem = valueProblem(type, value)
      if (problem !== undefined) return { field: `where.${name}${ranged ? `.${operator}` : ""}`, problem }
    }
  }
  return undefined
}

const checkNames = (field: string, names: ReadonlyArray<string>, allowed: Iterable<string>) => {
  const known = new Set(allowed)
  const unknown = names.find((name) => !known.has(name))
  return unknown === undefined
    ? undefined
    : { field: `${field}.${unknown}`, problem: Suggestion.sentence(unknown, known) }
}

const checkCount = (field: string, value: number | undefined, least: number, most: number) =>
  value === undefined || (Number.isInteger(value) && value >= least && value <= most)
    ? undefined
    : { field, problem: `expected a whole number from ${least} to ${most}, got ${value}` }

/**
 * The query itself, if the endpoint allows all of it; else the first thing that is wrong.
 *
 * @since 0.1.0
 * @category combinators
 */
export const check = (endpoint: Endpoint.AnyList, query: Query): Either.Either<Query, Complaint> => {
  const { include = {}, order = [], perPage, where = {} } = endpoint.capabilities
  const complaint =
    checkNames("query", Object.keys(query), ["where", "include", "order", "fields", "perPage", "offset"]) ??
    checkWhere(query.where ?? {}, where) ??
    checkNames("include", query.include ?? [], Object.keys(include)) ??
    checkNames(
      "order",
      (query.order ?? []).map((name) => name.replace(/^-/, "")),
      order
    ) ??
    checkCount("perPage", query.perPage, 1, perPage.max) ??
    checkCount("offset", query.offset, 0, Number.MAX_SAFE_INTEGER)
  return complaint === undefined ? Either.right(query) : Either.left(complaint)
}

/** Half a surrogate pair is no text that could be sent. */
const encode = (text: string) => (/\p{Surrogate}/u.test(text) ? "" : encodeURIComponent(text))

/** A path template with its values in place, each encoded; complains of a value that is missing or empty. */
export const path = (template: string, values: Readonly<Record<string, string>>): Either.Either<string, Complaint> => {
  let complaint: Complaint | undefined
  const filled = template.replaceAll(/\{([^}]+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    const segment = typeof value === "string" ? encode(value) : ""
    if (segment === "" || segment === "." || segment === "..") {
      complaint = { field: `path.${name}`, problem: "expected an id, as text that is not empty" }
      return ""
    }
    return segment
  })
  return complaint === undefined ? Either.right(filled) : Either.left(complaint)
}
