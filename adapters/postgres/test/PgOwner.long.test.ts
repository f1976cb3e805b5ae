import * as PgClient from "@effect/sql-pg/PgClient"
import { assert, it } from "@effect/vitest"
import { JournalEntry, WorkflowJournal } from "@openfaith/workflow-engine"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import * as PgMigrations from "../src/PgMigrations.ts"
import * as PgWorkflowJournal from "../src/PgWorkflowJournal.ts"
import { client, describePg, dropped, freshSchema, one } from "./Database.ts"

/** A journal as another process would have it: over a pool of its own, whose connections have this name. */
const journal = (options: PgWorkflowJournal.Options, applicationName = options.schema ?? "") =>
  Effect.map(
    Layer.build(PgWorkflowJournal.layer(options).pipe(Layer.provide(client({ applicationName })))),
    Context.get(WorkflowJournal.WorkflowJournal)
  )

const inSchema = <A, E>(test: (schema: string) => Effect.Effect<A, E, PgClient.PgClient | Scope.Scope>) => {
  const schema = freshSchema("owner")
  return test(schema).pipe(
    Effect.scoped,
    Effect.provide(PgMigrations.layer(schema).pipe(Layer.provideMerge(client()), Layer.provideMerge(dropped(schema))))
  )
}

/** A term in a scope of its own. */
const aTerm = (journal: WorkflowJournal.WorkflowJournal["Type"]) =>
  Effect.gen(function* () {
    const scope = yield* Scope.make()
    const term = yield* Scope.extend(journal.term(Effect.succeed(["W"])), scope)
    return { ...term, end: Scope.close(scope, Exit.void) }
  })

const backend = (schema: string) =>
  Effect.map(one(`SELECT backend_pid::text AS answer FROM "${schema}".workflow_owner`), Number)

