/**
 * Reproducible randomness: the only source of chance in a generated church.
 */

/**
 * A stream of pseudo-random choices that is the same for the same seed, on every machine.
 *
 * @since 0.1.0
 * @category models
 */
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

/**
 * A choice and how likely it is against the others.
 *
 * @since 0.1.0
 * @category models
 */
export type Weighted<A> = readonly [item: A, weight: number]

/**
 * Chance that can be asked about any row at once: `at(7)` gives the same stream each time, whatever was asked before.
 *
 * @since 0.1.0
 * @category models
 */
export interface Dice extends Prng {
  /** Starts the stream of a row. It is this same object, so one row's stream ends where another's begins. */
  readonly at: (index: number) => Dice
}

/**
 * A whole number that stands for a text, the same everywhere.
 *
 * @since 0.1.0
 * @category combinators
 */
export const hash = (text: string): number => {
  let state = 0x811c9dc5
  for (let index = 0; index < text.length; index++) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193)
  return state >>> 0
}

/**
 * Mixes two whole numbers into one of 32 bits, which may be negative, that tells nothing of either.
 *
 * @since 0.1.0
 * @category combinators
 */
export const mix = (seed: number, index: number): number => {
  let mixed = Math.imul(seed ^ Math.imul(index + 1, 0x9e3779b1), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}

/**
 * Dice of their own for a seed and a name.
 *
 * @since 0.1.0
 * @category combinators
 */
export const dice = (seed: number, name: string): Dice => {
  const salt = mix(seed, hash(name))
  const stream = streaming(salt)
  const self: Dice = {
    ...stream.prng,
    at: (index) => {
      stream.seek(mix(salt, index))
      return self
    }
  }
  return self
}

/**
 * Starts a stream for a whole-number seed (mulberry32: 32 bits of state, good enough to look like people).
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (seed: number): Prng => streaming(seed).prng

const streaming = (seed: number) => {
  // a signed number of 32 bits is kept in place by the engine; an unsigned one would be put on the heap at every step
  let state = seed | 0
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const prng: Prng = {
    next,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    weighted: (items) => {
      let total = 0
      for (const item of items) total += item[1]
      let left = next() * total
      for (const [item, weight] of items) {
        left -= weight
        if (left < 0) return item
      }
      return items[0][0]
    }
  }
  const seek = (to: number) => {
    state = to
  }
  return { prng, seek }
}
