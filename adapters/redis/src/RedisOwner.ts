/**
 * One process executes what is in a task queue, all others stand by, and take over when it is gone.
 *
 * A hash for each process says who, with an epoch that only grows: the fence that every write of a term carries, looked for
 * within the script that writes. The owner renews a lease, by the server's clock. A standby takes over when the owner has given it back, which
 * it hears of at once, or when it has run out: the process is dead, frozen, or cut off.
 */
import { randomUUID } from "node:crypto"
import { hostname } from "node:os"
import type { WorkflowJournal } from "@openfaith/workflow-engine"
import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import { decoded, type Journal } from "./internal/journal.ts"
import type { Notices } from "./internal/notices.ts"
import * as Scripts from "./internal/ownerScripts.ts"

/**
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /**
   * For how long an owner that is not heard of keeps its right, and so the longest that work stands still when a process
   * dies; default 10 seconds.
   */
  readonly lease?: Duration.DurationInput | undefined
  /** How often all look who the owner is; default one second. */
  readonly look?: Duration.DurationInput | undefined
}

const Taken = Schema.decodeUnknownOption(
  Schema.Union(
    Schema.Tuple(Schema.Literal("taken"), Schema.NumberFromString),
    Schema.Tuple(Schema.Literal("held"), Schema.NumberFromString, Schema.NullOr(Schema.String))
  )
)
const Left = Schema.decodeUnknownOption(Schema.NumberFromString)
const Holder = Schema.decodeUnknownOption(Schema.Tuple(Schema.NullOr(Schema.String), Schema.NullOr(Schema.String)))

/** How long the end of a term waits for a server that may be gone. */
const farewell = Duration.seconds(2)

/**
 * Waits for the right to execute any of some task queues; it ends with the scope, so that another process can take over at once. `fit` is asked
 * before, and again with each look: what it fails with keeps this process from a term, and ends one that lasts.
 *
 * @since 0.1.0
 * @category constructors
 */
export const term = (
  journal: Journal,
  { lease = "10 seconds", look = "1 second" }: Options,
  heard: Notices["heard"],
  fit: Effect.Effect<void, WorkflowJournal.JournalError>,
  taskQueues: Effect.Effect<ReadonlyArray<string>>
): Effect.Effect<WorkflowJournal.Term, WorkflowJournal.JournalError, Scope.Scope> => {
  const leased = String(Duration.toMillis(lease))
  const looked = Duration.toMillis(look)
  const holder = `process ${process.pid} on ${hostname()}`
  // whether this process is cut off is not for the clock to tell that others judge by
  const monotonic = Effect.map(Clock.currentTimeNanos, (nanos) => Number(nanos) / 1_000_000)

  /** Told under a name of nobody's, so that those who stand by in this very process hear of it too. */
  const giveBack = (token: string) =>
    journal.ask("release", Scripts.release, [token, journal.channel, "released"]).pipe(
      Effect.timeout(farewell),
      Effect.ignore,
      // at the end of a scope nothing can be given up but what runs beside it
      Effect.interruptible,
      Effect.forkDaemon,
      Effect.flatMap(Fiber.join)
    )

  /** What is taken is given back with the scope; and so is what may have been taken when nobody waits for the answer. */
  const take = Effect.uninterruptibleMask((restore) =>
    Effect.gen(function* () {
      const token = randomUUID()
      const wanted = yield* taskQueues
      const at = yield* monotonic
      const [what, number] = yield* restore(journal.ask("term", Scripts.take, [leased, holder, token, ...wanted])).pipe(
        Effect.onError(() => Effect.forkDaemon(giveBack(token))),
        Effect.flatMap(decoded("term", Taken))
      )
      if (what === "held") return { wait: number }
      yield* Effect.addFinalizer(() => giveBack(token))
      return { epoch: number, at }
    })
  )

  const acquire = Effect.gen(function* () {
    while (true) {
      yield* fit
      const taken = yield* take
      if (taken.epoch !== undefined) return taken
      yield* Effect.raceFirst(heard, Effect.sleep(Math.min(looked, Math.max(1, Math.ceil(taken.wait)))))
    }
  })

  const successorOf = (epoch: number) =>
    journal.ask("term", Scripts.successor, [String(epoch)]).pipe(
      Effect.flatMap(decoded("term", Holder)),
      Effect.map(([by, next]) =>
        by === null ? "another process has taken over" : `${by} has taken over, in term ${next}`
      ),
      Effect.orElseSucceed(() => "another process has taken over")
    )

  /** Renews the lease, and ends with the reason when that is no longer possible. */
  const keep = (epoch: number, since: number) =>
    Effect.gen(function* () {
      let until = since + Number(leased)
      while (true) {
        yield* Effect.sleep(Math.min(looked, Number(leased) / 3))
        const now = yield* monotonic
        // by then others may judge that it has run out
        const left = until - Number(leased) / 10 - now
        if (left <= 0) return "its lease could not be renewed in time"
        const answer = yield* Effect.zipRight(fit, journal.fenced("renew", Scripts.renew, epoch, [leased])).pipe(
          Effect.flatMap(decoded("renew", Left)),
          Effect.timeoutOption(left),
          Effect.either
        )
        if (answer._tag === "Right") {
          if (Option.isSome(answer.right)) until = now + answer.right.value
        } else if (answer.left._tag === "TermEnded") {
          return journal.setback(epoch) ?? (yield* successorOf(epoch))
        } else if (!answer.left.retryable) {
          return answer.left.reason
        }
      }
    })

  return Effect.gen(function* () {
    const { at, epoch } = yield* acquire
    const lost = yield* Deferred.make<string>()
    yield* Effect.forkScoped(Effect.flatMap(keep(epoch, at), (reason) => Deferred.succeed(lost, reason)))
    return { epoch, lost: Deferred.await(lost) }
  })
}
