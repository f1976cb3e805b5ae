/** Another program holds the file's lock, the file is damaged, or the driver is not there. */

import { spawnSync } from "node:child_process"
import { closeSync, openSync, statSync, writeSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import * as SqlClient from "@effect/sql/SqlClient"
import { assert, describe, it } from "@effect/vitest"
import { QuotaStore, TokenStore } from "@openfaith/client-core"
import { SyncStore } from "@openfaith/sync-engine"
import { JournalEngine } from "@openfaith/workflow-engine"
import Sqlite from "better-sqlite3"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { LongestWait } from "../src/internal/waiting.ts"
import * as SqliteAdapter from "../src/SqliteAdapter.ts"
import * as SqliteFile from "../src/SqliteFile.ts"
import * as Church from "./Church.ts"

const clients = {
  "a client of our own": (filename: string) => SqliteAdapter.layer({ filename }),
  "a host's client": (filename: string) => Layer.provideMerge(SqliteAdapter.layerFromClient(), Church.client(filename))
}

/** A write transaction of another program's. */
const holding = (filename: string) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const other = new Sqlite(filename)
      other.exec("BEGIN IMMEDIATE")
      return other
    }),
    (other) => Effect.sync(() => other.close())
  )

/** The event loop turns so many times; a process that is blocked turns not once. */
const turns = (count: number) =>
  Effect.forEach(
    Array.from({ length: count }),
    () => Effect.async<void>((resume) => void setImmediate(() => resume(Effect.void))),
    { discard: true }
  )

const request: QuotaStore.Request = {
  key: "account",
  costClass: "default",
  assumed: { limit: 5, window: Duration.hours(1) },
  holdAtMost: Duration.minutes(1)
}

const writes: Record<
  string,
  Effect.Effect<
    unknown,
    unknown,
    SyncStore.SyncStore | QuotaStore.QuotaStore | TokenStore.TokenStore | JournalEngine.JournalEngine
  >
> = {
  "the store": Effect.flatMap(SyncStore.SyncStore, ({ draw }) => draw("main")),
  "the quota": Effect.flatMap(QuotaStore.QuotaStore, ({ take }) => take(request)),
  tokens: Effect.flatMap(TokenStore.TokenStore, ({ write }) =>
    write("account", { access: Redacted.make("access"), issuedAt: DateTime.unsafeMake(0), scopes: [] })
  ),
  "the journal": Effect.flatMap(JournalEngine.JournalEngine, ({ purge }) => purge("1 day"))
}

describe("while another program writes the file", () => {
  for (const [whose, layer] of Object.entries(clients)) {
    for (const [what, write] of Object.entries(writes)) {
      it.scopedLive(`${what} waits on ${whose} without blocking the process, and goes on`, () =>
        Effect.gen(function* () {
          const filename = join(yield* Church.folder, "church.sqlite")
          yield* Effect.gen(function* () {
            const other = yield* holding(filename)
            const waiting = yield* Effect.fork(write)
            yield* turns(50)
            // whoever only reads is answered meanwhile
            assert.deepStrictEqual(yield* Effect.flatMap(SyncStore.SyncStore, ({ stored }) => stored("main")), [])
            assert.isTrue(Option.isNone(yield* Fiber.poll(waiting)))
            other.exec("COMMIT")
            yield* Fiber.join(waiting)
          }).pipe(Effect.provide(layer(filename)))
        })
      )
    }
  }

  it.scopedLive("a host's own statement on the client waits so, too, alone or in a transaction", () =>
    Effect.gen(function* () {
      const filename = join(yield* Church.folder, "church.sqlite")
      yield* Effect.gen(function* () {
        const sql = yield* SqlClient.SqlClient
        yield* sql`CREATE TABLE diary (entry TEXT)`
        const other = yield* holding(filename)
        const insert = sql`INSERT INTO diary VALUES ('dear')`
        const waiting = yield* Effect.fork(Effect.zipRight(insert, sql.withTransaction(insert)))
        yield* turns(50)
        assert.isTrue(Option.isNone(yield* Fiber.poll(waiting)))
        other.exec("COMMIT")
        yield* Fiber.join(waiting)
        assert.lengthOf(yield* sql`SELECT * FROM diary`, 2)
      }).pipe(Effect.provide(SqliteAdapter.layer({ filename })))
    })
  )

  it.scopedLive("the store says at the end of its wait that this may pass, and why", () =>
    Effect.gen(function* () {
      const filename = join(yield* Church.folder, "church.sqlite")
      yield* Effect.gen(function* () {
        yield* holding(filename)
        const { draw } = yield* SyncStore.SyncStore
        const refused = yield* Effect.flip(Effect.provideService(draw("main"), LongestWait, 10))
        assert.deepInclude(refused, { _tag: "StoreError", retryable: true })
        assert.include(refused.message, "another program has been writing to this file")
      }).pipe(Effect.provide(SqliteAdapter.layer({ filename })))
    })
  )

  it.scopedLive("a start fails by name", () =>
    Effect.gen(function* () {
      const filename = join(yield* Church.folder, "church.sqlite")
      yield* Effect.void.pipe(Effect.provide(SqliteAdapter.layer({ filename })), Effect.scoped)
      yield* holding(filename)
      const refused = yield* Effect.flip(Effect.provide(Effect.void, SqliteAdapter.layer({ filename })))
      assert.include(refused.message, `${filename}: cannot be written: another program has locked it`)
    })
  )
})

