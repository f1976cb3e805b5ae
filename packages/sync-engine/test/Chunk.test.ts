import { assert, describe, it } from "@effect/vitest"
import { Endpoint, Resource, Usage } from "@openfaith/client-core"
import { Plan } from "@openfaith/graph-planner"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as TestClock from "effect/TestClock"
import * as Cursor from "../src/Cursor.ts"
import * as Chunk from "../src/internal/reading/chunk.ts"
import * as MemorySyncStore from "../src/MemorySyncStore.ts"
import { StoreError } from "../src/StoreError.ts"
import * as SyncEvents from "../src/SyncEvents.ts"
import * as SyncStore from "../src/SyncStore.ts"

const resource = Resource.make("people", "Person", { attributes: {} })
const list = Endpoint.list("/people/v2/people", resource, { perPage: { default: 25, max: 100 } })
const readables = [{ resource, list, get: Endpoint.get("/people/v2/people/{id}", resource) }]

const plan = Either.getOrThrow(Plan.make({ definitions: { readables }, mode: "full" }))
const [task = assert.fail("the plan reads nothing")] = plan.stages.flat()

const away = new StoreError({ operation: "commitPage", reason: "the server is restarting" })
const hopeless = new StoreError({ operation: "commitPage", reason: "too large", retryable: false })

/** A store that is away altogether, but for opening a run. */
const storeAway = Layer.effect(
  SyncStore.SyncStore,
  Effect.map(Layer.build(MemorySyncStore.layer), (context) => ({
    ...Context.get(context, SyncStore.SyncStore),
    noteWaiting: () => Effect.fail(away)
  }))
).pipe(Layer.provide(Layer.scope))

const opened = Effect.flatMap(SyncStore.SyncStore, (store) =>
  Effect.map(
    store.openRun({ connection: "main", plan, acceptDeletions: false, whenActive: "alongside" }),
    ({ run }) => run
  )
)

describe("a step", () => {
  it.scoped("waits while the store is away, even where it cannot say so there", () =>
    Effect.gen(function* () {
      const run = yield* opened
      assert.strictEqual(yield* Chunk.withOutages(run)(Effect.fail(away)), "waiting")
    }).pipe(Effect.provide([storeAway, SyncEvents.layer]))
  )

  it.scoped("fails with what the store can never hold", () =>
    Effect.gen(function* () {
      const run = yield* opened
      assert.strictEqual(yield* Effect.flip(Chunk.withOutages(run)(Effect.fail(hopeless))), hopeless)
    }).pipe(Effect.provide([MemorySyncStore.layer, SyncEvents.layer]))
  )

  it.effect("that has only the store to ask does so until it is back", () =>
    Effect.gen(function* () {
      let asked = 0
      const work = Effect.suspend(() => (++asked < 12 ? Effect.fail(away) : Effect.succeed(asked)))
      const fiber = yield* Effect.fork(Chunk.patiently(work))
      yield* TestClock.adjust("2 minutes")
      assert.strictEqual(yield* Fiber.join(fiber), 12)
      assert.strictEqual(yield* Effect.flip(Chunk.patiently(Effect.fail(hopeless))), hopeless)
    })
  )
})

describe("recently deleted", () => {
  it.scoped("is what was deleted within seven days", () =>
    Effect.gen(function* () {
      const store = yield* SyncStore.SyncStore
      const run = yield* opened
      const { resource } = task
      const begin = (run: SyncStore.Run) =>
        store.begin({ run, resource, cursor: Cursor.offset, total: undefined, latest: undefined, usage: Usage.none })
      yield* begin(run)
      yield* store.commitPage({
        ...{ run, resource, follows: 0, commit: "page", pages: 1, cursor: Cursor.done, status: "done", rejected: [] },
        ...{ sideLoaded: [], total: undefined, reached: undefined, usage: Usage.none },
        records: [{ resource, id: "1", changedAt: undefined, hash: "a", body: "{}" }]
      })
      yield* store.closeRun(run, undefined)
      const audit = yield* opened
      yield* begin(audit)
      yield* store.commitAbsences({
        ...{ run: audit, resource, follows: 0, commit: "gone", looked: ["1"], gone: ["1"], found: [] },
        ...{ unconfirmed: [], status: "reading", usage: Usage.none }
      })
      const recently = Effect.map(store.absences(audit, resource, 1), ({ recentlyDeleted }) => recentlyDeleted)
      yield* TestClock.adjust("6 days")
      assert.strictEqual(yield* recently, 1)
      yield* TestClock.adjust("2 days")
      assert.strictEqual(yield* recently, 0)
    }).pipe(Effect.provide(MemorySyncStore.layer))
  )
})
