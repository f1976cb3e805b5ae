/** Promises about workflows that execute workflows. */
import { assert } from "@effect/vitest"
import * as Activity from "@effect/workflow/Activity"
import * as Workflow from "@effect/workflow/Workflow"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { endOf, nap, newId, note, noteOf, notes, promises, step } from "./scene.ts"

class Naughty extends Schema.TaggedError<Naughty>("@openfaith/adapter-testkit/Naughty")("Naughty", {
  when: Schema.DateTimeUtc,
  how: Schema.NullOr(Schema.BigInt)
}) {}

const idempotencyKey = ({ id }: { readonly id: string }) => id

const Child = Workflow.make({
  name: "@openfaith/adapter-testkit/children/Child",
  payload: {
    id: Schema.String,
    how: Schema.Literal("quick", "sleepy", "patient", "naughty", "dying"),
    born: Schema.Date
  },
  success: Schema.Struct({ id: Schema.String, born: Schema.Date }),
  error: Naughty,
  idempotencyKey
})

const Parent = Workflow.make({
  name: "@openfaith/adapter-testkit/children/Parent",
  payload: { id: Schema.String, how: Schema.Literal("quick", "sleepy", "naughty", "dying") },
  success: Schema.Array(Schema.String),
  error: Naughty,
  idempotencyKey
})

const Many = Workflow.make({
  name: "@openfaith/adapter-testkit/children/Many",
  payload: { id: Schema.String, children: Schema.Int, how: Schema.Literal("quick", "sleepy") },
  success: Schema.Array(Schema.String),
  error: Naughty,
  idempotencyKey
})

const Tree = Workflow.make({
  name: "@openfaith/adapter-testkit/children/Tree",
  payload: { id: Schema.String, depth: Schema.Int },
  success: Schema.Int,
  idempotencyKey
})

const Sharing = Workflow.make({
  name: "@openfaith/adapter-testkit/children/Sharing",
  payload: { id: Schema.String, shared: Schema.String },
  success: Schema.String,
  error: Naughty,
  idempotencyKey
})

const Careless = Workflow.make({
  name: "@openfaith/adapter-testkit/children/Careless",
  payload: { id: Schema.String },
  success: Schema.String,
  idempotencyKey
})

const Retrieving = Workflow.make({
  name: "@openfaith/adapter-testkit/children/Retrieving",
  payload: { id: Schema.String },
  success: Schema.Array(Schema.String),
  idempotencyKey
})

const born = new Date("2026-01-02T03:04:05.006Z")

const naughty = new Naughty({ when: Schema.decodeSync(Schema.DateTimeUtc)("2026-01-02T03:04:05.006Z"), how: 2n ** 65n })

const many = (how: "quick" | "sleepy") =>
  Effect.gen(function* () {
    const id = yield* newId
    const names = Array.from({ length: 200 }, (_, index) => `${id}/${index}`)
    assert.deepStrictEqual(yield* Many.execute({ id, children: 200, how }), names)
    assert.deepStrictEqual(
      yield* Effect.forEach(names, notes),
      names.map(() => ["born"])
    )
  })

