/** What every operation of the store needs: errors of the port, and transactions. */
import type * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import { StoreError } from "@openfaith/sync-engine"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import { passes, reasonOf } from "./failure.ts"
import { atOnce } from "./transaction.ts"
import { patiently } from "./waiting.ts"

const failed = (operation: string, cause: unknown): StoreError.StoreError =>
  new StoreError.StoreError({ operation, reason: reasonOf(cause), retryable: passes(cause) })

/**
 * Turns whatever the SQL layer fails with into the port's one error. That layer dies, rather than fails, when a COMMIT
 * does: those defects are the database's, too.
 */
export const storing =
  (operation: string) =>
  <A, E, R>(
    work: Effect.Effect<A, E | SqlError, R>
  ): Effect.Effect<A, Exclude<E, SqlError> | StoreError.StoreError, R> =>
    patiently(work).pipe(
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
    storing(operation)(atOnce(sql, work)).pipe(
      Effect.withSpan(`SqliteSyncStore.${operation}`, { captureStackTrace: false })
    )
