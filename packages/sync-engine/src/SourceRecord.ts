/** One thing as an API serves it, ready to be stored. */
import { createHash } from "node:crypto"
import type { Document } from "@openfaith/client-core"
import { type Instant, Resource } from "@openfaith/client-core"
import * as Schema from "effect/Schema"

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
  /** The record as JSON, as it was received but for what the listing added because of its includes. */
  readonly body: string
  /** Read with fewer attributes than the resource has: it tells that the record is there, and replaces no whole one. */
  readonly sparse?: boolean | undefined
  /** What it hangs below; one that is stored already stays where it was, if a later read does not tell. */
  readonly above?: Above | undefined
}

/** A record that does not decode: kept aside, raw, with the reason. */
export interface RejectedRecord {
  readonly resource: string
  readonly id: string
  readonly body: string
  readonly issue: string
}

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

/**
 * What an included read adds to a record has nothing to do with the record: the same one, read without the include, has
 * to be the same bytes.
 */
const withoutIncludes = (raw: unknown, includes: ReadonlyArray<string>): unknown => {
  if (includes.length === 0 || typeof raw !== "object" || raw === null || !("relationships" in raw)) return raw
  const { relationships } = raw
  if (typeof relationships !== "object" || relationships === null) return raw
  const kept = Object.entries(relationships).filter(([name]) => !includes.includes(name))
  return { ...raw, relationships: Object.fromEntries(kept) }
}

const pointersUp = ({ relationships }: Resource.Any, item: Document.Item): Above =>
  Object.fromEntries(
    Object.entries(relationships).flatMap(([name, { required, to }]) => {
      const value = required ? item.relationships[name] : undefined
      return value !== undefined && value !== null && "id" in value ? [[to, value.id]] : []
    })
  )

/**
 * The record in an item. `includes` are the relationships its listing was asked to send along and that the resource
 * itself does not carry; `above` is what led to it.
 *
 * @since 0.1.0
 * @category constructors
 */
export const fromItem = (
  resource: Resource.Any,
  item: Document.Item,
  { above: led = {}, includes = [] }: { readonly includes?: ReadonlyArray<string>; readonly above?: Above } = {}
): SourceRecord => {
  const above = { ...pointersUp(resource, item), ...led }
  const names = Object.keys(resource.relationships)
  const related = names.map((name) => item.relationships[name] ?? null)
  return {
    resource: resource.key,
    id: item.id,
    changedAt: Resource.changedAt(resource, item),
    hash: createHash("sha256")
      .update(JSON.stringify([canonical(item.attributes), names, related]))
      .digest("base64url"),
    body: JSON.stringify(withoutIncludes(item.raw, includes)),
    ...(Object.keys(above).length === 0 ? {} : { above })
  }
}
