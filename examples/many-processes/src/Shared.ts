import { PgClient } from "@effect/sql-pg"
import { PgMigrations, PgQuotaStore, PgTokenStore } from "@openfaith/adapter-postgres"
import { RedisAdapter, RedisClient } from "@openfaith/adapter-redis"
import { TokenEncryption } from "@openfaith/client-core"
import { Config, Effect, Layer, Option, Redacted } from "effect"

/** What all processes share goes by this name: the prefix of keys, or the schema of tables. */
const name = Config.string("SHARED_NAME").pipe(Config.withDefault("openfaith"))

// #region redis
/** The request budget and OAuth tokens in Redis. */
export const InRedis = Layer.unwrapEffect(
  Effect.map(Config.all({ url: Config.redacted("SHARED_URL"), prefix: name }), ({ prefix, url }) =>
    RedisAdapter.layer({ prefix }).pipe(Layer.provide(RedisClient.layer({ url })))
  )
)
// #endregion redis

// #region postgres
/** The same in Postgres, beside whatever else the host keeps there. */
export const InPostgres = Layer.unwrapEffect(
  Effect.map(name, (schema) =>
    Layer.merge(PgQuotaStore.layer({ schema }), PgTokenStore.layer({ schema })).pipe(
      Layer.provide(PgMigrations.layer(schema)),
      Layer.provide(PgClient.layerConfig({ url: Config.redacted("SHARED_URL") }))
    )
  )
)
// #endregion postgres

/** Whichever `SHARED_URL` points at. */
const Either = Layer.unwrapEffect(
  Effect.map(Config.redacted("SHARED_URL"), (url) =>
    Redacted.value(url).startsWith("redis") ? InRedis : Layer.orDie(InPostgres)
  )
)

// #region encrypted
/** With keys of the host's, tokens are encrypted before they reach either: `TOKEN_KEY`, from `openssl rand -base64 32`. */
export const Shared = Layer.unwrapEffect(
  Effect.map(Config.option(Config.redacted("TOKEN_KEY")), (secret) =>
    Option.match(secret, {
      onNone: () => Either,
      onSome: (secret) =>
        Layer.merge(Either, Either.pipe(TokenEncryption.encrypted({ keys: [{ id: "first", secret }] })))
    })
  )
)
// #endregion encrypted
