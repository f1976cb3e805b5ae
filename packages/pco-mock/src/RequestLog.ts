/**
 * Every request asked, and how it was answered.
 */

/** One request. */
export interface Entry {
  /** 1 for the first one since the log was cleared. */
  readonly n: number
  /** When it arrived, in milliseconds since the epoch by the handler's clock. */
  readonly at: number
  readonly method: string
  readonly path: string
  /** The query as sent, without `?`. */
  readonly query: string
  /** Null until it is answered. */
  readonly status: number | null
  /** How many records the answer listed. */
  readonly rows: number
  /** Whose budget it used; null for those who were not let in. */
  readonly credential: string | null
  /** When it was answered; null until then. */
  readonly answeredAt: number | null
}

/** A growing list of entries. It is never cut by itself. */
export interface RequestLog {
  readonly entries: () => ReadonlyArray<Entry>
  readonly clear: () => void
  /** Notes an arrival; the function it answers with notes how it ended. */
  readonly ask: (request: Pick<Entry, "at" | "method" | "path" | "query">) => Answered
}

/** Notes how a request ended. */
export type Answered = (outcome: Pick<Entry, "status" | "rows" | "credential" | "answeredAt">) => void

/** Starts empty. */
export const make = (): RequestLog => {
  let entries: Array<Entry> = []
  return {
    entries: () => entries,
    clear: () => {
      entries = []
    },
    ask: (request) => {
      const into = entries
      const n = into.length + 1
      const entry: Entry = { n, ...request, status: null, rows: 0, credential: null, answeredAt: null }
      into.push(entry)
      return (outcome) => {
        into[n - 1] = { ...entry, ...outcome }
      }
    }
  }
}
