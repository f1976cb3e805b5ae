/** As many pages of a listing as fit into one durable step, each kept while the next is asked for. */
import { randomUUID } from "node:crypto"
import { ClientError, Instant, Lane, Usage } from "@openfaith/client-core"
import type { Task } from "@openfaith/graph-planner"
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"
import * as Cursor from "../../Cursor.ts"
import { Projections } from "../../Projections.ts"
import { type Probe, Source, type SourcePage } from "../../Source.ts"
import { nameOfPosition, type RejectedRecord } from "../../SourceRecord.ts"
import { Stopped, type StoreError, Superseded } from "../../StoreError.ts"
import {
  isRefusal,
  isSourceOutage,
  ListingUnreadable,
  ListingUnstable,
  type SyncError,
  TooManyRejected
} from "../../SyncError.ts"
import { SyncEvent } from "../../SyncEvent.ts"
import { SyncEvents } from "../../SyncEvents.ts"
import { SyncStore } from "../../SyncStore.ts"
import type { PageCommit } from "../storing/commit.ts"
import type { Branch, Listing } from "../storing/listing.ts"
import type { Run } from "../storing/run.ts"
import * as Account from "./account.ts"
import * as Availability from "./availability.ts"
import { branch as branchOf, type Fan, type Reading } from "./reading.ts"

/**
 * How a step ended: there is more, the end is reached, or the source does not answer.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Outcome = Schema.Literal("more", "done", "waiting")

/** @since 0.1.0 */
export type Outcome = typeof Outcome.Type

/** Bounds of one step: a page count, and a time after which no new page is begun. */
const bounds = { pages: 50, time: Duration.seconds(30) }

/**
 * A delta begins this long before its watermark: what was written around the same time may have become visible late, and
 * reading a few records twice costs next to nothing.
 */
const overlap = Duration.minutes(5)

/** A walk whose records keep moving under it is begun anew in another way after so many attempts, or given up. */
const patience = { keyset: 10, offset: 100, links: 10 }

/** The store may be back in a moment: nothing of what was asked for is there, or all of it. */
export const isStoreOutage = (error: SyncError): error is StoreError => error._tag === "StoreError" && error.retryable

/** Work at the store's own records alone, which is done again until the store is back, for up to a minute. */
export const patiently = <A, E extends SyncError, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.retry(work, {
    while: isStoreOutage,
    schedule: Schedule.exponential("100 millis").pipe(
      Schedule.union(Schedule.spaced("5 seconds")),
      Schedule.upTo("1 minute")
    )
  })

const commit = <A>(write: Effect.Effect<A, StoreError | Superseded | Stopped>) =>
  // the answer may have been lost with the commit kept: the same commit sent again is recognised as such. A schedule costs
  // something even where nothing fails
  Effect.catchIf(write, isStoreOutage, () =>
    write.pipe(
      Effect.retry({ while: isStoreOutage, times: 1, schedule: Schedule.exponential("200 millis") }),
      Effect.delay("100 millis")
    )
  )

const earlier = (instant: Instant.Instant) =>
  Instant.fromDateTime(DateTime.subtractDuration(Instant.toDateTime(instant), overlap))

/** Where a run begins to read a listing. A delta that has nothing to begin from reads everything. */
const start = (run: Run, [route]: ReadonlyArray<Task.Route>, watermark: Instant.Instant | undefined): Cursor.Cursor => {
  const strategy = route?.strategy
  // a delta reads whole what others come along with, and what it can ask for no changes
  const isPart = run.mode === "delta" && route?.sees !== "everything"
  const from = isPart && watermark !== undefined ? earlier(watermark) : null
  switch (strategy?._tag) {
    case "Keyset":
      return Cursor.keyset(strategy.by, from)
    case "Filtered":
      return from === null ? Cursor.offset : Cursor.filtered(strategy.by, from)
    case "Descending":
      return from === null ? Cursor.offset : Cursor.descending(strategy.by, from)
    default:
      return Cursor.offset
  }
}

