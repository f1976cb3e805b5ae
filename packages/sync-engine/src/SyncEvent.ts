/** What happens in a sync, as it happens: for progress displays, logs, metrics and the host's own hooks. */
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as PubSub from "effect/PubSub"
import * as Stream from "effect/Stream"
import * as Logging from "./internal/logging.ts"
import * as Metrics from "./Metrics.ts"
import type { Numbers } from "./RunSummary.ts"
import type { SyncError } from "./SyncError.ts"
import type { Listing, Run, RunStatus } from "./SyncStore.ts"

/**
 * One thing that happened.
 *
 * @since 0.1.0
 * @category models
 */
export type SyncEvent = Data.TaggedEnum<{
  /** A run begins to read; one that was queued, when its turn has come. */
  RunStarted: { readonly run: Run }
  /** A run was asked for, and waits until those before it have ended. */
  RunQueued: { readonly run: Run }
  /** A run that was left unfinished, or was paused, goes on; the listings are where it left them. */
  RunResumed: { readonly run: Run; readonly listings: ReadonlyArray<Listing> }
  /** A listing has begun: how much it holds is known now. */
  ListingBegan: { readonly run: Run; readonly listing: Listing }
  /** A page is in the store, or a batch of deletions. */
  Committed: { readonly run: Run; readonly listing: Listing; readonly sideLoads: ReadonlyArray<Listing> }
  /** The source does not answer; the run sleeps and tries again. */
  Waiting: { readonly run: Run; readonly reason: string }
  /** A resource is left out of the run: by the host, or because the credentials do not reach it. */
  ListingSkipped: { readonly run: Run; readonly listing: Listing }
  /** The run was paused or cancelled, and its work has come to rest. */
  RunStopped: { readonly run: Run; readonly status: RunStatus }
  /** What it did in all of its attempts, if the store could tell. */
  RunEnded: { readonly run: Run; readonly failure: SyncError | undefined; readonly numbers: Numbers | undefined }
}>

/** Makes and matches events. */
export const SyncEvent = Data.taggedEnum<SyncEvent>()

/**
 * Where events go. A listener that is too slow loses the oldest, never holds up the sync.
 *
 * @since 0.1.0
 * @category tags
 */
export class SyncEvents extends Context.Tag("@openfaith/sync-engine/SyncEvents")<
  SyncEvents,
  {
    readonly publish: (event: SyncEvent) => Effect.Effect<void>
    readonly stream: Stream.Stream<SyncEvent>
  }
>() {}

const count = (event: SyncEvent) => {
  if (event._tag === "RunStopped") return Metrics.rested(event.run, event.status)
  if (event._tag === "RunEnded") return Metrics.rested(event.run, event.failure === undefined ? "done" : "failed")
  return Effect.void
}

/**
 * Events within this process; whoever comes late gets the last few first. What happens to a run is logged where it is
 * published, which is in steps, and in what the host calls: never where a workflow is replayed.
 */
export const layer: Layer.Layer<SyncEvents> = Layer.effect(
  SyncEvents,
  Effect.map(PubSub.sliding<SyncEvent>({ capacity: 4096, replay: 16 }), (events) =>
    SyncEvents.of({
      publish: (event) =>
        PubSub.publish(events, event).pipe(Effect.zipRight(count(event)), Effect.zipRight(Logging.line(event))),
      stream: Stream.fromPubSub(events)
    })
  )
)
