/** What the quota and the tokens need: transactions of their own on the host's client, and the database's time. */
import * as SqlClient from "@effect/sql/SqlClient"
import { SqlError } from "@effect/sql/SqlError"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { Ask } from "./asking.ts"
import { transactions } from "./journaling.ts"

/** Milliseconds of the database's clock. */
const clock = "SELECT (julianday('now') - 2440587.5) * 86400000.0 AS now"

/** The client has one connection, and whoever asks within a transaction on it would wait for itself. */
const patience = Duration.seconds(10)

const busy = `the connection was in use for ${Duration.format(patience)}; within a transaction on it nothing can be asked`

const inTime = <A, R>(turn: Effect.Effect<A, SqlError, R>) =>
  Effect.timeoutFail(turn, {
    duration: patience,
    onTimeout: () => new SqlError({ cause: new Error(busy), message: busy })
  })

export interface Sharing<E> {
  /** All of it or nothing, with nobody in between, at one moment. */
  readonly change: <A>(
    operation: string,
    work: (ask: Ask, now: number) => Effect.Effect<A, SqlError>
  ) => Effect.Effect<A, E>
  /** One statement that only reads. */
  readonly look: <A>(operation: string, work: (ask: Ask) => Effect.Effect<A, SqlError>) => Effect.Effect<A, E>
}

/** `unavailable` is what the port calls a database that does not do what it was asked. */
export const make = <E>(unavailable: (reason: string) => E): Effect.Effect<Sharing<E>, SqlError, SqlClient.SqlClient> =>
  Effect.gen(function* () {
    const { looking, writing } = yield* transactions(yield* SqlClient.SqlClient, inTime)
    const settled = <A>(work: Effect.Effect<A, { readonly reason: string }>): Effect.Effect<A, E> =>
      Effect.mapError(work, ({ reason }) => unavailable(`SQLite: ${reason}`))
    return {
      change: (operation, work) =>
        settled(
          writing(operation, (ask) =>
            Effect.flatMap(ask<{ readonly now: number }>(clock), ([row]) => work(ask, Number(row?.now)))
          )
        ),
      look: (operation, work) => settled(looking(operation, work))
    }
  })
