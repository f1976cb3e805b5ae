/** Decides what becomes of records that an audit did not meet, and commits it. */
import { randomUUID } from "node:crypto"
import { Lane, Usage } from "@openfaith/client-core"
import type { Plan, Task } from "@openfaith/graph-planner"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Cursor from "../../Cursor.ts"
import { Projections } from "../../Projections.ts"
import { Found, Source } from "../../Source.ts"
import type * as SourceRecord from "../../SourceRecord.ts"
import { type StoreError, Superseded } from "../../StoreError.ts"
import type { SyncError } from "../../SyncError.ts"
import { SyncEvent } from "../../SyncEvent.ts"
import { SyncEvents } from "../../SyncEvents.ts"
import { SyncStore } from "../../SyncStore.ts"
import * as Account from "../reading/account.ts"
import * as Chunk from "../reading/chunk.ts"
import type { AbsenceCommit, Unconfirmed } from "../storing/commit.ts"
import type { Listing } from "../storing/listing.ts"
import type { Run } from "../storing/run.ts"
import type { Absences, Missing } from "../storing/storedRecord.ts"
import * as Fuse from "./fuse.ts"
import * as Lookup from "./lookup.ts"
import { canSee } from "./sight.ts"

/** Questions in one step; each is a request. */
const batch = 100

/** A resource that an audit enumerated. */
export interface Enumerated {
  readonly resource: string
  /** Whether the enumeration meets every record there is. */
  readonly covers: Task.Covers
}

/** Everything a plan enumerates, once; `some` where even all ways to a resource together meet only some of it. */
export const enumerated = ({ stages }: Plan.Plan): ReadonlyArray<Enumerated> => {
  const covers = new Map<string, Task.Covers>()
  for (const task of stages.flat().flatMap((task) => [task, ...task.sideLoads])) {
    covers.set(task.resource, covers.get(task.resource) === "all" ? "all" : task.covers)
  }
  return Array.from(covers, ([resource, covers]) => ({ resource, covers }))
}

/** The answer to the question for one record. */
interface Answer {
  readonly gone: ReadonlyArray<string>
  /** Whether the source itself said that it is gone, or that another record is in its place. */
  readonly isConfirmed: boolean
  readonly found: ReadonlyArray<SourceRecord.SourceRecord>
  readonly rejected: ReadonlyArray<SourceRecord.RejectedRecord>
  readonly unconfirmed: ReadonlyArray<Unconfirmed>
  /** The account that answered, where it says. */
  readonly account?: string | undefined
}

const nothing: Answer = { gone: [], isConfirmed: false, found: [], rejected: [], unconfirmed: [] }

const goneOf = ({ id }: SourceRecord.Place, isConfirmed: boolean): Answer => ({ ...nothing, gone: [id], isConfirmed })

const unconfirmedOf = ({ id }: SourceRecord.Place, enumerated = false): Answer => ({
  ...nothing,
  unconfirmed: [{ id, enumerated }]
})

/**
 * What is known of a missing record that cannot be asked for. A complete enumeration that did not meet it is no proof, since
 * listings and includes may leave records out: a second one, in another run, has to agree, or the host allows it.
 */
const withoutAnswer = (run: Run, place: Missing, isComplete: boolean): Answer => {
  if (!isComplete) return unconfirmedOf(place)
  const isSecond = place.missedIn !== undefined && place.missedIn !== run.id
  return run.acceptDeletions || isSecond ? goneOf(place, false) : unconfirmedOf(place, true)
}

/** Asks for one record. Only the API's own word that there is no such record, or another record in its place, confirms. */
const confirm = (run: Run, resource: string, place: Missing, isComplete: boolean) =>
  Effect.flatMap(Source, (source) => source.find(resource, place)).pipe(
    Effect.map(
      Found.$match({
        There: ({ account, record }): Answer => ({ ...nothing, found: [record], account }),
        // it is there, whatever has become of it
        Rejected: ({ rejected }): Answer => ({ ...nothing, rejected: [rejected] }),
        Gone: () => goneOf(place, true),
        Merged: ({ account, records, rejected }): Answer => ({
          ...goneOf(place, true),
          found: records,
          rejected,
          account
        }),
        Cannot: () => withoutAnswer(run, place, isComplete)
      })
    ),
    Effect.catchIf(Lookup.saysNothing, () => Effect.succeed(unconfirmedOf(place)))
  )

const recordKey = ({ id, resource }: { readonly id: string; readonly resource: string }) =>
  JSON.stringify([resource, id])

const isAnswered = (answer: Answer | undefined) =>
  answer !== undefined && answer.gone.length + answer.found.length + answer.rejected.length > 0

