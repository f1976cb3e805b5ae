/**
 * The world as it was: what a read finds that reaches a replica which lags behind.
 */
import type { Row } from "../../Row.ts"
import type { World } from "../../World.ts"

/** A view of a world in the past. */
export interface Replica {
  /** The world as it was at an instant in milliseconds; only the last view asked for is right. */
  readonly asOf: (instant: number) => World
}

interface Version {
  /** Until when the row was so. */
  readonly until: number
  /** Absent when there was no such row. */
  readonly row: Row | undefined
}

/** Whether there was no such row yet. */
const isUnknown = (version: Version | undefined): boolean => version !== undefined && version.row === undefined

/** A type without a product is one of People. */
const canonical = (type: string): string => (type.includes(".") ? type : `people.${type}`)

/** How many changes are remembered; a view that would need more shows the oldest one it has. */
const remembered = 10_000

/**
 * Remembers each change from now on. Single records and the children of one are as they were. A whole list does not have the rows that
 * came later; the rows it has, and their order, are as they are now, since lists read that way would need every index twice.
 */
export const make = (world: World, now: () => number): Replica => {
  const past = new Map<string, Array<Version>>()
  const order: Array<string> = []
  let instant = 0

  world.subscribe(({ before, id, type }) => {
    const key = `${canonical(type)}/${id}`
    const versions = past.get(key) ?? []
    past.set(key, versions)
    versions.push({ until: now(), row: before })
    order.push(key)
    const oldest = order.length > remembered ? order.shift() : undefined
    if (oldest !== undefined && past.get(oldest)?.shift() !== undefined && past.get(oldest)?.length === 0) {
      past.delete(oldest)
    }
  })

  /** What the row was then, if it has changed since. */
  const then = (key: string): Version | undefined => past.get(key)?.find(({ until }) => until > instant)

  const get: World["get"] = (type, id) => {
    const current = world.get(type, id)
    const version = then(`${canonical(type)}/${id}`)
    return version === undefined ? current : version.row
  }

  const children: World["children"] = (type, relationship, parentId) => {
    const rows = new Map(world.children(type, relationship, parentId).map((row) => [row.id, row]))
    for (const key of past.keys()) {
      const [keyType, id = ""] = key.split("/")
      const version = keyType === canonical(type) ? then(key) : undefined
      if (version === undefined) continue
      if (version.row?.relationships[relationship]?.id === parentId) rows.set(id, version.row)
      else rows.delete(id)
    }
    return [...rows.values()]
  }

  /** Rows that came later are not in a list either; those that went since are missing from it. */
  const listed: World["view"] = (type, order) => {
    const found = world.view(type, order)
    const { key } = found.table.resource
    const unknown = new Set([...past.keys()].filter((each) => each.startsWith(`${key}/`) && isUnknown(then(each))))
    if (unknown.size === 0) return found
    return { ...found, slots: found.slots.filter((slot) => !unknown.has(`${key}/${found.table.id(slot)}`)) }
  }

  // what a listing remembers for a revision is another one at another instant
  const view: World = { ...world, get, children, view: listed, revision: () => world.revision() + instant / 1000 }
  return {
    asOf: (at) => {
      instant = at
      return view
    }
  }
}
