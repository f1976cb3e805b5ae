/** What a run does to the host's own rows alone: with nothing asked of the source. */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { Projections } from "../../Projections.ts"
import type { SyncError } from "../../SyncError.ts"
import { SyncStore } from "../../SyncStore.ts"
import * as Chunk from "../reading/chunk.ts"
import type { Run } from "../storing/run.ts"
import type { Unprojected } from "../storing/storedRecord.ts"
import * as Step from "./step.ts"

/** Records of one transaction, and a time after which a step begins none. */
const bounds = { records: 200, time: Duration.seconds(30) }

/** Does a part over and over until it says that it was the last; or until the bound. */
const within = <R>(run: Run, part: Effect.Effect<boolean, SyncError, R>) =>
  Effect.gen(function* () {
    const deadline = (yield* Clock.currentTimeMillis) + Duration.toMillis(bounds.time)
    while (yield* part) {
      yield* Chunk.goingOn(run, "-")
      if ((yield* Clock.currentTimeMillis) > deadline) return false
    }
    return true
  })

/** Projections that are new, or have another version than before, over what is stored; each after those before it. */
const catchUp = (run: Run): Effect.Effect<Chunk.Outcome, SyncError, SyncStore | Projections> =>
  Effect.gen(function* () {
    const store = yield* SyncStore
    for (const projection of yield* Projections) {
      if (!(yield* within(run, store.catchUp(run.connection, projection, bounds.records)))) return "more"
    }
    return "done"
  })

/** What waits of one resource is tried again, once each; gives how many records are cured. */
const tryAgain = Effect.fnUntraced(function* (run: Run, resource: string) {
  const store = yield* SyncStore
  const projections = yield* Projections
  const { connection } = run
  let cured = 0
  let after: Pick<Unprojected, "id" | "projection"> | undefined
  while (true) {
    const part = yield* store.unprojected({ connection, resource, after, limit: bounds.records, waiting: true })
    const ids = [...new Set(part.map(({ id }) => id))]
    if (ids.length > 0) cured += ids.length - (yield* store.project({ connection, resource, ids }, projections))
    after = part.at(-1)
    if (part.length < bounds.records) return cured
    yield* Chunk.goingOn(run, resource)
  }
})

/**
 * What waited for something that was not there yet: by now it may be. As long as anything is cured, others may have waited for
 * that.
 */
const retry = (run: Run): Effect.Effect<Chunk.Outcome, SyncError, SyncStore | Projections> =>
  Effect.gen(function* () {
    const store = yield* SyncStore
    const projected = new Set((yield* Projections).map(({ resource }) => resource))
    if (projected.size === 0) return "done"
    let cured = 0
    for (const { resource, unprojected } of yield* store.stored(run.connection)) {
      if (unprojected > 0 && projected.has(resource)) cured += yield* tryAgain(run, resource)
    }
    return cured > 0 ? "more" : "done"
  })

/** Whoever has not come to its end by then goes on in the next run. */
const steps = { catchUp: 50, retry: 20 }

/** Before anything is read: projections of which the store does not know that they have been through. */
export const begin = (run: Run) => Step.untilDone("projections/begin", steps.catchUp, run, () => catchUp(run))

/** After all was read. */
export const end = (run: Run) => Step.untilDone("projections/end", steps.retry, run, () => retry(run))
