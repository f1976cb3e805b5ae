/** A log line for what happens to a run: in one sentence, with what it is about beside it, and nothing of any record. */
import * as Effect from "effect/Effect"
import * as LogLevel from "effect/LogLevel"
import type { SyncEvent } from "../../SyncEvent.ts"
import type { Listing } from "../storing/listing.ts"
import type { Run } from "../storing/run.ts"

type Level = LogLevel.LogLevel

const say = (
  level: Level,
  message: string,
  { attempt, connection, id, mode }: Run,
  about: Record<string, unknown> = {}
) => Effect.logWithLevel(level, message).pipe(Effect.annotateLogs({ connection, run: id, mode, attempt, ...about }))

const countsOf = ({ changed, deleted, pages, rejected, requests, seen, waited }: Listing): Record<string, unknown> => ({
  ...{ requests, pages, seen, changed, deleted, rejected, waitedMillis: waited }
})

/** The end of a listing; of one branch of it nothing is said, since there may be tens of thousands. */
const ended = (run: Run, listing: Listing) => {
  const { branch, reason, rejected, resource, status } = listing
  if (branch !== undefined) return Effect.void
  const about = { resource, ...(reason === undefined ? {} : { reason }), ...countsOf(listing) }
  if (status === "held") return say(LogLevel.Warning, "deletions are held back", run, about)
  if (status === "skipped") return say(LogLevel.Warning, "a resource is left out", run, about)
  if (status !== "done") return Effect.void
  if (reason !== undefined) return say(LogLevel.Warning, "a resource was read in part", run, about)
  return rejected > 0
    ? say(LogLevel.Warning, "a resource was read, with records kept aside", run, about)
    : say(LogLevel.Debug, "a resource was read", run, about)
}

export const line = (event: SyncEvent): Effect.Effect<void> => {
  const { run } = event
  switch (event._tag) {
    case "RunStarted":
      return say(LogLevel.Info, "a run begins", run)
    case "RunQueued":
      return say(LogLevel.Info, "a run waits for its turn", run)
    case "RunResumed":
      return say(LogLevel.Info, "a run goes on", run)
    case "ListingBegan": {
      const { resource, total } = event.listing
      return say(LogLevel.Debug, "a resource is read", run, { resource, ...(total === undefined ? {} : { total }) })
    }
    case "Committed":
      return Effect.forEach([event.listing, ...event.sideLoads], (listing) => ended(run, listing), { discard: true })
    case "ListingSkipped":
      return ended(run, event.listing)
    case "Waiting":
      return say(LogLevel.Warning, "a run waits", run, { reason: event.reason })
    case "RunStopped":
      return say(LogLevel.Info, `a run is ${event.status}`, run)
    case "RunEnded": {
      const { failure, numbers } = event
      const about: Record<string, unknown> = { ...numbers }
      return failure === undefined
        ? say(LogLevel.Info, "a run is done", run, about)
        : say(LogLevel.Error, "a run has failed", run, { error: failure._tag, reason: failure.message, ...about })
    }
  }
}
