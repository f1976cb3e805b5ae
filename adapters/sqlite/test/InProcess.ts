/** A sync of a simulated church within one process, on the test clock: nothing leaves the process. */
import * as WorkflowEngine from "@effect/workflow/WorkflowEngine"
import { Credentials, QuotaStore } from "@openfaith/client-core"
import type { Definitions } from "@openfaith/graph-planner"
import { Pco } from "@openfaith/pco-client"
import { Group } from "@openfaith/pco-client/groups"
import { Campus, Person } from "@openfaith/pco-client/people"
import { type Faults, Handler, World } from "@openfaith/pco-mock"
import * as MockHttpClient from "@openfaith/pco-mock/MockHttpClient"
import { MemorySyncStore, Source, Sync, SyncStore } from "@openfaith/sync-engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as LogLevel from "effect/LogLevel"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/TestClock"

const simple: Definitions.Definitions = { readables: [Campus.readable, Person.readable, Group.readable] }

export interface Options {
  readonly rules?: ReadonlyArray<Faults.Rule>
  readonly people?: number
  readonly definitions?: Definitions.Definitions
}

export const start = ({ definitions = simple, people = 30, rules = [] }: Options = {}) =>
  Effect.gen(function* () {
    const world = World.make({ seed: 1, people })
    const { faults, handle } = Handler.make({ world, faults: rules, quota: { limit: 1_000_000 } })
    const account = Pco.layer({
      credentials: Credentials.personalToken({ id: "app", secret: Redacted.make("secret") }),
      retry: { attempts: 1 }
    }).pipe(Layer.provide([MockHttpClient.layer({ handle }), QuotaStore.layerMemory]))
    const context = yield* Layer.build(
      Layer.orDie(Sync.layer(definitions)).pipe(
        Layer.provideMerge(Source.layerClient(definitions)),
        Layer.provide(account),
        Layer.provideMerge(MemorySyncStore.layer),
        Layer.provideMerge(WorkflowEngine.layerMemory),
        Layer.provideMerge(Logger.minimumLogLevel(LogLevel.None))
      )
    )
    const on = <A, E>(work: (sync: Sync.Sync["Type"], store: SyncStore.SyncStore["Type"]) => Effect.Effect<A, E>) =>
      Effect.provide(
        Effect.flatMap(Effect.all([Sync.Sync, SyncStore.SyncStore]), ([sync, store]) => work(sync, store)),
        context
      )
    /** Ids of the live records of a resource. */
    const live = (resource: string) =>
      on((_, store) =>
        Effect.map(store.records({ connection: "main", resource, limit: 10_000 }), (records) =>
          records.flatMap(({ deletedIn, id }) => (deletedIn === undefined ? [id] : []))
        )
      )
    return { world, faults, on, live }
  })

/** All that the process can do now. */
export const turns = Effect.promise(async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
})

/** Runs work on the test clock, which moves to the end of the shortest sleep whenever the work does nothing else. */
export const passingTime = <A, E, R>(work: Effect.Effect<A, E, R>) =>
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
