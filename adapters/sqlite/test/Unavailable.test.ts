/** A listing that the API does not answer, while it answers for others. Nothing leaves the process. */
import { assert, describe, it } from "@effect/vitest"
import * as WorkflowEngine from "@effect/workflow/WorkflowEngine"
import { Credentials, QuotaStore } from "@openfaith/client-core"
import type { Definitions } from "@openfaith/graph-planner"
import { Pco } from "@openfaith/pco-client"
import { Group } from "@openfaith/pco-client/groups"
import { Campus, Person } from "@openfaith/pco-client/people"
import { type Faults, Handler, World } from "@openfaith/pco-mock"
import * as MockHttpClient from "@openfaith/pco-mock/MockHttpClient"
import { Source, Sync, SyncStore } from "@openfaith/sync-engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as LogLevel from "effect/LogLevel"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/TestClock"

const definitions: Definitions.Definitions = { readables: [Campus.readable, Person.readable, Group.readable] }

const down = (product: string): Faults.Rule => ({ match: { path: `^/${product}/v2/` }, do: { status: 500 } })

const start = (rules: ReadonlyArray<Faults.Rule>) =>
  Effect.gen(function* () {
    const world = World.make({ seed: 1, people: 30 })
    const { faults, handle } = Handler.make({ world, faults: rules, quota: { limit: 1_000_000 } })
    const account = Pco.layer({
      credentials: Credentials.personalToken({ id: "app", secret: Redacted.make("secret") }),
      retry: { attempts: 1 }
    }).pipe(Layer.provide([MockHttpClient.layer({ handle }), QuotaStore.layerMemory]))
    const context = yield* Layer.build(
      Layer.orDie(Sync.layer(definitions)).pipe(
        Layer.provideMerge(Source.layerClient(definitions)),
        Layer.provide(account),
        Layer.provideMerge(SyncStore.layerMemory),
        Layer.provideMerge(WorkflowEngine.layerMemory),
        Layer.provideMerge(Logger.minimumLogLevel(LogLevel.None))
      )
    )
    const on = <A, E>(work: (sync: Sync.Sync["Type"]) => Effect.Effect<A, E>) =>
      Effect.provide(Effect.flatMap(Sync.Sync, work), context)
    return { world, faults, on }
  })

/** All that the process can do now. */
const turns = Effect.promise(async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
})

/** Runs work on the test clock, which moves to the end of the shortest sleep whenever the work does nothing else. */
const passingTime = <A, E, R>(work: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const running = yield* Effect.fork(work)
    for (;;) {
      yield* turns
      if (Option.isSome(yield* Fiber.poll(running))) return yield* Fiber.join(running)
      const now = yield* Clock.currentTimeMillis
      const next = Math.min(...(yield* TestClock.sleeps()))
      if (Number.isFinite(next)) yield* TestClock.setTime(Math.max(now, next))
    }
  })

const minutes = (millis: number) => millis / 60_000

describe("a product that answers 500", () => {
  it.scoped("is left out within minutes, while the others are read, and is read once it is back", () =>
    Effect.gen(function* () {
      const church = yield* start([down("groups")])
      const { resources } = yield* passingTime(church.on((sync) => sync.run("full")))
      assert.isBelow(minutes(yield* Clock.currentTimeMillis), 10)
      assert.deepInclude(resources["people.Person"], { outcome: "done", stored: 30, verdict: "agrees" })
      assert.deepInclude(resources["groups.Group"], { outcome: "skipped", stored: 0, verdict: "unverified" })
      assert.include(resources["groups.Group"]?.reason, "500")

      church.faults.replace([])
      const healed = yield* passingTime(church.on((sync) => sync.refresh()))
      assert.isTrue(healed.inSync)
      assert.strictEqual(healed.resources["groups.Group"]?.stored, church.world.rows("groups.Group").length)
    })
  )

  it.scoped("does not keep people from their changes, also where it is read in a run of its own", () =>
    Effect.gen(function* () {
      const church = yield* start([])
      yield* passingTime(church.on((sync) => sync.refresh({ resources: ["people.Person", "people.Campus"] })))
      church.faults.replace([down("groups")])
      church.world.update("Person", church.world.rows("Person")[7]?.id ?? "", { first_name: "Edited" })
      const { resources } = yield* passingTime(church.on((sync) => sync.refresh()))
      assert.strictEqual(resources["people.Person"]?.changed, 1)
      assert.deepInclude(resources["groups.Group"], { outcome: "skipped", verdict: "unverified" })
    })
  )

  it.scoped("is waited for where the source answers for nothing else", () =>
    Effect.gen(function* () {
      const church = yield* start([down("people"), down("groups")])
      const running = yield* Effect.fork(passingTime(church.on((sync) => sync.run("full"))))
      while (minutes(yield* Clock.currentTimeMillis) < 20) yield* turns
      assert.isTrue(Option.isNone(yield* Fiber.poll(running)))
      church.faults.replace([])
      const { inSync } = yield* Fiber.join(running)
      assert.isTrue(inSync)
    })
  )
})
