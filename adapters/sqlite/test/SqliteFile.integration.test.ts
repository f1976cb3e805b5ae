import { createHash } from "node:crypto"
import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as Migrator from "@effect/sql/Migrator"
import * as SqlClient from "@effect/sql/SqlClient"
import { assert, describe, it } from "@effect/vitest"
import { SyncStore } from "@openfaith/sync-engine"
import Sqlite from "better-sqlite3"
import * as Context from "effect/Context"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { migrations } from "../src/internal/migrations.ts"
import * as SqliteAdapter from "../src/SqliteAdapter.ts"
import * as SqliteFile from "../src/SqliteFile.ts"
import * as Church from "./Church.ts"

const opening = (filename: string) => Effect.scoped(Effect.provide(Effect.void, SqliteAdapter.layer({ filename })))

const refusal = (filename: string) => Effect.flip(opening(filename))

const bytes = (filename: string) => createHash("sha256").update(readFileSync(filename)).digest("hex")

const database = (filename: string, ...statements: ReadonlyArray<string>) => {
  const opened = new Sqlite(filename)
  for (const statement of statements) opened.exec(statement)
  opened.close()
}

/** A file of ours with a few records, at rest. */
const ours = (filename: string) =>
  Effect.scoped(
    Effect.provide(
      Effect.flatMap(
        SqlClient.SqlClient,
        (sql) => sql`
          WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 500)
          INSERT INTO openfaith_record (connection, resource, id, hash, body, sequence, read_at)
          SELECT 'main', 'people.Person', n, 'hash', ${"x".repeat(200)}, 1, 1 FROM numbers`
      ),
      SqliteAdapter.layer({ filename })
    )
  )

/** A file as a release left it that knew no later step, with a record, and the run that has read it. */
const ofStep = (filename: string, step: number) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    const steps = migrations.filter(([number]) => number <= step)
    yield* Migrator.make({})({ loader: Effect.succeed(steps), table: "openfaith_migration" })
    yield* sql`INSERT INTO openfaith_record (connection, resource, id, hash, body, sequence, read_at)
      VALUES ('main', 'people.Person', '7', 'h', '{}', 1, 1)`
    const run = {
      ...{ id: "full-1", sequence: 1, connection: "main", mode: "full", resources: '["people.Person"]', plan: "{}" },
      ...{ accept_deletions: 0, status: "done", attempt: 1 },
      ...{ started_at: "2026-01-01T00:00:00Z", ended_at: "2026-01-02T00:00:00Z" }
    }
    yield* sql`INSERT INTO openfaith_run ${sql.insert(step < 6 ? run : { ...run, place: 1 })}`
    yield* sql`INSERT INTO openfaith_listing (run, resource, sequence, stamp, began, commit_id, cursor, status)
      VALUES ('full-1', 'people.Person', 1, 1, 1, '', '{"_tag":"Done"}', 'done')`
    yield* sql`INSERT INTO openfaith_resource (connection, resource, complete) VALUES ('main', 'people.Person', 1)`
    yield* sql.unsafe(`PRAGMA application_id = ${SqliteFile.applicationId}`)
  }).pipe(Effect.provide(Church.client(filename)), Effect.scoped)

/** What a file's tables, indices and triggers are, in the words that made them. */
const schemaOf = (filename: string): ReadonlyArray<unknown> => {
  const opened = new Sqlite(filename, { readonly: true })
  const all = opened
    .prepare("SELECT type, name, sql FROM sqlite_schema WHERE name LIKE 'openfaith%' ORDER BY name")
    .all()
  opened.close()
  return all
}

