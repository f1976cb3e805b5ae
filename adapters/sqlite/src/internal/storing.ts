/** What every operation of the store needs: errors of the port, and transactions. */
import type * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import { StoreError } from "@openfaith/sync-engine"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"

/** Where the data itself is to blame, repetition is in vain. */
const hopeless = /^SQLITE_(TOOBIG|CONSTRAINT|MISMATCH|RANGE)/

/** The database's own sentence, without the layers it was wrapped in; and its code, if it is the database's at all. */
export const sqliteError = (error: unknown): { readonly reason: string; readonly code: string } => {
  let innermost = error
  while (innermost instanceof Error && innermost.cause instanceof Error) innermost = innermost.cause
  return {
    reason: innermost instanceof Error ? innermost.message : String(innermost),
    code: innermost instanceof Error && "code" in innermost ? String(innermost.code) : ""
  }
}

const failed = (operation: string, cause: unknown): StoreError.StoreError => {
  const { code, reason } = sqliteError(cause)
  return new StoreError.StoreError({ operation, reason, retryable: !hopeless.test(code) })
}

/**
 * Turns whatever the SQL layer fails with into the port's one error. That layer dies, rather than fails, when a COMMIT
 * does: those defects are the database's, too.
 */
export const storing =
  (operation: string) =>
  <A, E, R>(
    work: Effect.Effect<A, E | SqlError, R>
  ): Effect.Effect<A, Exclude<E, SqlError> | StoreError.StoreError, R> =>
    work.pipe(
      Effect.catchAllCause((cause): Effect.Effect<never, Exclude<E, SqlError> | StoreError.StoreError> => {
        const failure = Cause.failureOption(cause)
        if (failure._tag === "Some") {
          return isSqlError(failure.value)
            ? Effect.fail(failed(operation, failure.value))
            : // what is no SqlError is one of the others
              Effect.fail(failure.value as Exclude<E, SqlError>)
        }
        const defect = Cause.dieOption(cause)
        if (defect._tag === "Some") return Effect.fail(failed(operation, defect.value))
        return Effect.failCause(cause as Cause.Cause<never>) // neither failed nor died: interrupted
      })
    )

export const isSqlError = (error: unknown): error is SqlError =>
  typeof error === "object" && error !== null && "_tag" in error && error._tag === "SqlError"

/** One operation in one transaction, under the name the port gives it. */
export const transaction =
  (sql: SqlClient.SqlClient, operation: string) =>
  <A, E, R>(work: Effect.Effect<A, E | SqlError, R>) =>
    storing(operation)(sql.withTransaction(work)).pipe(
      Effect.withSpan(`SqliteSyncStore.${operation}`, { captureStackTrace: false })
    )
