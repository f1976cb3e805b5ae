/** Transactions that write: with the database's lock from the first statement on, and never blocking for it. */
import * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import { type Ask, on } from "./asking.ts"

/** Has a statement fail at once where another process holds the lock, whatever the host lets its own statements wait. */
export type Unblocked = <A, E>(statement: Effect.Effect<A, E>) => Effect.Effect<A, E | SqlError>

/** As the connection is set now: a client of our own waits for nothing anyhow. */
export const unblocked = (ask: Ask): Effect.Effect<Unblocked, SqlError> =>
  Effect.map(ask<{ readonly timeout: number }>("PRAGMA busy_timeout"), ([row]) => {
    const timeout = Number(row?.timeout ?? 0)
    const set = (millis: number): Effect.Effect<void, SqlError> =>
      timeout === 0 ? Effect.void : Effect.asVoid(ask(`PRAGMA busy_timeout = ${millis}`))
    return (statement) => Effect.zipRight(set(0), Effect.ensuring(statement, Effect.ignore(set(timeout))))
  })

/**
 * The work as one transaction, or as a part of the one that the fiber has open. Fails with `SQLITE_BUSY`, with nothing done
 * and the connection given back, where another process holds the lock.
 */
export const atOnce = <A, E, R>(
  sql: SqlClient.SqlClient,
  work: Effect.Effect<A, E, R>
): Effect.Effect<A, E | SqlError, R> =>
  Effect.flatMap(Effect.serviceOption(SqlClient.TransactionConnection), (transaction) => {
    if (Option.isSome(transaction)) return sql.withTransaction(work)
    return Effect.scoped(
      Effect.gen(function* () {
        const connection = yield* sql.reserve
        const ask = on(connection)
        return yield* Effect.uninterruptibleMask((restore) =>
          Effect.gen(function* () {
            yield* (yield* unblocked(ask))(ask("BEGIN IMMEDIATE"))
            const exit = yield* Effect.exit(
              restore(Effect.provideService(work, SqlClient.TransactionConnection, [connection, 0]))
            )
            if (Exit.isSuccess(exit)) {
              // a commit that fails may have left the transaction open
              yield* Effect.tapError(ask("COMMIT"), () => Effect.ignore(ask("ROLLBACK")))
            } else {
              // some errors have rolled back already
              yield* Effect.ignore(ask("ROLLBACK"))
            }
            return yield* exit
          })
        )
      })
    )
  })
