/**
 * In which order rows of a listing come.
 */
import { compareIds, type Json, type Row, value } from "./Row.ts"

/** One key of an order; several are applied one after another. */
export interface Key {
  readonly attribute: string
  readonly descending: boolean
}

/** An order; none means by id, as a number. */
export type Order = ReadonlyArray<Key>

/** A name for the order that is the same for the same order. */
export const name = (order: Order): string => order.map((key) => (key.descending ? "-" : "") + key.attribute).join(",")

/**
 * Compares two rows. Rows that tie on every key are put in ascending order of id: Planning Center documents no tiebreak, and
 * neither does it say where nulls go; here they come first, as in MySQL, and last when descending.
 */
export const comparator = (order: Order): ((a: Row, b: Row) => number) => {
  const keys = order.map(({ attribute, descending }) => ({ attribute, sign: descending ? -1 : 1 }))
  return (a, b) => {
    for (const { attribute, sign } of keys) {
      const difference = compareValues(value(a, attribute), value(b, attribute))
      if (difference !== 0) return difference * sign
    }
    return compareIds(a.id, b.id)
  }
}

/** Compares two values: nulls first, text without regard to case, false before true. */
export const compareValues = (a: Json, b: Json): number => {
  if (a === b) return 0
  if (a === null) return -1
  if (b === null) return 1
  if (typeof a === "string" && typeof b === "string") return compareText(a, b)
  return Number(a) - Number(b)
}

const compareText = (a: string, b: string): number => {
  const left = a.toLowerCase()
  const right = b.toLowerCase()
  return left < right ? -1 : left > right ? 1 : 0
}
