/** Promises about executing: results, ids, payloads, and what a body sees. */
import { assert } from "@effect/vitest"
import * as Activity from "@effect/workflow/Activity"
import * as Workflow from "@effect/workflow/Workflow"
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as FiberRef from "effect/FiberRef"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { endOf, nap, newId, note, noteOf, notes, promises, step, suspended } from "./scene.ts"

class Broken extends Schema.TaggedError<Broken>("@openfaith/adapter-testkit/Broken")("Broken", {
  at: Schema.DateTimeUtc,
  cause: Schema.Defect,
  within: Schema.NullOr(Schema.Struct({ reason: Schema.String, count: Schema.BigInt }))
}) {}

const Outcome = Workflow.make({
  name: "@openfaith/adapter-testkit/results/Outcome",
  payload: { id: Schema.String, how: Schema.Literal("succeed", "fail", "die") },
  success: Schema.String,
  error: Broken,
  idempotencyKey: ({ id }) => id
})

const broken = new Broken({
  at: Schema.decodeSync(Schema.DateTimeUtc)("2026-01-02T03:04:05.006Z"),
  cause: new Error("deep inside"),
  within: { reason: 'it\'s "quoted" — 猫', count: 2n ** 70n }
})

/** Everything JSON has no word for. */
const Values = Schema.Struct({
  date: Schema.Date,
  none: Schema.Option(Schema.Int),
  some: Schema.OptionFromNullOr(Schema.Date),
  large: Schema.BigInt,
  bytes: Schema.Uint8ArrayFromBase64,
  duration: Schema.DurationFromMillis,
  map: Schema.Map({ key: Schema.String, value: Schema.Date }),
  absent: Schema.optional(Schema.String),
  text: Schema.String,
  nested: Schema.Array(Schema.Struct({ either: Schema.Either({ left: Schema.String, right: Schema.BigInt }) }))
})

const values = Schema.decodeSync(Values)({
  date: "2026-01-02T03:04:05.006Z",
  none: { _tag: "None" },
  some: "2026-01-02T03:04:05.006Z",
  large: "1180591620717411303424",
  bytes: "AP8B",
  duration: 1500,
  map: [["one", "2026-01-02T03:04:05.006Z"]],
  text: "before\u0000after \ud83d\ude00 \u2028 \\u0000",
  nested: [{ either: { _tag: "Left", left: "no" } }, { either: { _tag: "Right", right: "7" } }]
})

const Encoding = Workflow.make({
  name: "@openfaith/adapter-testkit/results/Encoding",
  payload: { id: Schema.String, values: Values },
  success: Schema.Struct({ payload: Values, step: Values }),
  idempotencyKey: ({ id }) => id
})

const Nothing = Workflow.make({
  name: "@openfaith/adapter-testkit/results/Nothing",
  payload: { id: Schema.String },
  success: Schema.UndefinedOr(Schema.String),
  idempotencyKey: ({ id }) => id
})

const Silent = Workflow.make({
  name: "@openfaith/adapter-testkit/results/Silent",
  payload: { id: Schema.String },
  idempotencyKey: ({ id }) => id
})

const Defaults = Workflow.make({
  name: "@openfaith/adapter-testkit/results/Defaults",
  payload: { id: Schema.String, greeting: Schema.optionalWith(Schema.String, { default: () => "hello" }) },
  success: Schema.String,
  idempotencyKey: ({ greeting, id }) => `${greeting} ${id}`
})

class Caller extends Context.Reference<Caller>()("@openfaith/adapter-testkit/Caller", {
  defaultValue: () => "nobody"
}) {}

const callers = FiberRef.unsafeMake("nobody")

const Curious = Workflow.make({
  name: "@openfaith/adapter-testkit/results/Curious",
  payload: { id: Schema.String },
  success: Schema.Array(Schema.String),
  idempotencyKey: ({ id }) => id
})

