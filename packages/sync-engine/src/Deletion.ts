/** What became of records that a completed enumeration did not meet. */
import { randomUUID } from "node:crypto"
import { Lane, Usage } from "@openfaith/client-core"
import type { Plan, Task } from "@openfaith/graph-planner"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Chunk from "./Chunk.ts"
import { Projections } from "./Projections.ts"
import type { Fan } from "./Reading.ts"
import { Found, Source } from "./Source.ts"
import type * as SourceRecord from "./SourceRecord.ts"
import * as Step from "./Step.ts"
import { isRefusal, type SyncError } from "./SyncError.ts"
import { SyncEvent, SyncEvents } from "./SyncEvent.ts"
import type { AbsenceCommit, Absences, Run } from "./SyncStore.ts"
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

const outcome = (value: Chunk.Outcome): Effect.Effect<Chunk.Outcome> => Effect.succeed(value)

/** What an enumeration went through. */
export interface Enumerated {
  readonly resource: string
  /** Whether it meets every record there is. */
  readonly covers: Task.Covers
}

/** What an audit has met every record of by reading a listing, and those that came along with it. */
export const enumerated = ({
  covers,
  resource,
  sideLoads
}: Pick<Fan, "covers" | "resource" | "sideLoads">): ReadonlyArray<Enumerated> =>
  [{ resource, covers }, ...sideLoads].filter(({ covers }) => covers === "all")

/** What it meets only some of, in however many ways: settled when all of those are through. */
export const partial = ({ stages }: Plan.Plan): ReadonlyArray<Enumerated> => {
  const tasks = stages.flat().flatMap((task) => [task, ...task.sideLoads])
  const some = tasks.flatMap(({ covers, resource }) => (covers === "some" ? [resource] : []))
  return [...new Set(some)].map((resource) => ({ resource, covers: "some" }))
}

/** What came of asking for one record: at most one of these; none, if that tells nothing. */
interface Answer {
  readonly gone: ReadonlyArray<string>
  readonly found: ReadonlyArray<SourceRecord.SourceRecord>
  readonly rejected: ReadonlyArray<SourceRecord.RejectedRecord>
}

const unknown: Answer = { gone: [], found: [], rejected: [] }

/**
 * One record is gone only if the API says of its very id that there is no such thing; or, where it cannot be asked for it,
 * if it was not met by what meets every record.
 */
const confirm = (resource: string, place: SourceRecord.Place, isComplete: boolean) => {
  const gone: Answer = { ...unknown, gone: [place.id] }
  return Effect.flatMap(Source, (source) => source.find(resource, place)).pipe(
    Effect.map(
      Found.$match({
        There: ({ record }): Answer => ({ ...unknown, found: [record] }),
        // it is there, whatever has become of it
        Rejected: ({ rejected }): Answer => ({ ...unknown, rejected: [rejected] }),
        Gone: () => gone,
        Cannot: () => (isComplete ? gone : unknown)
      })
    ),
    // what is refused, such as what is not ours to see, is not gone
    Effect.catchIf(isRefusal, () => Effect.succeed(unknown))
  )
}

const isAnswered = (answer: Answer | undefined) =>
  answer !== undefined && answer.gone.length + answer.found.length + answer.rejected.length > 0

/**
 * What was kept aside before this run, and was not met by it: gone, or hidden by a listing that ended early. A record that
 * never decoded is no live one, and so not among those that are missing.
 */
const keptAside = Effect.fnUntraced(function* ({ connection, id: run }: Run, resource: string) {
  const store = yield* SyncStore
  const places: Array<SourceRecord.Place> = []
  for (let after: string | undefined, more = true; more; ) {
    const part = yield* store.quarantined({ connection, resource, limit: batch, after })
    for (const one of part) if (one.run !== run) places.push({ id: one.id, above: {} })
    more = part.length === batch
    after = part.at(-1)?.id
  }
  return places
})

