/**
 * Reproducible randomness: the only source of chance in a generated church.
 */

/** A stream of pseudo-random choices that is the same for the same seed, on every machine. */
export interface Prng {
  /** The next number, at least 0 and below 1. */
  readonly next: () => number
  /** The next whole number between `min` and `max`, both included. */
  readonly int: (min: number, max: number) => number
  /** True with the given probability. */
  readonly chance: (probability: number) => boolean
  /** One of the items, each as likely as the other. */
  readonly pick: <A>(items: readonly [A, ...Array<A>]) => A
  /** One of the items, each as likely as its weight says. */
  readonly weighted: <A>(items: readonly [Weighted<A>, ...Array<Weighted<A>>]) => A
}

/** A choice and how likely it is against the others. */
export type Weighted<A> = readonly [item: A, weight: number]

/** Starts a stream for a whole-number seed (mulberry32: 32 bits of state, good enough to look like people). */
export const make = (seed: number): Prng => {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    weighted: (items) => {
      const total = items.reduce((sum, [, weight]) => sum + weight, 0)
      let left = next() * total
      for (const [item, weight] of items) {
        left -= weight
        if (left < 0) return item
      }
      return items[0][0]
    }
  }
}