/**
 * What was kept aside before this run, and was not met by it: gone, or hidden by a listing that ended early. A record that
 * never decoded is no live one, and so not among those that are missing.
 */
const keptAside = Effect.fnUntraced(function* ({ connection, id: run }: Run, resource: string) {
  const store = yield* SyncStore
  const places: Array<Missing> = []
  for (let after: string | undefined, more = true; more; ) {
    const part = yield* store.quarantined({ connection, resource, limit: batch, after })
    for (const one of part) if (one.run !== run) places.push({ id: one.id, above: {}, missedIn: undefined })
    more = part.length === batch
    after = part.at(-1)?.id
  }
  return places
})

/** One batch of what is missing: the questions, and whether it is the last. */
const questionsOf = (
  run: Run,
  { covers, resource }: Enumerated,
  absences: Absences
): Effect.Effect<
  { readonly places: ReadonlyArray<Missing>; readonly aside: ReadonlyArray<Missing>; readonly isComplete: boolean },
  StoreError,
  SyncStore
> =>
  Effect.gen(function* () {
    const store = yield* SyncStore
    const { skipped } = yield* store.branches(run, resource)
    const places = absences.first
    const asked = new Set(places.map(({ id }) => id))
    const isLast = absences.missing <= places.length
    const aside = isLast ? (yield* keptAside(run, resource)).filter(({ id }) => !asked.has(id)) : []
    return { places, aside, isComplete: covers === "all" && skipped === 0 }
  })

/** A commit of nothing; it leaves the listing as it says. */
const standing = (run: Run, { resource, sequence }: Listing): Omit<AbsenceCommit, "status"> => ({
  run,
  resource,
  follows: sequence,
  commit: randomUUID(),
  looked: [],
  gone: [],
  found: [],
  unconfirmed: [],
  usage: Usage.none
})

/** Confirms one batch of what is missing of a resource, and marks what is gone as deleted; gives how many were asked for. */
const settleBatch = Effect.fnUntraced(function* (run: Run, listing: Listing, one: Enumerated, limit: number) {
  const store = yield* SyncStore
  const { resource } = one
  const checkAccount = Account.checker(run.connection)
  const absences = yield* store.absences(run, resource, limit)
  const { aside, isComplete, places } = yield* questionsOf(run, one, absences)
  const ended = absences.missing <= places.length
  const work = Effect.gen(function* () {
    const ask = (all: ReadonlyArray<Missing>, isComplete: boolean) =>
      Effect.forEach(all, (place) => confirm(run, resource, place, isComplete), { concurrency: 4 })
    const missing = yield* ask(places, isComplete)
    // only its own response decides about a quarantined record: this run may have seen it and not decoded it
    const others = yield* ask(aside, false)
    for (const { account } of [...missing, ...others]) yield* checkAccount(account)
    const isDenied = [...missing, ...others].some(({ isConfirmed }) => isConfirmed)
    const isBlind =
      isDenied && !run.acceptDeletions && !(yield* canSee(yield* Source, resource, absences.met, checkAccount))
    return {
      missing: isBlind ? places.map((place) => unconfirmedOf(place)) : missing,
      others: isBlind ? [] : others
    }
  })
  const [asked, usage] = yield* Usage.measured(work).pipe(Lane.within("backfill"))
  // a record that another was merged into is there
  const isShown = new Set([...asked.missing, ...asked.others].flatMap(({ found }) => found.map(recordKey)))
  const unlessShown = (answer: Answer, at: number, places: ReadonlyArray<Missing>): Answer => {
    const place = places[at]
    const contradicts = place !== undefined && answer.gone.some((id) => isShown.has(recordKey({ resource, id })))
    return contradicts ? { ...unconfirmedOf(place), found: answer.found, rejected: answer.rejected } : answer
  }
  const missing = asked.missing.map((answer, at) => unlessShown(answer, at, places))
  const others = asked.others.map((answer, at) => unlessShown(answer, at, aside))
  const answers = [...missing, ...others]
  const rejected = answers.flatMap((answer) => answer.rejected)
  const survivors = answers.flatMap(({ found }) => found.filter((record) => record.resource !== resource))
  const lookups = Lookup.ofMerged({ resource, readAt: listing.stamp }, [], [{ records: survivors, rejected }])
  // by itself, and first: if this process ends in between, they are looked for once more
  for (const lookup of lookups) {
    if (lookup.records.length + lookup.rejected.length === 0) continue
    yield* store.commitLookup({ connection: run.connection, ...lookup }, yield* Projections)
  }
  const entry: AbsenceCommit = {
    ...standing(run, listing),
    // what is kept aside and cannot be asked for is forgotten by the store, unless it was met
    looked: [...places, ...aside.filter((_, at) => isAnswered(others[at]))].map(({ id }) => id),
    gone: answers.flatMap(({ gone }) => gone),
    found: answers.flatMap(({ found }) => found.filter((record) => record.resource === resource)),
    unconfirmed: missing.flatMap(({ unconfirmed }) => unconfirmed),
    status: ended ? "done" : "reading",
    ...(listing.reason === undefined ? {} : { reason: listing.reason }),
    usage
  }
  const committed = yield* store.commitAbsences(entry, yield* Projections)
  // what decodes by now is kept aside no longer; it is stored already, and counted
  const mended = others.flatMap(({ found }) => found.filter((record) => record.resource === resource))
  if (mended.length > 0) {
    const { connection } = run
    yield* store.commitLookup({ connection, resource, readAt: listing.stamp, records: mended, rejected: [], gone: [] })
  }
  return { committed, asked: places.length + aside.length }
})

