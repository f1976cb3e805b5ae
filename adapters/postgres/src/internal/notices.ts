/** What processes tell each other through the database: hints only, which may be lost, and never waited for alone. */
import type { PgClient } from "@effect/sql-pg/PgClient"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as PubSub from "effect/PubSub"
import * as Queue from "effect/Queue"
import * as Schedule from "effect/Schedule"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { bounded } from "./database.ts"
import { channel } from "./names.ts"

/** What the owner says of itself; all else is the name of a process that wrote. */
export type Notice = "alive" | "released"

export interface Notices {
  /** Whenever something may have changed, and once a second, should nobody be heard. */
  readonly changes: Stream.Stream<void>
  /** Waits until somebody is heard. */
  readonly heard: Effect.Effect<void>
}

/** An owner is heard of more often, unless this connection is deaf: it died, or goes through a pooler. */
const silence = Duration.seconds(30)

export const make = (client: PgClient, schema: string, self: string): Effect.Effect<Notices, never, Scope.Scope> =>
  Effect.gen(function* () {
    const hub = yield* PubSub.sliding<void>(1)
    const alive: Notice = "alive"

    const listening = client.listen(channel(schema)).pipe(
      Stream.timeoutFail(() => "silence" as const, silence),
      Stream.filter((notice) => notice !== alive && notice !== self),
      Stream.runForEach(() => PubSub.publish(hub, undefined)),
      // no connection to listen by, or a dead one: the poll has to do until the next attempt
      Effect.catchAllCause(() => Effect.void),
      Effect.repeat(Schedule.spaced("1 second"))
    )

    const scope = yield* Effect.scope
    // it costs a connection, so only who waits listens
    const started = yield* Effect.cached(
      Effect.acquireRelease(Effect.interruptible(listening).pipe(Effect.forkDaemon), (fiber) =>
        Effect.ignore(bounded(Fiber.interrupt(fiber), Duration.seconds(1)))
      ).pipe(Scope.extend(scope))
    )

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
