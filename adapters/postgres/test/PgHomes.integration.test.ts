import * as PgClient from "@effect/sql-pg/PgClient"
import { assert, it } from "@effect/vitest"
import { TokenStore } from "@openfaith/client-core"
import { SyncStore } from "@openfaith/sync-engine"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as PgAdapter from "../src/PgAdapter.ts"
import * as PgTokenStore from "../src/PgTokenStore.ts"
import { client, describePg, freshSchema, one, url } from "./Database.ts"
import { begun, page, record, resource } from "./Records.ts"

const tokens: TokenStore.Tokens = {
  access: Redacted.make("access"),
  refresh: Redacted.make("refresh"),
  issuedAt: DateTime.unsafeMake(0),
  scopes: []
}

const hour = Duration.hours(1)

const at = (database: string) => {
  const there = new URL(url)
  there.pathname = `/${database}`
  return { url: Redacted.make(there.href) }
}

/** What a process of the host's does with its database, and then it ends: nobody is connected to it any more. */
const within =
  (database: string, options: PgAdapter.Options = {}) =>
  <A, E>(work: Effect.Effect<A, E, PgAdapter.Provided | PgClient.PgClient>) =>
    Effect.scoped(Effect.provide(work, PgAdapter.layer(options).pipe(Layer.provideMerge(client(at(database))))))

const administer = (statement: string) =>
  Effect.flatMap(PgClient.PgClient, (sql) => sql.unsafe(statement)).pipe(Effect.provide(client({ maxConnections: 1 })))

/** Databases of a test's own, by the names it gives them. */
const databases = (...names: ReadonlyArray<string>) =>
  Effect.acquireRelease(
    Effect.sync(() => names.map((name) => freshSchema(name))),
    (all) => Effect.orDie(Effect.forEach(all, (name) => administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)))
  )

const claim = Effect.flatMap(TokenStore.TokenStore, (store) =>
  Effect.flatMap(store.read("account"), (found) =>
    store.claim("account", Option.getOrThrow(found).revision, Duration.millis(1))
  )
)

const write = Effect.flatMap(TokenStore.TokenStore, (store) => store.write("account", tokens))

const records = Effect.flatMap(SyncStore.SyncStore, (store) =>
  store.records({ connection: "main", resource, limit: 9 })
)

/** A database with a record and an account in it. */
const production = (database: string, options?: PgAdapter.Options) =>
  Effect.zipRight(
    administer(`CREATE DATABASE ${database}`),
    within(
      database,
      options
    )(
      Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        yield* store.commitPage(page(yield* begun(), 0, [record("1")]))
        yield* write
      })
    )
  )