/** A commit that brings nothing, and only says how a listing stands. */
const standing = (run: Run, { branch, cursor, resource, sequence, status }: Listing): PageCommit => ({
  run,
  resource,
  branch,
  follows: sequence,
  commit: randomUUID(),
  pages: 0,
  cursor,
  status,
  records: [],
  rejected: [],
  sideLoaded: [],
  total: undefined,
  reached: undefined,
  usage: Usage.none
})

/** Leaves a listing as it stands: for good, or for it to be read by itself from a cursor. */
const leaveOut = Effect.fnUntraced(function* (
  run: Run,
  resource: string,
  status: "skipped" | "incomplete",
  cursor: Cursor.Cursor,
  reason: string,
  branch?: Branch
) {
  const store = yield* SyncStore
  const { publish } = yield* SyncEvents
  const listing = yield* store.begin({
    run,
    resource,
    branch,
    cursor,
    total: undefined,
    latest: undefined,
    usage: Usage.none
  })
  if (listing.status !== "reading") return
  const left = yield* commit(store.commitPage({ ...standing(run, listing), cursor, status, reason }))
  if (status === "skipped") yield* publish(SyncEvent.ListingSkipped({ run, listing: left.listing }))
})

/** Begins what rides on others' pages. */
const beginRiding = Effect.fnUntraced(function* (run: Run, sideLoads: Reading["sideLoads"]) {
  const store = yield* SyncStore
  const { publish } = yield* SyncEvents
  for (const { instead, resource } of sideLoads) {
    yield* Effect.gen(function* () {
      // where it would be read from by itself, should its parent's pages leave something out
      const cursor = start(run, instead, undefined)
      const [probe, usage] = yield* probed(run, resource, cursor)
      const listing = yield* store.begin({ run, resource, cursor, ...probe, usage })
      yield* publish(SyncEvent.ListingBegan({ run, listing }))
    }).pipe(
      // what is refused is no reason to leave out what it would have ridden on
      Effect.catchIf(isRefusal, ({ message }) => leaveOut(run, resource, "skipped", Cursor.done, message))
    )
  }
})

/** How a listing stands at the source before anything of it is read. */
const probed = Effect.fnUntraced(function* (run: Run, resource: string, cursor: Cursor.Cursor) {
  const unknown: Probe = { total: undefined, latest: undefined }
  if (run.mode !== "full") return [unknown, Usage.none] as const
  const [answer, usage] = yield* Usage.measured(
    Effect.flatMap(Source, (source) => Effect.either(source.probe(resource)))
  )
  if (Either.isRight(answer)) {
    const { account, latest, total } = answer.right
    yield* Account.checker(run.connection)(account)
    return [{ latest, total }, usage] as const
  }
  // its pages may come all the same: one record that cannot be sent is enough to fail this request
  if (isSourceOutage(answer.left)) return [unknown, usage] as const
  // it begins only to be left out: what that took is counted
  if (isRefusal(answer.left)) {
    yield* Effect.flatMap(SyncStore, (store) => store.begin({ run, resource, cursor, ...unknown, usage }))
  }
  return yield* Effect.fail(answer.left)
})

/** Fails unless the run takes pages from this attempt: so that nothing is asked for that could not be kept. */
export const goingOn = Effect.fnUntraced(function* ({ attempt, id }: Run, resource: string) {
  const found = yield* Effect.flatMap(SyncStore, (store) => store.findRun(id))
  if (Option.isNone(found) || found.value.run.attempt !== attempt) return yield* new Superseded({ run: id, resource })
  const { status } = found.value
  if (status !== "running") return yield* new Stopped({ run: id, status })
})

/** Begins the listing, and those that ride on it. */
const begin = Effect.fn("Chunk.begin")(function* (run: Run, { resource, route, sideLoads }: Reading) {
  const store = yield* SyncStore
  const { publish } = yield* SyncEvents
  const { watermark } = yield* store.memory(run.connection, resource)
  yield* beginRiding(run, sideLoads)
  const cursor = start(run, [route], watermark)
  const [probe, usage] = yield* probed(run, resource, cursor)
  const listing = yield* store.begin({ run, resource, cursor, ...probe, usage })
  yield* publish(SyncEvent.ListingBegan({ run, listing }))
  return listing
})

