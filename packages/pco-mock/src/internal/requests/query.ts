/**
 * Reads the query parameters of a request. Names that mean nothing are kept for the links and otherwise ignored.
 */
import * as Catalog from "../facts/catalog.ts"
import type * as Order from "../world/order.ts"

/** How a `where` compares. */
export type Operator = "eq" | "gt" | "gte" | "lt" | "lte"

/** One `where[attribute][operator]=value`; all of them must hold. */
export interface Where {
  readonly attribute: string
  readonly operator: Operator
  readonly value: string
}

/** Edges to follow, and for each the edges to follow from there. */
export type Include = ReadonlyMap<string, ReadonlyArray<string>>

/** What a request asks for, with everything it may not ask for left out. */
export interface Query {
  readonly where: ReadonlyArray<Where>
  readonly order: Order.Order
  readonly include: Include
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

/**
 * Reads the parameters for a resource in a list with the given pattern, or alone; parameters whose names start with one of
 * `ignored` have no effect.
 */
export const parse = (
  search: URLSearchParams,
  resource: Catalog.Resource,
  pattern?: string,
  ignored: ReadonlyArray<string> = []
): Query => {
  // a name given twice: which one wins is not documented; the last, as in Rails
  const params = new Map([...joined(search)].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
  const given = new Map([...params].filter(([name]) => !ignored.some((prefix) => name.startsWith(prefix))))
  const filters = pattern === undefined ? [] : filtersOf(resource, pattern)
  return {
    where: [...given].flatMap(([name, value]) => parseWhere(name, value, resource)),
    order: list(given.get("order")).flatMap((key) => parseOrder(key, resource)),
    include: parseInclude(list(given.get("include")), resource),
    fields: parseFields(given),
    filter: list(given.get("filter")).filter((name) => filters.includes(name)),
    offset: whole(given.get("offset"), 0),
    limit: Math.min(whole(given.get("per_page"), Catalog.defaultPerPage), Catalog.maxPerPage),
    params
  }
}

/**
 * Parameters whose names end in `[]`, as Ruby clients send lists, under the name without it: `include[]=a&include[]=b` is `include=a,b`
 * (recorded). How links repeat them was not recorded.
 */
const joined = (search: URLSearchParams): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  for (const [name, value] of search) {
    const single = name.endsWith("[]") ? name.slice(0, -2) : undefined
    const known = single === undefined ? undefined : found.get(single)
    found.set(single ?? name, known === undefined ? value : `${known},${value}`)
  }
  return found
}

/** The named filters that are documented for a list. */
export const filtersOf = ({ filters }: Catalog.Resource, pattern: string): ReadonlyArray<string> =>
  [...filters].flatMap(([name, lists]) => (lists.includes(pattern) ? [name] : []))

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
  const type = resource.canQuery.get(attribute)
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

/** `emails,households.people`: a first part that may not be included takes the second with it, and a third is ignored. */
const parseInclude = (paths: ReadonlyArray<string>, resource: Catalog.Resource): Include => {
  const found = new Map<string, ReadonlyArray<string>>()
  for (const path of paths) {
    const [first = "", second] = path.split(".")
    if (!resource.canInclude.includes(first)) continue
    const to = resource.edges.get(first)?.to
    const known = found.get(first) ?? []
    const allowed = second !== undefined && to !== undefined && Catalog.find(to)?.canInclude.includes(second) === true
    found.set(first, allowed && !known.includes(second) ? [...known, second] : known)
  }
  return found
}

const parseFields = (given: ReadonlyMap<string, string>): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(
    [...given].flatMap(([name, value]) => {
      const type = fieldsName.exec(name)?.[1]
      return type === undefined ? [] : [[type, new Set(list(value))] as const]
    })
  )
