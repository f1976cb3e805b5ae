/** The connection that everything here goes over: the host's own, or one made from an address. */
import * as Config from "effect/Config"
import type { ConfigError } from "effect/ConfigError"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { type Cluster, Redis, type RedisOptions } from "ioredis"

/**
 * An ioredis instance, of one server or of a cluster. Its options are the host's: a `keyPrefix` is honoured, and commands
 * that were sent when the connection broke may be sent again, since none of ours does anything twice.
 *
 * @since 0.1.0
 * @category tags
 */
export class RedisClient extends Context.Tag("@openfaith/adapter-redis/RedisClient")<RedisClient, Redis | Cluster>() {}

/**
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** Such as `redis://user:password@host:6379/0`; `rediss:` for TLS. */
  readonly url: Redacted.Redacted
  readonly options?: RedisOptions | undefined
}

/**
 * The host's own instance, which stays the host's to close.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerFrom = (client: Redis | Cluster): Layer.Layer<RedisClient> => Layer.succeed(RedisClient, client)

/**
 * A connection of its own, closed with the scope. A server that is away is no error here: it is asked again, and what needs
 * it meanwhile waits or fails.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = ({ options = {}, url }: Options): Layer.Layer<RedisClient> =>
  Layer.scoped(
    RedisClient,
    Effect.acquireRelease(
      Effect.gen(function* () {
        const log = Effect.runFork
        const client = new Redis(Redacted.value(url), options)
        // who asks is told; without a listener, ioredis prints each failed attempt to connect
        client.on("error", (error: Error) => log(Effect.logDebug("the Redis connection", error.message)))
        return client
      }),
      (client) => Effect.sync(() => client.disconnect())
    )
  )

/** `layer`, with its options read from the host's `ConfigProvider`. */
export const layerConfig = (options: Config.Config.Wrap<Options>): Layer.Layer<RedisClient, ConfigError> =>
  Layer.unwrapEffect(Effect.map(Config.unwrap(options), layer))
