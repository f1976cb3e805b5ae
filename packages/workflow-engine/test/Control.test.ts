import { assert, describe, it } from "@effect/vitest"
import * as Activity from "@effect/workflow/Activity"
import * as Workflow from "@effect/workflow/Workflow"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as JournalEngine from "../src/JournalEngine.ts"
import { becomes, eventually, nap, newJournal, running, within } from "./Scene.ts"

class Closed extends Schema.TaggedError<Closed>("Closed")("Closed", {}) {}

const Order = Workflow.make({
  name: "Order",
  payload: { id: Schema.String, how: Schema.Literal("pay", "sleep", "work") },
  success: Schema.String,
  error: Closed,
  idempotencyKey: ({ id }) => id
})

const engine = JournalEngine.JournalEngine

const shop = () => {
  const done: Array<string> = []
  const note = (what: string) => Effect.sync(() => void done.push(what))
  const state = { open: false }
  const workflows = Order.toLayer(({ how }) =>
    Effect.gen(function* () {
      yield* Activity.make({ name: "reserve", execute: note("reserve") }).pipe(
        Order.withCompensation(() => note("release"))
      )
      if (how === "sleep") yield* nap("nap", "1 day")
      if (how === "work") {
        yield* Activity.make({
          name: "work",
          execute: Effect.zipRight(
            note("work"),
            Effect.zipRight(
              eventually(
                "the shop opens",
                Effect.sync(() => state.open)
              ),
              note("worked")
            )
          ).pipe(Effect.orDie)
        })
      }
      yield* Activity.make({
        name: "charge",
        error: Closed,
        execute: Effect.zipRight(
          note("charge"),
          Effect.suspend(() => (state.open ? Effect.void : new Closed()))
        )
      })
      return "paid"
    })
  )
  return { done, state, workflows }
}

describe("retry", () => {
  it.live("begins a failed execution again, and keeps the steps that succeeded", () =>
    Effect.gen(function* () {
      const { done, state, workflows } = shop()
      yield* within(running(yield* newJournal, workflows))(
        Effect.gen(function* () {
          const { retry } = yield* engine
          const payload = { id: "a", how: "pay" } as const
          const id = yield* Order.execute(payload, { discard: true })
          const failed = yield* becomes(id, "failed")
          assert.include(failed.error, "Closed")
          state.open = true
          assert.isTrue(yield* retry(id))
          assert.strictEqual(yield* Order.execute(payload), "paid")
          assert.deepInclude(yield* becomes(id, "succeeded"), { error: null })
          assert.isFalse(yield* retry(id))
        })
      )
      assert.deepStrictEqual(done, ["reserve", "charge", "release", "charge"])
    })
  )

  it.live("tells of an execution that nobody knows", () =>
    Effect.gen(function* () {
      yield* within(running(yield* newJournal, Layer.empty))(
        Effect.gen(function* () {
          const { cancel, retry } = yield* engine
          for (const asking of [retry("nobody"), cancel("nobody")]) {
            assert.strictEqual((yield* Effect.flip(asking))._tag, "UnknownExecution")
          }
        })
      )
    })
  )
})

describe("cancel", () => {
  it.live("ends what sleeps, and takes back what it did", () =>
    Effect.gen(function* () {
      const { done, workflows } = shop()
      yield* within(running(yield* newJournal, workflows))(
        Effect.gen(function* () {
          const { cancel } = yield* engine
          const id = yield* Order.execute({ id: "a", how: "sleep" }, { discard: true })
          yield* becomes(id, "waiting")
          assert.isTrue(yield* cancel(id))
          yield* becomes(id, "interrupted")
          assert.isFalse(yield* cancel(id))
        })
      )
      assert.deepStrictEqual(done, ["reserve", "release"])
    })
  )

  it.live("ends what runs after its current step, and takes back what it did", () =>
    Effect.gen(function* () {
      const { done, state, workflows } = shop()
      yield* within(running(yield* newJournal, workflows))(
        Effect.gen(function* () {
          const { cancel } = yield* engine
          const id = yield* Order.execute({ id: "a", how: "work" }, { discard: true })
          yield* eventually(
            "it is at work",
            Effect.sync(() => done.includes("work"))
          )
          assert.isTrue(yield* cancel(id))
          state.open = true
          yield* becomes(id, "interrupted")
        })
      )
      assert.deepStrictEqual(done, ["reserve", "work", "worked", "release"])
    })
  )

  it.live("hears of what another process asks for with the end of the step", () =>
    Effect.gen(function* () {
      const { done, state, workflows } = shop()
      const journal = yield* newJournal
      yield* within(running(journal, workflows))(
        Effect.gen(function* () {
          const id = yield* Order.execute({ id: "a", how: "work" }, { discard: true })
          yield* eventually(
            "it is at work",
            Effect.sync(() => done.includes("work"))
          )
          const asking = Effect.flatMap(engine, ({ cancel }) => cancel(id))
          assert.isTrue(yield* within(running(journal, Layer.empty))(asking))
          state.open = true
          yield* becomes(id, "interrupted")
        })
      )
      assert.deepStrictEqual(done, ["reserve", "work", "worked", "release"])
    })
  )
})

describe("purge", () => {
  it.live("forgets what has ended, and not its successor of the same id", () =>
    Effect.gen(function* () {
      const { done, state, workflows } = shop()
      state.open = true
      yield* within(running(yield* newJournal, workflows))(
        Effect.gen(function* () {
          const { find, purge } = yield* engine
          const payload = { id: "a", how: "pay" } as const
          yield* Order.execute(payload)
          const sleeping = yield* Order.execute({ id: "b", how: "sleep" }, { discard: true })
          yield* becomes(sleeping, "waiting")
          yield* Effect.sleep("5 millis")
          assert.strictEqual(yield* purge("1 hour"), 0)
          assert.strictEqual(yield* purge(Duration.zero), 1)
          const id = yield* Order.executionId(payload)
          assert.strictEqual((yield* Effect.flip(find(id)))._tag, "UnknownExecution")
          assert.strictEqual((yield* find(sleeping)).status, "waiting")
          yield* Order.execute(payload)
        })
      )
      assert.deepStrictEqual(done, ["reserve", "charge", "reserve", "reserve", "charge"])
    })
  )
})