describe("a file that is not ours", () => {
  const foreign: Record<string, (filename: string) => void> = {
    "a text file": (filename) => writeFileSync(filename, "Dear diary,\n".repeat(50)),
    "a text file shorter than a header": (filename) => writeFileSync(filename, "hi"),
    "another program's database": (filename) => database(filename, "CREATE TABLE diary (entry TEXT)"),
    "another program's database that is written through a log": (filename) =>
      database(filename, "PRAGMA journal_mode = WAL", "CREATE TABLE diary (entry TEXT)"),
    "another program's database with very many tables": (filename) =>
      database(filename, ...Array.from({ length: 200 }, (_, index) => `CREATE TABLE diary_${index} (entry TEXT)`)),
    "another program's database that holds nothing but a view": (filename) =>
      database(filename, "CREATE VIEW diary AS SELECT 1"),
    "a database of which only the first bytes are left": (filename) => {
      database(filename, "CREATE TABLE diary (entry TEXT)")
      truncateSync(filename, 20)
    },
    "a database whose pages are rubbish": (filename) =>
      writeFileSync(filename, Buffer.concat([Buffer.from("SQLite format 3\u0000"), Buffer.alloc(9000, 0xee)]))
  }

  for (const [what, make] of Object.entries(foreign)) {
    it.scoped(`is refused by name and left as it is: ${what}`, () =>
      Effect.gen(function* () {
        const folder = yield* Church.folder
        const filename = join(folder, "diary.sqlite")
        make(filename)
        const before = bytes(filename)
        const error = yield* refusal(filename)
        assert.strictEqual(error._tag, "SqliteFileError")
        assert.include(error.message, filename)
        assert.strictEqual(bytes(filename), before)
        assert.deepStrictEqual(readdirSync(folder), ["diary.sqlite"])
      })
    )
  }

  it.scoped("is refused while its program is writing it, though nothing of that is in the file yet", () =>
    Effect.gen(function* () {
      const folder = yield* Church.folder
      const filename = join(folder, "diary.sqlite")
      const program = new Sqlite(filename)
      program.pragma("journal_mode = WAL")
      program.exec("CREATE TABLE diary (entry TEXT)")
      const error = yield* refusal(filename)
      assert.include(error.message, "another program's database")
      assert.deepStrictEqual(readdirSync(folder).sort(), ["diary.sqlite", "diary.sqlite-shm", "diary.sqlite-wal"])
      program.close()
    })
  )
})

describe("a name that no file can have", () => {
  it.scoped("is refused where it is a folder", () =>
    Effect.gen(function* () {
      const folder = join(yield* Church.folder, "church.sqlite")
      mkdirSync(folder)
      assert.include((yield* refusal(folder)).message, `${folder}: this is not a file`)
      assert.deepStrictEqual(readdirSync(folder), [])
    })
  )

  it.scoped("is refused where its folder is missing, which is not made", () =>
    Effect.gen(function* () {
      const folder = join(yield* Church.folder, "missing")
      const filename = join(folder, "church.sqlite")
      assert.include((yield* refusal(filename)).message, `there is no folder ${folder}`)
    })
  )

  it.effect("is refused where it is empty", () =>
    Effect.gen(function* () {
      for (const filename of ["", "  "]) assert.include((yield* refusal(filename)).message, "it is empty")
    })
  )
})

