/** The request budget and OAuth tokens in one file. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as SqlClient from "@effect/sql/SqlClient"
import { assert, describe, it, scoped } from "@effect/vitest"
import { QuotaStoreSuite, TokenStoreSuite } from "@openfaith/adapter-testkit"
import { QuotaStore, TokenEncryption, TokenStore } from "@openfaith/client-core"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/TestClock"
import { afterAll } from "vitest"
import { caseCount } from "../../../packages/adapter-testkit/test/cases.ts"
import * as SqliteAdapter from "../src/SqliteAdapter.ts"
import * as SqliteMigrations from "../src/SqliteMigrations.ts"
import * as SqliteQuotaStore from "../src/SqliteQuotaStore.ts"
import * as SqliteTokenStore from "../src/SqliteTokenStore.ts"
import * as Church from "./Church.ts"

const file = (filename: string) => SqliteMigrations.layer(filename).pipe(Layer.provideMerge(Church.client(filename)))

/** In a folder that is gone with it. */
const inFolder = Layer.unwrapScoped(Effect.map(Church.folder, (path) => file(join(path, "shared.sqlite"))))

const ports = Layer.merge(SqliteQuotaStore.layer, SqliteTokenStore.layer())

const keys = [{ id: "only", secret: Redacted.make(Buffer.alloc(32, 7).toString("base64")) }] as const

QuotaStoreSuite.suite("SQLite", SqliteQuotaStore.layer.pipe(Layer.provide(inFolder)), { stories: caseCount(15) })

const shared = mkdtempSync(join(tmpdir(), "openfaith-tokens-"))
afterAll(() => rmSync(shared, { recursive: true }))

/** One file for several connections, under whatever name the host has for its place. */
const named = (name: string, home: string) =>
  SqliteTokenStore.layer({ home }).pipe(Layer.provide(file(join(shared, `${name}.sqlite`))))

TokenStoreSuite.suite("SQLite", named("clear", "the original"), {
  copy: named("clear", "a copy"),
  stories: caseCount(50)
})

const sealed = (home: string) => named("sealed", home).pipe(TokenEncryption.encrypted({ keys }))

TokenStoreSuite.suite("encrypted, in SQLite", sealed("the original"), { copy: sealed("a copy"), stories: 10 })

const request: QuotaStore.Request = {
  key: "account",
  costClass: "default",
  assumed: { limit: 5, window: Duration.hours(1) },
  holdAtMost: Duration.minutes(1)
}

const takeAll = Effect.gen(function* () {
  const store = yield* QuotaStore.QuotaStore
  const permits: Array<string> = []
  for (let grant = yield* store.take(request); grant._tag === "Granted"; grant = yield* store.take(request)) {
    permits.push(grant.permit)
  }
  return permits
})

const tokens: TokenStore.Tokens = {
  access: Redacted.make("planted"),
  issuedAt: DateTime.unsafeMake(0),
  scopes: []
}

describe("one file", () => {
  it.scopedLive("still knows what was sent, and whose the tokens are, when the next process opens it", () =>
    Effect.gen(function* () {
      const filename = join(yield* Church.folder, "church.sqlite")
      const open = <A, E>(work: Effect.Effect<A, E, SqliteAdapter.Provided>) =>
        Effect.scoped(Effect.provide(work, SqliteAdapter.layer({ filename, encryption: { keys } })))
      yield* open(
        Effect.gen(function* () {
          const store = yield* QuotaStore.QuotaStore
          const [first = ""] = yield* takeAll
          yield* store.settle(request, first, undefined)
          assert.strictEqual((yield* takeAll).length, 4)
          const all = yield* TokenStore.TokenStore
          const revision = yield* all.write("a", tokens)
          yield* all.claim("a", revision, Duration.hours(1))
        })
      )
      yield* open(
        Effect.gen(function* () {
          assert.strictEqual((yield* takeAll).length, 0)
          const all = yield* TokenStore.TokenStore
          const { revision, tokens: found } = Option.getOrThrow(yield* all.read("a"))
          assert.strictEqual(Redacted.value(found.access), "planted")
          assert.strictEqual((yield* all.claim("a", revision, Duration.hours(1)))._tag, "Busy")
          const sql = yield* SqlClient.SqlClient
          const [row] = yield* sql<{ readonly tokens: string }>`SELECT tokens FROM openfaith_token`
          assert.notInclude(row?.tokens ?? "planted", "planted")
        })
      )
    })
  )

  // the suites above have put their own in the place of `it.scoped`, on the real clock
  scoped("says so when it is asked within a transaction on its one connection, instead of waiting for ever", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const store = yield* QuotaStore.QuotaStore
      const all = yield* TokenStore.TokenStore
      const asking = yield* Effect.fork(
        sql.withTransaction(
          Effect.all([Effect.flip(store.take(request)), Effect.flip(all.write("a", tokens))], { concurrency: 2 })
        )
      )
      while (Option.isNone(yield* Fiber.poll(asking))) {
        yield* Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 2)))
        yield* TestClock.adjust("1 second")
      }
      const errors = yield* Fiber.join(asking)
      for (const error of errors) assert.match(error.message, /within a transaction on it nothing can be asked/)
      // and is there as before when the transaction is over
      assert.strictEqual((yield* takeAll).length, 1)
    }).pipe(Effect.provide(ports.pipe(Layer.provideMerge(inFolder))))
  )

  it.scopedLive("does not keep what was not used for hours", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      yield* takeAll
      yield* sql`UPDATE openfaith_quota SET keep_until = keep_until - 1000000000`
      const store = yield* QuotaStore.QuotaStore
      yield* store.take({ ...request, key: "another" })
      const rows = yield* sql<{ readonly key: string }>`SELECT key FROM openfaith_quota`
      assert.deepStrictEqual(
        rows.map(({ key }) => key),
        ["another"]
      )
    }).pipe(Effect.provide(ports.pipe(Layer.provideMerge(inFolder))))
  )
})
