/** Promises about waiting: clocks, deferreds, races and queues. */

import * as PersistedQueue from "@effect/experimental/PersistedQueue"
import { assert } from "@effect/vitest"
import * as Activity from "@effect/workflow/Activity"
import * as DurableClock from "@effect/workflow/DurableClock"
import * as DurableDeferred from "@effect/workflow/DurableDeferred"
import * as DurableQueue from "@effect/workflow/DurableQueue"
import * as Workflow from "@effect/workflow/Workflow"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { endOf, nap, newId, note, notes, promises, step, suspended } from "./scene.ts"

class Declined extends Schema.TaggedError<Declined>("@openfaith/adapter-testkit/Declined")("Declined", {
  at: Schema.DateTimeUtc
}) {}

const idempotencyKey = ({ id }: { readonly id: string }) => id

const Sleeper = Workflow.make({
  name: "@openfaith/adapter-testkit/waits/Sleeper",
  payload: { id: Schema.String, inMemory: Schema.Boolean, naps: Schema.Int },
  success: Schema.Int,
  idempotencyKey
})

const Signal = DurableDeferred.make("signal", { success: Schema.Date, error: Declined })

const Waiter = Workflow.make({
  name: "@openfaith/adapter-testkit/waits/Waiter",
  payload: { id: Schema.String, late: Schema.Boolean },
  success: Schema.Date,
  error: Declined,
  idempotencyKey
})

const Both = Workflow.make({
  name: "@openfaith/adapter-testkit/waits/Both",
  payload: { id: Schema.String },
  success: Schema.Array(Schema.String),
  idempotencyKey
})

const Into = Workflow.make({
  name: "@openfaith/adapter-testkit/waits/Into",
  payload: { id: Schema.String },
  success: Schema.Array(Schema.String),
  error: Declined,
  idempotencyKey
})

const Race = Workflow.make({
  name: "@openfaith/adapter-testkit/waits/Race",
  payload: { id: Schema.String },
  success: Schema.Array(Schema.String),
  idempotencyKey
})

const Queued = Workflow.make({
  name: "@openfaith/adapter-testkit/waits/Queued",
  payload: { id: Schema.String, items: Schema.Int },
  success: Schema.Array(Schema.Int),
  error: Declined,
  idempotencyKey
})

const Queue = DurableQueue.make({
  name: "@openfaith/adapter-testkit/waits/Queue",
  payload: { id: Schema.String, item: Schema.Int },
  success: Schema.Int,
  error: Declined,
  idempotencyKey: ({ id, item }) => `${id}/${item}`
})

const instant = new Date("2026-01-02T03:04:05.006Z")

const declined = new Declined({ at: Schema.decodeSync(Schema.DateTimeUtc)("2026-01-02T03:04:05.006Z") })

const tokenOf = (execution: string) =>
  DurableDeferred.tokenFromExecutionId(Signal, { workflow: Waiter, executionId: execution })

