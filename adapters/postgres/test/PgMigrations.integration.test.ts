import * as PgClient from "@effect/sql-pg/PgClient"
import { assert, it } from "@effect/vitest"
import { TokenStore } from "@openfaith/client-core"
import { SyncStore } from "@openfaith/sync-engine"
import { WorkflowJournal } from "@openfaith/workflow-engine"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as PgAdapter from "../src/PgAdapter.ts"
import * as PgMigrations from "../src/PgMigrations.ts"
import { client, describePg, dropped, freshSchema, one, url } from "./Database.ts"
import { begun, page, record } from "./Records.ts"

const inSchema = <A, E>(
  test: (schema: string) => Effect.Effect<A, E, PgClient.PgClient>,
  schema = freshSchema("migrations")
) => test(schema).pipe(Effect.provide(client().pipe(Layer.provideMerge(dropped(schema)))))

describePg("PgMigrations", () => {
  it.live("makes the tables once, however many processes start at once", () =>
    inSchema((schema) =>
      Effect.gen(function* () {
        yield* Effect.forEach(
          Array.from({ length: 10 }),
          () => PgMigrations.run(schema).pipe(Effect.provide(client({ maxConnections: 1 }))),
          { concurrency: "unbounded", discard: true }
        )
        assert.strictEqual(
          yield* one(`SELECT max(number)::text AS answer FROM "${schema}".migration`),
          `${PgMigrations.version}`
        )
        assert.strictEqual(yield* one(`SELECT count(*)::text AS answer FROM "${schema}".workflow_time`), "1")
      })
    )
  )

  it.live("refuses by name what Postgres would take for another schema's name, by layers and by statement", () =>
    inSchema((schema) =>
      Effect.gen(function* () {
        const long = schema.padEnd(63, "x")
        // the first 63 bytes are the same; in the last, they end within a character
        for (const name of [`${long}1`, `${long}2`, `${schema}${"é".repeat(30)}`, "", "half \ud83d", "nul \0"]) {
          for (const migrations of ["run", "check"] as const) {
            const layer = Layer.build(PgAdapter.layer({ schema: name, migrations }))
            const error = yield* Effect.flip(Effect.scoped(layer))
            assert.deepInclude(error, { _tag: "PgMigrationError", schema: name })
            assert.match(error.message, /63|empty|well-formed/)
          }
          const sql = yield* PgClient.PgClient
          const error = yield* Effect.flip(sql.unsafe(PgMigrations.sql(name)))
          assert.match(String(error.cause), /63|empty|well-formed/)
        }
        assert.strictEqual(
          yield* one(`SELECT count(*)::text AS answer FROM pg_namespace WHERE nspname LIKE '${schema}%'`),
          "0"
        )
      })
    )
  )

  it.live("also under an isolation level that sees nothing new", () =>
    inSchema((schema) =>
      Effect.gen(function* () {
        const serializable = new URL(url)
        serializable.searchParams.set("options", "-c default_transaction_isolation=serializable")
        yield* Effect.forEach(
          Array.from({ length: 5 }),
          () => PgMigrations.run(schema).pipe(Effect.provide(client({ url: Redacted.make(serializable.href) }))),
          { concurrency: "unbounded", discard: true }
        )
        assert.strictEqual(
          yield* one(`SELECT max(number)::text AS answer FROM "${schema}".migration`),
          `${PgMigrations.version}`
        )
      })
    )
  )

  it.live("changes nothing the second time, and then needs no right to make anything", () =>
    inSchema((schema) =>
      Effect.gen(function* () {
        const sql = yield* PgClient.PgClient
        yield* sql.unsafe(PgMigrations.sql(schema))
        yield* PgMigrations.check(schema)
        const role = `${schema}_role`
        yield* sql.unsafe(`CREATE ROLE "${role}"; GRANT USAGE ON SCHEMA "${schema}" TO "${role}";
          GRANT SELECT ON ALL TABLES IN SCHEMA "${schema}" TO "${role}"`)
        yield* sql
          .unsafe(`SET ROLE "${role}"`)
          .pipe(
            Effect.zipRight(sql.unsafe(PgMigrations.sql(schema))),
            sql.withTransaction,
            Effect.ensuring(Effect.orDie(sql.unsafe(`RESET ROLE; DROP OWNED BY "${role}"; DROP ROLE "${role}"`)))
          )
      }).pipe(Effect.provide(client({ maxConnections: 1 })))
    )
  )

  it.live("refuses tables of a newer release, and says what to update", () =>
    inSchema((schema) =>
      Effect.gen(function* () {
        yield* PgMigrations.run(schema)
        const sql = yield* PgClient.PgClient
        yield* sql.unsafe(`INSERT INTO "${schema}".migration (number, name) VALUES (99, 'of the future')`)
        const error = yield* Effect.flip(PgMigrations.run(schema))
        assert.strictEqual(error._tag, "PgMigrationError")
        assert.include(error.message, "version 99")
        assert.include(error.message, `this release knows ${PgMigrations.version}; update @openfaith/adapter-postgres`)
      })
    )
  )

  it.live("makes what is lacking, whatever else is there", () =>
    inSchema((schema) =>
      Effect.gen(function* () {
        yield* PgMigrations.run(schema)
        const sql = yield* PgClient.PgClient
        const statements = PgMigrations.sql(schema)
        // as a database is that a release without the store of records has made; step 6 is about its tables
        yield* sql.unsafe(`DELETE FROM "${schema}".migration WHERE number IN (3, 6);
          DROP TABLE "${schema}".connection, "${schema}".record, "${schema}".run_text, "${schema}".run, "${schema}".listing, "${schema}".seen,
            "${schema}".quarantine, "${schema}".unconfirmed, "${schema}".resource, "${schema}".branch, "${schema}".last_read CASCADE;
          DROP SEQUENCE "${schema}".run_sequence`)
        const names = yield* one(`SELECT string_agg(p.oid::regprocedure::text, ', ') AS answer FROM pg_proc p
          WHERE p.pronamespace = '"${schema}"'::regnamespace AND p.proname LIKE 'store%'`)
        if (names !== null) yield* sql.unsafe(`DROP FUNCTION ${names}`)
        assert.match((yield* Effect.flip(PgMigrations.check(schema))).message, /version 2, this release needs/)
        yield* sql.unsafe(statements)
        yield* PgMigrations.check(schema)
      })
    )
  )

  for (let number = 1; number < PgMigrations.version; number++) {
    it.live(`keeps what is in a database of step ${number}, and serves every port over it`, () =>
      inSchema((schema) =>
        Effect.gen(function* () {
          const sql = yield* PgClient.PgClient
          // the steps up to there, as a release that knew no others had them
          const [before = "", ...rest] = PgMigrations.sql(schema).split(
            `  IF NOT EXISTS (SELECT FROM "${schema}".migration m WHERE m.number = ${number + 1})`
          )
          assert.strictEqual(rest.length, 1)
          yield* sql.unsafe(`${before} END $openfaith_migrate$`)
          assert.match((yield* Effect.flip(PgMigrations.check(schema))).message, new RegExp(`version ${number}, this`))
          yield* sql.unsafe(`INSERT INTO "${schema}".workflow_execution
            (execution_id, workflow, task_queue, status, awaited, payload, wakes, started_at, updated_at)
            VALUES ('kept', 'W', 'W', 'waiting', false, '{}', 0, now(), now())`)
          const tokens = `{"access":"a","refresh":"r","issuedAt":"2026-01-01T00:00:00Z","scopes":[]}`
          if (number >= 2) {
            yield* sql.unsafe(`INSERT INTO "${schema}".oauth_token (key, revision, tokens, changed_at)
              VALUES ('account', 7, '${tokens}', now())`)
          }
          if (number >= 3) {
            yield* sql.unsafe(`INSERT INTO "${schema}".connection (connection, sequence, epoch) VALUES ('main', 9, 0);
              INSERT INTO "${schema}".run (id, sequence, place, connection, mode, status, attempt, started_at, ended_at,
                failure, accept_deletions, resources, plan) VALUES
                ('full-7', 7, 7, 'old', 'full', 'failed', 2, '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', 'no luck',
                false, '["a"]', '{}');
              INSERT INTO "${schema}".listing
                (run, resource, status, requests, waited, cursor, sequence, commit_id, stamp, began) VALUES
                ('full-7', 'a', 'done', 3, 40, '{"_tag":"Done"}', 1, '', 1, 1)`)
          }
          yield* Effect.gen(function* () {
            const journal = yield* WorkflowJournal.WorkflowJournal
            assert.strictEqual(Option.getOrThrow(yield* journal.find("kept")).status, "waiting")
            const store = yield* TokenStore.TokenStore
            if (number < 2) yield* store.write("account", yield* TokenStore.fromText(tokens))
            const { revision } = Option.getOrThrow(yield* store.read("account"))
            assert.strictEqual(revision, number < 2 ? 1 : 7)
            assert.strictEqual((yield* store.claim("account", revision, Duration.seconds(1)))._tag, "Claimed")
            const copy = yield* SyncStore.SyncStore
            const { listing } = yield* copy.commitPage(page(yield* begun(), 0, [record("1")]))
            assert.strictEqual(listing.changed, 1)
            if (number >= 3) {
              const old = Option.getOrThrow(yield* copy.summary("full-7"))
              const moments = [old.openedAt, old.begunAt, old.movedAt, old.since, old.endedAt].map(
                (moment) => moment !== undefined && DateTime.formatIsoDateUtc(moment)
              )
              const [first, last] = ["2026-01-01", "2026-01-02"]
              assert.deepStrictEqual(moments, [first, first, last, last, last])
              assert.deepStrictEqual([old.ended, old.numbers.requests], [1, 3])
              assert.deepStrictEqual(old.failure, { kind: undefined, message: "no luck" })
              assert.lengthOf(yield* copy.timedListings("full-7"), 1)
            }
            assert.strictEqual(
              Number(yield* one(`SELECT sequence::text AS answer FROM "${schema}".connection`)) > (number < 3 ? 0 : 9),
              true
            )
          }).pipe(Effect.provide(PgAdapter.layer({ schema })), Effect.scoped)
          yield* PgMigrations.check(schema)
        })
      )
    )
  }

  it.live("says so where the host's own tool has not run yet", () =>
    inSchema((schema) =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(PgMigrations.check(schema))
        assert.match(error.message, /run PgMigrations\.sql/)
      })
    )
  )

  it.live("takes any name of a schema", () =>
    inSchema((schema) => PgMigrations.run(schema), `Odd "name", it's $1 ${freshSchema("odd")}`)
  )
})
