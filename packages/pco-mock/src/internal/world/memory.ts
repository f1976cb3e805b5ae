/**
 * Remembers what was worked out lately, and never more than a fixed number of things.
 */

/** Gives what is remembered of a number, or works it out. */
export type Memory<A> = (key: number, make: () => A) => A

/** Remembers at most twice so many values, those asked for lately; all are forgotten when the revision changes. */
export const make = <A>(size: number, revision: () => number): Memory<A> => {
  let [young, old] = [new Map<number, A>(), new Map<number, A>()]
  let at = revision()
  return (key, work) => {
    if (at !== revision()) {
      young = new Map()
      old = new Map()
      at = revision()
    }
    const known = young.get(key)
    if (known !== undefined) return known
    const value = old.get(key) ?? work()
    if (young.size >= size) {
      old = young
      young = new Map()
    }
    young.set(key, value)
    return value
  }
}
