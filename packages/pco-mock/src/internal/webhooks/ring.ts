/**
 * Keeps the newest of many short runs of bytes, and never more than a fixed amount: what is oldest is written over. To the garbage
 * collector all of it is one thing.
 */

/** The runs that are kept. They are known by positions, which only grow: a run that was written over is not mistaken for another. */
export interface Ring {
  /** Others are put in their place as long as the ring grows. */
  bytes: Uint8Array
  /** The same memory, four bytes at a time. */
  words: Uint32Array
  /** What is before this position was forgotten. */
  start: number
  /** The position of the next run. */
  head: number
  readonly limit: number
}

const atFirst = 64 * 1024

/** Keeps nothing yet, and will keep so many bytes at most, a multiple of four. */
export const make = (limit: number): Ring => {
  const bytes = new Uint8Array(Math.min(limit, atFirst))
  // a position of 0 is none
  return { bytes, words: new Uint32Array(bytes.buffer), start: 4, head: 4, limit }
}

/** The longest run that is worth keeping. */
export const longest = ({ limit }: Ring): number => limit >> 3

/** Makes room for a run, which must not be longer than the `longest`, and says at which position it is. It begins at a whole word. */
export const reserve = (ring: Ring, length: number): number => {
  const room = (length + 3) & ~3
  const at = (ring.head - ring.start) % ring.limit
  // a run is never cut in two
  if (at + room > ring.limit) ring.head += ring.limit - at
  const position = ring.head
  grow(ring, ((position - ring.start) % ring.limit) + room)
  ring.head += room
  return position
}

const grow = (ring: Ring, needed: number): void => {
  const { bytes, limit } = ring
  if (needed <= bytes.length) return
  ring.bytes = new Uint8Array(Math.min(limit, Math.max(needed, bytes.length * 2)))
  ring.bytes.set(bytes)
  ring.words = new Uint32Array(ring.bytes.buffer)
}

/** Where the bytes of a position are; -1 when they are no longer kept. */
export const place = ({ head, limit, start }: Ring, position: number): number =>
  position < start || position < head - limit ? -1 : (position - start) % limit

/** Keeps nothing of what was there. */
export const forget = (ring: Ring): void => {
  ring.start = ring.head
}