describePg("a copy of a database, such as production's in staging", () => {
  it.scopedLive("renews nothing until it is told, and is read as ever", () =>
    Effect.gen(function* () {
      const [original = "", copy = ""] = yield* databases("original", "copy")
      yield* production(original)
      yield* administer(`CREATE DATABASE ${copy} TEMPLATE ${original}`)
      yield* within(copy)(
        Effect.gen(function* () {
          assert.strictEqual((yield* records).length, 1)
          const error = yield* Effect.flip(claim)
          if (error._tag !== "TokensCopied") return assert.fail(error._tag)
          assert.match(error.message, /stored in database \d+ of server \d+, and this is database \d+ of server \d+/)
          // the remedy is to be copied from the message
          const [, statement = ""] = /(SELECT .*adopt\(.*\)), or PgTokenStore\.adopt/.exec(error.message) ?? []
          assert.strictEqual(statement, 'SELECT "openfaith".adopt()')
          assert.strictEqual(yield* one(statement.replace(/$/, "::text AS answer")), "1")
          assert.strictEqual((yield* claim)._tag, "Claimed")
          // told again, it has nothing left to adopt
          assert.strictEqual(yield* PgTokenStore.adopt(), 0)
        })
      )
      // and the original has not lost a thing
      yield* within(original)(Effect.map(claim, ({ _tag }) => assert.strictEqual(_tag, "Claimed")))
    })
  )

  it.scopedLive("renews what is authorised there, and nothing else", () =>
    Effect.gen(function* () {
      const [original = "", copy = ""] = yield* databases("original", "copy")
      yield* production(original)
      yield* administer(`CREATE DATABASE ${copy} TEMPLATE ${original}`)
      yield* within(copy)(
        Effect.gen(function* () {
          const store = yield* TokenStore.TokenStore
          const revision = yield* store.write("of staging", tokens)
          assert.strictEqual((yield* store.claim("of staging", revision, hour))._tag, "Claimed")
          assert.strictEqual((yield* Effect.flip(claim))._tag, "TokensCopied")
        })
      )
    })
  )

  it.scopedLive("is told from the original by its name, however exact it is", () =>
    Effect.gen(function* () {
      const [database = ""] = yield* databases("named")
      yield* production(database, { home: "production" })
      // as a snapshot of the server's files would be: the same database to the last number
      yield* within(database, { home: "staging" })(
        Effect.gen(function* () {
          const error = yield* Effect.flip(claim)
          assert.match(error.message, /stored in production, and this is staging/)
          assert.include(error.message, `"openfaith".adopt('staging')`)
        })
      )
      yield* within(database)(
        Effect.map(Effect.flip(claim), ({ message }) => assert.match(message, /stored in production, and this is data/))
      )
      yield* within(database, { home: "production" })(
        Effect.map(claim, ({ _tag }) => assert.strictEqual(_tag, "Claimed"))
      )
      yield* within(database, { home: "staging" })(
        Effect.gen(function* () {
          assert.strictEqual(yield* PgTokenStore.adopt({ home: "staging" }), 1)
          assert.strictEqual((yield* claim)._tag, "Claimed")
        })
      )
    })
  )
})

describePg("the same database", () => {
  it.scopedLive("goes on by itself when it is renamed, and when it is given a name", () =>
    Effect.gen(function* () {
      const [database = "", renamed = ""] = yield* databases("before", "after")
      yield* production(database)
      yield* administer(`ALTER DATABASE ${database} RENAME TO ${renamed}`)
      yield* within(renamed)(Effect.map(claim, ({ _tag }) => assert.strictEqual(_tag, "Claimed")))
      yield* within(renamed, { home: "production" })(
        Effect.map(claim, ({ _tag }) => assert.strictEqual(_tag, "Claimed"))
      )
      // from then on it is the name that counts
      yield* within(renamed, { home: "staging" })(
        Effect.map(Effect.flip(claim), ({ _tag }) => assert.strictEqual(_tag, "TokensCopied"))
      )
    })
  )

  it.scopedLive("is known by its name where the server does not tell its own number", () =>
    Effect.gen(function* () {
      const withheld = "REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC"
      const role = freshSchema("role")
      yield* administer(`CREATE ROLE ${role} LOGIN`)
      yield* Effect.addFinalizer(() => Effect.orDie(administer(`DROP ROLE ${role}`)))
      const [original = "", copy = ""] = yield* databases("original", "copy")
      yield* administer(`CREATE DATABASE ${original} OWNER ${role}`)
      const as = (database: string) => {
        const there = new URL(Redacted.value(at(database).url))
        there.username = role
        return PgAdapter.layer().pipe(Layer.provideMerge(client({ url: Redacted.make(there.href) })))
      }
      yield* Effect.flatMap(PgClient.PgClient, (sql) => sql.unsafe(withheld)).pipe(Effect.provide(client(at(original))))
      yield* Effect.scoped(Effect.provide(Effect.zipRight(write, claim), as(original)))
      yield* administer(`CREATE DATABASE ${copy} TEMPLATE ${original} OWNER ${role}`)
      const error = yield* Effect.scoped(Effect.provide(Effect.flip(claim), as(copy)))
      assert.match(
        error.message,
        new RegExp(`stored in database \\d+, ${original}, and this is database \\d+, ${copy}`)
      )
    })
  )
})
