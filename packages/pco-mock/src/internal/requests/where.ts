/**
 * Which rows a `where` lets through.
 */

import { instant, type Json } from "../../Row.ts"
import type * as Catalog from "../facts/catalog.ts"
import type { Table } from "../world/table.ts"
import type * as Query from "./query.ts"
import * as Search from "./search.ts"

/** Whether the row of a slot is let through. */
export type Predicate = (slot: number) => boolean

const nothing: Predicate = () => false

/** The test for one `where`. A value that cannot be read as the attribute's type lets nothing through. */
export const predicate = (table: Table, where: Query.Where): Predicate => {
  const { attribute } = where
  const type = table.resource.canQuery.get(attribute) ?? "string"
  if (attribute.startsWith("search_")) return Search.predicate(table, attribute, where.value)
  if (attribute === "id") {
    const wanted = table.slot(where.value)
    return (slot) => slot === wanted
  }
  const read = reader(type, where.value)
  return read === undefined ? nothing : (slot) => read(table.value(slot, attribute), where.operator)
}

type Read = (actual: Json, operator: Query.Operator) => boolean

const reader = (type: Catalog.WireType, text: string): Read | undefined => {
  switch (type) {
    case "boolean":
      return text === "true" || text === "false" ? (actual) => actual === (text === "true") : undefined
    case "integer":
    case "primary_key":
      return /^-?\d+$/.test(text) ? (actual) => actual !== null && String(actual) === text : undefined
    case "float":
      return Number.isFinite(Number(text)) ? (actual) => actual !== null && Number(actual) === Number(text) : undefined
    case "date":
      return compareTime(/^\d{4}-\d\d-\d\d/.test(text) ? readInstant(text)?.slice(0, 10) : undefined)
    case "date_time":
      return compareTime(readInstant(text))
    default:
      return pattern(text)
  }
}

/** An instant as rows keep it; a date alone means its midnight, UTC. */
export const readInstant = (text: string): string | undefined => {
  // a `+` of a zone offset that was not encoded arrives as a space
  const millis = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text.replace(/ (?=\d\d:\d\d$)/, "+")) : Number.NaN
  return Number.isNaN(millis) ? undefined : instant(millis)
}

/** Both sides are fixed-width UTC text, so text order is time order. */
const compareTime = (wanted: string | undefined): Read | undefined =>
  wanted === undefined
    ? undefined
    : (actual, operator) =>
        typeof actual === "string" && holds(operator, actual < wanted ? -1 : actual > wanted ? 1 : 0)

const holds = (operator: Query.Operator, difference: number): boolean => {
  switch (operator) {
    case "eq":
      return difference === 0
    case "gt":
      return difference > 0
    case "gte":
      return difference >= 0
    case "lt":
      return difference < 0
    case "lte":
      return difference <= 0
  }
}

/** Text without regard to case, with `%` for anything at either end. */
const pattern = (text: string): Read => {
  const open = text.startsWith("%")
  const wanted = text.slice(open ? 1 : 0).toLowerCase()
  const rest = wanted.endsWith("%") ? wanted.slice(0, -1) : wanted
  const test = (actual: string) => {
    if (wanted === rest) return open ? actual.endsWith(rest) : actual === rest
    return open ? actual.includes(rest) : actual.startsWith(rest)
  }
  return (actual) => typeof actual === "string" && test(actual.toLowerCase())
}
