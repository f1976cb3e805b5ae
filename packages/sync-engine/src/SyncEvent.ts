/** What happens in a sync, as it happens: for progress displays, logs and the host's own hooks. */
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as PubSub from "effect/PubSub"
import * as Stream from "effect/Stream"
import type { Listing, Run, RunStatus } from "./SyncStore.ts"

/**
 * One thing that happened.
 *
 * @since 0.1.0
 * @category models
 */
export type SyncEvent = Data.TaggedEnum<{
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
  /** The host has left a resource out of the run. */
  ListingSkipped: { readonly run: Run; readonly listing: Listing }
  /** The run was paused or cancelled, and its work has come to rest. */
  RunStopped: { readonly run: Run; readonly status: RunStatus }
  RunEnded: { readonly run: Run; readonly failure: string | undefined }
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

/** Events within this process; whoever comes late gets the last few first. */
export const layer: Layer.Layer<SyncEvents> = Layer.effect(
  SyncEvents,
  Effect.map(PubSub.sliding<SyncEvent>({ capacity: 4096, replay: 16 }), (events) =>
    SyncEvents.of({ publish: (event) => PubSub.publish(events, event), stream: Stream.fromPubSub(events) })
  )
)