/** How much is missing of everything that was enumerated, and was not left out as a whole. */
const absent = (run: Run, all: ReadonlyArray<Enumerated>, listings: ReadonlyMap<string, Listing>) =>
  Effect.gen(function* () {
    const store = yield* SyncStore
    const source = yield* Source
    const known = all.filter(({ resource }) => (listings.get(resource)?.status ?? "skipped") !== "skipped")
    return yield* Effect.forEach(known, ({ covers, resource }) =>
      Effect.gen(function* () {
        const { first, live, missing, recentlyDeleted } = yield* store.absences(run, resource, batch)
        const { skipped } = yield* store.branches(run, resource)
        const addressable = first.every((place) => source.isAddressable(resource, place))
        // below what was left out nothing was met: that says nothing of what is there
        return { resource, live, missing, recentlyDeleted, addressable, skipped, covers: skipped > 0 ? "some" : covers }
      })
    )
  })

/** Whether a listing has met what it meets, and what it did not meet is still to be settled. */
const isUnsettled = (listing: Listing | undefined): listing is Listing =>
  listing?.status === "reading" && !Cursor.isOpen(listing.cursor)

/**
 * Settles what an audit did not meet, as much of it as fits a step: asks for it, and marks what is gone as deleted. Begins
 * when everything is enumerated, so that the fuse judges all resources together before the first deletion.
 *
 * @since 0.1.0
 * @category workflows
 */
export const settle = Effect.fn("Deletion.settle")(function* (run: Run) {
  const store = yield* SyncStore
  const { publish } = yield* SyncEvents
  yield* Chunk.goingOn(run, "-")
  const planned = yield* store.findRun(run.id)
  if (Option.isNone(planned)) return yield* new Superseded({ run: run.id, resource: "-" })
  const all = enumerated(planned.value.run.plan)
  const listed = Effect.map(store.listings(run), (all) => new Map(all.map((listing) => [listing.resource, listing])))
  const listings = yield* listed
  const missed = yield* absent(run, all, listings)
  const held = run.acceptDeletions ? new Map<string, string>() : Fuse.judge(missed)
  const inPart = new Set(missed.flatMap(({ resource, skipped }) => (skipped > 0 ? [resource] : [])))
  let left = batch
  for (const one of all) {
    const reason = held.get(one.resource)
    for (let listing = listings.get(one.resource); isUnsettled(listing); ) {
      if (left <= 0) return yield* outcome("more")
      const following: Listing = listing
      const work: Effect.Effect<
        { readonly committed: Listing; readonly asked: number },
        SyncError,
        Projections | Source | SyncStore
      > =
        reason === undefined
          ? settleBatch(run, following, one, left)
          : Effect.map(
              store.commitAbsences({
                ...standing(run, following),
                // so much is missing below what was left out: nobody has to allow anything, and nothing is asked
                ...(inPart.has(one.resource)
                  ? { status: "done", reason: following.reason ?? reason }
                  : { status: "held", reason })
              }),
              (committed) => ({ committed, asked: 0 })
            )
      const settled = yield* Effect.catchTag(work, "Superseded", (error) =>
        // the host may leave a resource out meanwhile: then the others go on
        Effect.flatMap(store.listing(run, one.resource), (known) =>
          Option.isSome(known) && known.value.status === "skipped"
            ? Effect.succeed({ committed: known.value, asked: 0 })
            : Effect.fail(error)
        )
      )
      listing = settled.committed
      left -= settled.asked
      if (listing.status !== "skipped") yield* publish(SyncEvent.Committed({ run, listing, sideLoads: [] }))
    }
  }
  return yield* outcome("done")
})

const outcome = (value: Chunk.Outcome): Effect.Effect<Chunk.Outcome> => Effect.succeed(value)
