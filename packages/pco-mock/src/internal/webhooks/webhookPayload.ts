/**
 * What a delivery says of a change.
 */

import type { Identifier, Json, Row } from "../../Row.ts"
import type { Change, World } from "../../World.ts"
import * as Untrusted from "../control/untrusted.ts"
import * as Catalog from "../facts/catalog.ts"
import * as Render from "../requests/render.ts"

/** What else a payload says in `meta`, where it says it. */
export interface Circumstances {
  /** `2024-02-07T18:45:03Z`. */
  readonly eventTime: string
  readonly idempotencyToken: string
}

/** The payload of an event about a change, as JSON text; undefined when the record cannot be written. */
export const make = (
  world: World,
  origin: string,
  name: string,
  { after, before }: Pick<Change, "before" | "after">,
  { eventTime, idempotencyToken }: Circumstances
): string | undefined => {
  const row = after ?? before
  const resource = row === undefined ? undefined : Catalog.find(row.key)
  if (row === undefined || resource === undefined) return undefined
  const parent = parentOf(world, row) ?? { type: world.organization.type, id: world.organization.id }
  const data = Untrusted.parse(Render.singleRow({ world, origin, fields: new Map() }, row, new Map(), new Map(), false))
  if (!Untrusted.isObject(data)) return undefined
  const about = { parent: { id: parent.id, type: parent.type } }
  if (name.endsWith(".destroyed")) return JSON.stringify({ data: remains(data), meta: about })
  const meta: { [key: string]: Json } = {
    can_include: [...resource.canInclude],
    ...about,
    event_time: eventTime,
    idempotency_token: idempotencyToken
  }
  // that it holds the attributes that changed, as they were, is assumed
  if (name.endsWith(".workflow_card.updated") && before !== undefined) meta.previous = changed(before, row)
  return JSON.stringify({ data, included: [], meta })
}

/** What a record belongs to, if to anything but the church. */
const parentOf = (world: World, row: Row): Identifier | undefined => {
  const size = world.kinds.get(row.key)?.size
  return size?.by === "owner" ? (row.relationships[size.ref] ?? undefined) : undefined
}

const bare: ReadonlySet<Json> = new Set(["List", "Song"])

/** Of a destroyed record only what it was related to is told, and of some not even that. */
const remains = ({ id, links, relationships, type }: Untrusted.JsonObject): Json => {
  const self = Untrusted.isObject(links) ? (links.self ?? null) : null
  const kept = relationships === undefined || bare.has(type ?? null) ? {} : { relationships }
  return { type: type ?? null, id: id ?? null, ...kept, links: { self } }
}

const changed = (before: Row, after: Row): Json =>
  Object.fromEntries(
    Object.entries(before.attributes).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(after.attributes[name] ?? null)
    )
  )
