/**
 * `QuotaStore` in tables of the host's own Postgres: one budget for every process that uses the same schema.
 *
 * `quota_budget` says what is known of each credential's budget, `quota_permit` which permits take room, `quota_other` what
 * others on the same credential were seen to use.
 */
import type * as PgClient from "@effect/sql-pg/PgClient"
import { QuotaStore } from "@openfaith/client-core"
import * as Layer from "effect/Layer"
import { make, type Options } from "./internal/quotaStore.ts"

export type { Options } from "./internal/quotaStore.ts"

/**
 * The quota store over the host's client, once `PgMigrations` has made its tables. Each operation is one statement, in no
 * transaction of the host's, and takes the database's time. While the server is away, operations fail with
 * `QuotaUnavailable`, which a client waits out as it was told to.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (options: Options = {}): Layer.Layer<QuotaStore.QuotaStore, never, PgClient.PgClient> =>
  Layer.effect(QuotaStore.QuotaStore, make(options))
