/**
 * In which order rows of a listing come.
 */
import type { Json } from "../../Row.ts"

/** One key of an order; several are applied one after another. */
export interface Key {
  readonly attribute: string
  readonly descending: boolean
}

/** An order; none means by id, as a number. */
export type Order = ReadonlyArray<Key>

/** A name for the order that is the same for the same order. */
export const name = (order: Order): string => order.map((key) => (key.descending ? "-" : "") + key.attribute).join(",")

/** The value of an attribute of a row, rows being known by their slots. */
export type Read = (slot: number, attribute: string) => Json

/**
 * Compares two rows. Rows that tie on every key are put in ascending order of id, which is that of their slots: Planning Center
 * documents no tiebreak, and neither does it say where nulls go; here they come first, as in MySQL, and last when descending.
 */
export const comparator = (order: Order, read: Read): ((a: number, b: number) => number) => {
  const keys = order.map(({ attribute, descending }) => ({ attribute, sign: descending ? -1 : 1 }))
  return (a, b) => {
    for (const { attribute, sign } of keys) {
      const difference = compareValues(read(a, attribute), read(b, attribute))
      if (difference !== 0) return difference * sign
    }
    return a - b
  }
}

/** Compares two values: nulls first, text without regard to case and accents (measured at the real API), false before true. */
export const compareValues = (a: Json, b: Json): number => {
  if (a === b) return 0
  if (a === null) return -1
  if (b === null) return 1
  if (typeof a === "string" && typeof b === "string") return compareText(a, b)
  return Number(a) - Number(b)
}

const ascii = /^[ -~]*$/

/** A text as it is sorted: in lower case, without accents. */
export const folded = (text: string): string =>
  ascii.test(text) ? text.toLowerCase() : text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()

const compareText = (a: string, b: string): number => {
  const left = folded(a)
  const right = folded(b)
  return left < right ? -1 : left > right ? 1 : 0
}