/** Begins one branch of a resource that has begun. It is read whole: nothing is remembered of a branch between runs. */
const beginBranch = (run: Run, { resource, route }: Reading, branch: Branch) =>
  Effect.flatMap(SyncStore, (store) =>
    store.begin({
      run,
      resource,
      branch,
      cursor: start(run, [route], undefined),
      total: undefined,
      latest: undefined,
      usage: Usage.none
    })
  )

/**
 * Gives a listing up of which more than 20 records, and more than one in ten, were refused. It counts what it reads again
 * again, if it has to: how many there are is asked only then.
 */
const checkRejected = Effect.fnUntraced(function* (run: Run, { rejected, resource, seen }: Listing) {
  if (rejected <= 20 || rejected * 10 <= seen) return
  const store = yield* SyncStore
  const part = { connection: run.connection, resource, limit: 21 }
  const aside = [...(yield* store.quarantined(part)), ...(yield* store.unprojected({ ...part, waiting: false }))]
  const [one] = aside
  if (one === undefined || new Set(aside.map(({ id }) => id)).size <= 20) return
  // what was expected, and not what was there: errors come into logs, and to people
  const example = one.issue.replace(/, actual .*$/s, "")
  return yield* new TooManyRejected({ resource, rejected, seen, example })
})

/** Where a page leaves its listing. */
interface Settled {
  readonly cursor: Cursor.Cursor
  readonly failure: ListingUnstable | undefined
  /** Why the listing was not read to an end that could be believed. */
  readonly early?: string | undefined
  /** A record that was passed over, since it cannot be read. */
  readonly passed?: RejectedRecord | undefined
}

/**
 * The cursor after a page; and why the listing is given up, if the walk makes no headway. Then whoever tries again begins
 * anew.
 */
const settle = (resource: string, step: Cursor.Step): Settled =>
  Cursor.Step.$match(step, {
    Advance: ({ cursor, early }): Settled => ({ cursor, failure: undefined, early }),
    // what a listing cannot filter or sort it can still count through, in the order of its ids
    Ignored: () => ({ cursor: Cursor.offset, failure: undefined }),
    Again: ({ cursor }) => {
      if (cursor._tag === "Keyset" && cursor.restarts > patience.keyset) {
        return { cursor: Cursor.offset, failure: undefined }
      }
      // over links each attempt begins at the very beginning
      const bound = cursor._tag === "Linked" ? patience.links : patience.offset
      return Cursor.isOpen(cursor) && cursor.restarts > bound
        ? {
            cursor: Cursor.anew(cursor),
            failure: new ListingUnstable({ resource, restarts: cursor.restarts })
          }
        : { cursor, failure: undefined }
    }
  })

/** What there is where the API says that there is no such thing. */
const nothing: SourcePage = {
  rows: [],
  contents: Effect.succeed({ records: [], rejected: [], sideLoaded: [] }),
  more: false,
  total: undefined,
  pageSize: 1
}

/** A page, and where it leaves the listing. */
const ask = Effect.fnUntraced(function* (reading: Reading, at: Cursor.Open) {
  const source = yield* Source
  const page = yield* source.page(reading, Cursor.ask(at))
  const asked: Asking = { page, ...settle(reading.resource, Cursor.advance(at, page, page.pageSize)) }
  return asked
})

interface Asking extends Settled {
  readonly page: SourcePage
}

const half = (size: number) => Math.max(1, Math.floor(size / 2))

/** What stands in quarantine for a record that cannot be read. */
const unreadable = ({ parent, resource, route }: Reading, position: string, { message }: ClientError.ClientError) => {
  const at = parent === null ? position : `${route.endpoint}/${parent.id}+${position}`
  return {
    resource,
    id: nameOfPosition(`${at}`),
    body: JSON.stringify({ position: at }),
    issue: `the record at this place of the listing cannot be read: ${message}`
  }
}

/** Whether the source answers for the parent of a listing, though not for the listing. */
const answersForParent = ({ parent, route }: Reading) =>
  parent === null || route.below === null
    ? Effect.succeed(false)
    : Effect.flatMap(Source, (source) => source.find(route.below ?? "", parent)).pipe(
        Effect.map(({ _tag }) => _tag !== "Cannot"),
        Effect.orElseSucceed(() => false)
      )

