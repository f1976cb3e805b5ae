/**
 * What a sync counts, through Effect's own `Metric`: the host exports it wherever it likes.
 *
 * Every metric is tagged with `connection`, and all but that of runs with `resource`; none holds an id or anything of a
 * record.
 *
 * Each process counts what it commits itself, from when it started. What a run did in all is in the store (`RunSummary`).
 */
import * as DateTime from "effect/DateTime"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as FiberRef from "effect/FiberRef"
import * as Layer from "effect/Layer"
import * as Metric from "effect/Metric"
import * as Schedule from "effect/Schedule"
import * as Freshness from "./Freshness.ts"
import type { Run } from "./internal/storing/run.ts"
import type { Numbers } from "./RunSummary.ts"
import { Source } from "./Source.ts"
import type { StoreError } from "./StoreError.ts"
import { SyncStore } from "./SyncStore.ts"

const counter = (name: string, description: string) => Metric.counter(name, { description, incremental: true })

/**
 * Requests of listings, retries among them.
 *
 * @since 0.1.0
 * @category models
 */
export const requests = counter("openfaith_sync_requests_total", "Requests of listings, retries among them")

/**
 * Pages committed.
 *
 * @since 0.1.0
 * @category models
 */
export const pages = counter("openfaith_sync_pages_total", "Pages committed")

/**
 * Records on these pages, counting those of an overlap twice.
 *
 * @since 0.1.0
 * @category models
 */
export const seen = counter("openfaith_sync_records_seen_total", "Records on these pages")

/**
 * Records that were new or had changed. Where several processes read branches of one resource at once, as in a cluster,
 * each may count some of what the others changed.
 *
 * @since 0.1.0
 * @category models
 */
export const changed = counter("openfaith_sync_records_changed_total", "Records that were new or had changed")

/**
 * Records marked as deleted.
 *
 * @since 0.1.0
 * @category models
 */
export const deleted = counter("openfaith_sync_records_deleted_total", "Records marked as deleted")

/**
 * Records kept aside, each time they are.
 *
 * @since 0.1.0
 * @category models
 */
export const rejected = counter("openfaith_sync_records_rejected_total", "Records kept aside")

/**
 * Seconds that requests of listings waited for quota, those of several at once added up.
 *
 * @since 0.1.0
 * @category models
 */
export const waited = counter("openfaith_sync_quota_wait_seconds_total", "Seconds that requests waited for quota")

/**
 * Runs that came to rest in this process, tagged with `mode` and with how they stand then (`outcome`): `done`, `failed`,
 * `paused`, `cancelled`.
 *
 * @since 0.1.0
 * @category models
 */
export const runs = counter("openfaith_sync_runs_total", "Runs that came to rest, by mode and outcome")

/**
 * Seconds since every change at the source was in the copy (`Freshness.lag`), as of the last sample: one is taken whenever
 * a listing ends in this process, by `Sync.status`, by `sampleLag`, and at an interval by `layerLag`.
 *
 * @since 0.1.0
 * @category models
 */
export const lag = Metric.gauge("openfaith_sync_lag_seconds", {
  description: "Seconds since every change at the source was in the copy"
})

/**
 * The moment as of which every change at the source is in the copy (`Freshness.asOf`), in seconds since 1970. It moves only
 * when a listing ends, so that it stays true between samples: `time() - openfaith_sync_as_of_seconds` is the lag.
 *
 * @since 0.1.0
 * @category models
 */
export const asOf = Metric.gauge("openfaith_sync_as_of_seconds", {
  description: "The moment as of which every change at the source is in the copy, in seconds since 1970"
})

/** Making a tagged metric costs more than updating it, and a host has a few hundred resources at most. */
const byResource = new Map<string, ReturnType<typeof tag>>()

/** Of which resources anything was counted. */
const counted = new WeakSet<ReturnType<typeof tag>>()

