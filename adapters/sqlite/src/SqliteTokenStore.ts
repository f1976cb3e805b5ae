/**
 * `TokenStore` in a table of one SQLite file, `openfaith_token`: a row for each account, with its tokens and who renews
 * them.
 */
import { randomUUID } from "node:crypto"
import type * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import { ClientError, TokenStore } from "@openfaith/client-core"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type { Ask } from "./internal/journaling.ts"
import * as Sharing from "./internal/sharing.ts"

const { Claim } = TokenStore

interface Row {
  readonly revision: number
  readonly tokens: string | null
  readonly claim: string | null
  readonly claimed_until: number | null
}

const find = "SELECT revision, tokens, claim, claimed_until FROM openfaith_token WHERE key = @key"

const put = `INSERT INTO openfaith_token (key, revision, tokens) VALUES (@key, 1, @tokens)
  ON CONFLICT (key) DO UPDATE
    SET revision = revision + 1, tokens = excluded.tokens, claim = NULL, claimed_until = NULL
  RETURNING revision`

const claimed = "UPDATE openfaith_token SET claim = @claim, claimed_until = @until WHERE key = @key"

const released = "UPDATE openfaith_token SET claim = NULL, claimed_until = NULL WHERE key = @key AND claim = @claim"

const rowOf = (ask: Ask, key: string): Effect.Effect<Row | undefined, SqlError> =>
  Effect.map(ask<Row>(find, { key }), ([row]) => row)

const write = (ask: Ask, key: string, tokens: string | null): Effect.Effect<number, SqlError> =>
  Effect.map(ask<{ readonly revision: number }>(put, { key, tokens }), ([row]) => Number(row?.revision))

const holds = (row: Row | undefined, revision: number): row is Row =>
  row !== undefined && row.tokens !== null && Number(row.revision) === revision

const stored = (row: Row | undefined) =>
  row === undefined || row.tokens === null
    ? Effect.succeed(Option.none<TokenStore.Stored>())
    : Effect.map(TokenStore.fromText(row.tokens), (tokens) => Option.some({ tokens, revision: Number(row.revision) }))

const make = Effect.map(
  Sharing.make((reason) => new ClientError.TokenStoreUnavailable({ reason })),
  ({ change, look }) =>
    TokenStore.TokenStore.of({
      read: (key) =>
        Effect.flatMap(
          look("read tokens", (ask) => rowOf(ask, key)),
          stored
        ),
      write: (key, tokens) => change("write tokens", (ask) => write(ask, key, TokenStore.toText(tokens))),
      claim: (key, revision, lease) =>
        change("claim tokens", (ask, now) =>
          Effect.gen(function* () {
            const row = yield* rowOf(ask, key)
            if (!holds(row, revision)) return Claim.Moved()
            const left = Math.ceil(Number(row.claimed_until ?? now) - now)
            if (left > 0) return Claim.Busy({ wait: Duration.millis(left) })
            const claim = randomUUID()
            // a moment that a number can hold is for ever
            const until = Math.min(now + Duration.toMillis(lease), Number.MAX_SAFE_INTEGER)
            yield* ask(claimed, { key, claim, until })
            return Claim.Claimed({ claim })
          })
        ),
      replace: (key, revision, tokens) =>
        change("replace tokens", (ask) =>
          Effect.flatMap(rowOf(ask, key), (row) =>
            holds(row, revision)
              ? Effect.map(write(ask, key, TokenStore.toText(tokens)), Option.some)
              : Effect.succeed(Option.none())
          )
        ),
      release: (key, claim) => Effect.asVoid(change("release tokens", (ask) => ask(released, { key, claim }))),
      remove: (key) =>
        change("remove tokens", (ask) =>
          Effect.tap(rowOf(ask, key), (row) => ((row?.tokens ?? null) === null ? Effect.void : write(ask, key, null)))
        ).pipe(Effect.flatMap(stored))
    })
)

/**
 * Keeps tokens in the host's SQLite client, once `SqliteMigrations` has made the table. Operations take part in no
 * transaction of the caller's: one that is asked for within a transaction on the same connection would wait for it to end.
 * With `TokenEncryption.encrypted` nothing lies in the file in clear.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer: Layer.Layer<TokenStore.TokenStore, never, SqlClient.SqlClient> = Layer.effect(
  TokenStore.TokenStore,
  Effect.orDie(make)
)