/**
 * A page that was too much: the largest of half the size, a quarter, and so on that the source sends. Where not even the one
 * next record comes, though those behind it or before it do, that record is passed over. Where nothing comes, the source is
 * not answering at all, and the failure stands.
 */
const askSmaller = Effect.fnUntraced(function* (reading: Reading, at: Cursor.Open, error: ClientError.ClientError) {
  const { pageSize } = yield* Source
  const attempt = (cursor: Cursor.Seeking) => Effect.either(ask(reading, cursor))
  const isTooMuch = (result: Either.Either<Asking, ClientError.ClientError>) =>
    Either.isLeft(result) && ClientError.mayBeTooMuch(result.left)
  const one = (cursor: Cursor.Seeking) => attempt(Cursor.withSize(cursor, 1))

  if (reading.route.strategy._tag === "One") {
    if (!(yield* answersForParent(reading))) return yield* Effect.fail(error)
    return { page: nothing, cursor: Cursor.done, failure: undefined, passed: unreadable(reading, "0", error) }
  }
  if (at._tag === "Linked") {
    const most = Cursor.mostOf(at.walk, pageSize(reading))
    if (most === 1 || Either.isLeft(yield* one(Cursor.firstOf(at)))) return yield* Effect.fail(error)
    return { page: nothing, cursor: Cursor.restarted(at, half(most)), failure: undefined }
  }
  const most = Cursor.mostOf(at, pageSize(reading))
  // whether anything comes at all is known at once, and not after as many tries as there are sizes
  const single = most > 1 ? yield* one(at) : Either.left(error)
  if (Either.isRight(single)) {
    for (let size = half(most); size > 1; size = half(size)) {
      const smaller = yield* attempt(Cursor.withSize(at, size))
      if (!isTooMuch(smaller)) return yield* smaller
    }
    return single.right
  }
  if (!isTooMuch(single)) return yield* single
  // the last record read may have become one that cannot be read
  const behind = at.last === null ? single : yield* one(Cursor.alone(at))
  if (Either.isRight(behind)) return { ...behind.right, cursor: Cursor.unsized(behind.right.cursor) }
  const beyond = Cursor.past(at)
  const passed = unreadable(reading, Cursor.positionOf(at), error)
  const next = yield* one(beyond)
  if (Either.isRight(next)) return { ...next.right, cursor: Cursor.unsized(next.right.cursor), passed }
  const isFirst = Cursor.isFirst(at)
  if (!isFirst && Either.isRight(yield* one(Cursor.firstOf(at)))) {
    return { page: nothing, cursor: beyond, failure: undefined, passed }
  }
  if (isFirst && (yield* answersForParent(reading))) {
    return yield* new ListingUnreadable({ resource: reading.resource, reason: error.message })
  }
  return yield* Effect.fail(error)
})

/** Below a parent that is not there any more there is nothing; whether it is gone is found out where parents are read. */
const isNothing = ({ parent, route }: Reading) => parent !== null || route.strategy._tag === "One"

/** A page as it was asked for, or why there is none, and what that took. */
interface Asked extends Pick<PageCommit, "usage"> {
  readonly at: Cursor.Open
  readonly readAt: number
  readonly answer: Either.Either<Asking, ClientError.ClientError | ListingUnreadable>
}

/** A listing below a parent that is there is refused; below one that is gone there is nothing. */
const checkParent = (
  reading: Reading,
  error: ClientError.NotFound
): Effect.Effect<Asking, ClientError.ClientError, Source> => {
  const asked: Asking = { page: nothing, cursor: Cursor.done, failure: undefined }
  const { parent, route } = reading
  // to one of those the parent need not point
  if (route.strategy._tag === "One" || parent === null || route.below === null) return Effect.succeed(asked)
  const { below } = route
  return Effect.flatMap(Source, (source) => source.find(below, parent)).pipe(
    Effect.map(({ _tag }) => _tag === "There" || _tag === "Rejected"),
    // refused as well, which says nothing of whether it is there
    Effect.catchIf(isRefusal, () => Effect.succeed(true)),
    Effect.flatMap((isThere) => (isThere ? Effect.fail(error) : Effect.succeed(asked)))
  )
}

