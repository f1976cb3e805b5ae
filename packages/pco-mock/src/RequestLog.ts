/**
 * Every request asked, and how it was answered.
 */

/**
 * One request.
 *
 * @since 0.1.0
 * @category models
 */
export interface Entry {
  /** 1 for the first one since the log was cleared. */
  readonly n: number
  /** When it arrived, in milliseconds since the epoch by the handler's clock. */
  readonly at: number
  readonly method: string
  readonly path: string
  /** The query as sent, without `?`. */
  readonly query: string
  /** Request headers in lower case; `authorization` and `cookie` without their secrets. */
  readonly headers: { readonly [name: string]: string }
  /** What was sent, cut to the log's `bodyLimit`; secrets of the token endpoint are struck out. */
  readonly body: string
  /** Null until it is answered. */
  readonly status: number | null
  /** How many records the answer listed. */
  readonly rows: number
  /** Length of the answer's body in characters, before any damage. */
  readonly size: number
  /** The public name of the credential it was let in by; null for those who were not let in. */
  readonly credential: string | null
  /** Whose budget it used; null for none. */
  readonly user: string | null
  /** What faults did to it: the keys of their deeds. */
  readonly faults: ReadonlyArray<string>
  /** When it was answered; null until then. */
  readonly answeredAt: number | null
}

/**
 * What a request is when it arrives.
 *
 * @since 0.1.0
 * @category models
 */
export type Arrival = Pick<Entry, "at" | "method" | "path" | "query" | "headers" | "body" | "faults">

/**
 * How a request ended.
 *
 * @since 0.1.0
 * @category models
 */
export type Outcome = Pick<Entry, "status" | "rows" | "size" | "credential" | "user" | "answeredAt">

/**
 * How much is kept.
 *
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** How many entries; the oldest go first, and numbers go on. Default: all. */
  readonly keep?: number
  /** How many characters of a request's body. Default 10,000. */
  readonly bodyLimit?: number
}

/**
 * Which entries are wanted; what is not given admits every entry.
 *
 * @since 0.1.0
 * @category models
 */
export interface Filter {
  /** Only entries with a greater number. */
  readonly since?: number
  readonly method?: string
  /** What the path begins with. */
  readonly path?: string
  readonly status?: number
  /** A credential's public name. */
  readonly credential?: string
  readonly user?: string
  /** A key of a deed that struck: `status`, `lagMs`. */
  readonly fault?: string
  /** Only the last so many of those. */
  readonly last?: number
}

/**
 * A growing list of entries.
 *
 * @since 0.1.0
 * @category models
 */
export interface RequestLog {
  readonly entries: (filter?: Filter) => ReadonlyArray<Entry>
  readonly clear: () => void
  /** Notes an arrival; the function it answers with notes how it ended. */
  readonly ask: (arrival: Arrival) => (outcome: Outcome) => void
}

const open: Outcome = { status: null, rows: 0, size: 0, credential: null, user: null, answeredAt: null }

/**
 * Starts empty.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = ({ bodyLimit = 10_000, keep = Number.POSITIVE_INFINITY }: Options = {}): RequestLog => {
  let log: Kept = { entries: [], dropped: 0 }
  return {
    entries: (filter) => {
      const kept = log.entries.length > keep ? log.entries.slice(log.entries.length - keep) : log.entries
      return filter === undefined ? kept : select(kept, filter)
    },
    clear: () => {
      log = { entries: [], dropped: 0 }
    },
    ask: (arrival) => {
      const into = log
      const n = into.dropped + into.entries.length + 1
      const entry: Entry = { n, ...arrival, body: arrival.body.slice(0, bodyLimit), ...open }
      into.entries.push(entry)
      // dropped by the half, so that keeping few costs nothing for each request
      if (into.entries.length >= keep * 2 + 64) {
        into.dropped += into.entries.length - keep
        into.entries = into.entries.slice(into.entries.length - keep)
      }
      return (outcome) => {
        const index = n - 1 - into.dropped
        if (index >= 0) into.entries[index] = { ...entry, ...outcome }
      }
    }
  }
}

interface Kept {
  entries: Array<Entry>
  /** How many are no longer in `entries`. */
  dropped: number
}

const select = (entries: ReadonlyArray<Entry>, filter: Filter): ReadonlyArray<Entry> => {
  const { credential, fault, last, method, path, since = 0, status, user } = filter
  const admitted = entries.filter(
    (entry) =>
      entry.n > since &&
      (method === undefined || entry.method === method.toUpperCase()) &&
      (path === undefined || entry.path.startsWith(path)) &&
      (status === undefined || entry.status === status) &&
      (credential === undefined || entry.credential === credential) &&
      (user === undefined || entry.user === user) &&
      (fault === undefined || entry.faults.includes(fault))
  )
  return last === undefined ? admitted : last === 0 ? [] : admitted.slice(-last)
}
