/** Every port in the host's own Postgres. */
import type * as PgClient from "@effect/sql-pg/PgClient"
import type { WorkflowEngine } from "@effect/workflow/WorkflowEngine"
import { type QuotaStore, TokenEncryption, type TokenStore } from "@openfaith/client-core"
import type { SyncStore } from "@openfaith/sync-engine"
import { JournalEngine, type WorkflowJournal } from "@openfaith/workflow-engine"
import * as Config from "effect/Config"
import type { ConfigError } from "effect/ConfigError"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as PgMigrations from "./PgMigrations.ts"
import * as PgQuotaStore from "./PgQuotaStore.ts"
import * as PgSyncStore from "./PgSyncStore.ts"
import * as PgTokenStore from "./PgTokenStore.ts"
import * as PgWorkflowJournal from "./PgWorkflowJournal.ts"

/**
 * @since 0.1.0
 * @category models
 */
export interface Options extends PgWorkflowJournal.Options, PgTokenStore.Options, JournalEngine.Options {
  /** Who makes and changes our tables: `run`, the default, does it here; `check` leaves it to the host's own tool. */
  readonly migrations?: "run" | "check" | undefined
  /** The keys that OAuth tokens are encrypted with; without any, they lie in the table in clear. */
  readonly encryption?: TokenEncryption.Options | undefined
}

/**
 * Records and workflows, which belong in one database.
 *
 * @since 0.1.0
 * @category models
 */
export type Storage =
  | SyncStore.SyncStore
  | WorkflowJournal.WorkflowJournal
  | JournalEngine.JournalEngine
  | WorkflowEngine

/**
 * Everything the adapter gives.
 *
 * @since 0.1.0
 * @category models
 */
export type Provided = Storage | QuotaStore.QuotaStore | TokenStore.TokenStore

/**
 * Why the adapter does not begin.
 *
 * @since 0.1.0
 * @category models
 */
export type Failure = PgMigrations.Failure | PgWorkflowJournal.PoolTooSmall | TokenEncryption.InvalidTokenKey

/** Our tables, made or looked at before anything uses them. */
const tables = ({ migrations = "run", schema }: Pick<Options, "migrations" | "schema">) =>
  migrations === "run" ? PgMigrations.layer(schema) : Layer.effectDiscard(PgMigrations.check(schema))

const storage = (options: Omit<Options, "encryption" | "home">) =>
  JournalEngine.layer(options).pipe(
    Layer.provideMerge(PgWorkflowJournal.layer(options)),
    Layer.merge(PgSyncStore.layer(options))
  )

/**
 * Records and workflows alone, for a host that keeps its quota or its tokens elsewhere; otherwise as `layer`.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerStorage = (
  options: Omit<Options, "encryption" | "home"> = {}
): Layer.Layer<Storage, PgMigrations.Failure | PgWorkflowJournal.PoolTooSmall, PgClient.PgClient> =>
  storage(options).pipe(Layer.provide(tables(options)))

/**
 * The ports over the host's client, in a schema of their own. Refused by name are tables of a newer release and, where
 * the host migrates, of an older one; and a pool of a single connection.
 *
 * The engine executes the workflows that are registered at it, from the first one on (`JournalEngine.layer`).
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = ({ encryption, ...options }: Options = {}): Layer.Layer<Provided, Failure, PgClient.PgClient> => {
  const tokens = PgTokenStore.layer(options)
  return Layer.mergeAll(
    storage(options),
    PgQuotaStore.layer(options),
    encryption === undefined ? tokens : tokens.pipe(TokenEncryption.encrypted(encryption))
  ).pipe(Layer.provide(tables(options)))
}

/**
 * `layer`, with its options read from the host's `ConfigProvider`.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerConfig = (
  options: Config.Config.Wrap<Options>
): Layer.Layer<Provided, Failure | ConfigError, PgClient.PgClient> =>
  Layer.unwrapEffect(Effect.map(Config.unwrap(options), layer))
