/**
 * Waiting for a lock that another process holds.
 *
 * SQLite's own wait (`busy_timeout`) blocks the thread, and with it the host's event loop. Here each attempt returns at once,
 * and the wait is between attempts. It is measured in real time: the other process knows nothing of a test's clock.
 */
import * as SqlClient from "@effect/sql/SqlClient"
import type { Connection } from "@effect/sql/SqlConnection"
import type { SqlError } from "@effect/sql/SqlError"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { codeOf } from "./failure.ts"

/** For how long an operation waits for another process's lock, in milliseconds; default 30 seconds. */
export class LongestWait extends Context.Reference<LongestWait>()("@openfaith/adapter-sqlite/LongestWait", {
  defaultValue: () => 30_000
}) {}

/** While a file is being opened: a host's start-up fails within five seconds. */
export const atStart = Effect.provideService(LongestWait, 4000)

/** Another process holds the lock; the same statement may succeed later. */
export const isBusy = (error: unknown): boolean => codeOf(error).startsWith("SQLITE_BUSY")

const pause = (milliseconds: number) =>
  Effect.async<void>((resume) => {
    const timer = setTimeout(() => resume(Effect.void), milliseconds)
    return Effect.sync(() => clearTimeout(timer))
  })

/** Does the work again while it fails for a lock, more and more seldom, up to ten times a second. */
export const patiently = <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.catchIf(work, isBusy, (first) =>
    Effect.flatMap(LongestWait, (limit) => {
      const until = performance.now() + limit
      const again = (error: E, wait: number): Effect.Effect<A, E, R> =>
        performance.now() >= until
          ? Effect.fail(error)
          : Effect.zipRight(
              pause(wait),
              Effect.catchIf(work, isBusy, (next) => again(next, Math.min(100, wait * 2)))
            )
      return again(first, 5)
    })
  )

/** The connections of our own clients as they were made, by those that wait. */
const plain = new WeakMap<Connection, Connection>()

/** The connection without waits: for who gives it back before it waits. */
export const withoutWaits = (connection: Connection): Connection => plain.get(connection) ?? connection

/**
 * Lets each statement on a client of our own wait for a lock, so that a host's statements on it neither fail at once nor
 * block. Within a transaction the connection is kept meanwhile; outside of one it is asked for anew, since it may have been
 * given to a transaction of somebody else's.
 */
export const waitOn = (sql: SqlClient.SqlClient): Effect.Effect<void, SqlError> =>
  Effect.scoped(
    Effect.map(sql.reserve, (connection) => {
      const before: Connection = { ...connection }
      const waiting = <A>(statement: Effect.Effect<A, SqlError>): Effect.Effect<A, SqlError> =>
        Effect.catchIf(statement, isBusy, () =>
          Effect.flatMap(Effect.serviceOption(SqlClient.TransactionConnection), (transaction) =>
            patiently(
              Option.isSome(transaction) && transaction.value[0] === connection
                ? statement
                : Effect.scoped(Effect.zipRight(sql.reserve, statement))
            )
          )
        )
      plain.set(connection, before)
      const waits: Pick<Connection, "execute" | "executeRaw" | "executeValues" | "executeUnprepared"> = {
        execute: (...all) => waiting(before.execute(...all)),
        executeRaw: (...all) => waiting(before.executeRaw(...all)),
        executeValues: (...all) => waiting(before.executeValues(...all)),
        executeUnprepared: (...all) => waiting(Effect.suspend(() => before.executeUnprepared(...all)))
      }
      Object.assign(connection, waits)
    })
  )
