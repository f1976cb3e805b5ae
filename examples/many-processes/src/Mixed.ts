import { PgClient } from "@effect/sql-pg"
import { PgAdapter, PgMigrations, PgTokenStore } from "@openfaith/adapter-postgres"
import { RedisClient, RedisQuotaStore } from "@openfaith/adapter-redis"
import { Config, Effect, Layer } from "effect"

/** What all processes share goes by this name: the prefix of keys, and the schema of tables. */
const name = Config.string("SHARED_NAME").pipe(Config.withDefault("openfaith"))

// #region quota
/** Records, workflows and tokens in Postgres; the quota, which is asked most often and is no data, in Redis. */
export const QuotaInRedis = Layer.unwrapEffect(
  Effect.map(name, (name) => {
    const storage = PgAdapter.layerStorage({ schema: name })
    const tokens = PgTokenStore.layer({ schema: name }).pipe(Layer.provide(PgMigrations.layer(name)))
    const quota = RedisQuotaStore.layer({ prefix: name })
    return Layer.mergeAll(storage, tokens, quota).pipe(
      Layer.provide(PgClient.layerConfig({ url: Config.redacted("DATABASE_URL") })),
      Layer.provide(RedisClient.layerConfig({ url: Config.redacted("REDIS_URL") }))
    )
  })
)
// #endregion quota
