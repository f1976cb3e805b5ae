import * as PgClient from "@effect/sql-pg/PgClient"
import { assert, describe, it } from "@effect/vitest"
import * as Activity from "@effect/workflow/Activity"
import * as DurableClock from "@effect/workflow/DurableClock"
import * as Workflow from "@effect/workflow/Workflow"
import { JournalEngine, JournalEntry, WorkflowJournal } from "@openfaith/workflow-engine"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as Scope from "effect/Scope"
import * as PgAdapter from "../src/PgAdapter.ts"
import * as PgMigrations from "../src/PgMigrations.ts"
import * as PgWorkflowJournal from "../src/PgWorkflowJournal.ts"
import { describePg, dropped, freshSchema } from "./Database.ts"
import { isPossible, pooler } from "./Pooler.ts"

const describePooled: typeof describePg = isPossible
  ? describePg
  : (name, tests) => describe.skip(`${name} (no PgBouncer)`, tests)

const Sum = Workflow.make({
  name: "Sum",
  payload: { id: Schema.String },
  success: Schema.Int,
  idempotencyKey: ({ id }) => id
})

/** Eight steps, and a rest that is no execution's to keep in memory. */
const workflows = Sum.toLayer(() =>
  Effect.gen(function* () {
    const values = yield* Effect.forEach([1, 2, 3, 4], (value) =>
      Activity.make({ name: `one ${value}`, success: Schema.Int, execute: Effect.succeed(value) })
    )
    yield* DurableClock.sleep({ name: "rest", duration: "100 millis", inMemoryThreshold: Duration.zero })
    const more = yield* Effect.forEach([5, 6, 7, 8], (value) =>
      Activity.make({ name: `one ${value}`, success: Schema.Int, execute: Effect.succeed(value) })
    )
    return [...values, ...more].reduce((sum, value) => sum + value, 0)
  })
)

/** Everything through a pooler of three connections; a host that is `busy` has two of them in turns. */
const through = <A, E>(
  test: (
    schema: string,
    url: string,
    busy: Effect.Effect<void, never, Scope.Scope>
  ) => Effect.Effect<A, E, PgClient.PgClient | Scope.Scope>
) => {
  const schema = freshSchema("pooled")
  return Effect.gen(function* () {
    const url = yield* pooler(3)
    const pooled = Layer.fresh(PgClient.layer({ url: Redacted.make(url) }))
    return yield* Effect.provide(
      Effect.gen(function* () {
        const sql = yield* PgClient.PgClient
        const once = sql.withTransaction(Effect.zipRight(sql`SELECT 1`, Effect.sleep("7 millis")))
        const busy = Effect.zipRight(
          Effect.forkScoped(Effect.forever(once)),
          Effect.asVoid(Effect.forkScoped(Effect.forever(Effect.delay(once, "3 millis"))))
        )
        return yield* test(schema, url, busy)
      }),
      PgMigrations.layer(schema).pipe(Layer.provideMerge(pooled), Layer.provideMerge(dropped(schema)))
    )
  }).pipe(Effect.scoped)
}

const start = (execution: string) =>
  JournalEntry.JournalEntry.Start({
    execution,
    workflow: "W",
    taskQueue: "W",
    payload: "{}",
    parent: null,
    awaited: false
  })

const step = (execution: string, name: string) =>
  JournalEntry.JournalEntry.Step({ execution, name, attempt: 1, exit: '"x"', failed: false })

describePooled("a journal behind PgBouncer in transaction mode", () => {
  for (const deathBy of ["lease", "session"] as const) {
    it.live(`executes workflows to their end, with deathBy: "${deathBy}"`, () => {
      const said: Array<string> = []
      const logger = Logger.replace(
        Logger.defaultLogger,
        Logger.make(({ logLevel, message }) => void said.push(`${logLevel.label} ${String(message)}`))
      )
      return through((schema, url, busy) =>
        Effect.gen(function* () {
          const some = (first: number) =>
            Effect.forEach(
              Array.from({ length: 15 }, (_, index) => `${first + index}`),
              (id) => Sum.execute({ id }),
              { concurrency: 10 }
            )
          // while nobody else is there, the pooler gives us one connection each time, as if it were ours
          const quiet = yield* some(0)
          yield* busy
          assert.deepStrictEqual(new Set([...quiet, ...(yield* some(15))]), new Set([36]))
          const { list } = yield* JournalEngine.JournalEngine
          assert.strictEqual((yield* list({ status: ["succeeded"] })).length, 30)
          assert.deepStrictEqual(
            said.filter((each) => /does not exist|already exists|ERROR/.test(each)),
            []
          )
        }).pipe(
          Effect.provide(
            workflows.pipe(
              Layer.provideMerge(PgAdapter.layer({ schema, deathBy })),
              Layer.provide(Layer.fresh(PgClient.layer({ url: Redacted.make(url) })))
            )
          ),
          Effect.provide(logger)
        )
      )
    })
  }

  it.live("hands over at an orderly end, and refuses what is stale", () =>
    through((schema, url, busy) =>
      Effect.gen(function* () {
        yield* busy
        const journal = Effect.map(
          Layer.build(
            PgWorkflowJournal.layer({ schema, deathBy: "lease", lease: "1 hour" }).pipe(
              Layer.provide(Layer.fresh(PgClient.layer({ url: Redacted.make(url) })))
            )
          ),
          Context.get(WorkflowJournal.WorkflowJournal)
        )
        const one = yield* journal
        const two = yield* journal
        const scope = yield* Scope.make()
        const first = yield* Scope.extend(one.term(Effect.succeed(["W"])), scope)
        yield* one.append([start("a")], first.epoch)
        for (let index = 0; index < 50; index++) yield* one.append([step("a", `${index}`)], first.epoch)
        yield* Scope.close(scope, Exit.void)
        const second = yield* two.term(Effect.succeed(["W"]))
        assert.isAbove(second.epoch, first.epoch)
        assert.strictEqual((yield* Effect.flip(one.append([step("a", "late")], first.epoch)))._tag, "TermEnded")
        assert.isTrue((yield* two.append([step("a", "next")], second.epoch))[0]?.applied)
      })
    )
  )
})