describe("a file that is damaged behind its first pages", () => {
  it.scopedLive("is named with a remedy, and is no passing outage", () =>
    Effect.gen(function* () {
      const filename = join(yield* Church.folder, "church.sqlite")
      yield* Effect.flatMap(
        SqlClient.SqlClient,
        (sql) => sql`
          WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 2000)
          INSERT INTO openfaith_record (connection, resource, id, hash, body, sequence, read_at)
          SELECT 'main', 'people.Person', n, 'hash', ${"x".repeat(500)}, 1, 1 FROM numbers`
      ).pipe(Effect.provide(SqliteAdapter.layer({ filename })), Effect.scoped)
      // nobody has it open
      const file = openSync(filename, "r+")
      const half = Math.floor(statSync(filename).size / 2 / 4096) * 4096
      writeSync(file, Buffer.alloc(statSync(filename).size - half, 0x41), 0, undefined, half)
      closeSync(file)
      yield* Effect.gen(function* () {
        const { records } = yield* SyncStore.SyncStore
        const refused = yield* Effect.flip(records({ connection: "main", resource: "people.Person", limit: 5000 }))
        assert.deepInclude(refused, { _tag: "StoreError", retryable: false })
        assert.include(refused.message, "SQLITE_CORRUPT")
        assert.include(refused.message, "restore a backup")
      }).pipe(Effect.provide(SqliteAdapter.layer({ filename })), Effect.scoped)
    })
  )
})

describe("a driver that is not built for this Node", () => {
  const sentences = {
    "its binary is missing":
      "Could not locate the bindings file. Tried:\n → /app/node_modules/better-sqlite3/build/x.node",
    "its binary is of another Node":
      "The module '/app/better_sqlite3.node' was compiled against a different Node.js version using NODE_MODULE_VERSION 115.",
    "its binary needs a newer system": "/lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.38' not found"
  }
  for (const [what, sentence] of Object.entries(sentences)) {
    it(`is named with the command that builds it, where ${what}`, () => {
      const problem = SqliteFile.problemOf(new Error(sentence))
      assert.match(
        problem,
        /^the SQLite driver better-sqlite3 is not built for this Node \(v.*\); build it with: npx .*$/
      )
    })
  }

  it("is named so by the layer itself", () => {
    const keeper = fileURLToPath(new URL("./keeper.ts", import.meta.url))
    // a processor for which there is no binary
    const script = `Object.defineProperty(process, "arch", { value: "mips" })
      process.argv[2] = "/tmp/openfaith-never.sqlite"
      import(${JSON.stringify(keeper)})`
    const { stdout } = spawnSync(process.execPath, ["--no-warnings", "-e", script])
    assert.include(stdout.toString(), "the SQLite driver better-sqlite3 is not built for this Node")
    assert.include(stdout.toString(), "-mips); build it with: npx node-gyp rebuild")
    assert.notInclude(stdout.toString(), "Cannot find module")
  })
})
