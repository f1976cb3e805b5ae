/**
 * The distributed engine: many processes execute at once, each its share of the executions, and take over from one another.
 *
 * It is `@effect/cluster` on the host's Postgres, behind the same `WorkflowEngine` as the journal engine, so workflows stay
 * as they are. What it adds is a place for every setting that matters, a watchdog over wakes that the cluster loses, and a
 * way to forget what has ended. It costs several transactions a step: choose it when one process cannot do all the work, and
 * `PgAdapter` otherwise.
 *
 * What it cannot do, and the journal engine can:
 * - No `JournalEngine`: executions are not listed, parked, retried or cancelled by id alone, there is no `tick`, and nobody
 *   stands by. `Workflow.poll`, `interrupt` and `resume` work.
 * - To ask for a workflow that the asking process does not register waits until it does.
 * - A payload that no longer decodes fails its execution for good, and so does a stored step that no longer decodes. (An
 *   execution whose workflow nobody registers waits, and is logged every few seconds.)
 * - Nothing fences a step: a process that was frozen past its lease finishes the step it was in, while another process does
 *   it again. Steps must bear being done twice.
 * - Its tables are `@effect/cluster`'s own, in the schema to which the client's `search_path` points; only their prefix can
 *   be chosen. They hold messages and replies rather than executions and steps.
 *
 * Workflow names are limited to 141 characters.
 */
import * as ClusterWorkflowEngine from "@effect/cluster/ClusterWorkflowEngine"
import * as MessageStorage from "@effect/cluster/MessageStorage"
import * as RunnerAddress from "@effect/cluster/RunnerAddress"
import * as RunnerHealth from "@effect/cluster/RunnerHealth"
import * as Runners from "@effect/cluster/Runners"
import * as Sharding from "@effect/cluster/Sharding"
import * as ShardingConfig from "@effect/cluster/ShardingConfig"
import * as SocketRunner from "@effect/cluster/SocketRunner"
import * as SqlMessageStorage from "@effect/cluster/SqlMessageStorage"
import * as SqlRunnerStorage from "@effect/cluster/SqlRunnerStorage"
import * as NodeClusterSocket from "@effect/platform-node/NodeClusterSocket"
import * as RpcSerialization from "@effect/rpc/RpcSerialization"
import * as SqlClient from "@effect/sql/SqlClient"
import * as PgClient from "@effect/sql-pg/PgClient"
import { WorkflowEngine } from "@effect/workflow/WorkflowEngine"
import { Sync } from "@openfaith/sync-engine"
import * as Cause from "effect/Cause"
import * as Config from "effect/Config"
import type { ConfigError } from "effect/ConfigError"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as FiberId from "effect/FiberId"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import * as ClusterEngine from "./internal/clusterEngine.ts"
import * as ClusterTables from "./internal/clusterTables.ts"

/**
 * The cluster could not start, or its tables could not be read or written.
 *
 * @since 0.1.0
 * @category errors
 */
export class PgClusterError extends Schema.TaggedError<PgClusterError>("@openfaith/adapter-postgres/PgClusterError")(
  "PgClusterError",
  { operation: Schema.String, reason: Schema.String }
) {
  override get message() {
    return `the workflow cluster failed in ${this.operation}: ${this.reason}`
  }
}

/**
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** Where the other processes of the cluster reach this one. No two may have the same host and port. */
  readonly host: string
  /** See `host`. */
  readonly port: number
  /** Where it listens, if not there: inside a container, say, or behind a mapped port. */
  readonly listen?: { readonly host: string; readonly port: number } | undefined
  /** How finely the work is shared; default 64. The same in every process, and not to be changed while there is work. */
  readonly shards?: number | undefined
  /**
   * The connections whose syncs this process executes, where not every process has the same: the others leave them to it. By
   * default every process has all connections, and executes its share of each.
   */
  readonly connections?: ReadonlyArray<string> | undefined
  /** How the names of its tables begin; default `openfaith_cluster`. Clusters of different prefixes share nothing. */
  readonly prefix?: string | undefined
  /**
   * How long a process may be silent before the others take over its share; default 8 seconds. One whose event loop or
   * database is slower than a third of this stops its work by itself.
   */
  readonly lease?: Duration.DurationInput | undefined
  /** How often it looks for due timers and for what it was not told of; default 1 second. */
  readonly poll?: Duration.DurationInput | undefined
  /** How often the watchdog looks for lost wakes; default 5 seconds. */
  readonly sweep?: Duration.DurationInput | undefined
  /** How long executions that have ended are kept; default 30 days. Looked at once an hour. */
  readonly retention?: Duration.DurationInput | undefined
}