describe("a file of ours", () => {
  it.scoped("is made where there is none, and taken where there is an empty one", () =>
    Effect.gen(function* () {
      const folder = yield* Church.folder
      const filename = join(folder, "church.sqlite")
      writeFileSync(filename, "")
      yield* opening(filename)
      yield* opening(join(folder, "other.sqlite"))
      database(join(folder, "emptied.sqlite"), "CREATE TABLE diary (entry TEXT)", "DROP TABLE diary")
      yield* opening(join(folder, "emptied.sqlite"))
    })
  )

  it.scoped("is known again, with all it holds", () =>
    Effect.gen(function* () {
      const filename = join(yield* Church.folder, "church.sqlite")
      yield* ours(filename)
      yield* SqliteFile.inspect(filename)
      const stored = yield* Effect.flatMap(SyncStore.SyncStore, (store) => store.stored("main")).pipe(
        Effect.provide(SqliteAdapter.layer({ filename })),
        Effect.scoped
      )
      assert.strictEqual(stored[0]?.live, 500)
    })
  )

  it.scoped("of an earlier release is brought up to date, and tells what it can of the runs it holds", () =>
    Effect.gen(function* () {
      const filename = join(yield* Church.folder, "church.sqlite")
      yield* ours(filename)
      // as it was before moments were noted
      database(
        filename,
        ...["run_opened", "run_stands", "listing_begun", "listing_moved", "listing_ended", "listing_reads_on"].map(
          (name) => `DROP TRIGGER openfaith_${name}`
        ),
        "DROP INDEX openfaith_run_opened",
        "DROP INDEX openfaith_run_ended",
        ...["since", "begun_at", "failure_kind"].map((name) => `ALTER TABLE openfaith_run DROP COLUMN ${name}`),
        ...["begun_at", "moved_at", "ended_at"].map((name) => `ALTER TABLE openfaith_listing DROP COLUMN ${name}`),
        "DROP TABLE openfaith_last_read",
        "DROP INDEX openfaith_record_ahead",
        "ALTER TABLE openfaith_record DROP COLUMN ahead",
        "DROP TABLE openfaith_unconfirmed",
        "DROP TABLE openfaith_connection",
        "DELETE FROM openfaith_migration WHERE migration_id >= 9",
        `INSERT INTO openfaith_run (id, sequence, connection, mode, resources, plan, accept_deletions, status, place, attempt,
          started_at, ended_at) VALUES ('full-7', 7, 'main', 'full', '["people.Person"]', '{}', 0, 'done', 7, 1,
          '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z')`,
        `INSERT INTO openfaith_listing (run, resource, sequence, stamp, began, commit_id, cursor, status, pages)
          VALUES ('full-7', 'people.Person', 1, 1, 1, '', '{"_tag":"Done"}', 'done', 5)`
      )
      const store = Layer.build(SqliteAdapter.layer({ filename }))
      const { lastEnded, stored, timedListings } = Context.get(yield* store, SyncStore.SyncStore)
      assert.strictEqual((yield* stored("main"))[0]?.live, 500)
      const run = Option.getOrThrow(yield* lastEnded("main"))
      const moments = [run.openedAt, run.begunAt, run.movedAt, run.since, run.endedAt]
      const [first, last] = ["2026-01-01", "2026-01-02"]
      assert.deepStrictEqual(
        moments.map((moment) => moment !== undefined && DateTime.formatIsoDateUtc(moment)),
        [first, first, last, last, last]
      )
      assert.deepStrictEqual([run.ended, run.numbers.pages], [1, 5])
      assert.lengthOf(yield* timedListings("full-7"), 1)
    })
  )

  for (const [number] of migrations.slice(0, -1)) {
    it.scoped(`of step ${number} is brought up to date, with all it holds, and works`, () =>
      Effect.gen(function* () {
        const filename = join(yield* Church.folder, "church.sqlite")
        yield* ofStep(filename, number)
        yield* Effect.gen(function* () {
          const store = yield* SyncStore.SyncStore
          const [record] = yield* store.records({ connection: "main", resource: "people.Person", limit: 9 })
          assert.deepInclude(record, { id: "7", body: "{}", hash: "h", sparse: false })
          const { memory, summary } = store
          assert.deepInclude(yield* memory("main", "people.Person"), { complete: true })
          assert.deepInclude(Option.getOrThrow(yield* summary("full-1")), { status: "done" })
        }).pipe(Effect.provide(SqliteAdapter.layer({ filename })), Effect.scoped)
        // and is what it would have been from the first
        const fresh = join(yield* Church.folder, "fresh.sqlite")
        yield* opening(fresh)
        assert.deepStrictEqual(schemaOf(filename), schemaOf(fresh))
      })
    )
  }

  it.scoped("that cannot be brought up to date is refused by name, and left as it is", () =>
    Effect.gen(function* () {
      const filename = join(yield* Church.folder, "church.sqlite")
      yield* ofStep(filename, 7)
      database(filename, "CREATE TABLE openfaith_unprojected (mine TEXT)", "PRAGMA wal_checkpoint(TRUNCATE)")
      const before = schemaOf(filename)
      const error = yield* refusal(filename)
      assert.strictEqual(error._tag, "SqliteFileError")
      assert.include(error.message, "8_projections")
      assert.include(error.message, "table openfaith_unprojected already exists")
      assert.deepStrictEqual(schemaOf(filename), before)
    })
  )

  it.scoped("is not used as it was, where nothing can be written of what was done to it", () =>
    Effect.gen(function* () {
      const filename = join(yield* Church.folder, "church.sqlite")
      yield* ofStep(filename, 7)
      database(
        filename,
        `CREATE TRIGGER openfaith_never BEFORE INSERT ON openfaith_migration BEGIN SELECT RAISE (ABORT, 'never'); END`
      )
      const error = yield* refusal(filename)
      assert.strictEqual(error._tag, "SqliteFileError")
      assert.include(error.message, "its tables are at version 7, and could not be brought to")
    })
  )

  it.scoped("of a newer release is refused by name, with both versions, and left as it is", () =>
    Effect.gen(function* () {
      const filename = join(yield* Church.folder, "church.sqlite")
      yield* ours(filename)
      database(filename, "INSERT INTO openfaith_migration (migration_id, name) VALUES (99, 'from the future')")
      const before = bytes(filename)
      const error = yield* refusal(filename)
      assert.strictEqual(error._tag, "SqliteFileError")
      assert.include(error.message, filename)
      assert.include(error.message, "99")
      assert.strictEqual(bytes(filename), before)
    })
  )

  const damage: Record<string, (filename: string) => void> = {
    "cut short": (filename) => truncateSync(filename, 6000),
    "overwritten behind its header": (filename) => {
      const content = readFileSync(filename)
      writeFileSync(filename, Buffer.concat([content.subarray(0, 100), Buffer.alloc(content.length - 100, 0x41)]))
    }
  }

  for (const [what, spoil] of Object.entries(damage)) {
    it.scoped(`that is damaged is refused by name and left as it is: ${what}`, () =>
      Effect.gen(function* () {
        const filename = join(yield* Church.folder, "church.sqlite")
        yield* ours(filename)
        spoil(filename)
        const before = bytes(filename)
        const error = yield* refusal(filename)
        assert.strictEqual(error._tag, "SqliteFileError")
        assert.include(error.message, filename)
        assert.strictEqual(bytes(filename), before)
      })
    )
  }

  it.scoped("has an epoch that grows by one with each owner", () =>
    Effect.gen(function* () {
      const filename = join(yield* Church.folder, "church.sqlite")
      const epoch = Effect.flatMap(
        SqlClient.SqlClient,
        (sql) => sql<{ readonly epoch: number }>`SELECT epoch FROM openfaith_owner`
      ).pipe(Effect.provide(SqliteAdapter.layer({ filename })), Effect.scoped)
      for (const expected of [1, 2, 3]) assert.deepStrictEqual(yield* epoch, [{ epoch: expected }])
    })
  )

  it.scoped("is refused to a second owner in the same process, and free when the first is gone", () =>
    Effect.gen(function* () {
      const filename = join(yield* Church.folder, "church.sqlite")
      const error = yield* Effect.provide(refusal(filename), SqliteAdapter.layer({ filename })).pipe(Effect.scoped)
      assert.strictEqual(error._tag, "SqliteFileOwned")
      assert.include(error.message, `process ${process.pid}`)
      yield* opening(filename)
    })
  )
})

describe("a host's own client", () => {
  it.scoped("gets our tables beside the host's", () =>
    Effect.gen(function* () {
      const filename = join(yield* Church.folder, "host.sqlite")
      database(filename, "CREATE TABLE diary (entry TEXT)")
      yield* Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        assert.isTrue(Option.isNone(yield* store.unfinishedRun("main")))
        const sql = yield* SqlClient.SqlClient
        assert.deepStrictEqual(yield* sql`SELECT * FROM diary`, [])
      }).pipe(Effect.provide(SqliteAdapter.layerFromClient()), Effect.provide(Church.client(filename)), Effect.scoped)
    })
  )
})
