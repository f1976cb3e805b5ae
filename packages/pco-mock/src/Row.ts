/**
 * One record of the pretend church.
 */

/**
 * A value as JSON carries it.
 *
 * @since 0.1.0
 * @category models
 */
export type Json = null | boolean | number | string | ReadonlyArray<Json> | { readonly [key: string]: Json }

/**
 * What a relationship points at.
 *
 * @since 0.1.0
 * @category models
 */
export interface Identifier {
  /** As the wire names it: `Person`, whichever product it is of. */
  readonly type: string
  readonly id: string
}

/**
 * The attributes of a row in the wire's spelling, without the two timestamps.
 *
 * @since 0.1.0
 * @category models
 */
export type Attributes = { readonly [name: string]: Json }

/**
 * To-one relationships by name.
 *
 * @since 0.1.0
 * @category models
 */
export type Relationships = { readonly [name: string]: Identifier | null }

/**
 * A record. Rows never change: a mutation puts a new row in the old one's place, so whatever was derived from a row stays true.
 *
 * @since 0.1.0
 * @category models
 */
export interface Row {
  /** Which resource of the catalog it is: `people.Person`. */
  readonly key: string
  /** As the wire names it: `Person`. */
  readonly type: string
  readonly id: string
  readonly attributes: Attributes
  readonly relationships: Relationships
  /** Whole seconds, UTC: `2024-05-05T22:40:07Z`. */
  readonly created_at: string
  /** Whole seconds, UTC. */
  readonly updated_at: string
}

/**
 * The value of an attribute, timestamps included; null when the row has none.
 *
 * @since 0.1.0
 * @category combinators
 */
export const value = (row: Row, attribute: string): Json => {
  if (attribute === "created_at") return row.created_at
  if (attribute === "updated_at") return row.updated_at
  if (attribute === "id") return row.id
  return row.attributes[attribute] ?? null
}

/**
 * An instant in milliseconds as the wire writes it, cut to whole seconds.
 *
 * @since 0.1.0
 * @category combinators
 */
export const instant = (millis: number): string => moment(Math.floor(millis / 1000))

/**
 * An instant in whole seconds as the wire writes it.
 *
 * @since 0.1.0
 * @category combinators
 */
export const moment = (seconds: number): string => {
  const day = Math.floor(seconds / 86_400)
  const rest = seconds - day * 86_400
  const minutes = Math.floor(rest / 60)
  return `${date(day)}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(rest % 60)}Z`
}

// pages are full of instants, and a church has only so many days: each day of two centuries is written once
const firstDay = Date.UTC(1900, 0, 1) / 86_400_000
const days = new Array<string | undefined>(73_050)

/**
 * A day, counted from the epoch, as the wire writes it.
 *
 * @since 0.1.0
 * @category combinators
 */
export const date = (day: number): string => {
  const known = days[day - firstDay]
  if (known !== undefined) return known
  const text = new Date(day * 86_400_000).toISOString().slice(0, 10)
  if (day >= firstDay && day - firstDay < days.length) days[day - firstDay] = text
  return text
}

const twoDigits = Array.from({ length: 60 }, (_, number) => `${number}`.padStart(2, "0"))

const two = (number: number): string => twoDigits[number] ?? ""

/**
 * Orders two ids as numbers, however long they are.
 *
 * @since 0.1.0
 * @category combinators
 */
export const compareIds = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
