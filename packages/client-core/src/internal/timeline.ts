/** Moments in order, of which many are added near the end, forgotten from the start, and counted in between. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

/** Milliseconds that only ever grow, whatever happens to the clock on the wall; finer than whole ones. */
export const now: Effect.Effect<number> = Effect.map(Clock.currentTimeNanos, (nanos) => Number(nanos) / 1e6).pipe(
  // the clock of Effect's tests breaks where it was moved by a fraction of a millisecond
  Effect.catchAllDefect(() => Clock.currentTimeMillis)
)

export interface Timeline<A> {
  readonly add: (entry: A) => void
  /** How many lie after a moment. */
  readonly after: (moment: number) => number
  readonly firstAfter: (moment: number) => A | undefined
  readonly lastUntil: (moment: number) => A | undefined
  readonly all: () => ReadonlyArray<A>
  readonly remove: (entry: A) => void
  /** Takes out those before a moment and at it. */
  readonly takeUntil: (moment: number) => ReadonlyArray<A>
}

/** How many forgotten entries may lie at the start before it is cut off. */
const slack = 64

export const make = <A extends { readonly at: number }>(): Timeline<A> => {
  let entries: Array<A> = []
  let head = 0

  /** Where the first entry after a moment is, or would be. */
  const position = (moment: number): number => {
    let low = head
    let high = entries.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((entries[middle]?.at ?? Number.POSITIVE_INFINITY) <= moment) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    add: (entry) => {
      const index = position(entry.at)
      if (index === entries.length) entries.push(entry)
      else entries.splice(index, 0, entry)
    },
    after: (moment) => entries.length - position(moment),
    firstAfter: (moment) => entries[position(moment)],
    lastUntil: (moment) => {
      const index = position(moment) - 1
      return index < head ? undefined : entries[index]
    },
    all: () => entries.slice(head),
    remove: (entry) => {
      const last = position(entry.at) - 1
      for (let index = last; index >= head && entries[index]?.at === entry.at; index--) {
        if (entries[index] === entry) return void entries.splice(index, 1)
      }
    },
    takeUntil: (moment) => {
      const end = position(moment)
      if (end === head) return []
      const taken = entries.slice(head, end)
      head = end
      if (head > slack && head * 2 > entries.length) {
        entries = entries.slice(head)
        head = 0
      }
      return taken
    }
  }
}
