/** How a connection stands: what runs and what it waits for, how current each resource is, and what needs a person. */
import type { Plan } from "@openfaith/graph-planner"
import * as Data from "effect/Data"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Freshness from "./Freshness.ts"
import { ListingStatus, type TimedListing } from "./internal/storing/listing.ts"
import type { Stored } from "./internal/storing/storedRecord.ts"
import { RunSummary } from "./RunSummary.ts"
import type { StoreError } from "./StoreError.ts"
import { SyncStore } from "./SyncStore.ts"

/**
 * One resource of a run: how far it was read, and what that took.
 *
 * @since 0.1.0
 * @category schemas
 */
export const ListingSummary = Schema.Struct({
  resource: Schema.String,
  status: ListingStatus,
  /** Why it was skipped or held, in words. */
  reason: Schema.UndefinedOr(Schema.String),
  pages: Schema.Int,
  /** Records seen, counting those of an overlap twice. */
  seen: Schema.Int,
  changed: Schema.Int,
  deleted: Schema.Int,
  /** Records kept aside. */
  rejected: Schema.Int,
  /** How many records there are at the source, where it says. */
  total: Schema.UndefinedOr(Schema.JsonNumber),
  requests: Schema.Int,
  /** Spent waiting for quota. */
  waitedMillis: Schema.JsonNumber,
  begunAt: Schema.DateTimeUtc,
  /** When anything of it was last committed. */
  movedAt: Schema.DateTimeUtc,
  /** When it was done, skipped or held. */
  endedAt: Schema.UndefinedOr(Schema.DateTimeUtc)
})

/** @since 0.1.0 */
export type ListingSummary = typeof ListingSummary.Type

/**
 * A run with its listings, and how far in its plan it is. `JSON.stringify` writes what this schema encodes.
 *
 * @since 0.1.0
 * @category schemas
 */
export const RunDetail = Schema.Struct({
  ...RunSummary.fields,
  /** The stage of the plan that was reached, from 1 on; 0 before any listing has begun. */
  stage: Schema.Struct({ number: Schema.Int, of: Schema.Int }),
  /** Those that have begun, or were left out. */
  listings: Schema.Array(ListingSummary)
})

/** @since 0.1.0 */
export type RunDetail = typeof RunDetail.Type

/**
 * What stays as it is until a person does something.
 *
 * - `Reauthorization`: the source refuses the credentials, or they cannot be renewed.
 * - `HeldDeletions`: more is missing at the source than is deleted without being told to.
 * - `FailedRun`: a run has failed for another reason, and nobody has let it go on.
 * - `PausedRun`: a run was paused, and nobody has let it go on.
 *
 * @since 0.1.0
 * @category schemas
 */
export const NeedSchema = Schema.Union(
  Schema.TaggedStruct("Reauthorization", { run: Schema.String, since: Schema.DateTimeUtc, reason: Schema.String }),
  Schema.TaggedStruct("HeldDeletions", {
    resource: Schema.String,
    run: Schema.String,
    since: Schema.DateTimeUtc,
    reason: Schema.String
  }),
  Schema.TaggedStruct("FailedRun", { run: Schema.String, since: Schema.DateTimeUtc, reason: Schema.String }),
  Schema.TaggedStruct("PausedRun", { run: Schema.String, since: Schema.DateTimeUtc })
)

/** @since 0.1.0 */
export type Need = typeof NeedSchema.Type

/**
 * Makes and matches needs.
 *
 * @since 0.1.0
 * @category combinators
 */
export const Need = Data.taggedEnum<Need>()

/**
 * A need in one sentence, with what to do.
 *
 * @since 0.1.0
 * @category combinators
 */
export const sentence: (need: Need) => string = Need.$match({
  Reauthorization: ({ reason, run }) => `${reason}: give new credentials, then retry ${run}`,
  HeldDeletions: ({ reason, resource }) => `${resource}: ${reason}: run an audit with acceptDeletions, if it is so`,
  FailedRun: ({ reason, run }) => `${run} has failed: ${reason}: retry or cancel it`,
  PausedRun: ({ run }) => `${run} is paused: resume or cancel it`
})

/**
 * What is stored of a resource, and how current that is.
 *
 * @since 0.1.0
 * @category schemas
 */
