/**
 * `QuotaStore` in Redis: one budget for every process that uses the same server and the same prefix.
 *
 * Each operation is one script, atomic by nature; time is the server's. Nothing here is data: a Redis that was flushed, or
 * failed over to a replica that had not heard everything, begins carefully with one request, whose answer tells how full
 * the window is. Where answers do not tell, at most one window more than allowed is sent.
 */
import { QuotaStore } from "@openfaith/client-core"
import * as Layer from "effect/Layer"
import { make, type Options } from "./internal/quotaStore.ts"
import type { RedisClient } from "./RedisClient.ts"

export type { Options } from "./internal/quotaStore.ts"

/**
 * The quota store over the host's Redis. While the server is away, operations fail with `QuotaUnavailable`, which a client
 * waits out as it was told to.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (options: Options = {}): Layer.Layer<QuotaStore.QuotaStore, never, RedisClient> =>
  Layer.effect(QuotaStore.QuotaStore, make(options))
