/**
 * The tables, in numbered steps that only go forward, in a schema of their own.
 *
 * They are brought up to date by the adapter's layers, or by the host's own tool, from `sql`.
 */
import * as PgClient from "@effect/sql-pg/PgClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as Database from "./internal/database.ts"
import { functions } from "./internal/functions.ts"
import { homes } from "./internal/homes.ts"
import { literal, lockKeys, nameProblem, quoted } from "./internal/names.ts"
import { shared } from "./internal/shared.ts"
import * as Store from "./internal/store/functions.ts"
import { projections } from "./internal/store/projections.ts"
import * as StoreTables from "./internal/store/tables.ts"
import { times } from "./internal/store/times.ts"
import { tables } from "./internal/tables.ts"
import * as PgConnection from "./PgConnection.ts"

/**
 * The schema our tables are in unless the host chooses another.
 *
 * @since 0.1.0
 * @category combinators
 */
export const defaultSchema = "openfaith"

/**
 * The tables cannot be brought to this release's version, or are not there yet and were not to be made.
 *
 * @since 0.1.0
 * @category errors
 */
export class PgMigrationError extends Schema.TaggedError<PgMigrationError>(
  "@openfaith/adapter-postgres/PgMigrationError"
)("PgMigrationError", { schema: Schema.String, problem: Schema.String }) {
  override get message() {
    return `the Postgres schema ${this.schema}: ${this.problem}`
  }
}

/**
 * Why the tables cannot be used: they themselves, or the server they are on.
 *
 * @since 0.1.0
 * @category models
 */
export type Failure = PgMigrationError | PgConnection.PgUnreachable

interface Migration {
  /** From 1 on, and ever higher. */
  readonly number: number
  readonly name: string
  /** Given the schema as SQL writes it, and as it is called. */
  readonly statements: (schema: string, name: string) => string
}

/** In the order of their numbers. None is ever changed, removed or moved once it was released. */
const migrations: ReadonlyArray<Migration> = [
  { number: 1, name: "workflow journal", statements: (schema, name) => tables(schema) + functions(schema, name) },
  { number: 2, name: "quota and tokens", statements: shared },
  { number: 3, name: "store of records", statements: (schema) => StoreTables.tables(schema) + Store.functions(schema) },
  { number: 4, name: "homes of tokens", statements: homes },
  { number: 5, name: "projections", statements: projections },
  { number: 6, name: "times of runs", statements: times }
]

/**
 * The version this release knows.
 *
 * @since 0.1.0
 * @category combinators
 */
export const version: number = Math.max(...migrations.map(({ number }) => number))

const step = (schema: string, { name, number, statements }: Migration) => `
  IF NOT EXISTS (SELECT FROM ${quoted(schema)}.migration m WHERE m.number = ${number}) THEN
${statements(quoted(schema), schema)}
    INSERT INTO ${quoted(schema)}.migration (number, name) VALUES (${number}, ${literal(name)});
  END IF;
`

/**
 * One statement that brings the tables to this release's version from whatever version they are at, and does nothing the
 * second time: for the host's own migration tool. However many processes run it at once, one does the work. It needs the
 * right to create a schema only if there is none of this name. A name of more than 63 bytes is refused by the statement.
 *
 * @since 0.1.0
 * @category constructors
 */
export const sql = (schema: string = defaultSchema): string => {
  const problem = nameProblem(schema)
  return problem === undefined ? statement(schema) : refusing(schema, problem)
}

/** A statement that only says what is wrong, to the host's own tool. */
const refusing = (schema: string, problem: string) => `DO $openfaith_migrate$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name',
    MESSAGE = ${literal(new PgMigrationError({ schema, problem }).message.replaceAll("\0", "\uFFFD"))};
END
$openfaith_migrate$`

const statement = (schema: string) => `DO $openfaith_migrate$
BEGIN
  PERFORM pg_advisory_xact_lock(${lockKeys(schema).arrival.join(", ")});
  IF to_regnamespace(${literal(quoted(schema))}) IS NULL THEN
    CREATE SCHEMA ${quoted(schema)};
  END IF;
  IF to_regclass(${literal(`${quoted(schema)}.migration`)}) IS NULL THEN
    CREATE TABLE ${quoted(schema)}.migration (
      number integer PRIMARY KEY,
      name text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
    );
  END IF;
${migrations.map((migration) => step(schema, migration)).join("")}
END
$openfaith_migrate$`

/** Nothing, where there are no tables yet. */
const isThere = (schema: string) => `SELECT to_regclass(${literal(`${quoted(schema)}.migration`)})::text AS answer`

/** The newest of those before the first that is lacking; or, where there is one of a newer release, that. */
const current = (schema: string) => `SELECT CASE WHEN max(m.number) > ${version} THEN max(m.number) ELSE coalesce((
    SELECT k.number - 1 FROM unnest(ARRAY[${migrations.map(({ number }) => number).join(", ")}]) AS k(number)
    WHERE NOT EXISTS (SELECT FROM ${quoted(schema)}.migration o WHERE o.number = k.number)
    ORDER BY k.number LIMIT 1
  ), max(m.number)) END::text AS answer FROM ${quoted(schema)}.migration m`

/** Fails where Postgres would take the name for another. */
const named = (schema: string) => {
  const problem = nameProblem(schema)
  return problem === undefined ? Effect.void : Effect.fail(new PgMigrationError({ schema, problem }))
}

const problem = (schema: string) => (error: { readonly reason: string }) =>
  new PgMigrationError({ schema, problem: error.reason })

/**
 * Fails unless the tables are there and at this release's version.
 *
 * @since 0.1.0
 * @category constructors
 */
export const check = (schema: string = defaultSchema): Effect.Effect<void, Failure, PgClient.PgClient> =>
  Effect.gen(function* () {
    yield* named(schema)
    yield* PgConnection.check
    const database = Database.make(yield* PgClient.PgClient)
    const ask = (statement: string) => Effect.mapError(database.text("migrate", statement, []), problem(schema))
    const found = (yield* ask(isThere(schema))) === null ? 0 : Number(yield* ask(current(schema)))
    if (found > version) {
      return yield* new PgMigrationError({
        schema,
        problem: `its tables are at version ${found}, this release knows ${version}; update @openfaith/adapter-postgres`
      })
    }
    if (found < version) {
      return yield* new PgMigrationError({
        schema,
        problem: `its tables are at version ${found}, this release needs ${version}; run PgMigrations.sql`
      })
    }
  })

/**
 * Brings the tables to this release's version; those of a newer release are refused as they are.
 *
 * @since 0.1.0
 * @category constructors
 */
export const run = (schema: string = defaultSchema): Effect.Effect<void, Failure, PgClient.PgClient> =>
  Effect.gen(function* () {
    yield* named(schema)
    yield* PgConnection.check
    const database = Database.make(yield* PgClient.PgClient)
    yield* database.text("migrate", sql(schema), []).pipe(
      // where the host's isolation level shows nothing of what others did meanwhile, the next attempt sees it
      Effect.retry({ times: 2 }),
      Effect.mapError(problem(schema))
    )
    yield* check(schema)
  })

/**
 * `run`, as a layer.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (schema: string = defaultSchema): Layer.Layer<never, Failure, PgClient.PgClient> =>
  Layer.effectDiscard(run(schema))
