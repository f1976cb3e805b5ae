/** A pretend church over a real socket, and a sync of it into memory: for what the engine itself has to get right. */
import * as WorkflowEngine from "@effect/workflow/WorkflowEngine"
import type { Definitions } from "@openfaith/graph-planner"
import { HttpServer, World } from "@openfaith/pco-mock"
import { MemorySyncStore, Sync, SyncStore } from "@openfaith/sync-engine"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as LogLevel from "effect/LogLevel"
import * as Church from "./Church.ts"

export interface Options extends Partial<HttpServer.Options> {
  readonly people?: number
  readonly definitions?: Definitions.Definitions
}

/** The church, and work on one process that syncs it. */
export const make = ({
  definitions = { readables: Church.readables },
  people = 60,
  world = World.make({ seed: 1, people }),
  ...options
}: Options = {}) =>
  Effect.gen(function* () {
    const server = yield* Effect.acquireRelease(
      Effect.promise(() => HttpServer.listen({ quota: { limit: 1_000_000 }, ...options, world })),
      ({ close }) => Effect.promise(close)
    )
    const { faults, log } = server.handler
    const process = yield* Layer.build(
      Layer.orDie(Sync.layer(definitions)).pipe(
        Layer.provideMerge(Church.source(server.url, 2, definitions)),
        Layer.provideMerge(MemorySyncStore.layer),
        Layer.provide(WorkflowEngine.layerMemory),
        Layer.provide(Logger.minimumLogLevel(LogLevel.Fatal))
      )
    )
    const sync = yield* Effect.provide(Sync.Sync, process)
    const store = yield* Effect.provide(SyncStore.SyncStore, process)
    const records = (resource: string) => store.records({ connection: "main", resource, limit: 10_000 })
    /** The ids that are live. */
    const live = (resource: string) =>
      Effect.map(records(resource), (all) => all.flatMap(({ deletedIn, id }) => (deletedIn === undefined ? [id] : [])))
    /** What was asked since the last time, as paths with their queries. */
    const asked = () => {
      const entries = log.entries().map(({ path, query }) => `${path}?${decodeURIComponent(query)}`)
      log.clear()
      return entries
    }
    /** One attribute of a record as it is stored. */
    const attribute = (resource: string, id: string, name: string) =>
      Effect.map(records(resource), (all): unknown => {
        const { attributes }: { readonly attributes: Readonly<Record<string, unknown>> } = JSON.parse(
          all.find((record) => record.id === id)?.body ?? `{"attributes":{}}`
        )
        return attributes[name]
      })
    return { world, faults, asked, sync, store, records, live, attribute }
  })