const askAt = (run: Run, reading: Reading, at: Cursor.Open, { stamp }: Listing): Effect.Effect<Asked, never, Source> =>
  ask(reading, at).pipe(
    Effect.catchIf(ClientError.mayBeTooMuch, (error) => askSmaller(reading, at, error)),
    Effect.catchTag("NotFound", (error) => (isNothing(reading) ? checkParent(reading, error) : Effect.fail(error))),
    Effect.either,
    Usage.measured,
    Effect.map(([answer, usage]) => ({ at, answer, usage, readAt: stamp })),
    Lane.within(run.mode === "delta" ? "delta" : "backfill")
  )

/** The next turn of the event loop. */
const turn = Effect.async<void>((resume) => {
  const immediate = setImmediate(() => resume(Effect.void))
  return Effect.sync(() => clearImmediate(immediate))
})

/**
 * Lets a request be sent that is under way, before what takes long: an HTTP client may look first whether its connection
 * still stands, for a turn of the event loop (undici does), so that this takes two.
 */
const othersFirst = Effect.zipRight(turn, turn)

/** How a listing stands after a page: deletions are found out once everything is enumerated. */
const standingAfter = (
  run: Run,
  { parent }: Reading,
  cursor: Cursor.Cursor,
  early: string | undefined
): Pick<PageCommit, "status" | "reason"> => {
  if (Cursor.isOpen(cursor)) return { status: "reading" }
  if (early !== undefined) return { status: "skipped", reason: `${early}; what was read of it is kept` }
  return { status: run.mode === "audit" && parent === null ? "reading" : "done" }
}

const keepPage = Effect.fn("Chunk.keepPage")(function* (
  run: Run,
  reading: Reading,
  listing: Listing,
  asked: Asked,
  checkAccount: ReturnType<typeof Account.checker>
) {
  const store = yield* SyncStore
  const { publish } = yield* SyncEvents
  const { answer, at, readAt, usage } = asked
  if (Either.isLeft(answer)) {
    yield* store.noteUsage(run, reading.resource, usage)
    return yield* Effect.fail(answer.left)
  }
  const { cursor, early, failure, page, passed } = answer.right
  yield* checkAccount(page.account)
  yield* othersFirst
  const contents = yield* page.contents
  const entry: PageCommit = {
    ...standing(run, listing),
    pages: 1,
    cursor,
    ...standingAfter(run, reading, cursor, early),
    ...contents,
    rejected: passed === undefined ? contents.rejected : [...contents.rejected, passed],
    // what was to ride on pages that did not come is read by itself
    sideLoaded:
      early === undefined ? contents.sideLoaded : contents.sideLoaded.map((one) => ({ ...one, complete: false })),
    readAt,
    // a walk that filters is told the size of what is left, not of the listing
    total: Cursor.ask(at).from === undefined ? page.total : undefined,
    reached: Cursor.reached(at, page),
    usage
  }
  const committed = yield* commit(store.commitPage(entry, yield* Projections))
  yield* publish(SyncEvent.Committed({ run, ...committed }))
  if (failure !== undefined) return yield* Effect.fail(failure)
  yield* checkRejected(run, committed.listing)
  return committed.listing
})

/**
 * The source refuses this listing: it is left out, with the reason; the rest goes on. What rode on it is read by
 * itself.
 */
const skip = Effect.fnUntraced(function* (run: Run, reading: Reading, reason: string) {
  yield* leaveOut(run, reading.resource, "skipped", Cursor.done, reason, branchOf(reading))
  for (const { instead, resource } of reading.sideLoads) {
    yield* leaveOut(run, resource, "incomplete", start(run, instead, undefined), reason)
  }
})

/**
 * The run waits, and says why as far as it can: where the store itself is out of reach, it hears of it with the next page.
 * A run that was stopped meanwhile does not wait.
 */
