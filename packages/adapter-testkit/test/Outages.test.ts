/** What becomes of a host's refresh while its store or its journal fails. */
import { assert, describe, it } from "@effect/vitest"
import * as WorkflowEngine from "@effect/workflow/WorkflowEngine"
import { MemorySyncStore, Source, StoreError, Sync, SyncStore } from "@openfaith/sync-engine"
import { JournalEngine, MemoryWorkflowJournal, WorkflowJournal } from "@openfaith/workflow-engine"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { account, definitions } from "../src/internal/accounts.ts"

type Store = SyncStore.SyncStore["Type"]

const error = (operation: string, retryable: boolean) =>
  new StoreError.StoreError({ operation, reason: "the connection was cut", retryable })

const storeOf = (changed: (store: Store) => Store) =>
  Layer.effect(SyncStore.SyncStore, Effect.map(SyncStore.SyncStore, changed)).pipe(Layer.provide(MemorySyncStore.layer))

const syncOver = <E>(
  store: Layer.Layer<SyncStore.SyncStore>,
  engine: Layer.Layer<WorkflowEngine.WorkflowEngine, E> = WorkflowEngine.layerMemory
) =>
  Layer.orDie(Sync.layer(definitions)).pipe(
    Layer.provide(Layer.succeed(Source.Source, account("alpha", 12).source)),
    Layer.provide(engine),
    Layer.provide(store)
  )

const refresh = Effect.flatMap(Sync.Sync, (sync) => sync.refresh())

describe("a refresh", () => {
  it.live("survives a connection that is cut at each of its own first reads", () => {
    const cut = new Set<string>()
    const once =
      <Parameters extends ReadonlyArray<unknown>, A, E>(
        operation: string,
        ask: (...parameters: Parameters) => Effect.Effect<A, E>
      ) =>
      (...parameters: Parameters): Effect.Effect<A, E | StoreError.StoreError> =>
        Effect.suspend((): Effect.Effect<A, E | StoreError.StoreError> => {
          if (cut.has(operation)) return ask(...parameters)
          cut.add(operation)
          return Effect.fail(error(operation, true))
        })
    const store = storeOf((inner) => ({
      ...inner,
      unfinishedRun: once("unfinishedRun", inner.unfinishedRun),
      memory: once("memory", inner.memory),
      stored: once("stored", inner.stored),
      openRun: once("openRun", inner.openRun),
      listings: once("listings", inner.listings),
      findRun: once("findRun", inner.findRun)
    }))
    return Effect.gen(function* () {
      assert.isTrue((yield* refresh).inSync)
      assert.includeMembers(Array.from(cut), ["unfinishedRun", "memory", "stored", "openRun", "listings"])
    }).pipe(Effect.provide(syncOver(store)))
  })

  it.live("goes on in a new attempt after a run that failed and could not say so", () => {
    let fails = true
    const store = storeOf((inner) => ({
      ...inner,
      closeRun: (...of) =>
        Effect.suspend(() => {
          if (!fails) return inner.closeRun(...of)
          return Effect.fail(error("closeRun", false))
        })
    }))
    return Effect.gen(function* () {
      assert.deepInclude(yield* Effect.flip(refresh), { _tag: "StoreError", operation: "closeRun" })
      fails = false
      assert.isTrue((yield* refresh).inSync)
    }).pipe(Effect.provide(syncOver(store)))
  })

  it.live("begins again where the journal was restored from a backup that knows nothing of its run", () => {
    let forgotten = false
    const journal = Layer.effect(
      WorkflowJournal.WorkflowJournal,
      Effect.map(WorkflowJournal.WorkflowJournal, (inner) => ({
        ...inner,
        append: (...[entries, epoch]: Parameters<typeof inner.append>) =>
          Effect.suspend(() => {
            if (forgotten || entries[0]?._tag !== "Start") return inner.append(entries, epoch)
            forgotten = true
            return Effect.succeed(
              entries.map(() => ({
                applied: true,
                standing: { status: "running" as const, exit: null, interrupted: false },
                woken: []
              }))
            )
          })
      }))
    ).pipe(Layer.provide(MemoryWorkflowJournal.layer))
    const engine = JournalEngine.layer().pipe(Layer.provide(journal))
    const host = Layer.orDie(Sync.layer(definitions))
      .pipe(
        Layer.provide(Layer.succeed(Source.Source, account("alpha", 12).source)),
        Layer.provide(MemorySyncStore.layer)
      )
      .pipe(Layer.provide(engine))
    return Effect.gen(function* () {
      assert.isTrue((yield* refresh).inSync)
      assert.isTrue(forgotten)
    }).pipe(Effect.provide(host))
  })
})
