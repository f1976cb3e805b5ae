/** What only Postgres does with the host's own tables. */
import * as PgClient from "@effect/sql-pg/PgClient"
import { assert, it } from "@effect/vitest"
import { StorePlan } from "@openfaith/adapter-testkit"
import { Usage } from "@openfaith/client-core"
import { Cursor, type Projections, SyncStore } from "@openfaith/sync-engine"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as PgMigrations from "../src/PgMigrations.ts"
import * as PgSyncStore from "../src/PgSyncStore.ts"
import { client, describePg, dropped, freshSchema, one } from "./Database.ts"

const schema = freshSchema("projections")
const resource = "people.Person"

const within = <A, E>(work: Effect.Effect<A, E, SyncStore.SyncStore | PgClient.PgClient>) =>
  Effect.provide(
    work,
    PgSyncStore.layer({ schema }).pipe(
      Layer.provide(PgMigrations.layer(schema)),
      Layer.provideMerge(client()),
      Layer.provide(dropped(schema))
    )
  )

/** Writes the ids of records, and whatever else it is told to, through a client of the host's. */
const projection = (sql: PgClient.PgClient, also: (id: string) => string): Projections.Ready => ({
  name: resource,
  version: 1,
  resource,
  rows: (records) => ({
    ids: records.map(({ id }) => id),
    without: [],
    refused: [],
    write: (from, to) =>
      Effect.forEach(records.slice(from, to), ({ id }) =>
        Effect.zipRight(sql`INSERT INTO ${sql(`${schema}.host_row`)} (id) VALUES (${id})`, sql.unsafe(also(id)))
      )
  }),
  remove: () => Effect.void
})

const committed = (ids: ReadonlyArray<string>, projections: ReadonlyArray<Projections.Ready>) =>
  Effect.gen(function* () {
    const store = yield* SyncStore.SyncStore
    const connection = `c-${ids.join()}`
    const { run } = yield* store.openRun({
      ...{ connection, plan: StorePlan.make("full", resource), acceptDeletions: false, whenActive: "queue" }
    })
    const beginning = { run, resource, cursor: Cursor.offset, total: undefined, latest: undefined, usage: Usage.none }
    yield* store.begin(beginning)
    const { listing } = yield* store.commitPage(
      {
        ...{ ...beginning, follows: 0, commit: "1", pages: 1, status: "reading", reached: undefined },
        ...{ rejected: [], sideLoaded: [] },
        records: ids.map((id) => ({ resource, id, changedAt: undefined, hash: id, body: "{}" }))
      },
      projections
    )
    return { listing, refused: yield* store.unprojected({ connection, resource, limit: 9, waiting: false }) }
  })

const rows = one(`SELECT string_agg(id, ',' ORDER BY id) AS answer FROM ${schema}.host_row`)

const table = Effect.flatMap(PgClient.PgClient, (sql) =>
  Effect.gen(function* () {
    yield* sql.unsafe(`DROP TABLE IF EXISTS ${schema}.host_row, ${schema}.host_child`)
    yield* sql.unsafe(`CREATE TABLE ${schema}.host_row (id text PRIMARY KEY)`)
    yield* sql.unsafe(`CREATE TABLE ${schema}.host_child (
      row text REFERENCES ${schema}.host_row (id) DEFERRABLE INITIALLY DEFERRED)`)
    return sql
  })
)