const start = (execution: string) =>
  JournalEntry.JournalEntry.Start({
    execution,
    workflow: "W",
    taskQueue: "W",
    payload: "{}",
    parent: null,
    awaited: false
  })

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
        const { epoch } = yield* modest.term(Effect.succeed(["W"]))
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
        const error = yield* Effect.flip(
          Context.get(built, WorkflowJournal.WorkflowJournal).term(Effect.succeed(["W"]))
        )
        assert.deepInclude(error, { _tag: "JournalError", operation: "term", retryable: true })
        assert.match(error.message, /no second connection/)
      })
    )
  )

  it.live("lets a second process stand by, and take over when it hears of an orderly end", () =>
    inSchema((schema) =>
      Effect.gen(function* () {
        // who stands by hears of it, and does not look by itself
        const patient = { schema, lease: "2 hours", look: "1 hour" } as const
        const [one, two] = yield* Effect.all([journal(patient), journal(patient)])
        const first = yield* aTerm(one)
        const waiting = yield* Effect.fork(aTerm(two))
        yield* Effect.sleep("300 millis")
        assert.isTrue((yield* Fiber.poll(waiting))._tag === "None")
        yield* first.end
        const second = yield* Fiber.join(waiting)
        assert.isAbove(second.epoch, first.epoch)
        yield* second.end
      })
    )
  )

  it.live("lets another take over where the owner's connection is killed, and tells the old owner", () =>
    inSchema((schema) =>
      Effect.gen(function* () {
        // its lease says nothing of it
        const options = { schema, lease: "1 hour", look: "100 millis" } as const
        const [one, two] = yield* Effect.all([journal(options, `${schema}_one`), journal(options)])
        const first = yield* aTerm(one)
        const waiting = yield* Effect.fork(aTerm(two))
        // again and again: the old owner must not come back before the standby has looked
        const killed = Effect.zipRight(killedOf(`${schema}_one`), Effect.sleep("20 millis"))
        const second = yield* Effect.raceFirst(Fiber.join(waiting), Effect.forever(killed))
        const refused = yield* Effect.flip(
          Effect.retry(one.append([start("a")], first.epoch), { while: ({ _tag }) => _tag === "JournalError" })
        )
        assert.strictEqual(refused._tag, "TermEnded")
        assert.match(yield* first.lost, /taken over/)
        yield* two.append([start("a")], second.epoch)
        yield* Effect.all([first.end, second.end])
      })
    )
  )

  it.live("goes on in its term where its connection is killed and nobody stands by", () =>
    inSchema((schema) =>
      Effect.gen(function* () {
        const only = yield* journal({ schema, lease: "1 hour", look: "100 millis" })
        const { end, epoch, lost } = yield* aTerm(only)
        const before = yield* backend(schema)
        yield* one(`SELECT pg_terminate_backend(backend_pid)::text AS answer FROM "${schema}".workflow_owner`)
        yield* Effect.repeat(Effect.zipRight(Effect.sleep("20 millis"), backend(schema)), {
          until: (after) => after > 0 && after !== before
        })
        yield* only.append([start("a")], epoch)
        assert.isTrue((yield* Effect.timeoutOption(lost, "300 millis"))._tag === "None")
        yield* end
      })
    )
  )

  it.live("recognises a dead process by its lease where no session is kept", () =>
    inSchema((schema) =>
      Effect.gen(function* () {
        const options = { schema, look: "50 millis", deathBy: "lease" } as const
        const scope = yield* Scope.make()
        const dying = yield* Scope.extend(journal({ ...options, lease: "900 millis", renew: "1 hour" }), scope)
        const living = yield* journal({ ...options, lease: "1 hour", renew: "50 millis" })
        // its lease is never renewed, as if the process stood still
        const began = performance.now()
        const first = yield* aTerm(dying)
        assert.strictEqual(yield* one(`SELECT backend_pid::text AS answer FROM "${schema}".workflow_owner`), null)
        const second = yield* aTerm(living)
        assert.isAbove(second.epoch, first.epoch)
        assert.isAtLeast(performance.now() - began, 890)
        assert.match(yield* first.lost, /renewed in time|taken over/)
        // the living one goes on renewing
        const until = one(`SELECT lease_until::text AS answer FROM "${schema}".workflow_owner`)
        for (let times = 0; times < 3; times++) {
          const before = yield* until
          yield* Effect.repeat(Effect.zipRight(Effect.sleep("20 millis"), until), { until: (now) => now !== before })
        }
        assert.isTrue((yield* Effect.timeoutOption(second.lost, "20 millis"))._tag === "None")
        yield* Effect.all([first.end, second.end])
        yield* Scope.close(scope, Exit.void)
      })
    )
  )

  it.live("loses a term that it cannot renew, and takes no other's away when it ends late", () =>
    inSchema((schema) =>
      Effect.gen(function* () {
        const cut = yield* journal({ schema, lease: "2 seconds", look: "100 millis" })
        const first = yield* aTerm(cut)
        const sql = yield* PgClient.PgClient
        // the database answers nobody who asks for the owner
        const reason = yield* sql.withTransaction(
          Effect.zipRight(sql.unsafe(`LOCK TABLE "${schema}".workflow_owner IN ACCESS EXCLUSIVE MODE`), first.lost)
        )
        assert.match(reason, /renewed in time/)
        const other = yield* journal({ schema, look: "100 millis" })
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
        const options = { schema, look: "50 millis" } as const
        const [one, two] = yield* Effect.all([journal(options), journal(options)])
        const first = yield* aTerm(one)
        const waiting = yield* Effect.fork(aTerm(two))
        const sql = yield* PgClient.PgClient
        const steps = `[{"execution":"a","name":"s","attempt":1,"exit":"1","failed":false}]`
        yield* sql.withTransaction(
          Effect.gen(function* () {
            yield* sql.unsafe(`SELECT "${schema}".workflow_steps($1::bigint, $2::json)`, [first.epoch, steps])
            // giving up the lease does not wait for those who write: that would be for ever
            yield* first.end
            yield* Effect.sleep("300 millis")
            assert.isTrue((yield* Fiber.poll(waiting))._tag === "None")
          })
        )
        const second = yield* Fiber.join(waiting)
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

const killedOf = (applicationName: string) =>
  one(`SELECT count(pg_terminate_backend(pid))::text AS answer FROM pg_stat_activity
    WHERE application_name = '${applicationName}'`)
