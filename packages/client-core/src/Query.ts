/** What a listing is asked for, checked against what it allows before anything is sent: APIs answer a misspelt name with 200. */
import * as Either from "effect/Either"
import * as Endpoint from "./Endpoint.ts"
import * as Instant from "./Instant.ts"
import type * as Resource from "./Resource.ts"
import * as Suggestion from "./Suggestion.ts"

/**
 * One value of a comparison.
 *
 * @since 0.1.0
 * @category models
 */
export type Scalar = string | number | boolean

/**
 * A value to be equal to, or values by their operators.
 *
 * @since 0.1.0
 * @category models
 */
export type Condition = Scalar | { readonly [Name in Endpoint.Operator]?: Scalar | ReadonlyArray<Scalar> }

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
  /** Ready-made selections; a record has to be in all of them. */
  readonly filter?: ReadonlyArray<string>
  /** Further parameters, by the names they have in the URL. */
  readonly parameters?: Readonly<Record<string, Scalar>>
  /** API type to the attributes and relationships wanted of it. Whatever is not named stays away. */
  readonly fields?: Readonly<Record<string, ReadonlyArray<string>>>
  readonly perPage?: number
  readonly offset?: number
}

type ScalarOf<W extends Endpoint.WhereType> = W extends "boolean"
  ? boolean
  : W extends "integer" | "decimal"
    ? number
    : string

type Compared<W extends Endpoint.WhereType, O extends Endpoint.Operator> =
  | ("eq" extends O ? ScalarOf<W> : never)
  | { readonly [Name in O]?: Name extends "in" ? ReadonlyArray<ScalarOf<W>> : ScalarOf<W> }

type ValueOf<W extends Endpoint.Where> = W extends Endpoint.WhereType
  ? W extends "date" | "instant"
    ? Compared<W, "eq" | "gt" | "gte" | "lt" | "lte">
    : ScalarOf<W>
  : W extends { readonly type: infer T extends Endpoint.WhereType; readonly operators: ReadonlyArray<infer O> }
    ? Compared<T, O & Endpoint.Operator>
    : never

type None = Readonly<Record<string, never>>

type Where<C> = C extends { readonly where: infer W extends Readonly<Record<string, Endpoint.Where>> }
  ? { readonly [Name in keyof W]?: ValueOf<W[Name]> }
  : None

type Order<C> = C extends { readonly order: ReadonlyArray<infer Name extends string> } ? Name | `-${Name}` : never

type Filter<C> = C extends { readonly filter: ReadonlyArray<infer Name extends string> } ? Name : never

type Parameters<C> = C extends { readonly parameters: infer P extends Readonly<Record<string, Endpoint.WhereType>> }
  ? { readonly [Name in keyof P]?: ScalarOf<P[Name]> }
  : None

/**
 * The include names an endpoint allows.
 *
 * @since 0.1.0
 * @category models
 */
export type IncludeOf<C> = C extends { readonly include: infer I extends Readonly<Record<string, unknown>> }
  ? keyof I & string
  : never

/** The resources that an endpoint can send along. */
type Along<C> = C extends { readonly include: infer I extends Readonly<Record<string, Resource.Any>> }
  ? I[keyof I]
  : never

/** An include's own name: of `a.b`, `b` is what hangs from what `a` brings along. */
type Named<I> = I extends `${string}.${infer Name}` ? Name : I

/** Attributes, what a resource points at, and what can be included: a name of each can be asked for. */
type Field<R, C> =
  | (R extends Resource.Any ? Resource.AttributeOf<R> | Resource.RelationshipOf<R> : never)
  | Named<IncludeOf<C>>

type Fields<R extends Resource.Any, C> = C extends { readonly fields: true }
  ? { readonly [One in R | Along<C> as Resource.TypeOf<One>]?: ReadonlyArray<Field<One, C>> }
  : None

/**
 * What one record may be asked for with, in the names its endpoint allows.
 *
 * @since 0.1.0
 * @category models
 */
export interface GetQueryOf<R extends Resource.Any, C, I extends IncludeOf<C> = IncludeOf<C>> {
  readonly include?: ReadonlyArray<I>
  readonly fields?: Fields<R, C>
}

/**
 * A query in the names one endpoint allows.
 *
 * @since 0.1.0
 * @category models
 */
export interface QueryOf<R extends Resource.Any, C, I extends IncludeOf<C> = IncludeOf<C>> extends GetQueryOf<R, C, I> {
  readonly where?: Where<C>
  readonly order?: ReadonlyArray<Order<C>>
  readonly filter?: ReadonlyArray<Filter<C>>
  readonly parameters?: Parameters<C>
  /** Records a page; default and bounds are the endpoint's. */
  readonly perPage?: number
  /** Records to skip; default 0. */
  readonly offset?: number
}

/**
 * Names the field that is wrong, and says what would be right.
 *
 * @since 0.1.0
 * @category models
 */
export interface Complaint {
  readonly field: string
  readonly problem: string
}

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

const own = <A>(names: Readonly<Record<string, A>>, name: string): A | undefined =>
  Object.hasOwn(names, name) ? names[name] : undefined

