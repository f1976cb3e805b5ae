/**
 * Reads the query parameters of a request. Names that mean nothing are kept for the links and otherwise ignored.
 */
import type * as Catalog from "./Catalog.ts"
import { defaultPerPage, maxPerPage } from "./Catalog.ts"
import type * as Order from "./Order.ts"

/** How a `where` compares. */
export type Operator = "eq" | "gt" | "gte" | "lt" | "lte"

/** One `where[attribute][operator]=value`; all of them must hold. */
export interface Where {
  readonly attribute: string
  readonly operator: Operator
  readonly value: string
}

/** What a request asks for, with everything it may not ask for left out. */
export interface Query {
  readonly where: ReadonlyArray<Where>
  readonly order: Order.Order
  readonly include: ReadonlyArray<string>
  /** Attributes and relationships to send, by type; a type that is not named is sent whole. */
  readonly fields: ReadonlyMap<string, ReadonlySet<string>>
  readonly filter: ReadonlyArray<string>
  readonly offset: number
  /** Rows on this page, 0 to 100. */
  readonly limit: number
  /** Every parameter as it was given, by name. */
  readonly params: ReadonlyMap<string, string>
}

const whereName = /^where\[(\w+)\](?:\[(\w+)\])?$/
const fieldsName = /^fields\[(\w+)\]$/
const ranges: ReadonlySet<string> = new Set(["gt", "gte", "lt", "lte"])

/** Reads the parameters for a resource; parameters whose names start with one of `ignored` have no effect. */
export const parse = (
  search: URLSearchParams,
  resource: Catalog.Resource,
  ignored: ReadonlyArray<string> = []
): Query => {
  // a name given twice: which one wins is not documented; the last, as in Rails
  const params = new Map([...search].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
  const given = new Map([...params].filter(([name]) => !ignored.some((prefix) => name.startsWith(prefix))))
  return {
    where: [...given].flatMap(([name, value]) => parseWhere(name, value, resource)),
    order: list(given.get("order")).flatMap((key) => parseOrder(key, resource)),
    // of `households.people` the mock serves nothing yet, so the first part decides
    include: [...new Set(list(given.get("include")).map((path) => path.split(".")[0] ?? path))].filter((name) =>
      resource.canInclude.includes(name)
    ),
    fields: parseFields(given),
    filter: list(given.get("filter")).filter((name) => resource.canFilter.includes(name)),
    offset: whole(given.get("offset"), 0),
    limit: Math.min(whole(given.get("per_page"), defaultPerPage), maxPerPage),
    params
  }
}

/** Writes parameters as the API's links do: sorted by name, brackets in names as they are, values encoded. */
export const encode = (params: ReadonlyMap<string, string>): string =>
  [...params]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${escape(name).replace(/%5B/g, "[").replace(/%5D/g, "]")}=${escape(value)}`)
    .join("&")

const escape = (text: string): string =>
  encodeURIComponent(text)
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    // whether a space is written `+` or `%20` was not recorded; Rails writes `+`
    .replace(/%20/g, "+")

const list = (value: string | undefined): ReadonlyArray<string> =>
  (value ?? "").split(",").flatMap((part) => (part.trim() === "" ? [] : [part.trim()]))

/** A number that is not one: what the API does is not documented; the default is used. */
const whole = (value: string | undefined, otherwise: number): number =>
  value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : otherwise

const parseWhere = (name: string, value: string, resource: Catalog.Resource): ReadonlyArray<Where> => {
  const [, attribute = "", range] = whereName.exec(name) ?? []
  const type = Object.hasOwn(resource.canQuery, attribute) ? resource.canQuery[attribute] : undefined
  if (type === undefined) return []
  if (range === undefined) return [{ attribute, operator: "eq", value }]
  // a range over anything but dates is not offered: it is taken for an unknown name
  return isRange(range) && (type === "date" || type === "date_time") ? [{ attribute, operator: range, value }] : []
}

const isRange = (text: string): text is Exclude<Operator, "eq"> => ranges.has(text)

const parseOrder = (key: string, resource: Catalog.Resource): Order.Order => {
  const attribute = key.startsWith("-") ? key.slice(1) : key
  return resource.canOrder.includes(attribute) ? [{ attribute, descending: key.startsWith("-") }] : []
}

const parseFields = (given: ReadonlyMap<string, string>): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(
    [...given].flatMap(([name, value]) => {
      const type = fieldsName.exec(name)?.[1]
      return type === undefined ? [] : [[type, new Set(list(value))] as const]
    })
  )
