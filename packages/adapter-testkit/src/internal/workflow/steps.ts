/** Promises about activities. */
import { assert } from "@effect/vitest"
import * as Activity from "@effect/workflow/Activity"
import * as Workflow from "@effect/workflow/Workflow"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { eventually, nap, newId, note, notes, promises, step } from "./scene.ts"

class NotYet extends Schema.TaggedError<NotYet>("@openfaith/adapter-testkit/NotYet")("NotYet", {
  attempt: Schema.Int
}) {}

const id = { id: Schema.String }
const idempotencyKey = ({ id }: { readonly id: string }) => id

const Replayed = Workflow.make({
  name: "@openfaith/adapter-testkit/steps/Replayed",
  payload: id,
  success: Schema.Array(Schema.String),
  idempotencyKey
})

const Retried = Workflow.make({
  name: "@openfaith/adapter-testkit/steps/Retried",
  payload: { id: Schema.String, times: Schema.Int },
  success: Schema.Int,
  error: NotYet,
  idempotencyKey
})

const Caught = Workflow.make({
  name: "@openfaith/adapter-testkit/steps/Caught",
  payload: id,
  success: Schema.Array(Schema.String),
  idempotencyKey
})

const Parallel = Workflow.make({
  name: "@openfaith/adapter-testkit/steps/Parallel",
  payload: id,
  success: Schema.Array(Schema.String),
  idempotencyKey
})

const Nested = Workflow.make({
  name: "@openfaith/adapter-testkit/steps/Nested",
  payload: id,
  success: Schema.String,
  idempotencyKey
})

const Long = Workflow.make({
  name: "@openfaith/adapter-testkit/steps/Long",
  payload: { id: Schema.String, steps: Schema.Int },
  success: Schema.Int,
  idempotencyKey
})

const Keyed = Workflow.make({
  name: "@openfaith/adapter-testkit/steps/Keyed",
  payload: id,
  success: Schema.Array(Schema.String),
  idempotencyKey
})

const Interrupted = Workflow.make({
  name: "@openfaith/adapter-testkit/steps/Interrupted",
  payload: id,
  success: Schema.String,
  idempotencyKey
})

const count = (all: ReadonlyArray<string>, what: string) => all.filter((each) => each === what).length

const steps = promises({
  "executes a step once, however often the body is replayed": Effect.gen(function* () {
    const id = yield* newId
    assert.deepStrictEqual(yield* Replayed.execute({ id }), ["one", "two", "three"])
    const all = yield* notes(id)
    assert.deepStrictEqual(
      all.filter((each) => each !== "body"),
      ["one", "two", "three"]
    )
    assert.isAbove(count(all, "body"), 1, "the body was never replayed: this promise was not put to the test")
  }),

  "counts attempts, and executes each once": Effect.gen(function* () {
    const id = yield* newId
    assert.strictEqual(yield* Retried.execute({ id, times: 5 }), 3)
    assert.deepStrictEqual(yield* notes(id), ["attempt 1", "attempt 2", "attempt 3"])
  }),

  "gives the error of the last attempt": Effect.gen(function* () {
    const id = yield* newId
    const error = yield* Effect.flip(Retried.execute({ id, times: 1 }))
    assert.deepInclude(error, { _tag: "NotYet", attempt: 2 })
    assert.deepStrictEqual(yield* notes(id), ["attempt 1", "attempt 2"])
  }),

  "keeps the errors and defects of steps like results": Effect.gen(function* () {
    const id = yield* newId
    assert.deepStrictEqual(yield* Caught.execute({ id }), ["NotYet 7", "it broke"])
    assert.deepStrictEqual(yield* notes(id), ["fails", "dies"])
  }),

  "executes steps side by side": Effect.gen(function* () {
    const id = yield* newId
    const names = Array.from({ length: 20 }, (_, index) => `step ${index}`)
    assert.deepStrictEqual(yield* Parallel.execute({ id }), names)
    const all = yield* notes(id)
    assert.sameMembers(
      all.filter((each) => each.startsWith("step")),
      names
    )
    // all have begun before the first has ended
    assert.deepStrictEqual(
      all.slice(0, 20).filter((each) => each.startsWith("end")),
      []
    )
  }),

  "executes a step within a step": Effect.gen(function* () {
    const id = yield* newId
    assert.strictEqual(yield* Nested.execute({ id }), "outer of inner")
    assert.deepStrictEqual(yield* notes(id), ["outer", "inner"])
  }),

  "executes two hundred steps in order": Effect.gen(function* () {
    const id = yield* newId
    assert.strictEqual(yield* Long.execute({ id, steps: 200 }), 19_900)
    assert.deepStrictEqual(
      yield* notes(id),
      Array.from({ length: 200 }, (_, index) => String(index))
    )
  }),

  "gives each step of each execution a key of its own that lasts": Effect.gen(function* () {
    const [one, other] = [yield* newId, yield* newId]
    const keys = [...(yield* Keyed.execute({ id: one })), ...(yield* Keyed.execute({ id: other }))]
    assert.strictEqual(new Set(keys).size, 2)
    assert.deepStrictEqual(keys.slice(0, 1), keys.slice(1, 2))
  }),

  "does a step again that interrupted itself": Effect.gen(function* () {
    const id = yield* newId
    assert.strictEqual(yield* Interrupted.execute({ id }), "second try")
    assert.deepStrictEqual(yield* notes(id), ["try", "try"])
  })
})

