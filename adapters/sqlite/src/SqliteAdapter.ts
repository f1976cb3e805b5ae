/** Every port in one SQLite file: the copy, and what makes its syncs survive a crash. */

import type * as SqlClient from "@effect/sql/SqlClient"
import * as SqliteClient from "@effect/sql-sqlite-node/SqliteClient"
import type { WorkflowEngine } from "@effect/workflow/WorkflowEngine"
import { type QuotaStore, TokenEncryption, type TokenStore } from "@openfaith/client-core"
import type { SyncStore } from "@openfaith/sync-engine"
import type { JournalEngine } from "@openfaith/workflow-engine"
import * as Cause from "effect/Cause"
import * as Config from "effect/Config"
import type { ConfigError } from "effect/ConfigError"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { waitOn } from "./internal/waiting.ts"
import * as SqliteFile from "./SqliteFile.ts"
import * as SqliteMigrations from "./SqliteMigrations.ts"
import * as SqliteOwner from "./SqliteOwner.ts"
import * as SqliteQuotaStore from "./SqliteQuotaStore.ts"
import * as SqliteSyncStore from "./SqliteSyncStore.ts"
import * as SqliteTokenStore from "./SqliteTokenStore.ts"
import * as SqliteWorkflowEngine from "./SqliteWorkflowEngine.ts"

/**
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** The file; made if it is not there. Beside it lie SQLite's own `-wal` and `-shm`, and our lock, `-owner`. */
  readonly filename: string
  /** What this process does while another owns the file; default `refuse`. */
  readonly whenOwned?: SqliteOwner.WhenOwned
  /** How many workflows are executed at once, and how long they are kept when they have ended. */
  readonly workflows?: JournalEngine.Options
  /** How many runs that have ended are kept of each connection; default 50. */
  readonly history?: number
  /** What the host calls the place this process runs in; default: this file, which a copy is not. */
  readonly home?: string
  /** The keys that OAuth tokens are encrypted with; without any, they lie in the file in clear. */
  readonly encryption?: TokenEncryption.Options
}

/**
 * The ports, and what an operator and the host's start-up control the workflows by.
 *
 * @since 0.1.0
 * @category models
 */
export type Ports =
  | SyncStore.SyncStore
  | WorkflowEngine
  | JournalEngine.JournalEngine
  | QuotaStore.QuotaStore
  | TokenStore.TokenStore

/**
 * Everything the adapter gives: the client too, for the host's own tables in the same file.
 *
 * @since 0.1.0
 * @category models
 */
export type Provided = Ports | SqlClient.SqlClient | SqliteClient.SqliteClient

/**
 * Why a file cannot be worked on.
 *
 * @since 0.1.0
 * @category models
 */
export type Failure = SqliteFile.SqliteFileError | SqliteOwner.SqliteFileOwned | TokenEncryption.InvalidTokenKey

const settings = [
  // SQLite's own wait would block the process; `waiting.ts` waits instead
  "PRAGMA busy_timeout = 0",
  // the driver's own default differs between the session that makes a file and those that open it
  "PRAGMA synchronous = NORMAL",
  // pages of the index on ids are written over and over, in the order in which records changed: to bring them home eight
  // times less often makes a commit a quarter faster
  "PRAGMA wal_autocheckpoint = 8000"
]

const configured = (filename: string) =>
  Layer.effectDiscard(
    Effect.flatMap(SqliteClient.SqliteClient, (sql) =>
      Effect.zipRight(
        Effect.forEach(settings, (setting) => sql.unsafe(setting)),
        waitOn(sql)
      )
    ).pipe(Effect.mapError((error) => SqliteFile.sqlProblem(filename, error)))
  )

/** What the driver throws is a problem with the file, or with the driver itself. */
const client = (filename: string) =>
  Layer.catchAllCause(Layer.orDie(SqliteClient.layer({ filename })), (cause) =>
    Layer.fail(new SqliteFile.SqliteFileError({ filename, problem: SqliteFile.problemOf(Cause.squash(cause)) }))
  )

const storage = ({ history, workflows }: Pick<Options, "history" | "workflows">) =>
  Layer.merge(SqliteSyncStore.layerWith({ history }), SqliteWorkflowEngine.layer(workflows))

const shared = ({ encryption, home }: Pick<Options, "encryption" | "home">) => {
  const tokens = SqliteTokenStore.layer({ home })
  return Layer.merge(
    SqliteQuotaStore.layer,
    encryption === undefined ? tokens : tokens.pipe(TokenEncryption.encrypted(encryption))
  )
}

/** Ports over whatever client there is; the lock comes before. */
const owned = <A, E, R>(ports: Layer.Layer<A, E, R>, filename: string) =>
  ports.pipe(Layer.provide(SqliteOwner.layer(filename)), Layer.provide(SqliteMigrations.layer(filename)))

/** Ports in a file that is opened here, with the client. */
const inFile = <A, E, R>(ports: Layer.Layer<A, E, R>, { filename, whenOwned = "refuse" }: Options) =>
  owned(ports, filename).pipe(
    Layer.provide(configured(filename)),
    Layer.provideMerge(client(filename)),
    // read from below: look, lock, write; so that a file that is not ours stays as it is, and has no lock beside it
    Layer.provide(Layer.effectDiscard(SqliteFile.claim(filename))),
    Layer.provide(SqliteOwner.layerLock(filename, whenOwned)),
    Layer.provide(Layer.effectDiscard(SqliteFile.inspect(filename)))
  )

/**
 * Opens the file, or refuses it by name: one that is no SQLite database, another program's, of a newer release, not to be
 * written, or owned by another process.
 *
 * Writes go through SQLite's write-ahead log with `synchronous = NORMAL`: a crash of the process loses nothing; after a
 * power cut the last commits may be missing, cursor and records alike, and are read again. The log beside the file,
 * `-wal`, grows to 32 MB or so before it is used anew.
 *
 * The engine executes the workflows that are registered at it, from the first one on (`JournalEngine.layer`).
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (options: Options): Layer.Layer<Provided, Failure> =>
  inFile(Layer.merge(storage(options), shared(options)), options)

/**
 * Records and workflows alone, for a host that keeps its quota or its tokens elsewhere; otherwise as `layer`.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerStorage = (
  options: Omit<Options, "encryption" | "home">
): Layer.Layer<Exclude<Provided, QuotaStore.QuotaStore | TokenStore.TokenStore>, Failure> =>
  inFile(storage(options), options)

/**
 * The same in the host's own database: our tables, whose names all begin with `openfaith_`, beside the host's. How the
 * client renames columns is the host's own affair: ours keep their names.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerFromClient = ({
  whenOwned = "refuse",
  ...options
}: Omit<Options, "filename"> = {}): Layer.Layer<Ports, Failure, SqliteClient.SqliteClient | SqlClient.SqlClient> =>
  Layer.unwrapEffect(
    Effect.map(SqliteClient.SqliteClient, ({ config: { filename } }) =>
      owned(Layer.merge(storage(options), shared(options)), filename).pipe(
        Layer.provide(SqliteOwner.layerLock(filename, whenOwned))
      )
    )
  )

/**
 * `layer`, with its options read from the host's `ConfigProvider`.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerConfig = (options: Config.Config.Wrap<Options>): Layer.Layer<Provided, Failure | ConfigError> =>
  Layer.unwrapEffect(Effect.map(Config.unwrap(options), layer))
