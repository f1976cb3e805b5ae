/** What became of records that a completed enumeration did not meet. */
import { randomUUID } from "node:crypto"
import { Lane, Usage } from "@openfaith/client-core"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Outcome } from "./Chunk.ts"
import { Source } from "./Source.ts"
import { SyncEvent, SyncEvents } from "./SyncEvent.ts"
import type { Absences, Run } from "./SyncStore.ts"
import { SyncStore } from "./SyncStore.ts"

/** More than so many, and more than this share of a resource, are not deleted unless the host says so. */
const fuse = { count: 20, share: 0.05 }

/** Confirmations a step; each is a request. */
const batch = 100

/**
 * Whether so much is missing that something other than deletion is the likelier reason. What was deleted within the last
 * seven days counts too, so that a loss in small portions is noticed; what the host allowed does not.
 */
export const blows = ({ live, missing, recentlyDeleted }: Absences): boolean => {
  const gone = missing + recentlyDeleted
  // where nothing is missing there is nothing to hold back, whatever went before
  return missing > 0 && gone > fuse.count && gone > fuse.share * (live + recentlyDeleted)
}

const outcome = (value: Outcome): Effect.Effect<Outcome> => Effect.succeed(value)

/** One record is gone only if the API says of its very id that there is no such thing. */
const confirm = (resource: string, id: string) =>
  Effect.gen(function* () {
    const source = yield* Source
    const found = yield* source.find(resource, id)
    return Option.match(found, {
      onNone: () => ({ gone: [id], found: [] }),
      onSome: (record) => ({ gone: [], found: [record] })
    })
    // not ours to see is not gone
  }).pipe(Effect.catchTag("Forbidden", () => Effect.succeed({ gone: [], found: [] })))

/**
 * Confirms one batch of what is missing, and marks what is gone as deleted. The fuse is judged before the first.
 *
 * @since 0.1.0
 * @category workflows
 */
export const confirmMissing = Effect.fn("Deletion.confirmMissing")(function* (run: Run, resource: string) {
  const store = yield* SyncStore
  const { publish } = yield* SyncEvents
  const known = yield* store.listing(run, resource)
  if (Option.isNone(known) || known.value.status !== "reading") return yield* outcome("done")

  const absences = yield* store.absences(run, resource, batch)
  const held = !run.acceptDeletions && blows(absences)
  const ids = held ? [] : absences.ids
  const [answers, usage] = yield* Usage.measured(
    Effect.forEach(ids, (id) => confirm(resource, id), { concurrency: 4 })
  ).pipe(Lane.within("backfill"))
  const ended = held || absences.missing <= ids.length
  const listing = yield* store.commitAbsences({
    run,
    resource,
    follows: known.value.sequence,
    commit: randomUUID(),
    looked: ids,
    gone: answers.flatMap(({ gone }) => gone),
    found: answers.flatMap(({ found }) => found),
    status: held ? "held" : ended ? "done" : "reading",
    ...(held
      ? {
          reason: `${absences.missing} of ${absences.live} records are missing at the source, more than are deleted without being told to`
        }
      : {}),
    usage
  })
  yield* publish(SyncEvent.Committed({ run, listing, sideLoads: [] }))
  return yield* outcome(ended ? "done" : "more")
})
