import * as PgClient from "@effect/sql-pg/PgClient"
import { assert, it } from "@effect/vitest"
import { JournalEntry, WorkflowJournal } from "@openfaith/workflow-engine"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import * as PgMigrations from "../src/PgMigrations.ts"
import * as PgWorkflowJournal from "../src/PgWorkflowJournal.ts"
import { client, describePg, dropped, freshSchema, one } from "./Database.ts"

/** A journal as another process would have it: over a pool of its own. */
const journal = (options: PgWorkflowJournal.Options) =>
  Effect.map(
    Layer.build(
      PgWorkflowJournal.layer(options).pipe(Layer.provide(client({ applicationName: options.schema ?? "" })))
    ),
    Context.get(WorkflowJournal.WorkflowJournal)
  )

const inSchema = <A, E>(test: (schema: string) => Effect.Effect<A, E, PgClient.PgClient | Scope.Scope>) => {
  const schema = freshSchema("owner")
  return test(schema).pipe(
    Effect.scoped,
    Effect.provide(PgMigrations.layer(schema).pipe(Layer.provideMerge(client()), Layer.provideMerge(dropped(schema))))
  )
}

/** A term in a scope of its own, and how long it took to come. */
const aTerm = (journal: WorkflowJournal.WorkflowJournal["Type"]) =>
  Effect.gen(function* () {
    const scope = yield* Scope.make()
    const [took, term] = yield* Effect.timed(Scope.extend(journal.term, scope))
    return { ...term, took: Duration.toMillis(took), end: Scope.close(scope, Exit.void) }
  })

const backend = (schema: string) =>
  Effect.map(one(`SELECT backend_pid::text AS answer FROM "${schema}".workflow_owner`), Number)

const start = (execution: string) =>
  JournalEntry.JournalEntry.Start({ execution, workflow: "W", payload: "{}", parent: null, awaited: false })