/**
 * What the watchdog did.
 *
 * @since 0.1.0
 * @category models
 */
export interface Swept {
  /** Suspended executions that go on, since a deferred or a child of theirs had ended unnoticed. */
  readonly woken: number
  /** Messages that had been taken and not been dealt with for long; those still under way are left alone by their owner. */
  readonly offered: number
}

/**
 * For operators: what the cluster itself does not offer.
 *
 * @since 0.1.0
 * @category tags
 */
export class PgCluster extends Context.Tag("@openfaith/adapter-postgres/PgCluster")<
  PgCluster,
  {
    /**
     * Forgets executions that ended longer ago, with their steps, deferreds and timers, and says how many; in batches, so
     * that no transaction is long. A child stays for as long as the parent that started it is under way.
     */
    readonly purge: (retention: Duration.DurationInput) => Effect.Effect<number, PgClusterError>
    /** Looks for lost wakes now, rather than within `sweep`. */
    readonly sweep: Effect.Effect<Swept, PgClusterError>
  }
>() {}

/**
 * Forgets executions that ended longer ago; see `PgCluster`.
 *
 * @since 0.1.0
 * @category combinators
 */
export const purge = (retention: Duration.DurationInput): Effect.Effect<number, PgClusterError, PgCluster> =>
  Effect.flatMap(PgCluster, (cluster) => cluster.purge(retention))

/** So many at a time, so that no transaction is long. */
const purged = 500

/** The settings that cover what is known of the cluster. */
const shardingConfig = (
  groups: ReadonlySet<string>,
  { host, lease = Duration.seconds(8), listen, poll = Duration.seconds(1), port, shards = 64 }: Options
) =>
  ShardingConfig.layer({
    runnerAddress: Option.some(new RunnerAddress.RunnerAddress({ host, port })),
    runnerListenAddress: Option.map(Option.fromNullable(listen), (address) => new RunnerAddress.RunnerAddress(address)),
    shardsPerGroup: shards,
    availableShardGroups: ["default", ...groups],
    assignedShardGroups: ["default", ...groups],
    shardLockExpiration: lease,
    shardLockRefreshInterval: Duration.unsafeDivide(Duration.decode(lease), 3),
    // its advisory locks have numbers that all clusters in one database share (Effect-TS/effect #6502), mean nothing through
    // a transaction pooler, and are held by a frozen process for ever
    shardLockDisableAdvisory: true,
    refreshAssignmentsInterval: Duration.seconds(1),
    runnerHealthCheckInterval: Duration.seconds(15),
    // timers, the second child of a parent, and whatever another process wrote are found by polling (#6294, #6452)
    entityMessagePollInterval: poll,
    entityReplyPollInterval: Duration.millis(100),
    // a workflow that nobody has registered yet would be failed for good after this (#7018)
    entityRegistrationTimeout: Duration.days(3650),
    // what a step has not committed is done again elsewhere
    entityTerminationTimeout: Duration.seconds(5),
    simulateRemoteSerialization: false
  })

const sqlOfPg = Layer.effect(SqlClient.SqlClient, PgClient.PgClient)

/** The cluster renews and releases all its locks over one connection, and does so concurrently. */
const sqlOfLocks = Layer.effect(SqlClient.SqlClient, Effect.map(PgClient.PgClient, ClusterEngine.oneStatementAtATime))

const failed = (operation: string) => (cause: Cause.Cause<unknown>) =>
  new PgClusterError({ operation, reason: Cause.pretty(cause, { renderErrorCause: true }) })

/** Failures and defects alike: the SQL layer dies of a lost connection. */
const typed =
  (operation: string) =>
  <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, PgClusterError, R> =>
    Effect.catchAllCause(work, (cause) =>
      Cause.isInterruptedOnly(cause) ? Effect.interrupt : Effect.fail(failed(operation)(cause))
    )

