/** Whether a listing goes on: no address of it may lead back to where it has been. Bounded, however long the listing. */
import type { Pagination } from "../Pagination.ts"

/** Loops of up to so many pages are found before any of them is read a second time. */
export const remembered = 10_000

/** 53 bits of an address: cyrb53 by bryc, in the public domain. Links may be long, and ten thousand are kept. */
const hash = (text: string): number => {
  let [a, b] = [0xdeadbeef, 0x41c6ce57]
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return 4294967296 * (2097151 & b) + (a >>> 0)
}

/** The page an address stands for: its parameters may come in any order. Whether it may be asked at all is not decided here. */
const key = (url: URL): number => {
  const sorted = new URL(url)
  sorted.searchParams.sort()
  return hash(sorted.pathname + sorted.search)
}

/**
 * Remembers the last addresses, in two generations so that the older can be dropped whole. A longer loop is found by
 * Brent's method, which keeps a single address, within three times its length.
 */
const makeRecord = () => {
  let [young, old] = [new Set<number>(), new Set<number>()]
  let mark: number | undefined
  let [steps, limit] = [0, 1]
  return {
    /** Whether the address is new. */
    add: (address: number): boolean => {
      if (young.has(address) || old.has(address) || mark === address) return false
      young.add(address)
      if (young.size === remembered) [young, old] = [new Set(), young]
      if (++steps === limit) {
        mark = address
        steps = 0
        limit *= 2
      }
      return true
    },
    size: () => young.size + old.size
  }
}

/** Follows a listing from its first address on. */
export interface Progress {
  /** Whether this address lies ahead; if so, the listing stands there now. */
  readonly advance: (address: string) => boolean
  /** How many addresses are remembered. */
  readonly size: () => number
}

export const make = (
  first: string,
  { first: beginning, position }: Pick<Pagination, "first" | "position">
): Progress => {
  const record = makeRecord()
  // addresses may be paths; on which host they are asked does not matter here
  let current = new URL("http://localhost")
  let furthest = Number.NEGATIVE_INFINITY
  const advance = (address: string): boolean => {
    // what is no address cannot be followed, which is for others to say
    if (!URL.canParse(address, current.href)) return true
    const url = new URL(address, current)
    const at = position(url)
    if (at === undefined ? !record.add(key(url)) : at <= furthest) return false
    if (at !== undefined) furthest = at
    current = url
    return true
  }
  advance(first)
  furthest = Math.max(furthest, beginning)
  return { advance, size: record.size }
}