const workflows = Layer.mergeAll(
  Replayed.toLayer(({ id }) =>
    Effect.gen(function* () {
      yield* note(id, "body")
      const one = yield* step(id, "one")
      yield* nap("first")
      const two = yield* step(id, "two")
      yield* nap("second")
      return [one, two, yield* step(id, "three")]
    })
  ),
  Retried.toLayer(({ id, times }) =>
    Effect.gen(function* () {
      const attempt = yield* Activity.make({
        name: "flaky",
        success: Schema.Int,
        error: NotYet,
        execute: Effect.gen(function* () {
          const attempt = yield* Activity.CurrentAttempt
          yield* note(id, `attempt ${attempt}`)
          return attempt < 3 ? yield* new NotYet({ attempt }) : attempt
        })
      }).pipe(Activity.retry({ times }))
      yield* nap()
      return attempt
    })
  ),
  Caught.toLayer(({ id }) =>
    Effect.gen(function* () {
      const failed = yield* Effect.match(
        Activity.make({
          name: "fails",
          error: NotYet,
          execute: Effect.zipRight(note(id, "fails"), new NotYet({ attempt: 7 }))
        }),
        { onFailure: ({ attempt }) => attempt, onSuccess: () => 0 }
      )
      const died = yield* Effect.exit(
        Activity.make({ name: "dies", execute: Effect.zipRight(note(id, "dies"), Effect.dieMessage("it broke")) })
      )
      yield* nap()
      const defect = Exit.isFailure(died) ? Cause.squash(died.cause) : undefined
      return [`NotYet ${failed}`, defect instanceof Error ? defect.message : String(defect)]
    })
  ),
  Parallel.toLayer(({ id }) =>
    Effect.gen(function* () {
      const all = yield* Effect.forEach(
        Array.from({ length: 20 }, (_, index) => `step ${index}`),
        (name) =>
          Activity.make({
            name,
            success: Schema.String,
            execute: Effect.gen(function* () {
              yield* note(id, name)
              yield* eventually(Effect.map(notes(id), (all) => all.length >= 20))
              yield* note(id, `end of ${name}`)
              return name
            })
          }),
        { concurrency: "unbounded" }
      )
      yield* nap()
      return all
    })
  ),
  Nested.toLayer(({ id }) =>
    Effect.gen(function* () {
      const outer = Activity.make({
        name: "outer",
        success: Schema.String,
        execute: Effect.zipRight(
          note(id, "outer"),
          Effect.map(step(id, "inner"), (inner) => `outer of ${inner}`)
        )
      })
      yield* outer
      yield* nap()
      return yield* outer
    })
  ),
  Long.toLayer(({ id, steps }) =>
    Effect.gen(function* () {
      let sum = 0
      for (let index = 0; index < steps; index++) {
        sum += Number(yield* step(id, String(index)))
        if (index === steps / 2) yield* nap()
      }
      return sum
    })
  ),
  Keyed.toLayer(() =>
    Effect.gen(function* () {
      const before = yield* Activity.idempotencyKey("charge")
      yield* nap()
      return [before, yield* Activity.idempotencyKey("charge")]
    })
  ),
  Interrupted.toLayer(({ id }) =>
    Activity.make({
      name: "restless",
      success: Schema.String,
      execute: Effect.gen(function* () {
        yield* note(id, "try")
        return count(yield* notes(id), "try") === 1 ? yield* Effect.interrupt : "second try"
      })
    })
  )
)

export const theme = { promises: steps, workflows }
