/** What every operation of the journal needs: the connection to itself, transactions, and errors of the port. */
import * as SqlClient from "@effect/sql/SqlClient"
import { SqlError } from "@effect/sql/SqlError"
import { WorkflowJournal } from "@openfaith/workflow-engine"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { type Ask, on } from "./asking.ts"
import { passes, reasonOf } from "./failure.ts"
import * as Lock from "./transaction.ts"
import { patiently } from "./waiting.ts"

const journalError = (operation: string, problem: unknown) =>
  new WorkflowJournal.JournalError({ operation, reason: reasonOf(problem), retryable: passes(problem) })

type Journaled<E> = Exclude<E, SqlError> | WorkflowJournal.JournalError

/** Whatever the SQL layer fails with or dies of becomes the port's error. */
export const journaling =
  (operation: string) =>
  <A, E, R>(work: Effect.Effect<A, E | SqlError, R>): Effect.Effect<A, Journaled<E>, R> =>
    Effect.catchAllCause(patiently(work), (cause): Effect.Effect<never, Journaled<E>> => {
      const failure = Cause.failureOption(cause)
      if (Option.isSome(failure)) {
        return failure.value instanceof SqlError
          ? Effect.fail(journalError(operation, failure.value))
          : // what is no SqlError is one of the others
            Effect.fail(failure.value as Exclude<E, SqlError>)
      }
      const defect = Cause.dieOption(cause)
      if (Option.isSome(defect)) return Effect.fail(journalError(operation, defect.value))
      return Effect.failCause(cause as Cause.Cause<never>) // neither failed nor died: interrupted
    })

/** All of it or nothing, with the connection to itself. */
const within = <A, E>(ask: Ask, begin: Effect.Effect<unknown, SqlError>, work: Effect.Effect<A, E>) =>
  Effect.uninterruptible(
    Effect.zipRight(
      begin,
      Effect.tapErrorCause(Effect.zipLeft(work, ask("COMMIT")), () =>
        // some errors have rolled back already
        Effect.ignore(ask("ROLLBACK"))
      )
    )
  )

/** One operation of the port, by its name. */
type Operation = <A, E>(
  operation: string,
  work: (ask: Ask) => Effect.Effect<A, E | SqlError>
) => Effect.Effect<A, Journaled<E>>

export interface Transactions {
  /** Dies where the fiber has a transaction open on the connection that a write would wait for. */
  readonly asked: Effect.Effect<void>
  /** Writes, with the database's write lock from the first statement on. */
  readonly writing: Operation
  /** Writes by one statement, which is a transaction by itself; without a span, that would cost more than the statement. */
  readonly writingAtOnce: Operation
  /** Reads one state of the database, in several statements. */
  readonly reading: Operation
  /** Reads in one statement, which needs no transaction to be consistent. */
  readonly looking: Operation
}

/**
 * Transactions of their own on the host's client. A reserved connection knows nothing of a transaction that the asking
 * fiber has open: what the journal writes is neither part of it nor undone with it.
 */
export const transactions = (
  sql: SqlClient.SqlClient,
  /** What becomes of the wait for the client's one connection. */
  turn: (reserve: SqlClient.SqlClient["reserve"]) => SqlClient.SqlClient["reserve"] = (reserve) => reserve
): Effect.Effect<Transactions, SqlError> =>
  Effect.gen(function* () {
    const only = yield* Effect.scoped(sql.reserve)
    const ask = on(only)
    const unblocked = yield* Lock.unblocked(ask)

    /** Waits its turn: the client has one connection, and gives it to one at a time. */
    const inTurn = <A, E>(operation: string, work: Effect.Effect<A, E | SqlError>) =>
      journaling(operation)(Effect.scoped(Effect.zipRight(turn(sql.reserve), work)))

    const alone = <A, E>(operation: string, work: Effect.Effect<A, E | SqlError>) =>
      inTurn(operation, work).pipe(Effect.withSpan(`SqliteWorkflowJournal.${operation}`, { captureStackTrace: false }))

    /** To wait for another connection than the one the asking fiber has a transaction on would be to wait for ever. */
    const aloneOrWithin = <A, E>(
      operation: string,
      open: Effect.Effect<A, E | SqlError>,
      work: Effect.Effect<A, E | SqlError>
    ) =>
      Effect.flatMap(Effect.serviceOption(SqlClient.TransactionConnection), (transaction) =>
        Option.isSome(transaction) && transaction.value[0] === only
          ? journaling(operation)(work)
          : alone(operation, open)
      )

    const asked = Effect.flatMap(Effect.serviceOption(SqlClient.TransactionConnection), (transaction) =>
      Option.isSome(transaction) && transaction.value[0] === only
        ? Effect.dieMessage(
            "a workflow was asked for within a transaction on the very connection its journal writes on, and would wait for that transaction to end: ask after it"
          )
        : Effect.void
    )

    return {
      asked,
      writingAtOnce: (operation, work) => inTurn(operation, Effect.uninterruptible(unblocked(work(ask)))),
      writing: (operation, work) => alone(operation, within(ask, unblocked(ask("BEGIN IMMEDIATE")), work(ask))),
      reading: (operation, work) => aloneOrWithin(operation, within(ask, ask("BEGIN"), work(ask)), work(ask)),
      looking: (operation, work) => aloneOrWithin(operation, work(ask), work(ask))
    }
  })