describePg("PgOwner", () => {
  it.live("refuses a pool of one connection by name, unless none is kept", () =>
    inSchema((schema) =>
      Effect.gen(function* () {
        const small = (options: PgWorkflowJournal.Options) =>
          Effect.map(
            Layer.build(PgWorkflowJournal.layer(options).pipe(Layer.provide(client({ maxConnections: 1 })))),
            Context.get(WorkflowJournal.WorkflowJournal)
          )
        const refused = yield* Effect.flip(small({ schema }))
        assert.deepInclude(refused, { _tag: "PoolTooSmall", maxConnections: 1 })
        assert.match(refused.message, /set maxConnections to 2 or more/)
        const modest = yield* small({ schema, deathBy: "lease" })
        const { epoch } = yield* modest.term
        assert.isTrue((yield* modest.append([start("a")], epoch))[0]?.applied)
      })
    )
  )

  it.live("fails the term by name where a pool that does not tell its size has one connection", () =>
    inSchema((schema) =>
      Effect.gen(function* () {
        const silent = Layer.map(client({ maxConnections: 1 }), (context) =>
          Context.add(
            context,
            PgClient.PgClient,
            new Proxy(Context.get(context, PgClient.PgClient), {
              get: (own, key) => (key === "config" ? {} : Reflect.get(own, key))
            })
          )
        )
        const built = yield* Layer.build(PgWorkflowJournal.layer({ schema }).pipe(Layer.provide(silent)))
        const error = yield* Effect.flip(Context.get(built, WorkflowJournal.WorkflowJournal).term)
        assert.deepInclude(error, { _tag: "JournalError", operation: "term", retryable: true })
        assert.match(error.message, /no second connection/)
      })
    )
  )

  it.live("lets a second process stand by, and take over within a second of an orderly end", () =>
    inSchema((schema) =>
      Effect.gen(function* () {
        const [one, two] = yield* Effect.all([journal({ schema }), journal({ schema })])
        const first = yield* aTerm(one)
        const waiting = yield* Effect.fork(aTerm(two))
        yield* Effect.sleep("1500 millis")
        assert.isTrue((yield* Fiber.poll(waiting))._tag === "None")
        const [took, second] = yield* Effect.timed(Effect.zipRight(first.end, Fiber.join(waiting)))
        assert.isAbove(second.epoch, first.epoch)
        assert.isBelow(Duration.toMillis(took), 1000)
        yield* second.end
      })
    )
  )

  it.live("lets another take over where the owner's connection is killed, and tells the old owner", () =>
    inSchema((schema) =>
      Effect.gen(function* () {
        const [one, two] = yield* Effect.all([journal({ schema }), journal({ schema })])
        const first = yield* aTerm(one)
        const waiting = yield* Effect.fork(aTerm(two))
        yield* Effect.sleep("300 millis")
        const [took, second] = yield* Effect.timed(
          Effect.zipRight(
            // so that the old owner does not come back before the standby has looked
            Effect.repeatN(killed(schema), 2),
            Fiber.join(waiting)
          )
        )
        assert.isBelow(Duration.toMillis(took), 2500)
        const refused = yield* Effect.flip(one.append([start("a")], first.epoch))
        assert.strictEqual(refused._tag, "TermEnded")
        assert.match(yield* Effect.timeout(first.lost, "2 seconds"), /taken over/)
        yield* two.append([start("a")], second.epoch)
        yield* Effect.all([first.end, second.end])
      })
    )
  )

  it.live("goes on in its term where its connection is killed and nobody stands by", () =>
    inSchema((schema) =>
      Effect.gen(function* () {
        const only = yield* journal({ schema, look: "100 millis" })
        const { end, epoch, lost } = yield* aTerm(only)
        const before = yield* backend(schema)
        yield* killed(schema)
        yield* Effect.sleep("700 millis")
        const after = yield* backend(schema)
        assert.notStrictEqual(after, before)
        assert.isAbove(after, 0)
        yield* only.append([start("a")], epoch)
        assert.isTrue((yield* Effect.timeoutOption(lost, "300 millis"))._tag === "None")
        yield* end
      })
    )
  )

  it.live("recognises a dead process by its lease where no session is kept", () =>
    inSchema((schema) =>
      Effect.gen(function* () {
        const brief = { schema, lease: "900 millis", look: "100 millis", deathBy: "lease" } as const
        const scope = yield* Scope.make()
        const dying = yield* Scope.extend(journal({ ...brief, renew: "1 hour" }), scope)
        const living = yield* journal(brief)
        // its lease is never renewed, as if the process stood still
        const first = yield* aTerm(dying)
        assert.strictEqual(yield* one(`SELECT backend_pid::text AS answer FROM "${schema}".workflow_owner`), null)
        const second = yield* aTerm(living)
        assert.isAbove(second.epoch, first.epoch)
        assert.isAbove(second.took, 500)
        assert.match(yield* Effect.timeout(first.lost, "1 second"), /renewed in time|taken over/)
        assert.isTrue((yield* Effect.timeoutOption(second.lost, "1500 millis"))._tag === "None")
        yield* Effect.all([first.end, second.end])
        yield* Scope.close(scope, Exit.void)
      })
    )
  )

  it.live("loses a term that it cannot renew, and takes no other's away when it ends late", () =>
    inSchema((schema) =>
      Effect.gen(function* () {
        const brief = { schema, lease: "3 seconds", look: "100 millis" } as const
        const cut = yield* journal(brief)
        const first = yield* aTerm(cut)
        const sql = yield* PgClient.PgClient
        // the database answers nobody who asks for the owner
        const [took, reason] = yield* sql
          .withTransaction(
            Effect.zipRight(
              sql.unsafe(`LOCK TABLE "${schema}".workflow_owner IN ACCESS EXCLUSIVE MODE`),
              Effect.timed(first.lost)
            )
          )
          .pipe(Effect.timeout("5 seconds"))
        assert.match(reason, /renewed in time/)
        // with a margin, which a busy machine needs
        assert.isBelow(Duration.toMillis(took), 3000)
        const other = yield* journal(brief)
        const second = yield* aTerm(other)
        yield* first.end
        yield* other.append([start("a")], second.epoch)
        yield* second.end
      })
    )
  )

  it.live("hands over only when what is being written under the old term is written or undone", () =>
    inSchema((schema) =>
      Effect.gen(function* () {
        const [one, two] = yield* Effect.all([journal({ schema }), journal({ schema })])
        const first = yield* aTerm(one)
        const waiting = yield* Effect.fork(aTerm(two))
        const sql = yield* PgClient.PgClient
        const steps = `[{"execution":"a","name":"s","attempt":1,"exit":"1","failed":false}]`
        yield* sql.withTransaction(
          Effect.gen(function* () {
            yield* sql.unsafe(`SELECT "${schema}".workflow_steps($1::bigint, $2::json)`, [first.epoch, steps])
            // neither renewing nor giving up the lease waits for those who write
            const [took] = yield* Effect.timed(first.end)
            assert.isBelow(Duration.toMillis(took), 1000)
            yield* Effect.sleep("1500 millis")
            assert.isTrue((yield* Fiber.poll(waiting))._tag === "None")
          })
        )
        const second = yield* Effect.timeout(Fiber.join(waiting), "3 seconds")
        yield* second.end
      })
    )
  )

  it.live("takes from the pool no more than its share, and gives back what it took", () =>
    inSchema((schema) =>
      Effect.gen(function* () {
        const scope = yield* Scope.make()
        const busy = yield* Scope.extend(journal({ schema }), scope)
        const { end, epoch } = yield* aTerm(busy)
        let most = 0
        const counting = Effect.forever(
          Effect.map(
            one(`SELECT count(*)::text AS answer FROM pg_stat_activity WHERE application_name = '${schema}'`),
            (count) => {
              most = Math.max(most, Number(count))
            }
          )
        )
        yield* Effect.raceFirst(
          counting,
          Effect.forEach(
            Array.from({ length: 200 }, (_, index) => `${index}`),
            (id) => busy.append([start(id)], epoch),
            { concurrency: "unbounded" }
          )
        )
        // three at work, one of the term's, one that listens
        assert.isAtMost(most, 5)
        yield* end
        const locks = `SELECT count(*)::text AS answer FROM pg_locks l JOIN pg_stat_activity a USING (pid)
          WHERE l.locktype = 'advisory' AND a.application_name = '${schema}'`
        assert.strictEqual(yield* one(locks), "0")
        yield* Scope.close(scope, Exit.void)
      })
    )
  )
})

const killed = (schema: string) =>
  Effect.zipRight(
    one(`SELECT pg_terminate_backend(backend_pid)::text AS answer FROM "${schema}".workflow_owner`),
    Effect.sleep("20 millis")
  )