const tag = (connection: string, resource: string) => {
  const of = <Type, In, Out>(metric: Metric.Metric<Type, In, Out>) =>
    Metric.tagged(Metric.tagged(metric, "connection", connection), "resource", resource)
  return {
    requests: of(requests),
    pages: of(pages),
    seen: of(seen),
    changed: of(changed),
    deleted: of(deleted),
    rejected: of(rejected),
    waited: of(waited),
    lag: of(lag),
    asOf: of(asOf)
  }
}

const tagged = (connection: string, resource: string) => {
  const name = JSON.stringify([connection, resource])
  const metrics = byResource.get(name) ?? tag(connection, resource)
  byResource.set(name, metrics)
  return metrics
}

/** Counts what was done to a resource. From the first time on, all its counters are there, be they at zero. @internal */
export const count = (connection: string, resource: string, numbers: Numbers): Effect.Effect<void> =>
  // one step instead of seven: the tags of the host's own are all that an update looks up
  Effect.map(FiberRef.get(FiberRef.currentMetricLabels), (labels) => {
    const metrics = tagged(connection, resource)
    const isKnown = counted.has(metrics)
    counted.add(metrics)
    const add = (metric: Metric.Metric.Counter<number>, amount: number) => {
      // of a page, most of what may be counted is nothing
      if (amount > 0 || !isKnown) metric.unsafeUpdate(amount, labels)
    }
    add(metrics.requests, numbers.requests)
    add(metrics.pages, numbers.pages)
    add(metrics.seen, numbers.seen)
    add(metrics.changed, numbers.changed)
    add(metrics.deleted, numbers.deleted)
    add(metrics.rejected, numbers.rejected)
    add(metrics.waited, numbers.waitedMillis / 1000)
  })

/** Counts a run that came to rest. @internal */
export const rested = ({ connection, mode }: Run, outcome: string): Effect.Effect<void> =>
  Metric.increment(
    Metric.tagged(Metric.tagged(Metric.tagged(runs, "connection", connection), "mode", mode), "outcome", outcome)
  )

/** Shows how current resources are. @internal */
export const show = (connection: string, { at, resources }: Freshness.Freshness): Effect.Effect<void> =>
  Effect.forEach(
    resources,
    (one) => {
      const since = Freshness.asOf(one)
      if (since === undefined) return Effect.void
      const metrics = tagged(connection, one.resource)
      const seconds = DateTime.toEpochMillis(since) / 1000
      return Effect.zipRight(
        Metric.set(metrics.asOf, seconds),
        Metric.set(metrics.lag, Math.max(0, DateTime.toEpochMillis(at) / 1000 - seconds))
      )
    },
    { discard: true }
  )

/**
 * Sets the gauges of `lag` and `asOf` for all resources of a connection that were ever read to their end: one short query,
 * which counts no records. For hosts that sample before they export.
 *
 * @since 0.1.0
 * @category combinators
 */
export const sampleLag = (connection: string): Effect.Effect<void, StoreError, SyncStore> =>
  Effect.flatMap(SyncStore, (store) => Effect.flatMap(store.freshness(connection), (found) => show(connection, found)))

/**
 * @since 0.1.0
 * @category models
 */
export interface LagOptions {
  /** Default 30 seconds. */
  readonly every?: Duration.DurationInput | undefined
}

/**
 * Keeps `lag` true between runs: samples the store for as long as the layer is there, in any process, also one that
 * executes nothing. While the store is away the gauges stay as they are.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerLag = ({ every = "30 seconds" }: LagOptions = {}): Layer.Layer<never, never, Source | SyncStore> =>
  Layer.scopedDiscard(
    Effect.flatMap(Source, ({ connection }) =>
      sampleLag(connection).pipe(
        Effect.catchAll((error) => Effect.logDebug("the lag of a sync could not be sampled", error.message)),
        Effect.repeat(Schedule.spaced(every)),
        Effect.forkScoped
      )
    )
  )