const children = promises({
  "gives a child's result to its parent": Effect.gen(function* () {
    const id = yield* newId
    assert.deepStrictEqual(yield* Parent.execute({ id, how: "quick" }), [`${id}/child`, born.toISOString()])
    assert.deepStrictEqual(yield* notes(id), ["before", "after"])
    const other = yield* newId
    assert.deepStrictEqual(yield* Parent.execute({ id: other, how: "sleepy" }), [`${other}/child`, born.toISOString()])
    assert.deepStrictEqual(yield* notes(other), ["before", "after"])
    assert.deepStrictEqual(yield* notes(`${other}/child`), ["born"])
  }),

  "gives a child's typed error to its parent": Effect.gen(function* () {
    const id = yield* newId
    const error = yield* Effect.flip(Parent.execute({ id, how: "naughty" }))
    assert.instanceOf(error, Naughty)
    assert.deepStrictEqual([error.when.epochMillis, error.how], [naughty.when.epochMillis, naughty.how])
    assert.deepStrictEqual(yield* notes(`${id}/child`), ["born"])
  }),

  "gives a child's defect to its parent": Effect.gen(function* () {
    const exit = yield* Effect.exit(Parent.execute({ id: yield* newId, how: "dying" }))
    assert.include(Exit.isFailure(exit) ? Cause.pretty(exit.cause) : "", "stillborn")
  }),

  "waits for two hundred children at once": many("quick"),

  "waits for two hundred children that sleep": many("sleepy"),

  "waits for the children of children": Effect.gen(function* () {
    const id = yield* newId
    assert.strictEqual(yield* Tree.execute({ id, depth: 3 }), 15)
    assert.deepStrictEqual(
      yield* notes(id),
      Array.from({ length: 15 }, () => "grown")
    )
  }),

  "gives the result of one child to two parents": Effect.gen(function* () {
    const [one, other, shared] = [yield* newId, yield* newId, yield* newId]
    const parents = [Sharing.execute({ id: one, shared }), Sharing.execute({ id: other, shared })]
    const both = yield* Effect.fork(Effect.all(parents, { concurrency: "unbounded" }))
    // it lives until both are about to ask for it
    yield* noteOf(one, "asks")
    yield* noteOf(other, "asks")
    yield* note(shared, "let go")
    assert.deepStrictEqual(yield* Fiber.join(both), [shared, shared])
    // one that comes when the child has long ended
    assert.strictEqual(yield* Sharing.execute({ id: yield* newId, shared }), shared)
    assert.deepStrictEqual((yield* notes(shared)).toSorted(), ["born", "let go"])
  }),

  "does not wait for a child it starts with discard, which goes on by itself": Effect.gen(function* () {
    const id = yield* newId
    assert.strictEqual(yield* Careless.execute({ id }), "gone")
    assert.notInclude(yield* notes(id), "grown up")
    yield* note(id, "let go")
    yield* noteOf(id, "grown up")
    assert.deepStrictEqual(yield* notes(id), ["gone", "let go", "grown up"])
  }),

  "waits later for a child it has started with discard": Effect.gen(function* () {
    const id = yield* newId
    assert.deepStrictEqual(yield* Retrieving.execute({ id }), ["started", `${id}/child`])
    assert.deepStrictEqual(yield* notes(`${id}/child`), ["born"])
  }),

  "tells those outside of a child's end as well": Effect.gen(function* () {
    const id = yield* newId
    yield* Parent.execute({ id, how: "sleepy" })
    const execution = yield* Child.executionId({ id: `${id}/child`, how: "sleepy", born })
    assert.deepStrictEqual(yield* endOf(Child.poll(execution)), Exit.succeed({ id: `${id}/child`, born }))
  })
})

const Toddler = Workflow.make({
  name: "@openfaith/adapter-testkit/children/Toddler",
  payload: { id: Schema.String },
  idempotencyKey
})

const workflows = Layer.mergeAll(
  Child.toLayer(({ born, how, id }) =>
    Effect.gen(function* () {
      yield* step(id, "born")
      if (how === "patient") yield* Activity.make({ name: "wait", execute: noteOf(id, "let go") })
      if (how === "sleepy" || how === "patient") yield* nap()
      if (how === "naughty") return yield* naughty
      if (how === "dying") return yield* Effect.dieMessage("stillborn")
      return { id, born }
    })
  ),
  Parent.toLayer(({ how, id }) =>
    Effect.gen(function* () {
      yield* step(id, "before")
      const child = yield* Child.execute({ id: `${id}/child`, how, born })
      yield* step(id, "after")
      return [child.id, child.born.toISOString()]
    })
  ),
  Many.toLayer(({ children, how, id }) =>
    Effect.forEach(
      Array.from({ length: children }, (_, index) => `${id}/${index}`),
      (name) => Effect.map(Child.execute({ id: name, how, born }), (child) => child.id),
      { concurrency: "unbounded" }
    )
  ),
  Tree.toLayer(({ depth, id }) =>
    Effect.gen(function* () {
      const root = id.split("/", 1).join()
      yield* Activity.make({ name: "grow", execute: note(root, "grown") })
      if (depth === 0) return 1
      const [left, right] = yield* Effect.all(
        [Tree.execute({ id: `${id}/l`, depth: depth - 1 }), Tree.execute({ id: `${id}/r`, depth: depth - 1 })],
        { concurrency: "unbounded" }
      )
      return 1 + left + right
    })
  ),
  Sharing.toLayer(({ id, shared }) =>
    Effect.gen(function* () {
      yield* step(id, "asks")
      const child = yield* Child.execute({ id: shared, how: "patient", born })
      return child.id
    })
  ),
  Careless.toLayer(({ id }) =>
    Effect.gen(function* () {
      yield* Toddler.execute({ id }, { discard: true })
      yield* nap()
      yield* step(id, "gone")
      return "gone"
    })
  ),
  Toddler.toLayer(({ id }) =>
    Effect.gen(function* () {
      yield* Activity.make({ name: "wait", execute: noteOf(id, "let go") })
      yield* nap()
      yield* step(id, "grown up")
    })
  ),
  Retrieving.toLayer(({ id }) =>
    Effect.gen(function* () {
      const payload = { id: `${id}/child`, how: "sleepy" as const, born }
      yield* Child.execute(payload, { discard: true })
      const started = "started"
      const child = yield* Effect.orDie(Child.execute(payload))
      return [started, child.id]
    })
  )
)

export const theme = { promises: children, workflows }