const control = (
  tables: ClusterTables.ClusterTables,
  { retention = Duration.days(30), sweep: every = Duration.seconds(5) }: Options
): Effect.Effect<PgCluster["Type"], never, Sharding.Sharding | Scope.Scope> =>
  Effect.gen(function* () {
    const sharding = yield* Sharding.Sharding

    const sweep = Effect.gen(function* () {
      const swept = { woken: yield* tables.wakeLost, offered: yield* tables.offerStalled }
      if (swept.woken > 0) {
        yield* Effect.logInfo(`${swept.woken} suspended workflows go on, whose wake the cluster had lost`)
      }
      if (swept.woken + swept.offered > 0) yield* sharding.pollStorage
      return swept
    }).pipe(typed("sweep"), Effect.withSpan("PgCluster.sweep"))

    const forget = (olderThan: Duration.DurationInput): Effect.Effect<number, PgClusterError> =>
      Effect.gen(function* () {
        for (let total = 0; ; ) {
          const count = yield* tables.purge(Duration.decode(olderThan), purged)
          total += count
          if (count < purged) return total
        }
      }).pipe(typed("purge"), Effect.withSpan("PgCluster.purge"))

    const regularly = (work: Effect.Effect<unknown, PgClusterError>, interval: Duration.DurationInput) =>
      Effect.forkScoped(
        work.pipe(
          Effect.catchAll((error) => Effect.logWarning(error.message)),
          Effect.withTracerEnabled(false),
          Effect.schedule(Schedule.jittered(Schedule.spaced(interval)))
        )
      )

    yield* regularly(sweep, every)
    yield* regularly(forget(retention), "1 hour")
    return PgCluster.of({ purge: forget, sweep })
  })

const make = (options: Options) => {
  const { connections = [], prefix = "openfaith_cluster" } = options
  const groups = new Set(connections.map((connection) => ClusterEngine.groupOf(Sync.taskQueue(connection))))
  const config = shardingConfig(groups, options)
  const stored = SqlMessageStorage.layerWith({ prefix })
  const runners = SqlRunnerStorage.layerWith({ prefix }).pipe(Layer.provide(sqlOfLocks))

  const sockets = SocketRunner.layer.pipe(
    Layer.provide(NodeClusterSocket.layerSocketServer),
    Layer.provide(RunnerHealth.layerPing.pipe(Layer.provide(Runners.layerRpc)))
  )

  return Layer.unwrapEffect(
    Effect.gen(function* () {
      if (!/^[a-z_][a-z0-9_]{0,39}$/.test(prefix)) {
        return yield* new PgClusterError({
          operation: "start",
          reason: `a prefix is up to 40 lower-case letters, digits and underscores, not ${JSON.stringify(prefix)}`
        })
      }
      const sql = (yield* PgClient.PgClient).withoutTransforms()
      yield* ClusterTables.prepare(
        sql,
        prefix,
        Effect.asVoid(Layer.build(Layer.merge(stored, runners).pipe(Layer.provide(config))))
      )
      const closing: ClusterEngine.Closing = { started: false }
      const messages = Layer.map(stored, (context) =>
        Context.add(
          context,
          MessageStorage.MessageStorage,
          ClusterEngine.untilClosing(Context.get(context, MessageStorage.MessageStorage), closing)
        )
      )
      const engine = Layer.scoped(
        WorkflowEngine,
        Effect.flatMap(WorkflowEngine, (engine) => ClusterEngine.make(engine, groups, closing))
      )
      return Layer.merge(
        engine.pipe(Layer.provide(ClusterWorkflowEngine.layer)),
        Layer.scoped(PgCluster, control(ClusterTables.make(sql, prefix), options))
      ).pipe(
        Layer.provide(sockets),
        Layer.provide(NodeClusterSocket.layerClientProtocol),
        Layer.provide([messages, runners]),
        Layer.provide([config, RpcSerialization.layerMsgPack])
      )
    })
  )
}

/**
 * An engine that is one runner of a cluster. Provide it with the workflows, the same in every process but for those of
 * `connections`; executions of those that come to be registered late wait for them.
 *
 * It needs a client of at least four connections, one of which it keeps, and the right to make tables.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (options: Options): Layer.Layer<WorkflowEngine | PgCluster, PgClusterError, PgClient.PgClient> =>
  make(options).pipe(
    Layer.provide(sqlOfPg),
    // the cluster dies of whatever it meets while it starts: a port in use, a database that is not there
    Layer.catchAllCause((cause) =>
      Layer.failCause(
        Cause.isInterruptedOnly(cause)
          ? Cause.interrupt(FiberId.none)
          : Cause.fail(
              Option.getOrElse(
                Option.filter(Cause.failureOption(cause), (error) => error instanceof PgClusterError),
                () => failed("start")(cause)
              )
            )
      )
    )
  )

/**
 * `layer`, with its options read from the host's `ConfigProvider`.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerConfig = (
  options: Config.Config.Wrap<Options>
): Layer.Layer<WorkflowEngine | PgCluster, PgClusterError | ConfigError, PgClient.PgClient> =>
  Layer.unwrapEffect(Effect.map(Config.unwrap(options), layer))