export const wait = Effect.fnUntraced(function* (run: Run, reason: string) {
  const store = yield* SyncStore
  const { publish } = yield* SyncEvents
  yield* Effect.catchTag(store.noteWaiting(run, reason), "StoreError", () => Effect.void)
  yield* publish(SyncEvent.Waiting({ run, reason }))
  return "waiting" as const
})

/** Turns an outage, of the source or of the store, into an outcome to sleep on. */
export const withOutages =
  (run: Run) =>
  <R>(work: Effect.Effect<Outcome, SyncError, R>): Effect.Effect<Outcome, SyncError, R | SyncStore | SyncEvents> =>
    work.pipe(
      Effect.catchIf(isSourceOutage, ({ message }) => wait(run, message)),
      Effect.catchIf(isStoreOutage, ({ message }) => wait(run, message))
    )

/** The reading, less what was to ride on it and is left out. */
const reachable = Effect.fnUntraced(function* (run: Run, reading: Reading) {
  if (reading.sideLoads.length === 0) return reading
  const listings = yield* Effect.flatMap(SyncStore, (store) => store.listings(run))
  const skipped = new Set(listings.flatMap(({ resource, status }) => (status === "skipped" ? [resource] : [])))
  return { ...reading, sideLoads: reading.sideLoads.filter(({ resource }) => !skipped.has(resource)) }
})

/** The listing, begun if need be. */
const listed = Effect.fnUntraced(function* (run: Run, reading: Reading) {
  const store = yield* SyncStore
  const branch = branchOf(reading)
  const known = yield* store.listing(run, reading.resource, branch)
  // a branch asks for nothing before it begins
  if (Option.isNone(known) && branch !== undefined) return yield* beginBranch(run, reading, branch)
  yield* goingOn(run, reading.resource)
  return Option.isSome(known) ? known.value : yield* begin(run, reading)
})

/** Whether the host has left out the listing meanwhile, or what rode on it: then the rest goes on. */
const unlessSkipped = Effect.fnUntraced(function* (run: Run, { resource, sideLoads }: Reading, error: Superseded) {
  const listings = yield* Effect.flatMap(SyncStore, (store) => store.listings(run))
  const skipped = new Set(listings.flatMap((one) => (one.status === "skipped" ? [one.resource] : [])))
  if (skipped.has(resource)) return "done"
  if (sideLoads.some((one) => skipped.has(one.resource))) return "more"
  return yield* error
})

/** Where to read on after a page, as far as its answer says: the commit may yet fail. */
const onwards = ({ answer }: Asked): Cursor.Open | undefined => {
  if (Either.isLeft(answer) || answer.right.failure !== undefined) return undefined
  const { cursor } = answer.right
  return Cursor.isOpen(cursor) ? cursor : undefined
}

/** While one page is kept, the next is on its way: what was asked for in vain, if the commit fails, is one page. */
const readPages = Effect.fnUntraced(function* (run: Run, within: Reading, from: Listing) {
  if (!Cursor.isOpen(from.cursor)) return "done"
  const deadline = (yield* Clock.currentTimeMillis) + Duration.toMillis(bounds.time)
  const checkAccount = Account.checker(run.connection)
  let listing = from
  let asked: Asked = yield* askAt(run, within, from.cursor, from)
  for (let pages = 1; ; pages++) {
    const next: Cursor.Open | undefined = onwards(asked)
    const isWithin = pages < bounds.pages && (yield* Clock.currentTimeMillis) <= deadline
    const coming = next !== undefined && isWithin ? yield* Effect.fork(askAt(run, within, next, listing)) : undefined
    const keeping = keepPage(run, within, listing, asked, checkAccount)
    if (coming === undefined) {
      listing = yield* keeping
      break
    }
    listing = yield* Effect.onError(keeping, () => Fiber.interrupt(coming))
    asked = yield* Fiber.join(coming)
  }
  return Cursor.isOpen(listing.cursor) ? "more" : "done"
})

const isDone: Outcome = "done"

const readOn = Effect.fnUntraced(function* (run: Run, reading: Reading) {
  // what rides on it begins with it
  let within: Reading = { ...reading, sideLoads: [] }
  const work: Effect.Effect<Outcome, SyncError, Source | SyncStore | SyncEvents | Projections> = Effect.gen(
    function* () {
      const listing = yield* listed(run, reading)
      within = yield* reachable(run, reading)
      return yield* readPages(run, within, listing)
    }
  )
  return yield* Effect.catchTag(work, "Superseded", (error) => unlessSkipped(run, within, error))
})

