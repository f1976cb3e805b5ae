/** Where the events of a sync go, and how a host hears of them. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as PubSub from "effect/PubSub"
import * as Stream from "effect/Stream"
import * as Logging from "./internal/watching/logging.ts"
import * as Metrics from "./Metrics.ts"
import type { SyncEvent } from "./SyncEvent.ts"

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
 *
 * @since 0.1.0
 * @category layers
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
