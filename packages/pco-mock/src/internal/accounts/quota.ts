/**
 * Counts requests as the rate limiter of Planning Center does, one budget for each user.
 *
 * Not documented, and so decided here: whether the window slides, whether deep requests have a count of their own (here they
 * share it and only meet a lower limit), and whether products and the gateway count apart (here they do not).
 */

/** The budget. */
export interface Options {
  /** Requests allowed in a window. Default 100. */
  readonly limit: number
  /** Requests allowed in a window at offsets above `deepOffset`. Default: three quarters of `limit`, so 75. */
  readonly deepLimit?: number
  /** Above this offset a listing is a deep one. Default 30,000. */
  readonly deepOffset: number
  /** Length of the window in seconds. The real one is whole; a simulated one may be a fraction, and headers then say `0.5`. Default 20. */
  readonly period: number
  /** Whether the window ends at each request, or stands at fixed times. Which one the API has is not documented. Default `sliding`. */
  readonly window: "sliding" | "fixed"
  /** How far fixed windows are shifted, in seconds since the epoch. Default 0. */
  readonly phase: number
  /** `Retry-After` in whole seconds, at least 1, as the API has it, or to the millisecond, for windows that are fractions. Default `whole`. */
  readonly retryAfter: "whole" | "exact"
  /** Another client that spends the same budget. Default: none. */
  readonly rival?: Rival | null
}

/** A client elsewhere that asks at a steady pace, from the first request after it was set, whether it is refused or not. */
export interface Rival {
  readonly perSecond: number
  /** Whose budget it spends. Default: everyone's. */
  readonly user?: string
}

/** What a request did to the budget. */
export interface Spent {
  /** Requests in the window, this one included, whether they were refused or not. */
  readonly count: number
  readonly limit: number
  /** Length of the window in seconds, as text. */
  readonly period: string
  readonly refused: boolean
  /** Seconds until a request would be let through. */
  readonly retryAfter: number
}

/** The rate limiter. Counts survive a change of its options. */
export interface Quota {
  /** Counts a request of a user at an instant in milliseconds. An offset above `deepOffset` has the lower limit. */
  readonly take: (user: string, now: number, offset: number) => Spent
  readonly options: () => Options
  /** Changes what is given and keeps the rest. */
  readonly configure: (options: Partial<Options>) => void
  /** How many requests of each user count at an instant. */
  readonly counts: (now: number) => { readonly [user: string]: number }
  /** Back to the options it was made with, and no request counted. */
  readonly reset: () => void
}

/** 100 requests in any 20 seconds. */
export const defaults: Options = {
  limit: 100,
  deepOffset: 30_000,
  period: 20,
  window: "sliding",
  phase: 0,
  retryAfter: "whole"
}

/** Starts with no request counted. */
export const make = (options: Partial<Options> = {}): Quota => {
  const initial: Options = { ...defaults, ...options }
  let current = initial
  let rivalSince: number | undefined
  const asked = new Map<string, Arrivals>()

  const start = (now: number) => {
    const period = current.period * 1000
    return current.window === "fixed" ? windowStart(now, period, current.phase * 1000) : now - period
  }

  /** Brings a user's arrivals up to an instant: those before the window go, those of the rival come. */
  const arrivals = (user: string, now: number): Arrivals => {
    const found = asked.get(user) ?? { times: [], first: 0, rivalUntil: Number.NEGATIVE_INFINITY }
    asked.set(user, found)
    const from = start(now)
    const { rival } = current
    if (rival && rivalSince !== undefined && (rival.user ?? user) === user) {
      arrive(found, rival.perSecond, Math.max(found.rivalUntil, rivalSince, from), now)
    }
    // in a sliding window a request counts for less than one period; a fixed one contains its own start
    forget(found, (time) => (current.window === "fixed" ? time < from : time <= from))
    return found
  }

  return {
    options: () => current,
    configure: (changes) => {
      if ("rival" in changes) rivalSince = undefined
      current = { ...current, ...changes }
    },
    take: (user, now, offset) => {
      rivalSince ??= now
      const found = arrivals(user, now)
      found.times.push(now)
      const count = found.times.length - found.first
      const deep = offset > current.deepOffset
      const limit = deep ? (current.deepLimit ?? Math.floor(current.limit * 0.75)) : current.limit
      const frees = found.times[found.first + count - limit] ?? now
      const opens = (current.window === "fixed" ? start(now) : frees) + current.period * 1000
      const refused = count > limit
      return { count, limit, period: `${current.period}`, refused, retryAfter: wait(opens - now, current.retryAfter) }
    },
    counts: (now) =>
      Object.fromEntries(
        [...asked.keys()].map((user) => {
          const { first, times } = arrivals(user, now)
          return [user, times.length - first]
        })
      ),
    reset: () => {
      current = initial
      rivalSince = undefined
      asked.clear()
    }
  }
}

/** Arrival times, oldest first; those before `first` are over. */
interface Arrivals {
  times: Array<number>
  first: number
  /** The rival has been counted up to here. */
  rivalUntil: number
}

const wait = (millis: number, precision: Options["retryAfter"]): number =>
  precision === "exact" ? Math.max(1, Math.ceil(millis)) / 1000 : Math.max(1, Math.ceil(millis / 1000))

const windowStart = (now: number, period: number, phase: number) => now - ((((now - phase) % period) + period) % period)

/** The rival asks at whole multiples of its interval since the epoch, so the clock alone decides when. */
const arrive = (arrivals: Arrivals, perSecond: number, after: number, now: number): void => {
  const interval = 1000 / perSecond
  // a clock that went back finds its rival already counted
  for (let n = Math.floor(after / interval) + 1; n * interval <= now; n++) arrivals.times.push(n * interval)
  arrivals.rivalUntil = Math.max(arrivals.rivalUntil, now)
}

const forget = (arrivals: Arrivals, over: (time: number) => boolean): void => {
  for (let time = arrivals.times[arrivals.first]; time !== undefined && over(time); ) {
    arrivals.first++
    time = arrivals.times[arrivals.first]
  }
  if (arrivals.first < 1024 || arrivals.first * 2 < arrivals.times.length) return
  arrivals.times = arrivals.times.slice(arrivals.first)
  arrivals.first = 0
}