describePg("the host's own tables in Postgres", () => {
  it.live("have constraints that wait for the end of a transaction checked row by row", () =>
    within(
      Effect.gen(function* () {
        const sql = yield* table
        const orphan = projection(
          sql,
          (id) => `INSERT INTO ${schema}.host_child VALUES ('${id === "2" ? "nobody" : id}')`
        )
        const { listing, refused } = yield* committed(["1", "2", "3"], [orphan])
        assert.include(listing, { changed: 3, rejected: 1 })
        assert.containSubset(refused, [{ id: "2", waits: true }])
        assert.strictEqual(yield* rows, "1,3")
      })
    )
  )

  it.live("lose nothing to a deadlock: the commit is done again as a whole", () =>
    within(
      Effect.gen(function* () {
        const sql = yield* table
        let attempts = 0
        const crossed = projection(sql, () =>
          attempts++ === 0 ? `DO $$ BEGIN RAISE EXCEPTION SQLSTATE '40P01'; END $$` : "SELECT 1"
        )
        const { listing, refused } = yield* committed(["4", "5"], [crossed])
        assert.include(listing, { changed: 2, rejected: 0, sequence: 1 })
        assert.deepStrictEqual([refused, yield* rows, attempts], [[], "4,5", 3])
      })
    )
  )

  it.live("refuse rows by their own triggers, in their own words", () =>
    within(
      Effect.gen(function* () {
        const sql = yield* table
        const raising = projection(sql, (id) =>
          id === "7" ? `DO $$ BEGIN RAISE EXCEPTION 'not on a Sunday'; END $$` : "SELECT 1"
        )
        const { refused } = yield* committed(["6", "7"], [raising])
        assert.containSubset(refused, [{ id: "7", issue: "not on a Sunday", waits: false }])
        assert.strictEqual(yield* rows, "6")
      })
    )
  )

  it.live("lose nothing to one row that row-level security refuses", () =>
    within(
      Effect.gen(function* () {
        const sql = yield* table
        const role = `${schema}_guest`
        const statements = [
          `CREATE ROLE ${role}`,
          `GRANT USAGE ON SCHEMA ${schema} TO ${role}`,
          `CREATE TABLE ${schema}.guarded (id text)`,
          `GRANT INSERT ON ${schema}.guarded TO ${role}`,
          `ALTER TABLE ${schema}.guarded ENABLE ROW LEVEL SECURITY`,
          `CREATE POLICY few ON ${schema}.guarded FOR INSERT WITH CHECK (id <> '7')`
        ]
        yield* Effect.acquireUseRelease(
          Effect.forEach(statements, (statement) => sql.unsafe(statement)),
          () =>
            Effect.gen(function* () {
              const guest = projection(
                sql,
                (id) => `SET LOCAL ROLE ${role}; INSERT INTO ${schema}.guarded VALUES ('${id}'); RESET ROLE`
              )
              const { refused } = yield* committed(["6", "7", "8"], [guest])
              assert.deepStrictEqual(
                refused.map(({ id }) => id),
                ["7"]
              )
              assert.match(refused[0]?.issue ?? "", /row-level security/)
              assert.strictEqual(yield* rows, "6,8")
              // and a right that is missing altogether is no row's fault
              yield* sql.unsafe(`REVOKE INSERT ON ${schema}.guarded FROM ${role}`)
              const error = yield* Effect.flip(committed(["9", "10"], [guest]))
              assert.match(error.message, /permission denied/)
            }),
          () => Effect.orDie(sql.unsafe(`DROP TABLE ${schema}.guarded; DROP OWNED BY ${role}; DROP ROLE ${role}`))
        )
      })
    )
  )

  it.live("leave no transaction open when the host's own code never ends", () =>
    within(
      Effect.gen(function* () {
        const sql = yield* table
        const writing = yield* Deferred.make<void>()
        const endless: Projections.Ready = {
          ...projection(sql, () => "SELECT 1"),
          rows: () => ({
            ids: ["8"],
            without: [],
            refused: [],
            write: () => Effect.zipRight(Deferred.succeed(writing, undefined), Effect.never)
          })
        }
        const committing = yield* Effect.fork(committed(["8"], [endless]))
        yield* Deferred.await(writing)
        yield* Fiber.interrupt(committing)
        const open = yield* one(
          `SELECT count(*)::text AS answer FROM pg_stat_activity WHERE state LIKE 'idle in transaction%' AND query LIKE '%${schema}%'`
        )
        assert.strictEqual(open, "0")
        assert.isNull(yield* rows)
      })
    )
  )
})
