/** One thing as an API serves it, ready to be stored. */
import { createHash } from "node:crypto"
import type { Document } from "@openfaith/client-core"
import { type Instant, JsonText, Resource } from "@openfaith/client-core"
import * as Schema from "effect/Schema"
import * as Watermark from "./internal/reading/watermark.ts"

/**
 * What a record cannot be without: ids by resource, as its own pointers and the way to it tell them. For a plan that is
 * `{ "services.ServiceType": "12" }`: what is asked for below the plan is asked by both ids.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Above = Schema.Record({ key: Schema.String, value: Schema.String })

/** @since 0.1.0 */
export type Above = typeof Above.Type

/**
 * Where a record is to be found at the source.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Place = Schema.Struct({ id: Schema.String, above: Above })

/** @since 0.1.0 */
export type Place = typeof Place.Type

/**
 * A record on its way into a store.
 *
 * @since 0.1.0
 * @category models
 */
export interface SourceRecord {
  /** `product.Type`. */
  readonly resource: string
  /** Unique within its resource. */
  readonly id: string
  /** When it last changed, by its own word. */
  readonly changedAt: Instant.Instant | undefined
  /** The same for two reads exactly if nothing that is described of the record differs between them. */
  readonly hash: string
  /**
   * The record as JSON, to the letter as it was received, numbers and the order of keys included. Left out is what depends
   * on how it was read: relationships that a listing added because of its includes, and what the envelope calls stray links.
   */
  readonly body: string
  /** Read with fewer attributes than the resource has: it tells that the record is there, and replaces no whole one. */
  readonly sparse?: boolean | undefined
  /** Dated after the source's own time when it was read. Such a date is stored, and no watermark follows it. */
  readonly ahead?: boolean | undefined
  /** What it hangs below; one that is stored already stays where it was, if a later read does not tell. */
  readonly above?: Above | undefined
}

/**
 * A record that does not decode: kept aside, raw, with the reason.
 *
 * @since 0.1.0
 * @category models
 */
export interface RejectedRecord {
  readonly resource: string
  readonly id: string
  readonly body: string
  readonly issue: string
}

/** What the names begin with that stand in quarantine for what has no name of its own. */
const reserved = "openfaith:"

/** The longest id in bytes of JSON: indexes of databases hold no row longer than some kilobytes. */
const longestId = 1_024

/**
 * Why nothing can be stored or asked for under an id: `undefined` where it can. An address takes `.` and `..` for folders,
 * however they are spelled, and half of a surrogate pair is no text.
 *
 * @since 0.1.0
 * @category combinators
 */
export const idProblem = (id: string): string | undefined => {
  if (id === "") return "its id is empty"
  if (id === "." || id === "..") return "no address leads to its id"
  if (!id.isWellFormed()) return "its id holds half of a character"
  if (id.startsWith(reserved)) return `its id begins with ${reserved}, which is reserved`
  // most ids are a few letters: only a long one is measured
  return id.length > longestId / 6 && Buffer.byteLength(JSON.stringify(id)) > longestId
    ? `its id is longer than ${longestId} bytes`
    : undefined
}

const digest = (text: string) => createHash("sha256").update(text).digest("base64url").slice(0, 22)

/**
 * The name in quarantine of a record whose id cannot be used: the id as JSON, cut where it is long.
 *
 * @since 0.1.0
 * @category combinators
 */
export const nameOfId = (id: string): string =>
  id.length <= 100
    ? `${reserved}id:${JSON.stringify(id)}`
    : `${reserved}id:${JSON.stringify(id.slice(0, 100))}:${digest(id)}`

/**
 * The name in quarantine of something without any id: the same for the same text.
 *
 * @since 0.1.0
 * @category combinators
 */
export const nameOfBody = (body: string): string => `${reserved}unnamed:${digest(body)}`

/**
 * The name in quarantine of a record that cannot be read at all, by its place in a listing.
 *
 * @since 0.1.0
 * @category combinators
 */
export const nameOfPosition = (position: string): string => `${reserved}position:${position}`

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null

/** Whether it is written as it stands: all names in it are in order. */
const isCanonical = (value: unknown): boolean => {
  if (!isObject(value)) return true
  if (Array.isArray(value)) return value.every(isCanonical)
  let last = ""
  for (const name in value) {
    // the name came from the value itself
    const inner = (value as Readonly<Record<string, unknown>>)[name]
    if (name < last || (isObject(inner) && !isCanonical(inner))) return false
    last = name
  }
  return true
}

const inOrder = (value: unknown): unknown => {
  if (!isObject(value)) return value
  if (Array.isArray(value)) return value.map(inOrder)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return Object.fromEntries(entries.map(([name, inner]) => [name, inOrder(inner)]))
}

/**
 * What is written as the same text for the same value, in whatever order its names came. Most APIs send them in order, and
 * to see that costs a tenth of sorting.
 */
const canonical = (value: unknown): unknown => (isCanonical(value) ? value : inOrder(value))

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isObject(value) && !Array.isArray(value)

const without = (
  raw: Readonly<Record<string, unknown>>,
  name: "relationships" | "links",
  names: ReadonlyArray<string>
): Readonly<Record<string, unknown>> => {
  const members = raw[name]
  if (names.length === 0 || !isRecord(members)) return raw
  const dropped = new Set(names)
  return { ...raw, [name]: Object.fromEntries(Object.entries(members).filter(([member]) => !dropped.has(member))) }
}

const pointersUp = ({ relationships }: Resource.Any, item: Document.Item): Above =>
  Object.fromEntries(
    Object.entries(relationships).flatMap(([name, { required, to }]) => {
      const value = required ? item.relationships[name] : undefined
      return value !== undefined && value !== null && "id" in value ? [[to, value.id]] : []
    })
  )

/** The record to the letter; printed anew where nobody knows its text. One record has one body, however it was read. */
const bodyOf = (
  { raw, strayLinks = [] }: Document.Item,
  text: string | undefined,
  includes: ReadonlyArray<string>
): string => {
  if (text !== undefined)
    return JsonText.without(JsonText.without(text, "relationships", includes), "links", strayLinks)
  return JSON.stringify(isRecord(raw) ? without(without(raw, "relationships", includes), "links", strayLinks) : raw)
}

/**
 * The record in an item. `includes` are the relationships its listing was asked to send along and that the resource
 * itself does not carry; `above` is what led to it; `text` is what the item was received as.
 *
 * @since 0.1.0
 * @category constructors
 */
export const fromItem = (
  resource: Resource.Any,
  item: Document.Item,
  {
    above: led = {},
    includes = [],
    now,
    text
  }: {
    readonly includes?: ReadonlyArray<string>
    readonly above?: Above
    /** The source's own time when it answered. */
    readonly now?: Instant.Instant | undefined
    readonly text?: string | undefined
  } = {}
): SourceRecord => {
  const body = bodyOf(item, text, includes)
  // two numbers that differ may be the same once they are parsed
  const exact = text === undefined ? [] : JsonText.longNumbers(body)
  const above = { ...pointersUp(resource, item), ...led }
  const names = Object.keys(resource.relationships)
  const related = names.map((name) => item.relationships[name] ?? null)
  const changedAt = Resource.changedAt(resource, item)
  return {
    resource: resource.key,
    id: item.id,
    changedAt,
    hash: createHash("sha256")
      .update(JSON.stringify([canonical(item.attributes), names, related, ...exact]))
      .digest("base64url"),
    body,
    ...(Watermark.isAhead(changedAt, now) ? { ahead: true } : {}),
    ...(Object.keys(above).length === 0 ? {} : { above })
  }
}
