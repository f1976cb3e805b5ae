/** The connection that everything here goes over: the host's own, or one made from an address. */
import * as Config from "effect/Config"
import type { ConfigError } from "effect/ConfigError"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { type Cluster, Redis, type RedisOptions } from "ioredis"
import * as Address from "./internal/address.ts"

/**
 * An ioredis instance, of one server or of a cluster. Its options are the host's: a `keyPrefix` is honoured, and commands
 * that were sent when the connection broke may be sent again, since none of ours does anything twice.
 *
 * @since 0.1.0
 * @category tags
 */
export class RedisClient extends Context.Tag("@openfaith/adapter-redis/RedisClient")<RedisClient, Redis | Cluster>() {}

/**
 * The server cannot be used: it is not there, does not answer, or lets nobody in. Names no user and no password.
 *
 * @since 0.1.0
 * @category errors
 */
export class RedisUnreachable extends Schema.TaggedError<RedisUnreachable>("@openfaith/adapter-redis/RedisUnreachable")(
  "RedisUnreachable",
  {
    /** `host:port`, or the path of a socket. */
    address: Schema.String,
    /** In the words of the system or the server: `connect ECONNREFUSED 127.0.0.1:6379`. */
    reason: Schema.String,
    /** What the host may have to correct. */
    setting: Schema.String
  }
) {
  override get message() {
    return `Redis at ${this.address} cannot be used: ${this.reason}; start it, or correct ${this.setting}`
  }
}

/**
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** Such as `redis://user:password@host:6379/0`; `rediss:` for TLS. */
  readonly url: Redacted.Redacted
  readonly options?: RedisOptions | undefined
  /** What the host calls the setting that holds the address, for the error; default `url`. */
  readonly setting?: string | undefined
}

const reached = (client: Redis | Cluster, setting: string) =>
  Effect.mapError(
    Address.reached(client),
    (reason) => new RedisUnreachable({ address: Address.of(client), reason, setting })
  )

/**
 * The host's own instance, which stays the host's to close. Fails within five seconds where its server cannot be used. One
 * that goes away later is asked again, and what needs it meanwhile waits or fails.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerFrom = (client: Redis | Cluster): Layer.Layer<RedisClient, RedisUnreachable> =>
  Layer.effect(RedisClient, Effect.as(reached(client, "the address of the host's ioredis instance"), client))

/**
 * A connection of its own, closed with the scope. Fails within five seconds where the server cannot be used. One that goes
 * away later is asked again, and what needs it meanwhile waits or fails.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = ({ options = {}, setting = "url", url }: Options): Layer.Layer<RedisClient, RedisUnreachable> =>
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
    ).pipe(Effect.tap((client) => reached(client, setting)))
  )

/**
 * `layer`, with its options read from the host's `ConfigProvider`.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerConfig = (
  options: Config.Config.Wrap<Options>
): Layer.Layer<RedisClient, RedisUnreachable | ConfigError> =>
  Layer.unwrapEffect(Effect.map(Config.unwrap(options), layer))