/**
 * Reads on from wherever the listing stands, until a bound or the end is reached, or it is refused. Everything it did is in
 * the store: run again after a crash, it goes on from the last committed page.
 *
 * @since 0.1.0
 * @category workflows
 */
export const read = Effect.fn("Chunk.read")((run: Run, reading: Reading) =>
  readOn(run, reading).pipe(Effect.catchIf(isRefusal, ({ message }) => Effect.as(skip(run, reading, message), isDone)))
)

/** Outages in a row that a listing is given before it may be skipped. The sleeps between them take 225 s. */
const maxOutages = 5

/**
 * Reads on as {@link read}. A listing that does not answer is skipped with the reason if the source answers for another
 * resource: after five outages in a row, or at once where the product is known to be down in this run. The outage of one
 * product must not hold the run of all. The next run asks again.
 *
 * @since 0.1.0
 * @category workflows
 */
export const readOrSkip = (run: Run, reading: Reading, outages: number) =>
  read(run, reading).pipe(
    Effect.catchIf(isSourceOutage, (error) =>
      Effect.gen(function* () {
        const isDue = outages >= maxOutages || (yield* Availability.isKnownDown(run, reading))
        if (!isDue || !(yield* Availability.answersForOther(run, reading.resource))) return yield* Effect.fail(error)
        yield* skip(run, reading, Availability.reasonOf(error.message))
        return isDone
      })
    )
  )

/**
 * Begins a resource that is read in branches, and what rides on their pages.
 *
 * @since 0.1.0
 * @category workflows
 */
export const beginFan = Effect.fn("Chunk.beginFan")(function* (run: Run, { resource, sideLoads }: Fan) {
  const store = yield* SyncStore
  const { publish } = yield* SyncEvents
  // an earlier attempt has begun it, or the host has left it out
  if (Option.isSome(yield* store.listing(run, resource))) return
  yield* goingOn(run, resource)
  yield* beginRiding(run, sideLoads)
  const [probe, usage] = yield* probed(run, resource, Cursor.offset)
  const listing = yield* store.begin({ run, resource, cursor: Cursor.offset, ...probe, usage })
  yield* publish(SyncEvent.ListingBegan({ run, listing }))
})

/**
 * All branches have come to their end, and so has their resource; and what rode on their pages. Where a branch was left
 * out, the resource says why.
 *
 * @since 0.1.0
 * @category workflows
 */
export const endFan = Effect.fn("Chunk.endFan")(function* (run: Run, fan: Fan) {
  const store = yield* SyncStore
  const { publish } = yield* SyncEvents
  const listings = yield* store.listings(run)
  const own = listings.find(({ resource }) => resource === fan.resource)
  if (own === undefined || !Cursor.isOpen(own.cursor)) return
  const { done, reason, skipped } = yield* store.branches(run, fan.resource)
  const parents = new Set(fan.routes.map(({ below }) => below))
  const unread = listings.find(({ resource, status }) => parents.has(resource) && status === "skipped")
  const parentsReason =
    unread === undefined ? undefined : `its parents, ${unread.resource}, were not read: ${unread.reason ?? "skipped"}`
  const riding = new Set(listings.flatMap(({ resource, status }) => (status === "skipped" ? [] : [resource])))
  const committed = yield* commit(
    store.commitPage({
      ...standing(run, own),
      cursor: Cursor.done,
      status: run.mode === "audit" ? "reading" : "done",
      ...(skipped > 0
        ? { reason: `${skipped} of ${done + skipped} parents were left out: ${reason}` }
        : parentsReason === undefined
          ? {}
          : { reason: parentsReason }),
      sideLoaded: fan.sideLoads.flatMap(({ resource }) =>
        riding.has(resource) ? [{ resource, records: [], complete: true }] : []
      )
    })
  )
  yield* publish(SyncEvent.Committed({ run, ...committed }))
})
