/**
 * Answers a list request: picks the rows, cuts the page, and says what else may be asked.
 */

import type * as Faults from "../../Faults.ts"
import * as Prng from "../../Prng.ts"
import type { Row } from "../../Row.ts"
import type { View, World } from "../../World.ts"
import type * as Catalog from "../facts/catalog.ts"
import * as Order from "../world/order.ts"
import type { Table } from "../world/table.ts"
import * as Answer from "./answer.ts"
import * as Filters from "./filters.ts"
import * as Page from "./page.ts"
import * as Query from "./query.ts"
import * as Utf8 from "./utf8.ts"
import * as Where from "./where.ts"

/** What is listed, and under which path. */
export interface Scope {
  readonly resource: Catalog.Resource
  /** The path asked, without parameters: `/people/v2/people/7/emails`. */
  readonly path: string
  /** The same below `/{product}/v2`, ids as `{}`. */
  readonly pattern: string
  readonly parent: Row
  /** The rows of a nested list; absent for everything of the type. */
  readonly nested?: View
}

/** Behaviour a scripted fault asks for. */
export interface Tampering {
  readonly ignoreParameter: ReadonlyArray<string>
  readonly dropIncluded: number
  readonly hideRecords?: Faults.HiddenRecords
  readonly listingCap?: number
  readonly poison?: Faults.Poison
}

/** Lists for one world. Selections are remembered until the world changes, so that paging on through a filter is cheap. */
export interface Listing {
  readonly answer: (scope: Scope, origin: string, search: URLSearchParams, tampering: Tampering) => Answer.Answer
}

/** Starts with nothing remembered. */
export const make = (world: World): Listing => {
  const select = selection(world)
  let asked = 0
  return {
    answer: (scope, origin, search, tampering) => {
      const { resource } = scope
      const query = Query.parse(search, resource, scope.pattern, tampering.ignoreParameter)
      const unknown = query.filter.find((name) => !Filters.modelled(resource, name))
      if (unknown !== undefined) return Answer.notModelled(`the filter ${unknown} of ${resource.key}`)
      const { hideRecords, listingCap, poison } = tampering
      const selected = select(scope, query)
      const { table } = selected
      const visible = shows(table, hideRecords)
      const existing =
        hideRecords !== undefined && hideRecords.counted !== true ? selected.slots.filter(visible) : selected.slots
      const slots = listingCap === undefined ? existing : existing.subarray(0, listingCap)
      const cut = slots.subarray(query.offset, query.offset + query.limit)
      const ordered = world.ties === "unstable" ? shuffled(world, { slots, table }, query, cut, ++asked) : cut
      const page = hideRecords?.counted === true ? ordered.filter(visible) : ordered
      if (poison !== undefined && page.some((slot) => poison.ids.includes(table.id(slot)))) {
        return Answer.failure(poison.status ?? 500)
      }
      const context = { world, origin, fields: query.fields }
      const around = surroundings(scope, `${origin}${scope.path}`, query, slots.length, page.length)
      Utf8.clear(writer)
      Utf8.text(writer, `{"links":${JSON.stringify(around.links)},`)
      const { dropIncluded } = tampering
      Page.write(writer, context, {
        rows: { table, slots: page },
        path: scope.path,
        include: query.include,
        dropIncluded
      })
      Utf8.text(writer, `,"meta":${JSON.stringify(around.meta)}}`)
      return Answer.document(200, Utf8.encoded(writer), page.length)
    }
  }
}

/** Whether a record is one that listings show. */
export const shows = (table: Table, hidden: Faults.HiddenRecords | undefined): ((slot: number) => boolean) => {
  if (hidden === undefined) return () => true
  const { ids, seed = 1, share = ids === undefined ? 1 : 0 } = hidden
  const dice = Prng.dice(seed, `hidden/${table.resource.key}`)
  return (slot) => !(ids?.includes(table.id(slot)) === true || dice.at(slot).chance(share))
}

// an answer is written in one go, so one is enough
const writer = Utf8.make(256 * 1024)

const surroundings = (scope: Scope, url: string, query: Query.Query, total: number, count: number) => {
  const { parent, resource } = scope
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
    ...possible(resource, scope.pattern),
    parent: { id: parent.id, type: parent.type }
  }
  return { links, meta }
}

const possibilities = new Map<string, object>()

/** What else may be asked of a list. */
const possible = (resource: Catalog.Resource, pattern: string): object => {
  const name = `${resource.key} ${pattern}`
  const found = possibilities.get(name) ?? {
    ...unlessEmpty("can_order_by", resource.canOrder),
    ...unlessEmpty("can_query_by", [...resource.canQuery.keys()].sort()),
    ...unlessEmpty("can_include", resource.canInclude),
    ...unlessEmpty("can_filter", Query.filtersOf(resource, pattern))
  }
  possibilities.set(name, found)
  return found
}

/** The lists of names in `meta` are left out where there is nothing to name. */
export const unlessEmpty = (key: string, names: ReadonlyArray<string>) => (names.length === 0 ? {} : { [key]: names })