export const ResourceStatus = Schema.Struct({
  /** Records, deleted ones not counted. */
  stored: Schema.Int,
  /** Records marked as deleted. */
  deleted: Schema.Int,
  /** Records kept aside because they do not decode. */
  rejected: Schema.Int,
  /** Records that are stored, and that a projection refused: the host's own rows do not say what they say. */
  unprojected: Schema.Int,
  /** Live records that the last audit did not meet, and that nothing confirms to be gone. */
  unconfirmed: Schema.Int,
  /** Live records dated after the source's own time: no delta goes by such a date. */
  ahead: Schema.Int,
  /** Whether it was ever read whole. */
  complete: Schema.Boolean,
  /** Every change the source showed before this moment is in the copy (`Freshness.asOf`). */
  asOf: Schema.UndefinedOr(Schema.DateTimeUtc),
  /** How long ago that is. */
  lagMillis: Schema.UndefinedOr(Schema.JsonNumber),
  /** The last listing of each mode that was done. Deletions are known as of the last `audit`. */
  done: Schema.Struct({
    full: Schema.UndefinedOr(Freshness.Done),
    delta: Schema.UndefinedOr(Freshness.Done),
    audit: Schema.UndefinedOr(Freshness.Done)
  }),
  /**
   * How its last listing came out: `unread` before the first, `partial` where some of its parents were left out; `held`
   * until an audit has settled what one had held back.
   */
  outcome: Schema.Literal("unread", "done", "partial", "skipped", "held"),
  /** Why, where it is partial, skipped or held. */
  reason: Schema.UndefinedOr(Schema.String)
})

/** @since 0.1.0 */
export type ResourceStatus = typeof ResourceStatus.Type

/**
 * How a connection stands. All of it is from the store: nothing was asked of the source.
 *
 * `JSON.stringify` of one writes what this schema encodes: moments in ISO 8601 and UTC, times in milliseconds. What is
 * undefined is left out.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Status = Schema.Struct({
  connection: Schema.String,
  /** When this was so, by the store's clock. */
  at: Schema.DateTimeUtc,
  needs: Schema.Array(NeedSchema),
  running: Schema.Array(RunDetail),
  /** In the order in which they will begin. */
  queued: Schema.Array(RunSummary),
  /** Those that may still go on, and do not by themselves, the newest first. */
  paused: Schema.Array(RunSummary),
  failed: Schema.Array(RunSummary),
  /** The run that ended last: done, failed or cancelled. */
  last: Schema.UndefinedOr(RunSummary),
  /** The greatest lag of any resource that was not skipped; none while one of those was never read to its end. */
  lagMillis: Schema.UndefinedOr(Schema.JsonNumber),
  /** By `product.Type`. */
  resources: Schema.Record({ key: Schema.String, value: ResourceStatus })
})

/** @since 0.1.0 */
export type Status = typeof Status.Type

/** More runs than this do not end without having been looked at. */
const most = 100

/** A host may leave out what has not begun. */
const hasBegun = ({ pages, requests, status }: TimedListing) => status !== "skipped" || pages + requests > 0

const stageOf = ({ stages }: Plan.Plan, listings: ReadonlyArray<TimedListing>): RunDetail["stage"] => {
  const begun = new Set(listings.filter(hasBegun).map(({ resource }) => resource))
  const reached = stages.findLastIndex((stage) =>
    stage.some((task) => [task, ...task.sideLoads].some(({ resource }) => begun.has(resource)))
  )
  return { number: reached + 1, of: stages.length }
}

/**
 * The run with its listings; none where there is no such run.
 *
 * @since 0.1.0
 * @category combinators
 */
export const inspect = Effect.fnUntraced(function* (id: string) {
  const store = yield* SyncStore
  const found = yield* store.findRun(id)
  const summary = yield* store.summary(id)
  if (Option.isNone(found) || Option.isNone(summary)) return Option.none<RunDetail>()
  const listings = yield* store.timedListings(id)
  return Option.some<RunDetail>({
    ...summary.value,
    stage: stageOf(found.value.run.plan, listings),
    listings: listings.map(summaryOf)
  })
})

const summaryOf = (listing: TimedListing): ListingSummary => {
  const { changed, deleted, pages, reason, rejected, requests, resource, seen, status, total, waited } = listing
  const { begunAt, endedAt, movedAt } = listing
  return {
    ...{ resource, status, reason, pages, seen, changed, deleted, rejected, total, requests, waitedMillis: waited },
    ...{ begunAt, movedAt, endedAt }
  }
}

const outcomeOf = (reads: ReadonlyArray<Freshness.LastRead>): Pick<ResourceStatus, "outcome" | "reason"> => {
  const [last] = reads.toSorted((one, other) => DateTime.Order(other.endedAt, one.endedAt))
  const held = reads.find(({ status }) => status === "held")
  if (held !== undefined) return { outcome: "held", reason: held.reason }
  if (last === undefined) return { outcome: "unread", reason: undefined }
  if (last.status === "done" && last.reason !== undefined) return { outcome: "partial", reason: last.reason }
  return { outcome: last.status, reason: last.reason }
}

