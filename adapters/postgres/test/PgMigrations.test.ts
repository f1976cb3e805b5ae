import * as PgClient from "@effect/sql-pg/PgClient"
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as PgMigrations from "../src/PgMigrations.ts"
import { client, describePg, dropped, freshSchema, one, url } from "./Database.ts"

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
        assert.strictEqual(yield* one(`SELECT count(*)::text AS answer FROM "${schema}".workflow_owner`), "1")
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
        // as a database is that a release without the store of records has made
        yield* sql.unsafe(`DELETE FROM "${schema}".migration WHERE number = 3;
          DROP TABLE "${schema}".connection, "${schema}".record, "${schema}".run, "${schema}".listing, "${schema}".seen,
            "${schema}".quarantine, "${schema}".resource, "${schema}".branch CASCADE;
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
