/** What many processes share, in Redis: the request budget, and OAuth tokens. Records belong in SQL. */
import { type QuotaStore, TokenEncryption, type TokenStore } from "@openfaith/client-core"
import * as Config from "effect/Config"
import type { ConfigError } from "effect/ConfigError"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as RedisClient from "./RedisClient.ts"
import * as RedisQuotaStore from "./RedisQuotaStore.ts"
import * as RedisTokenStore from "./RedisTokenStore.ts"

/**
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** What all our keys begin with; default `openfaith`. */
  readonly prefix?: string | undefined
  /** The keys that tokens are encrypted with; without any, they lie in Redis in clear. */
  readonly encryption?: TokenEncryption.Options | undefined
}

/**
 * Everything the adapter gives.
 *
 * @since 0.1.0
 * @category models
 */
export type Provided = QuotaStore.QuotaStore | TokenStore.TokenStore

/**
 * The ports over the host's ioredis instance: `RedisClient.layerFrom(redis)`.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = ({
  encryption,
  prefix
}: Options = {}): Layer.Layer<Provided, TokenEncryption.InvalidTokenKey, RedisClient.RedisClient> => {
  const tokens = RedisTokenStore.layer({ prefix })
  return Layer.merge(
    RedisQuotaStore.layer({ prefix }),
    encryption === undefined ? tokens : tokens.pipe(TokenEncryption.encrypted(encryption))
  )
}

/**
 * `layer` over a connection of its own, with all options read from the host's `ConfigProvider`.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerConfig = (
  options: Config.Config.Wrap<Options & RedisClient.Options>
): Layer.Layer<Provided, TokenEncryption.InvalidTokenKey | RedisClient.RedisUnreachable | ConfigError> =>
  Layer.unwrapEffect(
    Effect.map(Config.unwrap(options), (all) => layer(all).pipe(Layer.provide(RedisClient.layer(all))))
  )
