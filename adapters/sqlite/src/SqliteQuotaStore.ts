/**
 * `QuotaStore` in a table of one SQLite file, `openfaith_quota`: the budget outlives the process, so that the next one
 * knows what was sent before, and all connections within the process share it.
 */
import type * as SqlClient from "@effect/sql/SqlClient"
import { ClientError, QuotaBook, QuotaStore } from "@openfaith/client-core"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Sharing from "./internal/sharing.ts"

const read = "SELECT book FROM openfaith_quota WHERE key = @key"

const write = `INSERT INTO openfaith_quota (key, book, keep_until) VALUES (@key, @book, @until)
  ON CONFLICT (key) DO UPDATE SET book = excluded.book, keep_until = excluded.keep_until`

const forget = "DELETE FROM openfaith_quota WHERE keep_until < @now"

const make = Effect.map(
  Sharing.make((reason) => new ClientError.QuotaUnavailable({ reason })),
  ({ change }) =>
    QuotaStore.QuotaStore.of(
      QuotaBook.make({
        update: (key, turn) =>
          change("quota", (ask, now) =>
            Effect.gen(function* () {
              const [row] = yield* ask<{ readonly book: string }>(read, { key })
              // others that nobody has used for hours, when a new one comes
              if (row === undefined) yield* ask(forget, { now })
              const { answer, book, keep } = turn(row?.book, now)
              yield* ask(write, { key, book, until: now + keep })
              return answer
            })
          )
      })
    )
)

/**
 * Keeps budgets in the host's SQLite client, once `SqliteMigrations` has made the table. Operations take part in no
 * transaction of the caller's: one that is asked for within a transaction on the same connection would wait for it to end.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer: Layer.Layer<QuotaStore.QuotaStore, never, SqlClient.SqlClient> = Layer.effect(
  QuotaStore.QuotaStore,
  Effect.orDie(make)
)