type Select = (scope: Scope, query: Query.Query) => View

const remembered = 16

const selection = (world: World): Select => {
  const known = new Map<string, View>()
  let revision = -1
  return (scope, query) => {
    const plain = query.where.length === 0 && query.filter.length === 0
    if (scope.nested === undefined && plain) return world.view(scope.resource.key, query.order)
    if (revision !== world.revision()) {
      known.clear()
      revision = world.revision()
    }
    // parameters of filters are whatever the filter says, so all are part of the question but those that only cut the page
    const params = [...query.params].filter(([name]) => name !== "offset" && name !== "per_page" && name !== "include")
    const key = JSON.stringify([scope.path, query.where, query.order, query.filter, params])
    const found = known.get(key) ?? chosen(world, scope, query)
    if (known.size >= remembered) known.clear()
    known.set(key, found)
    return found
  }
}

const chosen = (world: World, scope: Scope, query: Query.Query): View => {
  if (scope.nested !== undefined) {
    const { slots, table } = scope.nested
    const order = Order.comparator(query.order, table.value)
    const sorted = query.order.length === 0 ? slots : slots.slice().sort(order)
    return filtered(world, scope, { table, slots: sorted }, query)
  }
  const [narrowed, where] = narrow(world.view(scope.resource.key, query.order), query)
  return filtered(world, scope, narrowed, { ...query, where })
}

const filtered = (world: World, { parent }: Scope, { slots, table }: View, query: Query.Query): View => {
  const asked = { params: query.params, now: world.now(), parent }
  const tests = [
    ...query.where.map((where) => Where.predicate(table, where)),
    ...query.filter.flatMap((name) => Filters.predicate(table, name, asked) ?? [])
  ]
  return { table, slots: tests.length === 0 ? slots : slots.filter((slot) => tests.every((test) => test(slot))) }
}

/**
 * Takes the bounds on the timestamp that leads the order out of the search by bisection: a walk along `updated_at` then costs the
 * same at the end of a million rows as at the start.
 */
const narrow = (view: View, { order, where }: Query.Query): readonly [View, ReadonlyArray<Query.Where>] => {
  const { slots, table } = view
  const [key] = order
  if (key === undefined || (key.attribute !== "created_at" && key.attribute !== "updated_at")) return [view, where]
  const { attribute, descending } = key
  const bounds = where.filter(
    (each) => each.attribute === attribute && table.resource.canQuery.get(attribute) === "date_time"
  )
  let [from, to] = [0, slots.length]
  for (const { operator, value: text } of bounds) {
    const instant = Where.readInstant(text)
    if (instant === undefined) return [{ table, slots: new Uint32Array() }, []]
    const at = Date.parse(instant) / 1000
    const time = (slot: number) => table.seconds(slot, attribute)
    const before = (slot: number) => (descending ? time(slot) > at : time(slot) < at)
    const notAfter = (slot: number) => (descending ? time(slot) >= at : time(slot) <= at)
    const lower = operator === "eq" || operator.startsWith("g") !== descending
    const upper = operator === "eq" || !lower
    const inclusive = operator === "eq" || operator.endsWith("e")
    if (lower) from = Math.max(from, firstNot(slots, inclusive ? before : notAfter))
    if (upper) to = Math.min(to, firstNot(slots, inclusive ? notAfter : before))
  }
  return [{ table, slots: slots.subarray(from, Math.max(from, to)) }, where.filter((each) => !bounds.includes(each))]
}

/** The index of the first row for which the test, true for all rows up to some point, is false. */
const firstNot = (slots: Uint32Array, test: (slot: number) => boolean): number => {
  let [low, high] = [0, slots.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (test(slots[middle] ?? 0)) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * The same page with rows that tie on every key in an order of their own for this request: whoever pages through them sees some twice
 * and some never. Without an `order` nothing ties.
 */
const shuffled = (world: World, { slots, table }: View, query: Query.Query, page: Uint32Array, asked: number) => {
  if (query.order.length === 0 || page.length === 0) return page
  const tie = (a: number, b: number) => ties(table, query.order, slots[a] ?? 0, slots[b] ?? 0)
  let from = query.offset
  let to = query.offset + page.length
  while (from > 0 && tie(from - 1, query.offset)) from--
  while (to < slots.length && tie(to, query.offset + page.length - 1)) to++
  const weight = (slot: number) => Prng.mix(Prng.mix(world.seed, asked), slot)
  const around = slots.slice(from, to)
  for (let start = 0; start < around.length; ) {
    let end = start + 1
    while (end < around.length && ties(table, query.order, around[start] ?? 0, around[end] ?? 0)) end++
    around.subarray(start, end).sort((a, b) => weight(a) - weight(b))
    start = end
  }
  return around.subarray(query.offset - from, query.offset - from + page.length)
}

const ties = (table: Table, order: Order.Order, a: number, b: number): boolean =>
  order.every(({ attribute }) => Order.compareValues(table.value(a, attribute), table.value(b, attribute)) === 0)
