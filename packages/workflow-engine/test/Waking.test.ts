/** Whatever an execution waits for wakes it: signals from anywhere, timers of any length, on a clock that is moved. */
import { assert, describe, it } from "@effect/vitest"
import * as Activity from "@effect/workflow/Activity"
import * as DurableDeferred from "@effect/workflow/DurableDeferred"
import * as Workflow from "@effect/workflow/Workflow"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as TestClock from "effect/TestClock"
import * as LongClock from "../src/internal/longClock.ts"
import * as JournalEngine from "../src/JournalEngine.ts"
import { JournalEntry } from "../src/JournalEntry.ts"
import { asked, newJournal, running, within } from "./Scene.ts"

const Work = Workflow.make({
  name: "Work",
  payload: { id: Schema.Int },
  success: Schema.Int,
  idempotencyKey: ({ id }) => String(id)
})

const Answer = DurableDeferred.make("answer", { success: Schema.Int })

/** The real clock, a few milliseconds on: the fibers of an engine have done what they can. */
const really = Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 2)))

const untilReally = <E, R>(holds: Effect.Effect<boolean, E, R>) =>
  Effect.repeat(Effect.zipLeft(holds, really), { until: (is) => is })

const longest = 2 ** 31 - 1

describe("an execution is woken", () => {
  it.live("by a signal from a fiber that a step has left behind, whenever it comes", () =>
    Effect.gen(function* () {
      const journal = yield* newJournal
      const work = Work.toLayer(({ id }) =>
        Effect.gen(function* () {
          const token = yield* DurableDeferred.token(Answer)
          yield* Activity.make({
            name: "ask",
            execute: DurableDeferred.succeed(Answer, { token, value: id }).pipe(
              Effect.delay(Duration.millis(id % 10)),
              Effect.forkDaemon,
              Effect.asVoid
            )
          })
          return yield* DurableDeferred.await(Answer)
        })
      )
      const ids = Array.from({ length: 60 }, (_, id) => id)
      const answers = yield* Effect.forEach(ids, (id) => Work.execute({ id }), { concurrency: "unbounded" }).pipe(
        within(running(journal, work))
      )
      assert.deepStrictEqual(answers, ids)
    })
  )

  it.live("by a signal that such a fiber sends when its term is over", () =>
    Effect.gen(function* () {
      const journal = yield* newJournal
      const open = yield* Deferred.make<void>()
      const sent = yield* Deferred.make<void>()
      const work = Work.toLayer(({ id }) =>
        Effect.gen(function* () {
          const token = yield* DurableDeferred.token(Answer)
          yield* Activity.make({
            name: "ask",
            execute: Deferred.await(open).pipe(
              Effect.zipRight(DurableDeferred.succeed(Answer, { token, value: id })),
              Effect.ensuring(Deferred.succeed(sent, undefined)),
              Effect.forkDaemon,
              Effect.asVoid
            )
          })
          return yield* DurableDeferred.await(Answer)
        })
      )
      // the engine stays, and executes in two terms
      yield* Effect.gen(function* () {
        const { start } = yield* JournalEngine.JournalEngine
        const execution = yield* Work.execute({ id: 7 }, { discard: true })
        yield* Effect.scoped(
          Effect.zipRight(
            start,
            untilReally(Effect.map(Work.poll(execution), (result) => result?._tag === "Suspended"))
          )
        )
        yield* Deferred.succeed(open, undefined)
        yield* Deferred.await(sent)
        yield* start
        assert.strictEqual(yield* Work.execute({ id: 7 }), 7)
      }).pipe(Effect.scoped, within(asked(journal, work)))
    })
  )

  it.effect("within a body or a step, however long it sleeps: in sleeps that a timer can take", () =>
    Effect.gen(function* () {
      const slept: Array<number> = []
      const test = yield* Effect.clock
      const clock = LongClock.make({
        ...test,
        sleep: (duration) => Effect.sync(() => slept.push(Duration.toMillis(duration)))
      })
      yield* Effect.withClock(Effect.sleep("60 days"), clock)
      assert.strictEqual(
        slept.reduce((sum, one) => sum + one, 0),
        Duration.toMillis("60 days")
      )
      for (const one of slept) assert.isAtMost(one, longest)
    })
  )

  it.effect("within its duration and one look, though the clock goes back by an hour", () =>
    Effect.gen(function* () {
      const journal = yield* newJournal
      const { epoch } = yield* journal.term(Effect.succeed(["default"]))
      const due = journal.due(10, epoch, ["default"])
      yield* TestClock.setTime(Duration.toMillis("2 hours"))
      yield* journal.append([
        JournalEntry.Start({
          execution: "one",
          workflow: "Work",
          taskQueue: "default",
          payload: "{}",
          parent: null,
          awaited: false
        }),
        JournalEntry.Timer({ execution: "one", name: "nap", exit: "{}", after: Duration.minutes(5) }),
        JournalEntry.Suspend({ execution: "one", wakes: 0 })
      ])
      yield* TestClock.setTime(Duration.toMillis("1 hour"))
      assert.deepStrictEqual((yield* due).next, Option.some(Duration.minutes(5)))
      yield* TestClock.adjust("5 minutes")
      assert.deepStrictEqual((yield* due).executions, ["one"])
    }).pipe(Effect.scoped)
  )
})
