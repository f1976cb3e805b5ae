/**
 * Counts requests as the rate limiter of Planning Center does, one budget for each user.
 */

/** The budget. */
export interface Options {
  /** Requests allowed in a window. Default 100. */
  readonly limit: number
  /** Length of the window in seconds; a simulated one may be a fraction. Default 20. */
  readonly period: number
  /** Whether the window ends at each request, or stands at fixed times. Which one the API has is not documented. Default `sliding`. */
  readonly window: "sliding" | "fixed"
  /** How far fixed windows are shifted, in seconds since the epoch. Default 0. */
  readonly phase: number
}

/** What a request did to the budget. */
export interface Spent {
  /** Requests in the window, this one included, whether they were refused or not. */
  readonly count: number
  readonly limit: number
  /** Length of the window in seconds, as text. */
  readonly period: string
  readonly refused: boolean
  /** Whole seconds, at least 1, until a request would be let through. */
  readonly retryAfter: number
}

/** The rate limiter. Counts survive a change of its options. */
export interface Quota {
  /** Counts a request of a user at an instant in milliseconds. `deep` requests (offset above 30,000) have three quarters of the limit. */
  readonly take: (user: string, now: number, deep: boolean) => Spent
  readonly options: () => Options
  /** Changes what is given and keeps the rest. */
  readonly configure: (options: Partial<Options>) => void
}

/** 100 requests in any 20 seconds. */
export const defaults: Options = { limit: 100, period: 20, window: "sliding", phase: 0 }

/** Above this offset a listing is a deep one. */
export const deepOffset = 30_000

/** Starts with no request counted. */
export const make = (options: Partial<Options> = {}): Quota => {
  let current: Options = { ...defaults, ...options }
  const asked = new Map<string, Arrivals>()
  return {
    options: () => current,
    configure: (changes) => {
      current = { ...current, ...changes }
    },
    take: (user, now, deep) => {
      const arrivals = asked.get(user) ?? { times: [], first: 0 }
      asked.set(user, arrivals)
      const period = current.period * 1000
      const start = current.window === "fixed" ? windowStart(now, period, current.phase * 1000) : now - period
      // in a sliding window a request counts for less than one period; a fixed one contains its own start
      forget(arrivals, (time) => (current.window === "fixed" ? time < start : time <= start))
      arrivals.times.push(now)
      const count = arrivals.times.length - arrivals.first
      const limit = deep ? Math.floor(current.limit * 0.75) : current.limit
      const frees = arrivals.times[arrivals.first + count - limit] ?? now
      const opens = current.window === "fixed" ? start + period : frees + period
      const retryAfter = Math.max(1, Math.ceil((opens - now) / 1000))
      return { count, limit, period: `${current.period}`, refused: count > limit, retryAfter }
    }
  }
}

/** Arrival times, oldest first; those before `first` are over. */
interface Arrivals {
  times: Array<number>
  first: number
}

const windowStart = (now: number, period: number, phase: number) => now - ((((now - phase) % period) + period) % period)

const forget = (arrivals: Arrivals, over: (time: number) => boolean): void => {
  for (let time = arrivals.times[arrivals.first]; time !== undefined && over(time); ) {
    arrivals.first++
    time = arrivals.times[arrivals.first]
  }
  if (arrivals.first < 1024 || arrivals.first * 2 < arrivals.times.length) return
  arrivals.times = arrivals.times.slice(arrivals.first)
  arrivals.first = 0
}
