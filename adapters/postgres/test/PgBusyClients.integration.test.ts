/** What the driver forbids from its next major release on: a second query on a client that is executing one. */
import { createRequire } from "node:module"
import { assert, it } from "@effect/vitest"
import { JournalEntry, WorkflowJournal } from "@openfaith/workflow-engine"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as PgMigrations from "../src/PgMigrations.ts"
import * as PgWorkflowJournal from "../src/PgWorkflowJournal.ts"
import { client, describePg, dropped, freshSchema } from "./Database.ts"

/** What of the driver's client is looked at: its own queue, in which a query waits for another, and the one it is at. */
interface Client {
  readonly _queryQueue: ReadonlyArray<unknown>
  readonly _activeQuery: unknown
}

interface Driver {
  readonly Client: { readonly prototype: { query: (this: Client, ...values: ReadonlyArray<unknown>) => unknown } }
}

/** The driver that the client uses, which is no dependency of ours. */
const pg: Driver = createRequire(createRequire(import.meta.url).resolve("@effect/sql-pg"))("pg")

/** Counts the queries that are asked of a client that has not come to the end of another. */
const watched = Effect.acquireRelease(
  Effect.sync(() => {
    const { query } = pg.Client.prototype
    const warnings: Array<string> = []
    const busy: Array<unknown> = []
    const warned = ({ message, name }: Error) => warnings.push(`${name}: ${message}`)
    process.on("warning", warned)
    pg.Client.prototype.query = new Proxy(query, {
      apply: (ask, self, values) => {
        if (self._queryQueue.length > 0 || self._activeQuery) busy.push(values[0])
        return Reflect.apply(ask, self, values)
      }
    })
    return {
      busy,
      warnings,
      end: () => {
        pg.Client.prototype.query = query
        process.off("warning", warned)
      }
    }
  }),
  ({ end }) => Effect.sync(end)
)

const started = (execution: string) =>
  JournalEntry.JournalEntry.Start({
    execution,
    workflow: "Testing",
    taskQueue: "W",
    payload: "{}",
    parent: null,
    awaited: false
  })

describePg("a journal under load", () => {
  it.scopedLive("asks no client that is executing, also where what asked is interrupted", () =>
    Effect.gen(function* () {
      const schema = freshSchema("busy")
      const { busy, warnings } = yield* watched
      yield* Effect.gen(function* () {
        const journal = yield* WorkflowJournal.WorkflowJournal
        for (let term = 0; term < 3; term++) {
          yield* Effect.scoped(
            Effect.gen(function* () {
              const { epoch } = yield* journal.term(Effect.succeed(["W"]))
              const all = yield* Effect.forEach(Array.from({ length: 60 }), (_, index) =>
                Effect.fork(
                  Effect.repeatN(Effect.ignore(journal.append([started(`${term}/${index}`)], epoch)), index % 7)
                )
              )
              for (const [index, fiber] of all.entries()) {
                if (index % 3 === 0) yield* Fiber.interruptFork(fiber)
                if (index % 5 === 0) yield* Effect.yieldNow()
              }
              // until all have ended, whichever way
              yield* Effect.forEach(all, Fiber.await)
            })
          )
        }
      }).pipe(
        Effect.provide(
          PgWorkflowJournal.layer({ schema }).pipe(
            Layer.provide(PgMigrations.layer(schema)),
            Layer.provide(client({ maxConnections: 6 })),
            Layer.provide(dropped(schema))
          )
        )
      )
      assert.deepStrictEqual([busy, warnings], [[], []])
    })
  )
})
