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
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type { Ask } from "./internal/asking.ts"
import * as Home from "./internal/home.ts"
import * as Sharing from "./internal/sharing.ts"

const { Claim } = TokenStore

/**
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /**
   * What the host calls the place this process runs in, such as `production`: tokens are renewed only under the name they
   * were stored under. Without one, the place is the file itself, by its inode and the moment it was made; a copy of the
   * whole disk cannot be told from it.
   */
  readonly home?: string | undefined
}

interface Row {
  readonly revision: number
  readonly tokens: string | null
  readonly claim: string | null
  readonly claimed_until: number | null
  readonly home: string | null
}

const find = "SELECT revision, tokens, claim, claimed_until, home FROM openfaith_token WHERE key = @key"

const put = `INSERT INTO openfaith_token (key, revision, tokens, home) VALUES (@key, 1, @tokens, @home)
  ON CONFLICT (key) DO UPDATE
    SET revision = revision + 1, tokens = excluded.tokens, home = excluded.home, claim = NULL, claimed_until = NULL
  RETURNING revision`

const claimed = "UPDATE openfaith_token SET claim = @claim, claimed_until = @until, home = @home WHERE key = @key"

const homes = "SELECT key, home FROM openfaith_token WHERE tokens IS NOT NULL AND home IS NOT NULL"

const adopted = "UPDATE openfaith_token SET home = @home WHERE key = @key"

const file = "SELECT file FROM pragma_database_list WHERE name = 'main'"

const released = "UPDATE openfaith_token SET claim = NULL, claimed_until = NULL WHERE key = @key AND claim = @claim"

const rowOf = (ask: Ask, key: string): Effect.Effect<Row | undefined, SqlError> =>
  Effect.map(ask<Row>(find, { key }), ([row]) => row)

const write = (ask: Ask, key: string, tokens: string | null, home: string | null): Effect.Effect<number, SqlError> =>
  Effect.map(ask<{ readonly revision: number }>(put, { key, tokens, home }), ([row]) => Number(row?.revision))

const holds = (row: Row | undefined, revision: number): row is Row =>
  row !== undefined && row.tokens !== null && Number(row.revision) === revision

const stored = (row: Row | undefined) =>
  row === undefined || row.tokens === null
    ? Effect.succeed(Option.none<TokenStore.Stored>())
    : Effect.map(TokenStore.fromText(row.tokens), (tokens) => Option.some({ tokens, revision: Number(row.revision) }))

/** What becomes of a claim, as the transaction leaves it. */
type Outcome = Either.Either<TokenStore.Claim, ClientError.TokensCopied>

/** The tables, and the place: what it is called now, and the file, which it may have been called before. */
const opened = ({ home }: Options) =>
  Effect.gen(function* () {
    const sharing = yield* Sharing.make((reason) => new ClientError.TokenStoreUnavailable({ reason }))
    const [row] = yield* Effect.orDie(sharing.look("read tokens", (ask) => ask<{ readonly file: string }>(file)))
    const ofFile = Home.ofFile(row?.file ?? "")
    const here = home ?? ofFile ?? null
    const isHome = (of: string | null) =>
      of === null || here === null || of === here || (ofFile !== undefined && Home.isSame(of, ofFile))
    return { ...sharing, here, isHome }
  })

const make = (options: Options) =>
  Effect.map(opened(options), ({ change, here, isHome, look }) => {
    const copied = (home: string) =>
      new ClientError.TokensCopied({
        storedIn: Home.words(home),
        here: Home.words(here ?? ""),
        adopt: "adopt them with SqliteTokenStore.adopt"
      })
    return TokenStore.TokenStore.of({
      read: (key) =>
        Effect.flatMap(
          look("read tokens", (ask) => rowOf(ask, key)),
          stored
        ),
      write: (key, tokens) => change("write tokens", (ask) => write(ask, key, TokenStore.toText(tokens), here)),
      claim: (key, revision, lease) =>
        change("claim tokens", (ask, now) =>
          Effect.flatMap(rowOf(ask, key), (row): Effect.Effect<Outcome, SqlError> => {
            if (!holds(row, revision)) return Effect.succeed(Either.right(Claim.Moved()))
            if (row.home !== null && !isHome(row.home)) return Effect.succeed(Either.left(copied(row.home)))
            const left = Math.ceil(Number(row.claimed_until ?? now) - now)
            if (left > 0) return Effect.succeed(Either.right(Claim.Busy({ wait: Duration.millis(left) })))
            const claim = randomUUID()
            // a moment that a number can hold is for ever
            const until = Math.min(now + Duration.toMillis(lease), Number.MAX_SAFE_INTEGER)
            return Effect.as(ask(claimed, { key, claim, until, home: here }), Either.right(Claim.Claimed({ claim })))
          })
        ).pipe(Effect.flatten),
      replace: (key, revision, tokens) =>
        change("replace tokens", (ask) =>
          Effect.flatMap(rowOf(ask, key), (row) =>
            holds(row, revision)
              ? Effect.map(write(ask, key, TokenStore.toText(tokens), row.home), Option.some)
              : Effect.succeed(Option.none())
          )
        ),
      release: (key, claim) => Effect.asVoid(change("release tokens", (ask) => ask(released, { key, claim }))),
      remove: (key) =>
        change("remove tokens", (ask) =>
          Effect.tap(rowOf(ask, key), (row) =>
            (row?.tokens ?? null) === null ? Effect.void : write(ask, key, null, null)
          )
        ).pipe(Effect.flatMap((row) => stored(isHome(row?.home ?? null) ? row : undefined)))
    })
  })

/**
 * Keeps tokens in the host's SQLite client, once `SqliteMigrations` has made the table. Operations take part in no
 * transaction of the caller's: one that is asked for within a transaction on the same connection would wait for it to end.
 * With `TokenEncryption.encrypted` nothing lies in the file in clear.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (options: Options = {}): Layer.Layer<TokenStore.TokenStore, never, SqlClient.SqlClient> =>
  Layer.effect(TokenStore.TokenStore, Effect.orDie(make(options)))

/**
 * Makes this the home of all tokens that came here with a copy of another file, and says of how many accounts: for when this
 * file has taken that one's place, as after a restore. A process that is running goes on by itself.
 *
 * @since 0.1.0
 * @category constructors
 */
export const adopt = (
  options: Options = {}
): Effect.Effect<number, ClientError.TokenStoreUnavailable, SqlClient.SqlClient> =>
  Effect.flatMap(Effect.orDie(opened(options)), ({ change, here, isHome }) =>
    change("adopt tokens", (ask) =>
      Effect.gen(function* () {
        const rows = yield* ask<{ readonly key: string; readonly home: string }>(homes)
        const away = rows.filter(({ home }) => !isHome(home))
        yield* Effect.forEach(away, ({ key }) => ask(adopted, { key, home: here }), { discard: true })
        return away.length
      })
    )
  )
