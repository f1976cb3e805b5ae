/**
 * `TokenStore` in a table of the host's own Postgres: `oauth_token` has a row for each account, with its tokens and who
 * renews them.
 */
import { randomUUID } from "node:crypto"
import * as PgClient from "@effect/sql-pg/PgClient"
import { ClientError, TokenStore } from "@openfaith/client-core"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Database from "./internal/database.ts"
import { literal, quoted } from "./internal/names.ts"
import { defaultSchema } from "./PgMigrations.ts"

const { Claim } = TokenStore

/**
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** The schema our tables are in; default `openfaith`. */
  readonly schema?: string | undefined
  /**
   * What the host calls the place this process runs in, such as `production`: tokens are renewed only under the name they
   * were stored under. Without one, the place is the database itself, which a copy of the server's files (a snapshot, a base
   * backup, a branch) cannot be told from.
   */
  readonly home?: string | undefined
}

const decodeRow = Schema.decodeUnknownOption(Schema.parseJson(Schema.Tuple(Schema.Number, Schema.String)))
const decodePlaces = Schema.decodeUnknownOption(Schema.parseJson(Schema.Tuple(Schema.String, Schema.String)))
const decodeNumber = Schema.decodeUnknownOption(Schema.NumberFromString)

/** Milliseconds that the database can add to its own time: three thousand years are for ever. */
const longest = 1e14

const statements = (schema: string) => {
  const table = `${quoted(schema)}.oauth_token`
  const row = "json_build_array(t.revision, t.tokens)::text AS answer"
  const put = "claim = NULL, claimed_until = NULL, changed_at = clock_timestamp()"
  return {
    read: `SELECT ${row} FROM ${table} t WHERE t.key = $1::text AND t.tokens IS NOT NULL`,
    write: `INSERT INTO ${table} AS t (key, revision, tokens, changed_at, home)
      VALUES ($1::text, 1, $2::text, clock_timestamp(), ${quoted(schema)}.home($3::text))
      ON CONFLICT (key) DO UPDATE SET revision = t.revision + 1, tokens = excluded.tokens, home = excluded.home, ${put}
      RETURNING t.revision::text AS answer`,
    claim: `SELECT ${quoted(schema)}.oauth_claim($1::text, $2::numeric, $3::text, $4::float8, $5::text) AS answer`,
    replace: `UPDATE ${table} t SET revision = t.revision + 1, tokens = $3::text, ${put}
      WHERE t.key = $1::text AND t.revision = $2::numeric AND t.tokens IS NOT NULL
      RETURNING t.revision::text AS answer`,
    release: `UPDATE ${table} t SET claim = NULL, claimed_until = NULL
      WHERE t.key = $1::text AND t.claim = $2::text RETURNING '' AS answer`,
    remove: `WITH t AS (
        SELECT o.* FROM ${table} o WHERE o.key = $1::text AND o.tokens IS NOT NULL FOR UPDATE
      ), gone AS (
        UPDATE ${table} o SET revision = o.revision + 1, tokens = NULL, ${put} FROM t WHERE o.key = t.key RETURNING o.key
      )
      SELECT ${row} FROM t JOIN gone ON gone.key = t.key WHERE ${quoted(schema)}.is_home(t.home, $2::text)`,
    adopt: `SELECT ${quoted(schema)}.adopt($1::text)::text AS answer`
  }
}

const unavailable = ({ reason }: Database.DatabaseError) =>
  new ClientError.TokenStoreUnavailable({ reason: `Postgres: ${reason}` })

const make = ({ home, schema = defaultSchema }: Options) =>
  Effect.map(PgClient.PgClient, (client) => {
    const database = Database.make(client)
    const texts = statements(schema)
    const place = home ?? null

    const copied = ([storedIn, here]: readonly [string, string]) =>
      new ClientError.TokensCopied({
        storedIn,
        here,
        adopt: `adopt them: SELECT ${quoted(schema)}.adopt(${home === undefined ? "" : literal(home)}), or PgTokenStore.adopt`
      })

    const ask = (operation: keyof typeof texts, ...parameters: ReadonlyArray<unknown>) =>
      Effect.mapError(database.text(operation, texts[operation], parameters), unavailable)

    const numberOf = (text: string | null) => Effect.mapError(Database.decoded(decodeNumber)(text), unavailable)

    const stored = (text: string | null) =>
      text === null
        ? Effect.succeed(Option.none())
        : Effect.flatMap(Effect.mapError(Database.decoded(decodeRow)(text), unavailable), ([revision, tokens]) =>
            Effect.map(TokenStore.fromText(tokens), (tokens) => Option.some({ tokens, revision }))
          )

    return TokenStore.TokenStore.of({
      read: Effect.fn("PgTokenStore.read")((key) => Effect.flatMap(ask("read", key), stored)),
      write: Effect.fn("PgTokenStore.write")((key, tokens) =>
        Effect.flatMap(ask("write", key, TokenStore.toText(tokens), place), numberOf)
      ),
      claim: Effect.fn("PgTokenStore.claim")(function* (key, revision, lease) {
        const claim = randomUUID()
        const millis = Math.min(Duration.toMillis(lease), longest)
        const answer = yield* ask("claim", key, revision, claim, millis, place)
        if (answer === "claimed") return Claim.Claimed({ claim })
        const places = decodePlaces(answer)
        if (Option.isSome(places)) return yield* copied(places.value)
        return answer === "moved" ? Claim.Moved() : Claim.Busy({ wait: Duration.millis(yield* numberOf(answer)) })
      }),
      replace: Effect.fn("PgTokenStore.replace")(function* (key, revision, tokens) {
        const answer = yield* ask("replace", key, revision, TokenStore.toText(tokens))
        return answer === null ? Option.none() : Option.some(yield* numberOf(answer))
      }),
      release: Effect.fn("PgTokenStore.release")((key, claim) => Effect.asVoid(ask("release", key, claim))),
      remove: Effect.fn("PgTokenStore.remove")((key) => Effect.flatMap(ask("remove", key, place), stored))
    })
  })

/**
 * The token store over the host's client, once `PgMigrations` has made its table. Each operation is one statement, in no
 * transaction of the host's; leases end by the database's clock. With `TokenEncryption.encrypted` nothing lies there in
 * clear.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (options: Options = {}): Layer.Layer<TokenStore.TokenStore, never, PgClient.PgClient> =>
  Layer.effect(TokenStore.TokenStore, make(options))

/**
 * Makes this the home of all tokens that came here with a copy of another database, and says of how many accounts: for when
 * this database has taken that one's place, as after a restore or a new major version of the server. Processes that are
 * running go on by themselves. The same in SQL: `SELECT openfaith.adopt()`, with the name of `home` if there is one.
 *
 * @since 0.1.0
 * @category constructors
 */
export const adopt = ({
  home,
  schema = defaultSchema
}: Options = {}): Effect.Effect<number, ClientError.TokenStoreUnavailable, PgClient.PgClient> =>
  Effect.flatMap(PgClient.PgClient, (client) =>
    Database.make(client)
      .text("adopt", statements(schema).adopt, [home ?? null])
      .pipe(Effect.flatMap(Database.decoded(decodeNumber)), Effect.mapError(unavailable))
  )
