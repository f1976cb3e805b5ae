/** A workflow that uses every feature there is, for tests that kill the process which executes it. */
import * as PersistedQueue from "@effect/experimental/PersistedQueue"
import * as Activity from "@effect/workflow/Activity"
import * as DurableClock from "@effect/workflow/DurableClock"
import * as DurableDeferred from "@effect/workflow/DurableDeferred"
import * as DurableQueue from "@effect/workflow/DurableQueue"
import * as Workflow from "@effect/workflow/Workflow"
import type { WorkflowEngine } from "@effect/workflow/WorkflowEngine"
import { WorkflowInstance } from "@effect/workflow/WorkflowEngine"
import { Execution } from "@openfaith/workflow-engine"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"

/**
 * Told of each step, by `Execution.stepKey`, each time its body runs, so that a test can count.
 *
 * @since 0.1.0
 * @category tags
 */
export class Witness extends Context.Tag("@openfaith/adapter-testkit/Witness")<
  Witness,
  (execution: string, step: string) => Effect.Effect<void>
>() {}

class Refused extends Schema.TaggedError<Refused>("@openfaith/adapter-testkit/Refused")("Refused", {
  reason: Schema.String
}) {}

const Summary = Schema.Struct({
  first: Schema.String,
  parallel: Schema.Array(Schema.String),
  attempts: Schema.Int,
  signal: Schema.String,
  children: Schema.Array(Schema.String),
  refused: Schema.String,
  fastest: Schema.String,
  queued: Schema.String,
  at: Schema.DateFromString
})

/**
 * Steps one after another and side by side, attempts, timers, signals, children, a child that fails and undoes what it did,
 * a race and a queue.
 *
 * @since 0.1.0
 * @category workflows
 */
export const Everything = Workflow.make({
  name: "@openfaith/adapter-testkit/Everything",
  payload: { id: Schema.String },
  success: Summary,
  error: Refused,
  idempotencyKey: ({ id }) => id
})

/**
 * What an unbroken run of it comes to, encoded.
 *
 * @since 0.1.0
 * @category models
 */
export const unbroken: typeof Summary.Encoded = {
  first: "first",
  parallel: ["a", "b", "c"],
  attempts: 3,
  signal: "signalled",
  children: ["child 0", "child 1", "child 2"],
  refused: "on principle",
  fastest: "hare",
  queued: "worked on it",
  at: "2026-01-02T03:04:05.000Z"
}

const Child = Workflow.make({
  name: "@openfaith/adapter-testkit/Child",
  payload: { of: Schema.String, number: Schema.Int },
  success: Schema.String,
  idempotencyKey: ({ number, of }) => JSON.stringify([of, number])
})

const Refusal = Workflow.make({
  name: "@openfaith/adapter-testkit/Refusal",
  payload: { of: Schema.String },
  error: Refused,
  idempotencyKey: ({ of }) => of
})

const Signaller = Workflow.make({
  name: "@openfaith/adapter-testkit/Signaller",
  payload: { token: Schema.String },
  idempotencyKey: ({ token }) => token
})

const Signal = DurableDeferred.make("signal", { success: Schema.String })

const Queue = DurableQueue.make({
  name: "queue",
  payload: { of: Schema.String },
  success: Schema.String,
  idempotencyKey: ({ of }) => of
})

const step = <A, I>(name: string, success: Schema.Schema<A, I>, value: Effect.Effect<A>) =>
  Activity.make({
    name,
    success,
    execute: Effect.gen(function* () {
      const witness = yield* Witness
      const { executionId } = yield* WorkflowInstance
      yield* witness(executionId, Execution.stepKey(name, yield* Activity.CurrentAttempt))
      return yield* value
    })
  })

const said = (name: string, value = name) => step(name, Schema.String, Effect.succeed(value))

const nap = (name: string) => DurableClock.sleep({ name, duration: "20 millis", inMemoryThreshold: Duration.zero })

const flaky = Activity.make({
  name: "flaky",
  success: Schema.Int,
  error: Refused,
  execute: Effect.gen(function* () {
    const attempt = yield* Activity.CurrentAttempt
    const { executionId } = yield* WorkflowInstance
    const witness = yield* Witness
    yield* witness(executionId, Execution.stepKey("flaky", attempt))
    return attempt < 3 ? yield* new Refused({ reason: "not yet" }) : attempt
  })
}).pipe(Activity.retry({ times: 5 }))

const everything = ({ id }: { readonly id: string }) =>
  Effect.gen(function* () {
    const first = yield* said("first")
    const parallel = yield* Effect.all([said("a"), said("b"), said("c")], { concurrency: "unbounded" })
    const attempts = yield* flaky
    yield* nap("before the signal")
    yield* Signaller.execute({ token: yield* DurableDeferred.token(Signal) }, { discard: true })
    const signal = yield* DurableDeferred.await(Signal)
    const children = yield* Effect.forEach([0, 1, 2], (number) => Child.execute({ of: id, number }), {
      concurrency: "unbounded"
    })
    const refused = yield* Effect.flip(Refusal.execute({ of: id })).pipe(
      Effect.map(({ reason }) => reason),
      // a refusal that does not come shows in the summary
      Effect.catchAll(() => Effect.succeed("never"))
    )
    const fastest = yield* Activity.raceAll("race", [said("hare"), step("tortoise", Schema.String, Effect.never)])
    const queued = yield* DurableQueue.process(Queue, { of: id })
    const at = yield* step("last", Schema.DateFromString, Effect.succeed(new Date(unbroken.at)))
    return { first, parallel, attempts, signal, children, refused, fastest, queued, at }
  })

/**
 * The bodies, over whatever engine there is.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer: Layer.Layer<never, never, WorkflowEngine | Witness> = Layer.mergeAll(
  Everything.toLayer(everything),
  Child.toLayer(({ number }) =>
    Effect.gen(function* () {
      yield* said("wake up")
      yield* nap("nap")
      return yield* said("answer", `child ${number}`)
    })
  ),
  Refusal.toLayer(() =>
    Effect.gen(function* () {
      yield* said("promise").pipe(Refusal.withCompensation(() => Effect.asVoid(said("take it back"))))
      return yield* new Refused({ reason: "on principle" })
    })
  ),
  Signaller.toLayer(({ token }) =>
    Effect.zipRight(
      said("about to signal"),
      DurableDeferred.succeed(Signal, { token: DurableDeferred.Token.make(token), value: "signalled" })
    )
  ),
  DurableQueue.worker(Queue, () => Effect.succeed("worked on it"))
).pipe(Layer.provide(PersistedQueue.layer), Layer.provide(PersistedQueue.layerStoreMemory))