const Paced = Workflow.make({
  name: "@openfaith/adapter-testkit/results/Paced",
  payload: { id: Schema.String, slow: Schema.Boolean },
  success: Schema.String,
  idempotencyKey: ({ id }) => id
})

const failureOf = <E>(exit: Exit.Exit<unknown, E>) =>
  Exit.isFailure(exit) ? Option.getOrUndefined(Cause.failureOption(exit.cause)) : undefined

const assertBroken = (error: unknown) => {
  assert.instanceOf(error, Broken)
  if (!(error instanceof Broken)) return
  assert.strictEqual(error.at.epochMillis, broken.at.epochMillis)
  assert.deepStrictEqual(error.within, broken.within)
  assert.include(String(error.cause), "deep inside")
}

const results = promises({
  "gives the result of the body": Effect.gen(function* () {
    const id = yield* newId
    assert.strictEqual(yield* Outcome.execute({ id, how: "succeed" }), `done ${id}`)
  }),

  "gives the typed error of the body, with all it holds": Effect.gen(function* () {
    const id = yield* newId
    assertBroken(yield* Effect.flip(Outcome.execute({ id, how: "fail" })))
    // and to those who come later
    assertBroken(failureOf(yield* Effect.exit(Outcome.execute({ id, how: "fail" }))))
  }),

  "gives the defect of the body": Effect.gen(function* () {
    const id = yield* newId
    const exit = yield* Effect.exit(Outcome.execute({ id, how: "die" }))
    assert.isTrue(Exit.isFailure(exit) && Cause.isDie(exit.cause))
    assert.include(Exit.isFailure(exit) ? Cause.pretty(exit.cause) : "", "it died")
  }),

  "executes once for each idempotency key, however many ask": Effect.gen(function* () {
    const id = yield* newId
    const payload = { id, how: "succeed" as const }
    const all = yield* Effect.all([Outcome.execute(payload), Outcome.execute(payload), Outcome.execute(payload)], {
      concurrency: "unbounded"
    })
    all.push(yield* Outcome.execute(payload))
    assert.deepStrictEqual(new Set(all), new Set([`done ${id}`]))
    assert.deepStrictEqual(yield* notes(id), ["body"])
  }),

  "starts without waiting, and tells the result to those who ask": Effect.gen(function* () {
    const id = yield* newId
    const execution = yield* Outcome.execute({ id, how: "fail" }, { discard: true })
    assert.strictEqual(execution, yield* Outcome.executionId({ id, how: "fail" }))
    assertBroken(failureOf(yield* endOf(Outcome.poll(execution))))
    const late = yield* newId
    assert.strictEqual(
      yield* Effect.flatten(
        endOf(Outcome.poll(yield* Outcome.execute({ id: late, how: "succeed" }, { discard: true })))
      ),
      `done ${late}`
    )
  }),

  "knows nothing of what was never started": Effect.gen(function* () {
    const execution = yield* Outcome.executionId({ id: yield* newId, how: "succeed" })
    assert.isUndefined(yield* Outcome.poll(execution))
    // nobody to tell
    yield* Outcome.interrupt(execution)
    yield* Outcome.resume(execution)
    assert.isUndefined(yield* Outcome.poll(execution))
  }),

  "says of what waits that it is suspended": Effect.gen(function* () {
    const execution = yield* Paced.execute({ id: yield* newId, slow: true }, { discard: true })
    yield* suspended(Paced.poll(execution))
    yield* Paced.interrupt(execution)
    yield* endOf(Paced.poll(execution))
  }),

  "carries values that JSON has no word for, through payload, step and result": Effect.gen(function* () {
    const id = yield* newId
    const { payload, step: stepped } = yield* Encoding.execute({ id, values })
    const same = Schema.equivalence(Values)
    assert.isTrue(same(payload, values), "the payload")
    assert.isTrue(same(stepped, values), "the step")
    assert.strictEqual(payload.text, values.text)
    // decoded, and not merely passed on
    assert.instanceOf(stepped.date, Date)
    assert.isTrue(Duration.isDuration(stepped.duration))
  }),

  "carries undefined and nothing at all": Effect.gen(function* () {
    assert.isUndefined(yield* Nothing.execute({ id: yield* newId }))
    assert.isUndefined(yield* Silent.execute({ id: yield* newId }))
    const execution = yield* Silent.execute({ id: yield* newId }, { discard: true })
    assert.deepStrictEqual(yield* endOf(Silent.poll(execution)), Exit.void)
  }),

  "fills in what a payload leaves to its defaults": Effect.gen(function* () {
    const id = yield* newId
    assert.strictEqual(yield* Defaults.execute({ id }), `hello ${id}`)
    assert.strictEqual(yield* Defaults.execute({ id, greeting: "hello" }), `hello ${id}`)
    assert.deepStrictEqual(yield* notes(id), ["body"])
  }),

  "lets nothing of whoever asks leak into the body": Effect.gen(function* () {
    const seen = yield* Curious.execute({ id: yield* newId }).pipe(
      Effect.provideService(Caller, "somebody"),
      Effect.locally(callers, "somebody")
    )
    assert.deepStrictEqual(seen, ["nobody", "nobody", "nobody"])
  }),

  "goes on when whoever asked has gone": Effect.gen(function* () {
    const id = yield* newId
    const asking = yield* Effect.fork(Paced.execute({ id, slow: false }))
    yield* noteOf(id, "first")
    yield* Fiber.interrupt(asking)
    assert.strictEqual(yield* Paced.execute({ id, slow: false }), "done")
  }),

  "blocks no execution by another": Effect.gen(function* () {
    const slow = yield* Effect.forEach(Array.from({ length: 20 }), () =>
      Effect.flatMap(newId, (id) => Paced.execute({ id, slow: true }, { discard: true }))
    )
    assert.strictEqual(yield* Paced.execute({ id: yield* newId, slow: false }), "done")
    yield* Effect.forEach(slow, (execution) => Paced.interrupt(execution), { discard: true })
    yield* Effect.forEach(slow, (execution) => endOf(Paced.poll(execution)), { discard: true })
  })
})

