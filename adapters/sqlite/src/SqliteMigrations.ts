/** The tables, in numbered steps that only go forward. Every name begins with `openfaith_`. */
import * as Migrator from "@effect/sql/Migrator"
import * as SqlClient from "@effect/sql/SqlClient"

import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { migrations } from "./internal/migrations.ts"
import { problemOf, SqliteFileError, sqlProblem } from "./SqliteFile.ts"

const table = "openfaith_migration"

const known = migrations.at(-1)?.[0] ?? 0

const refuse = (filename: string, problem: string) => Effect.fail(new SqliteFileError({ filename, problem }))

/** Whoever migrates at the same time, or cannot write at all, is passed over by the migrator: what counts is what is there. */
const refuseOthers = (filename: string) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    const [row] = yield* sql<{ readonly newest: number | null }>`SELECT max(migration_id) AS newest FROM ${sql(table)}`
    const newest = row?.newest ?? 0
    const version = `its tables are at version ${newest}`
    if (newest > known) {
      yield* refuse(filename, `${version}, this release knows ${known}; update @openfaith/adapter-sqlite`)
    }
    if (newest < known) yield* refuse(filename, `${version}, and could not be brought to ${known}; open it again`)
  })

/** A step that fails is undone with all that came before it. */
const notUpToDate = ({ cause, message }: Migrator.MigrationError) =>
  `it cannot be brought up to date, and stays as it was: ${message}: ${problemOf(cause)}`

/**
 * Brings the tables to this release's version, all steps or none; a database of a newer release is refused as it is.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (filename: string): Layer.Layer<never, SqliteFileError, SqlClient.SqlClient> =>
  Layer.effectDiscard(
    Migrator.make({})({ loader: Effect.succeed(migrations), table }).pipe(
      // a step that fails is a defect to the migrator
      Effect.catchSomeDefect((defect) =>
        defect instanceof Migrator.MigrationError ? Option.some(Effect.fail(defect)) : Option.none()
      ),
      Effect.zipRight(refuseOthers(filename)),
      // the host may rename columns for its own statements
      Effect.updateService(SqlClient.SqlClient, (sql) => sql.withoutTransforms()),
      Effect.catchTags({
        MigrationError: (error) => refuse(filename, notUpToDate(error)),
        SqlError: (error) => Effect.fail(sqlProblem(filename, error))
      })
    )
  )