/** The host may leave a resource out while what is missing of it is confirmed. */
const unlessSkipped = <R>(
  work: Effect.Effect<Chunk.Outcome, SyncError, R>,
  run: Run,
  { resource }: Enumerated
): Effect.Effect<Chunk.Outcome, SyncError, R | SyncStore> =>
  Effect.catchTag(work, "Superseded", (error) =>
    Effect.flatMap(
      Effect.flatMap(SyncStore, (store) => store.listing(run, resource)),
      (known) => (Option.isSome(known) && known.value.status === "skipped" ? outcome("done") : Effect.fail(error))
    )
  )

/**
 * Confirms one batch of what is missing, and marks what is gone as deleted. The fuse is judged before the first.
 *
 * @since 0.1.0
 * @category workflows
 */
export const confirmMissing = Effect.fn("Deletion.confirmMissing")(function* (
  run: Run,
  { covers, resource }: Enumerated
) {
  const store = yield* SyncStore
  const { publish } = yield* SyncEvents
  const known = yield* store.listing(run, resource)
  if (Option.isNone(known) || known.value.status !== "reading") return yield* outcome("done")

  yield* Chunk.goingOn(run, resource)
  const absences = yield* store.absences(run, resource, batch)
  const { skipped } = yield* store.branches(run, resource)
  const isMuch = blows(absences)
  // below what was left out nothing was met: that says nothing of what is there
  const isUnknown = isMuch && skipped > 0
  const held = !run.acceptDeletions && isMuch && !isUnknown
  const places = held || isUnknown ? [] : absences.first
  const isComplete = covers === "all" && skipped === 0
  const ended = held || isUnknown || absences.missing <= places.length
  const asked = new Set(places.map(({ id }) => id))
  const aside = held || isUnknown || !ended ? [] : (yield* keptAside(run, resource)).filter(({ id }) => !asked.has(id))
  // of what is kept aside only its own answer counts: it may have been met, and not read whole
  const questions = [
    ...places.map((place) => ({ place, isComplete })),
    ...aside.map((place) => ({ place, isComplete: false }))
  ]
  const [answers, usage] = yield* Usage.measured(
    Effect.forEach(questions, ({ isComplete, place }) => confirm(resource, place, isComplete), { concurrency: 4 })
  ).pipe(Lane.within("backfill"))
  const lookup = {
    connection: run.connection,
    resource,
    readAt: known.value.stamp,
    records: [],
    rejected: [],
    gone: []
  }
  const rejected = answers.flatMap((one) => one.rejected)
  // by itself, and first: if this process ends in between, they are looked for once more
  if (rejected.length > 0) yield* store.commitLookup({ ...lookup, rejected }, [])
  const entry: AbsenceCommit = {
    run,
    resource,
    follows: known.value.sequence,
    commit: randomUUID(),
    // what is kept aside and cannot be asked for is forgotten by the store, unless it was met
    looked: [...places, ...aside.filter((_, at) => isAnswered(answers[places.length + at]))].map(({ id }) => id),
    gone: answers.flatMap(({ gone }) => gone),
    found: answers.flatMap(({ found }) => found),
    status: held ? "held" : ended ? "done" : "reading",
    ...(held
      ? {
          reason: `${absences.missing} of ${absences.live} records are missing at the source, more than are deleted without being told to`
        }
      : known.value.reason === undefined
        ? {}
        : { reason: known.value.reason }),
    usage
  }
  const listing = yield* store.commitAbsences(entry, yield* Projections)
  // what decodes by now is kept aside no longer; it is stored already, and counted
  const mended = answers.slice(places.length).flatMap(({ found }) => found)
  if (mended.length > 0) yield* store.commitLookup({ ...lookup, records: mended }, [])
  yield* publish(SyncEvent.Committed({ run, listing, sideLoads: [] }))
  return yield* outcome(ended ? "done" : "more")
}, unlessSkipped)

/**
 * Settles what is missing of everything that was enumerated; says whether it was done within so many steps.
 *
 * @since 0.1.0
 * @category workflows
 */
export const steps = (run: Run, all: ReadonlyArray<Enumerated>, most: number) =>
  Effect.gen(function* () {
    for (const one of all) {
      if (!(yield* Step.untilDone(`deletions/${one.resource}`, most, run, confirmMissing(run, one)))) return false
    }
    return true
  })
