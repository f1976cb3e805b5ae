/**
 * Durable workflows in the same file: finished steps are rows, and what was under way when the process died goes on when
 * it starts again.
 *
 * It is the single runner of `@effect/cluster`. That does not by itself keep a second process away: the lock of
 * `SqliteOwner` does.
 */
import * as ClusterWorkflowEngine from "@effect/cluster/ClusterWorkflowEngine"
import * as RunnerHealth from "@effect/cluster/RunnerHealth"
import * as RunnerStorage from "@effect/cluster/RunnerStorage"
import * as Runners from "@effect/cluster/Runners"
import * as Sharding from "@effect/cluster/Sharding"
import * as ShardingConfig from "@effect/cluster/ShardingConfig"
import * as SqlMessageStorage from "@effect/cluster/SqlMessageStorage"
import type * as SqlClient from "@effect/sql/SqlClient"
import type { WorkflowEngine } from "@effect/workflow/WorkflowEngine"
import * as Layer from "effect/Layer"
import type { SqliteOwner } from "./SqliteOwner.ts"

/**
 * An engine whose history is in tables that begin with `openfaith_engine_`.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer: Layer.Layer<WorkflowEngine, never, SqlClient.SqlClient | SqliteOwner> =
  ClusterWorkflowEngine.layer.pipe(
    Layer.provide(Sharding.layer),
    Layer.provide(Runners.layerNoop),
    Layer.provideMerge(SqlMessageStorage.layerWith({ prefix: "openfaith_engine" })),
    // one process at a time, by the lock: shards need no leases of their own, and are there at once after a crash
    Layer.provide([RunnerStorage.layerMemory, RunnerHealth.layerNoop]),
    Layer.provide(
      ShardingConfig.layer({
        shardsPerGroup: 16,
        // a step is not interrupted, and need not be waited for: whatever it has not committed is done again
        entityTerminationTimeout: "500 millis",
        entityMessagePollInterval: "1 second",
        refreshAssignmentsInterval: "500 millis"
      })
    )
  )
