/**
 * Answers a list request: picks the rows, cuts the page, and says what else may be asked.
 */
import * as Answer from "./Answer.ts"
import type * as Catalog from "./Catalog.ts"
import * as Order from "./Order.ts"
import * as Query from "./Query.ts"
import * as Render from "./Render.ts"
import { type Identifier, type Row, value } from "./Row.ts"
import * as Where from "./Where.ts"
import type { World } from "./World.ts"

/** What is listed, and under which path. */
export interface Scope {
  readonly resource: Catalog.Resource
  /** The path asked, without parameters: `/people/v2/people/7/emails`. */
  readonly path: string
  readonly parent: Identifier
  /** The rows of a nested list; absent for everything of the type. */
  readonly nested?: ReadonlyArray<Row>
}

/** Behaviour a scripted fault asks for. */
export interface Tampering {
  readonly ignoreParameter: ReadonlyArray<string>
  readonly dropIncluded: number
}

/** Lists for one world. Selections are remembered until the world changes, so that paging on through a filter is cheap. */
export interface Listing {
  readonly answer: (scope: Scope, origin: string, search: URLSearchParams, tampering: Tampering) => Answer.Answer
}

/** Starts with nothing remembered. */
export const make = (world: World): Listing => {
  const select = selection(world)
  return {
    answer: (scope, origin, search, tampering) => {
      const { resource } = scope
      const query = Query.parse(search, resource, tampering.ignoreParameter)
      const rows = select(scope, query)
      const page = rows.slice(query.offset, query.offset + query.limit)
      const context = { world, origin, fields: query.fields }
      const included: Render.Included = new Map()
      const data = page.map((row) =>
        Render.listRow(context, row, `${origin}${scope.path}/${row.id}`, query.include, included)
      )
      const inclusions = [...included.values()].slice(0, Math.max(0, included.size - tampering.dropIncluded))
      const around = surroundings(scope, `${origin}${scope.path}`, query, rows.length, page.length)
      const body =
        `{"links":${JSON.stringify(around.links)},"data":[${data.join(",")}],` +
        `"included":[${inclusions.join(",")}],"meta":${JSON.stringify(around.meta)}}`
      return Answer.document(200, body, page.length)
    }
  }
}

const surroundings = ({ parent, resource }: Scope, url: string, query: Query.Query, total: number, count: number) => {
  const { limit, offset, params } = query
  const link = (to: number) => `${url}?${Query.encode(new Map(params).set("offset", `${to}`))}`
  // with `per_page=0` the next page is this page: recorded, and a loop for whoever follows it
  const next = offset + limit < total ? offset + limit : undefined
  // before the first page there is none; `prev` with `per_page=0` was not recorded
  const prev = offset > 0 && limit > 0 ? Math.max(0, offset - limit) : undefined
  const links = {
    self: params.size === 0 ? url : `${url}?${Query.encode(params)}`,
    ...(next === undefined ? {} : { next: link(next) }),
    ...(prev === undefined ? {} : { prev: link(prev) })
  }
  const meta = {
    total_count: total,
    count,
    ...(next === undefined ? {} : { next: { offset: next } }),
    ...(prev === undefined ? {} : { prev: { offset: prev } }),
    ...unlessEmpty("can_order_by", resource.canOrder),
    ...unlessEmpty("can_query_by", Object.keys(resource.canQuery)),
    ...unlessEmpty("can_include", resource.canInclude),
    ...unlessEmpty("can_filter", resource.canFilter),
    parent: { id: parent.id, type: parent.type }
  }
  return { links, meta }
}

/** The lists of names in `meta` are left out where there is nothing to name. */
export const unlessEmpty = (key: string, names: ReadonlyArray<string>) => (names.length === 0 ? {} : { [key]: names })

type Select = (scope: Scope, query: Query.Query) => ReadonlyArray<Row>

const remembered = 16

const selection = (world: World): Select => {
  const known = new Map<string, ReadonlyArray<Row>>()
  let revision = -1
  return (scope, query) => {
    if (scope.nested !== undefined) {
      return filtered(world, scope, query, [...scope.nested].sort(Order.comparator(query.order)))
    }
    const rows = world.rows(scope.resource.type, query.order)
    if (query.where.length === 0 && query.filter.length === 0) return rows
    if (revision !== world.revision()) {
      known.clear()
      revision = world.revision()
    }
    const key = JSON.stringify([scope.path, query.where, query.order, query.filter, query.params.get("time")])
    const found = known.get(key)
    if (found !== undefined) return found
    const [narrowed, where] = narrow(rows, scope.resource, query)
    const selected = filtered(world, scope, { ...query, where }, narrowed)
    if (known.size >= remembered) known.clear()
    known.set(key, selected)
    return selected
  }
}

const filtered = (
  world: World,
  { resource }: Scope,
  query: Query.Query,
  rows: ReadonlyArray<Row>
): ReadonlyArray<Row> => {
  const tests = [
    ...query.where.map((where) => Where.predicate(world, resource, where)),
    ...query.filter.map((name) => filterTest(name, query.params.get("time")))
  ]
  return tests.length === 0 ? rows : rows.filter((row) => tests.every((test) => test(row)))
}

/** What the named filters of people admit is not documented; these are their names taken literally. */
const filterTest = (name: string, time: string | undefined): Where.Predicate => {
  if (name === "organization_admins") return (row) => value(row, "site_administrator") === true
  if (name === "admins") return (row) => value(row, "people_permissions") !== null
  const since = Where.readInstant(time ?? "")
  return (row) => since === undefined || row.created_at >= since
}

/**
 * Takes the bounds on the timestamp that leads the order out of the search by bisection: a walk along `updated_at` then costs the
 * same at the end of a million rows as at the start.
 */
const narrow = (
  rows: ReadonlyArray<Row>,
  resource: Catalog.Resource,
  { order, where }: Query.Query
): readonly [ReadonlyArray<Row>, ReadonlyArray<Query.Where>] => {
  const [key] = order
  if (key === undefined || (key.attribute !== "created_at" && key.attribute !== "updated_at")) return [rows, where]
  const attribute = key.attribute
  const bounds = where.filter((each) => each.attribute === attribute && resource.canQuery[attribute] === "date_time")
  let [from, to] = [0, rows.length]
  for (const { operator, value: text } of bounds) {
    const at = Where.readInstant(text)
    if (at === undefined) return [[], []]
    const before = (row: Row) => (key.descending ? row[attribute] > at : row[attribute] < at)
    const notAfter = (row: Row) => (key.descending ? row[attribute] >= at : row[attribute] <= at)
    const lower = operator === "eq" || operator.startsWith("g") !== key.descending
    const upper = operator === "eq" || !lower
    const inclusive = operator === "eq" || operator.endsWith("e")
    if (lower) from = Math.max(from, firstNot(rows, inclusive ? before : notAfter))
    if (upper) to = Math.min(to, firstNot(rows, inclusive ? notAfter : before))
  }
  return [rows.slice(from, to), where.filter((each) => !bounds.includes(each))]
}

/** The index of the first row for which the test, true for all rows up to some point, is false. */
const firstNot = (rows: ReadonlyArray<Row>, test: (row: Row) => boolean): number => {
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const row = rows[middle]
    if (row !== undefined && test(row)) low = middle + 1
    else high = middle
  }
  return low
}
