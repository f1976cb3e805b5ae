/**
 * One stored record of the pretend church.
 */

/** A value as JSON carries it. */
export type Json = null | boolean | number | string | ReadonlyArray<Json> | { readonly [key: string]: Json }

/** What a relationship points at. */
export interface Identifier {
  readonly type: string
  readonly id: string
}

/** The attributes of a row in the wire's spelling, without the two timestamps. */
export type Attributes = { readonly [name: string]: Json }

/** To-one relationships by name. */
export type Relationships = { readonly [name: string]: Identifier | null }

/** A record. Rows never change: a mutation puts a new row in the old one's place, so whatever was derived from a row stays true. */
export interface Row {
  readonly type: string
  readonly id: string
  readonly attributes: Attributes
  readonly relationships: Relationships
  /** Whole seconds, UTC: `2024-05-05T22:40:07Z`. */
  readonly created_at: string
  /** Whole seconds, UTC. */
  readonly updated_at: string
}

/** The value of an attribute, timestamps included; null when the row has none. */
export const value = (row: Row, attribute: string): Json => {
  if (attribute === "created_at") return row.created_at
  if (attribute === "updated_at") return row.updated_at
  if (attribute === "id") return row.id
  return row.attributes[attribute] ?? null
}

/** An instant in milliseconds as the wire writes it, cut to whole seconds. */
export const instant = (millis: number): string => `${new Date(millis).toISOString().slice(0, 19)}Z`

/** Orders two ids as numbers, however long they are. */
export const compareIds = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