const waits = promises({
  "sleeps short in memory": Effect.gen(function* () {
    const id = yield* newId
    assert.isAtLeast(yield* Sleeper.execute({ id, inMemory: true, naps: 2 }), 90)
    assert.deepStrictEqual(yield* notes(id), ["body", "woken 0", "woken 1"])
  }),

  "sleeps long without the body, and goes on": Effect.gen(function* () {
    const id = yield* newId
    assert.isAtLeast(yield* Sleeper.execute({ id, inMemory: false, naps: 3 }), 135)
    const all = yield* notes(id)
    assert.deepStrictEqual(
      all.filter((each) => each !== "body"),
      ["woken 0", "woken 1", "woken 2"]
    )
    assert.lengthOf(
      all.filter((each) => each === "body"),
      4
    )
  }),

  "waits for an answer from outside": Effect.gen(function* () {
    const execution = yield* Waiter.execute({ id: yield* newId, late: false }, { discard: true })
    yield* suspended(Waiter.poll(execution))
    yield* DurableDeferred.succeed(Signal, { token: tokenOf(execution), value: instant })
    assert.deepStrictEqual(yield* endOf(Waiter.poll(execution)), Exit.succeed(instant))
  }),

  "takes an error for an answer": Effect.gen(function* () {
    const id = yield* newId
    const execution = yield* Waiter.execute({ id, late: false }, { discard: true })
    yield* suspended(Waiter.poll(execution))
    yield* DurableDeferred.fail(Signal, { token: tokenOf(execution), error: declined })
    const error = yield* Effect.flip(Waiter.execute({ id, late: false }))
    assert.instanceOf(error, Declined)
    assert.strictEqual(error.at.epochMillis, instant.getTime())
  }),

  "keeps an answer that comes before it is waited for": Effect.gen(function* () {
    const id = yield* newId
    const execution = yield* Waiter.execute({ id, late: true }, { discard: true })
    yield* DurableDeferred.succeed(Signal, { token: tokenOf(execution), value: instant })
    assert.deepStrictEqual(yield* Waiter.execute({ id, late: true }), instant)
  }),

  "keeps an answer that comes before the execution does": Effect.gen(function* () {
    const id = yield* newId
    const token = yield* DurableDeferred.tokenFromPayload(Signal, { workflow: Waiter, payload: { id, late: false } })
    yield* DurableDeferred.succeed(Signal, { token, value: instant })
    assert.deepStrictEqual(yield* Waiter.execute({ id, late: false }), instant)
  }),

  "keeps the first of several answers": Effect.gen(function* () {
    const id = yield* newId
    const execution = yield* Waiter.execute({ id, late: true }, { discard: true })
    const token = tokenOf(execution)
    yield* DurableDeferred.succeed(Signal, { token, value: instant })
    yield* DurableDeferred.succeed(Signal, { token, value: new Date(0) })
    yield* DurableDeferred.fail(Signal, { token, error: declined })
    assert.deepStrictEqual(yield* Waiter.execute({ id, late: true }), instant)
  }),

  "waits for several things at once": Effect.gen(function* () {
    const id = yield* newId
    const execution = yield* Both.execute({ id }, { discard: true })
    yield* suspended(Both.poll(execution))
    const token = DurableDeferred.tokenFromExecutionId(Signal, { workflow: Both, executionId: execution })
    yield* DurableDeferred.succeed(Signal, { token, value: instant })
    assert.deepStrictEqual(yield* Both.execute({ id }), [instant.toISOString(), "slept", "stepped"])
    assert.deepStrictEqual(yield* notes(id), ["stepped"])
  }),

  "keeps what a part of the body came to": Effect.gen(function* () {
    const id = yield* newId
    assert.deepStrictEqual(yield* Into.execute({ id }), ["part", "part"])
    assert.deepStrictEqual(yield* notes(id), ["part"])
  }),

  "lets one of several win a race, for good": Effect.gen(function* () {
    const id = yield* newId
    assert.deepStrictEqual(yield* Race.execute({ id }), ["hare", "hare"])
    assert.deepStrictEqual(yield* notes(id), ["hare"])
  }),

  "has work done by a queue": Effect.gen(function* () {
    const id = yield* newId
    assert.deepStrictEqual(yield* Queued.execute({ id, items: 3 }), [0, 1, 4])
    assert.sameMembers(Array.from(yield* notes(id)), ["item 0", "item 1", "item 2"])
  }),

  "hears of errors in a queue's work": Effect.gen(function* () {
    const error = yield* Effect.flip(Queued.execute({ id: yield* newId, items: -1 }))
    assert.instanceOf(error, Declined)
  })
})

const workflows = Layer.mergeAll(
  Sleeper.toLayer(({ id, inMemory, naps }) =>
    Effect.gen(function* () {
      yield* note(id, "body")
      const began = yield* Activity.make({ name: "began", success: Schema.Number, execute: Clock.currentTimeMillis })
      for (let index = 0; index < naps; index++) {
        yield* DurableClock.sleep({
          name: `nap ${index}`,
          duration: "50 millis",
          ...(!inMemory && { inMemoryThreshold: Duration.zero })
        })
        yield* step(id, `woken ${index}`)
      }
      const ended = yield* Activity.make({ name: "ended", success: Schema.Number, execute: Clock.currentTimeMillis })
      return Math.round(ended - began)
    })
  ),
  Waiter.toLayer(({ late }) => Effect.zipRight(late ? nap() : Effect.void, DurableDeferred.await(Signal))),
  Both.toLayer(({ id }) =>
    Effect.all(
      [
        Effect.map(Effect.orDie(DurableDeferred.await(Signal)), (date) => date.toISOString()),
        Effect.as(nap(), "slept"),
        step(id, "stepped")
      ],
      { concurrency: "unbounded" }
    )
  ),
  Into.toLayer(({ id }) =>
    Effect.gen(function* () {
      const kept = DurableDeferred.make("kept", { success: Schema.String, error: Declined })
      const first = yield* DurableDeferred.into(Effect.zipLeft(step(id, "part"), nap("within")), kept)
      yield* nap("after")
      return [first, yield* DurableDeferred.await(kept)]
    })
  ),
  Race.toLayer(({ id }) =>
    Effect.gen(function* () {
      const race = Activity.raceAll("race", [
        step(id, "hare"),
        Activity.make({
          name: "tortoise",
          success: Schema.String,
          execute: Effect.never
        })
      ])
      const first = yield* race
      yield* nap()
      return [first, yield* race]
    })
  ),
  Queued.toLayer(({ id, items }) =>
    items < 0
      ? Effect.map(DurableQueue.process(Queue, { id, item: items }), (result) => [result])
      : Effect.forEach(
          Array.from({ length: items }, (_, item) => item),
          (item) => DurableQueue.process(Queue, { id, item }),
          { concurrency: "unbounded" }
        )
  ),
  DurableQueue.worker(Queue, ({ id, item }) =>
    item < 0 ? Effect.fail(declined) : Effect.as(note(id, `item ${item}`), item * item)
  )
).pipe(Layer.provide(PersistedQueue.layer), Layer.provide(PersistedQueue.layerStoreMemory))

export const theme = { promises: waits, workflows }