const resourceOf = (
  at: DateTime.Utc,
  known: Freshness.ResourceFreshness | undefined,
  stored: Stored | undefined
): ResourceStatus => {
  const reads = known?.reads ?? []
  const done = (mode: Plan.Mode) => reads.find((read) => read.mode === mode)?.done
  return {
    stored: stored?.live ?? 0,
    deleted: stored?.deleted ?? 0,
    rejected: stored?.rejected ?? 0,
    unprojected: stored?.unprojected ?? 0,
    unconfirmed: stored?.unconfirmed ?? 0,
    ahead: stored?.ahead ?? 0,
    complete: known?.complete ?? false,
    asOf: known === undefined ? undefined : Freshness.asOf(known),
    lagMillis: known === undefined ? undefined : toMillis(Freshness.lag(at, known)),
    done: { full: done("full"), delta: done("delta"), audit: done("audit") },
    ...outcomeOf(reads)
  }
}

const toMillis = (lag: Duration.Duration | undefined) => (lag === undefined ? undefined : Duration.toMillis(lag))

const ofCredentials = new Set<string | undefined>(["Unauthorized", "NeedsReauthorization"])

const needOf = ({ failure, id: run, since, status }: RunSummary): ReadonlyArray<Need> => {
  if (status === "paused") return [Need.PausedRun({ run, since })]
  if (status !== "failed") return []
  const reason = failure?.message ?? "it does not say why"
  return ofCredentials.has(failure?.kind)
    ? [Need.Reauthorization({ run, since, reason })]
    : [Need.FailedRun({ run, since, reason })]
}

const heldIn = ({ reads, resource }: Freshness.ResourceFreshness): ReadonlyArray<Need> =>
  reads.flatMap(({ endedAt: since, reason = "deletions are held back", run, status }) =>
    status === "held" ? [Need.HeldDeletions({ resource, run, since, reason })] : []
  )

const greatestLag = (resources: ReadonlyArray<ResourceStatus>) => {
  const lags = resources.flatMap(({ lagMillis, outcome }) => (outcome === "skipped" ? [] : [lagMillis]))
  return lags.reduce(
    (one, other) => (one === undefined || other === undefined ? undefined : Math.max(one, other)),
    lags[0]
  )
}

/**
 * How a connection stands, from the store alone: for any process that can reach it, also one that executes nothing. It
 * shows the resources asked for; by default all that were ever read, or are being read.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (options: {
  readonly connection: string
  readonly resources?: ReadonlyArray<string> | undefined
}): Effect.Effect<Status, StoreError, SyncStore> =>
  Effect.gen(function* () {
    const { connection } = options
    const store = yield* SyncStore
    const freshness = yield* store.freshness(connection)
    const stored = yield* store.stored(connection)
    const unfinished = yield* store.runs({
      connection,
      status: ["queued", "running", "paused", "failed"],
      limit: most
    })
    const standing = (status: RunSummary["status"]) => unfinished.filter((run) => run.status === status)
    const details = yield* Effect.forEach(standing("running"), ({ id }) => inspect(id))
    // what has ended meanwhile is told of as the last
    const running = details.flatMap(Option.toArray).filter(({ status }) => status === "running")
    const last = yield* store.lastEnded(connection)
    const known = [...freshness.resources, ...stored].map(({ resource }) => resource)
    const shown = options.resources ?? [...known, ...running.flatMap(({ resources }) => resources)].toSorted()
    const resources = [...new Set(shown)].map((name) => {
      const own = <A extends { readonly resource: string }>(all: ReadonlyArray<A>) =>
        all.find(({ resource }) => resource === name)
      return [name, resourceOf(freshness.at, own(freshness.resources), own(stored))] as const
    })
    return {
      connection,
      at: freshness.at,
      needs: [
        ...unfinished.flatMap(needOf),
        ...freshness.resources.filter(({ resource }) => shown.includes(resource)).flatMap(heldIn)
      ],
      running,
      queued: standing("queued").toSorted((one, other) => DateTime.Order(one.since, other.since)),
      paused: standing("paused"),
      failed: standing("failed"),
      last: Option.getOrUndefined(last),
      lagMillis: greatestLag(resources.map(([, resource]) => resource)),
      resources: Object.fromEntries(resources)
    }
  })
