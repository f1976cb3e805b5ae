/**
 * `TokenStore` in Redis: one hash for each account, with its tokens and who renews them.
 *
 * Tokens are data, and the only copy: a Redis that loses its memory loses the account's access. Persist it
 * (`appendonly yes`), and let it evict nothing of ours, or keep tokens in SQL; what the server says of itself is checked
 * when the layer comes up, and a warning logged.
 */
import { randomUUID } from "node:crypto"
import { ClientError, TokenStore } from "@openfaith/client-core"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { defaultPrefix, tagged } from "./internal/names.ts"
import * as Script from "./internal/script.ts"
import * as Scripts from "./internal/tokenScripts.ts"
import { RedisClient } from "./RedisClient.ts"

const { Claim } = TokenStore

/**
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** What all our keys begin with; default `openfaith`. */
  readonly prefix?: string | undefined
}

const Row = Schema.Tuple(Schema.NumberFromString, Schema.String)

const decodeRow = Schema.decodeUnknownOption(Schema.NullOr(Row))
const decodeRevision = Schema.decodeUnknownOption(Schema.NumberFromString)
const decodeClaim = Schema.decodeUnknownOption(
  Schema.Union(
    Schema.Tuple(Schema.Literal("claimed", "moved")),
    Schema.Tuple(Schema.Literal("busy"), Schema.NumberFromString)
  )
)

/** What a server says of itself that would cost tokens; nothing, where it does not say. */
const worry = (info: string): string | undefined => {
  const of = (field: string) => new RegExp(`^${field}:(.*?)\\r?$`, "m").exec(info)?.[1]
  if (of("aof_enabled") === "0") return "it does not persist every write (`appendonly no`)"
  if (of("maxmemory") !== "0" && of("maxmemory_policy")?.startsWith("allkeys") === true) {
    return `it may evict them (\`maxmemory-policy ${of("maxmemory_policy")}\`)`
  }
  return undefined
}

const make = ({ prefix = defaultPrefix }: Options) =>
  Effect.gen(function* () {
    const client = yield* RedisClient

    yield* Script.asked(client, async () => `${await client.info("persistence")}${await client.info("memory")}`).pipe(
      Effect.flatMap((info) => {
        const why = worry(info)
        return why === undefined
          ? Effect.void
          : Effect.logWarning(
              `OAuth tokens are kept in a Redis that may lose them: ${why}. An account whose tokens are lost has to be authorised again`
            )
      }),
      Effect.ignore,
      Effect.forkScoped
    )

    const unavailable = (reason: string) => new ClientError.TokenStoreUnavailable({ reason: `Redis: ${reason}` })

    const ask = <A>(
      script: Script.Script,
      key: string,
      decode: (answer: unknown) => Option.Option<A>,
      ...parameters: ReadonlyArray<string>
    ): Effect.Effect<A, ClientError.TokenStoreUnavailable> =>
      Script.run(client, script, [tagged(prefix, "tokens", key)], parameters).pipe(
        Effect.mapError(({ reason }) => unavailable(reason)),
        Effect.flatMap((answer) =>
          Option.match(decode(answer), {
            onNone: () => Effect.fail(unavailable("an answer of an unknown form")),
            onSome: Effect.succeed
          })
        )
      )

    const stored = (row: typeof Row.Type | null) =>
      row === null
        ? Effect.succeed(Option.none())
        : Effect.map(TokenStore.fromText(row[1]), (tokens) => Option.some({ tokens, revision: row[0] }))

    return TokenStore.TokenStore.of({
      read: Effect.fn("RedisTokenStore.read")((key) => Effect.flatMap(ask(Scripts.read, key, decodeRow), stored)),
      write: Effect.fn("RedisTokenStore.write")((key, tokens) =>
        ask(Scripts.write, key, decodeRevision, TokenStore.toText(tokens))
      ),
      claim: Effect.fn("RedisTokenStore.claim")(function* (key, revision, lease) {
        const claim = randomUUID()
        const millis = String(Duration.toMillis(lease))
        const answer = yield* ask(Scripts.claim, key, decodeClaim, String(revision), millis, claim)
        if (answer[0] === "busy") return Claim.Busy({ wait: Duration.millis(answer[1]) })
        return answer[0] === "claimed" ? Claim.Claimed({ claim }) : Claim.Moved()
      }),
      replace: Effect.fn("RedisTokenStore.replace")((key, revision, tokens) =>
        Effect.map(
          ask(
            Scripts.replace,
            key,
            Schema.decodeUnknownOption(Schema.NullOr(Schema.NumberFromString)),
            String(revision),
            TokenStore.toText(tokens)
          ),
          Option.fromNullable
        )
      ),
      release: Effect.fn("RedisTokenStore.release")((key, claim) =>
        Effect.asVoid(ask(Scripts.release, key, Option.some, claim))
      ),
      remove: Effect.fn("RedisTokenStore.remove")((key) => Effect.flatMap(ask(Scripts.remove, key, decodeRow), stored))
    })
  })

/**
 * The token store over the host's Redis. With `TokenEncryption.encrypted` nothing lies there in clear.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (options: Options = {}): Layer.Layer<TokenStore.TokenStore, never, RedisClient> =>
  Layer.scoped(TokenStore.TokenStore, make(options))
