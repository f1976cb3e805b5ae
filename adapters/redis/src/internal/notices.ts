/** What processes tell each other through the server: hints only, which may be lost, and never waited for alone. */
import * as Effect from "effect/Effect"
import * as PubSub from "effect/PubSub"
import * as Queue from "effect/Queue"
import * as Schedule from "effect/Schedule"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { Cluster, type Redis } from "ioredis"
import type { Journal } from "./journal.ts"

export interface Notices {
  /** Whenever something may have changed, and once a second, should nobody be heard. */
  readonly changes: Stream.Stream<void>
  /** Waits until somebody is heard. */
  readonly heard: Effect.Effect<void>
}

/** A connection that listens can do nothing else, so it is one more, with the options of the host's. */
const another = (client: Redis | Cluster): Redis | Cluster =>
  client instanceof Cluster
    ? client.duplicate([], { enableOfflineQueue: true })
    : client.duplicate({ enableOfflineQueue: true, maxRetriesPerRequest: null })

export const make = (
  client: Redis | Cluster,
  { channel, self }: Pick<Journal, "channel" | "self">
): Effect.Effect<Notices, never, Scope.Scope> =>
  Effect.gen(function* () {
    const hub = yield* PubSub.sliding<void>(1)
    const scope = yield* Effect.scope

    const listening = Effect.acquireRelease(
      Effect.sync(() => {
        const listener = another(client)
        const debug = (error: Error) =>
          Effect.runFork(Effect.logDebug("the Redis connection that listens", error.message))
        listener.on("error", debug)
        listener.on("message", (_, sender: string) => {
          if (sender !== self) hub.unsafeOffer(undefined)
        })
        // it is subscribed again by itself whenever it comes back; where it may not, others look now and then
        listener.subscribe(channel).catch(debug)
        return listener
      }),
      (listener) => Effect.sync(() => listener.disconnect())
    )
    // it costs a connection, so only who waits listens
    const started = yield* Effect.cached(Effect.asVoid(Scope.extend(listening, scope)))

    return {
      changes: Stream.unwrapScoped(
        Effect.zipRight(
          started,
          Effect.map(PubSub.subscribe(hub), (told) =>
            Stream.merge(Stream.fromQueue(told), Stream.fromSchedule(Schedule.spaced("1 second")))
          )
        )
      ).pipe(Stream.map(() => undefined)),
      heard: Effect.zipRight(started, Effect.scoped(Effect.flatMap(PubSub.subscribe(hub), Queue.take)))
    }
  })
