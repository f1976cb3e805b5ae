/**
 * Finds out what a path is about, by walking the edges of the catalog.
 */

import type { Row } from "../../Row.ts"
import type { View, World } from "../../World.ts"
import * as Catalog from "../facts/catalog.ts"
import * as Edges from "../world/edges.ts"
import * as Me from "./me.ts"

/** What a path leads to. */
export type Route =
  /** The records an edge of `parent` leads to; all of a type if that is the church. */
  | {
      readonly kind: "list"
      readonly resource: Catalog.Resource
      readonly parent: Row
      readonly edge: string
      /** The path below `/{product}/v2`, ids as `{}`. */
      readonly pattern: string
      /** The rows of a list that is not all of its type. */
      readonly nested?: View
    }
  /** One record, and what it was reached through. */
  | {
      readonly kind: "single"
      readonly resource: Catalog.Resource
      readonly row: Row
      readonly parent: Row
      /** The edge it was reached by, and whether by that alone. */
      readonly edge: string
      readonly toOne: boolean
    }
  /** The church, as a product knows it. */
  | { readonly kind: "organization"; readonly row: Row }
  /** Something to be done to a record. */
  | { readonly kind: "action"; readonly resource: Catalog.Resource; readonly row: Row; readonly action: Catalog.Action }
  /** A to-one edge of `parent` that is not set. */
  | { readonly kind: "unset"; readonly resource: Catalog.Resource; readonly parent: Row; readonly edge: string }
  /** A path within a product that is not there. */
  | { readonly kind: "missing" }
  /** A path outside of every product. */
  | { readonly kind: "unknown" }

/** What a path reads: a list, or one record by its id. */
export type Reads = "list" | "record"

/** What a path of the catalog reads, whether the record is there or not; undefined for everything else, to-one edges included. */
export const reads = (path: string): Reads | undefined => {
  const [product = "", version, ...segments] = path.split("/").filter((part) => part !== "")
  let from = version === "v2" ? Catalog.find(`${product}.Organization`) : undefined
  let found: Reads | undefined
  for (let index = 0; index < segments.length; index++) {
    const edge = from?.edges.get(segments[index] ?? "")
    if (edge === undefined) return undefined
    from = Catalog.find(edge.to)
    found = edge.many ? "list" : undefined
    // behind the name of a list stands an id; behind a to-one edge one may stand
    const next = segments[index + 1]
    if (next === undefined || (!edge.many && from?.edges.has(next) === true)) continue
    index++
    found = "record"
  }
  return found
}

const missing: Route = { kind: "missing" }

/** Resolves a path against the records there are now. */
export const resolve = (world: World, path: string): Route => {
  const [product = "", version, ...segments] = path.split("/").filter((part) => part !== "")
  if (!Catalog.products.includes(product) || version !== "v2") return { kind: "unknown" }
  const church = world.organizationOf(`${product}.Organization`)
  return segments.length === 0 ? { kind: "organization", row: church } : below(world, church, segments, [])
}

const below = (world: World, parent: Row, segments: ReadonlyArray<string>, walked: ReadonlyArray<string>): Route => {
  const [name = "", ...rest] = segments
  const from = Catalog.get(parent.key)
  const edge = from.edges.get(name)
  if (edge === undefined) return elsewhere(world, parent, from, name, rest)
  const pattern = [...walked, name]
  const resource = Catalog.get(edge.to)
  return edge.many
    ? toMany(world, parent, resource, name, rest, pattern)
    : toOne(world, parent, resource, name, rest, pattern)
}

const toMany = (
  world: World,
  parent: Row,
  resource: Catalog.Resource,
  edge: string,
  segments: ReadonlyArray<string>,
  pattern: ReadonlyArray<string>
): Route => {
  const root = parent.type === "Organization"
  const nested = root ? undefined : view(world, parent, edge)
  const [id, ...rest] = segments
  if (id === undefined) {
    const list = { kind: "list", resource, parent, edge, pattern: pattern.join("/") } as const
    return nested === undefined ? list : { ...list, nested }
  }
  // records that are only shown in lists cannot be asked for, though what is below them is documented for some
  if (resource.instance === undefined && rest.length === 0) return missing
  const row = world.get(resource.key, id)
  if (row === undefined || (nested !== undefined && !holds(nested, id))) return missing
  if (rest.length === 0) return { kind: "single", resource, row, parent, edge, toOne: false }
  return below(world, row, rest, [...pattern, "{}"])
}

const toOne = (
  world: World,
  parent: Row,
  resource: Catalog.Resource,
  edge: string,
  segments: ReadonlyArray<string>,
  pattern: ReadonlyArray<string>
): Route => {
  const [row] = Edges.rows(world, parent, edge)
  const [id, ...rest] = segments
  if (row === undefined) return id === undefined ? { kind: "unset", resource, parent, edge } : missing
  if (resource.type === "Organization") return id === undefined ? { kind: "organization", row } : missing
  if (id === undefined) return { kind: "single", resource, row, parent, edge, toOne: true }
  // `/donations/1/refund/designation_refunds` and `/check_ins/1/event_period/2/check_ins` are both documented
  if (id !== row.id) return below(world, row, segments, pattern)
  if (rest.length === 0) return { kind: "single", resource, row, parent, edge, toOne: false }
  return below(world, row, rest, [...pattern, "{}"])
}

/** What is not an edge: an action, or the person who asks. */
const elsewhere = (
  world: World,
  row: Row,
  resource: Catalog.Resource,
  name: string,
  rest: ReadonlyArray<string>
): Route => {
  const action = resource.actions.get(name)
  if (action !== undefined && rest.length === 0) return { kind: "action", resource, row, action }
  const people = Catalog.find(`${resource.product}.Person`)
  if (resource.type !== "Organization" || name !== "me" || people === undefined) return missing
  const self = Me.as(world, people.key)
  if (self === null) return missing
  if (rest.length > 0) return below(world, self, rest, ["people", "{}"])
  return { kind: "single", resource: people, row: self, parent: row, edge: "people", toOne: false }
}

const view = (world: World, parent: Row, edge: string): View | undefined => {
  const table = world.table(parent.key)
  const found = Edges.slots(world.kinds, table, table.slot(parent.id), edge)
  return found === undefined ? undefined : { table: found[0], slots: found[1] }
}

/** Slots of a nested list are in ascending order. */
const holds = ({ slots, table }: View, id: string): boolean => {
  const wanted = table.slot(id)
  let [low, high] = [0, slots.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((slots[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return wanted >= 0 && slots[low] === wanted
}
