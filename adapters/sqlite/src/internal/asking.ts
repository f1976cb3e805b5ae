/** Statements on a connection, past the client's compiler, spans, hooks and renaming of columns: here one takes microseconds. */
import * as SqlClient from "@effect/sql/SqlClient"
import type * as SqlConnection from "@effect/sql/SqlConnection"
import type { SqlError } from "@effect/sql/SqlError"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { withoutWaits } from "./waiting.ts"

/** Values of a statement's parameters, by name. */
export type Parameters = Readonly<Record<string, string | number | null>>

/** One statement. Texts are constants: each is prepared once. The rows are what the tables say they are: they are `STRICT`. */
export type Ask = <Row>(text: string, parameters?: Parameters) => Effect.Effect<ReadonlyArray<Row>, SqlError>

/** On a connection that nobody else uses meanwhile. */
export const on =
  (connection: SqlConnection.Connection): Ask =>
  (text, parameters) =>
    withoutWaits(connection).execute(text, parameters === undefined ? [] : [parameters], undefined)

/** On the connection of the transaction that the fiber has open; or on the client's, when its turn has come. */
export const connected = <A>(
  sql: SqlClient.SqlClient,
  work: (connection: SqlConnection.Connection) => Effect.Effect<A, SqlError>
): Effect.Effect<A, SqlError> =>
  Effect.flatMap(Effect.serviceOption(SqlClient.TransactionConnection), (transaction) =>
    Option.isSome(transaction) ? work(transaction.value[0]) : Effect.scoped(Effect.flatMap(sql.reserve, work))
  )

/** Within the transaction that the fiber has open, if it has one. */
export const within =
  (sql: SqlClient.SqlClient): Ask =>
  (text, parameters) =>
    connected(sql, (connection) => on(connection)(text, parameters))