const workflows = Layer.mergeAll(
  Outcome.toLayer(({ how, id }) =>
    Effect.gen(function* () {
      yield* note(id, "body")
      if (how === "fail") return yield* broken
      if (how === "die") return yield* Effect.dieMessage("it died")
      return `done ${id}`
    })
  ),
  Encoding.toLayer((payload) =>
    Effect.gen(function* () {
      const stepped = Activity.make({ name: "values", success: Values, execute: Effect.succeed(payload.values) })
      yield* stepped
      yield* nap()
      return { payload: payload.values, step: yield* stepped }
    })
  ),
  Nothing.toLayer(() =>
    Effect.gen(function* () {
      const nothing = Activity.make({
        name: "nothing",
        success: Schema.UndefinedOr(Schema.String),
        execute: Effect.succeed(undefined)
      })
      yield* nothing
      yield* nap()
      return yield* nothing
    })
  ),
  Silent.toLayer(({ id }) =>
    Effect.gen(function* () {
      const silent = Activity.make({ name: "silent", execute: note(id, "silent") })
      yield* silent
      yield* nap()
      yield* silent
    })
  ),
  Defaults.toLayer(({ greeting, id }) => Effect.as(note(id, "body"), `${greeting} ${id}`)),
  Curious.toLayer(() =>
    Effect.gen(function* () {
      const inStep = Activity.make({ name: "look", success: Schema.String, execute: Caller })
      return [yield* Caller, yield* FiberRef.get(callers), yield* inStep]
    })
  ),
  Paced.toLayer(({ id, slow }) =>
    Effect.gen(function* () {
      yield* step(id, "first")
      yield* nap("pace", slow ? "1 day" : "50 millis")
      return "done"
    })
  )
)

export const theme = { promises: results, workflows }