const checkCondition = (field: string, where: Endpoint.Where, condition: unknown): Complaint | undefined => {
  const type = Endpoint.whereType(where)
  const operators = Endpoint.operators(where)
  if (typeof condition !== "object" || condition === null) {
    if (!operators.includes("eq")) return { field, problem: `expected one of ${operators.join(", ")}, and its value` }
    const problem = valueProblem(type, condition)
    return problem === undefined ? undefined : { field, problem }
  }
  if (operators.length === 1 && operators[0] === "eq") {
    return { field, problem: `it can only be equal or not: ${valueProblem(type, undefined)}` }
  }
  const given = Object.entries(condition)
  if (given.length === 0) {
    return { field, problem: `${valueProblem(type, undefined)}, or at least one of ${operators.join(", ")}` }
  }
  for (const [operator, value] of given) {
    if (!operators.some((known) => known === operator)) {
      return { field: `${field}.${operator}`, problem: Suggestion.sentence(operator, operators) }
    }
    const values: ReadonlyArray<unknown> = operator === "in" && Array.isArray(value) ? value : [value]
    const problem = values.map((one) => valueProblem(type, one)).find((words) => words !== undefined)
    if (problem !== undefined) return { field: `${field}.${operator}`, problem }
  }
  return undefined
}

const checkWhere = (
  where: Readonly<Record<string, unknown>>,
  allowed: Readonly<Record<string, Endpoint.Where>>
): Complaint | undefined => {
  for (const [name, condition] of Object.entries(where)) {
    const field = `where.${name}`
    const known = own(allowed, name)
    if (known === undefined) return { field, problem: Suggestion.sentence(name, Object.keys(allowed)) }
    // what is not known must not become "any" without a word, so `undefined` is complained of like any other wrong value
    const complaint = checkCondition(field, known, condition)
    if (complaint !== undefined) return complaint
  }
  return undefined
}

const checkParameters = (
  parameters: Readonly<Record<string, unknown>>,
  allowed: Readonly<Record<string, Endpoint.WhereType>>
): Complaint | undefined => {
  for (const [name, value] of Object.entries(parameters)) {
    const field = `parameters.${name}`
    const type = own(allowed, name)
    if (type === undefined) return { field, problem: Suggestion.sentence(name, Object.keys(allowed)) }
    const problem = valueProblem(type, value)
    if (problem !== undefined) return { field, problem }
  }
  return undefined
}

const checkFields = (
  fields: Readonly<Record<string, ReadonlyArray<string>>>,
  { capabilities, resource }: Endpoint.AnyList | Endpoint.AnyGet
): Complaint | undefined => {
  const asked = Object.entries(fields)
  if (asked.length > 0 && capabilities.fields !== true) {
    return { field: "fields", problem: "this endpoint sends every field, and cannot be asked for some" }
  }
  const along = Object.values(capabilities.include ?? {})
  const included = Object.keys(capabilities.include ?? {}).map((name) => name.slice(name.indexOf(".") + 1))
  for (const [type, names] of asked) {
    const described = [resource, ...along].filter((one) => one.type === type)
    if (described.length === 0) {
      const types = new Set([resource, ...along].map((one) => one.type))
      return { field: `fields.${type}`, problem: Suggestion.sentence(type, types) }
    }
    const known = described.flatMap((one) => [...one.attributes, ...Object.keys(one.relationships)])
    const complaint = checkNames(`fields.${type}`, names, [...known, ...included])
    if (complaint !== undefined) return complaint
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

/** Of `a.b`, what else hangs from `a` is nearer to what was meant than all that hangs from anything. */
const checkInclude = (include: ReadonlyArray<string>, allowed: ReadonlyArray<string>) => {
  const unknown = include.find((name) => !allowed.includes(name))
  if (unknown === undefined) return undefined
  const beside = allowed.filter((name) => name.startsWith(`${unknown.split(".")[0]}.`))
  const near = unknown.includes(".") && beside.length > 0 ? beside : allowed.filter((name) => !name.includes("."))
  return { field: `include.${unknown}`, problem: Suggestion.sentence(unknown, near) }
}

const checkCount = (field: string, value: number | undefined, least: number, most: number) =>
  value === undefined || (Number.isInteger(value) && value >= least && value <= most)
    ? undefined
    : { field, problem: `expected a whole number from ${least} to ${most}, got ${value}` }

const checkList = (endpoint: Endpoint.AnyList, query: Query): Complaint | undefined => {
  const { filter = [], order = [], parameters = {}, perPage, where = {} } = endpoint.capabilities
  return (
    checkNames("query", Object.keys(query), listed) ??
    checkWhere(query.where ?? {}, where) ??
    checkNames(
      "order",
      (query.order ?? []).map((name) => name.replace(/^-/, "")),
      order
    ) ??
    checkNames("filter", query.filter ?? [], filter) ??
    checkParameters(query.parameters ?? {}, parameters) ??
    checkCount("perPage", query.perPage, 1, perPage.max) ??
    checkCount("offset", query.offset, 0, Number.MAX_SAFE_INTEGER)
  )
}

const single = ["include", "fields"] as const

const listed = ["where", "order", "filter", "parameters", "perPage", "offset", ...single] as const

/**
 * The query itself, if the endpoint allows all of it; else the first thing that is wrong.
 *
 * @since 0.1.0
 * @category combinators
 */
export const check = (endpoint: Endpoint.AnyList | Endpoint.AnyGet, query: Query): Either.Either<Query, Complaint> => {
  const complaint =
    (endpoint._tag === "List" ? checkList(endpoint, query) : checkNames("query", Object.keys(query), single)) ??
    checkInclude(query.include ?? [], Object.keys(endpoint.capabilities.include ?? {})) ??
    checkFields(query.fields ?? {}, endpoint)
  return complaint === undefined ? Either.right(query) : Either.left(complaint)
}

/** Half a surrogate pair is no text that could be sent. */
const encode = (text: string) => (text.isWellFormed() ? encodeURIComponent(text) : "")

/**
 * A path template with its values in place, each encoded; complains of a value that is missing or empty.
 *
 * @since 0.1.0
 * @category combinators
 */
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
