import * as ClusterWorkflowEngine from "@effect/cluster/ClusterWorkflowEngine"
import * as SingleRunner from "@effect/cluster/SingleRunner"
import * as SqliteClient from "@effect/sql-sqlite-node/SqliteClient"
import { WorkflowEngineSuite } from "@openfaith/adapter-testkit"
import * as Layer from "effect/Layer"
import { describe } from "vitest"
import * as PgCluster from "../src/PgCluster.ts"
import * as ClusterDatabase from "./clusterDatabase.ts"

/** What `@effect/cluster` 0.60 does otherwise, on one runner as on many. */
const options: WorkflowEngineSuite.Options = {
  differences: {
    "ends what is at a step after that step":
      "an interruption is heard of when the body comes to rest; one that only does steps goes on to its end",
    "gives the result of one child to two parents":
      "a child wakes the parent that started it, and no other: a child should have one parent",
    "waits for two hundred children that sleep":
      "each child that ends replays its parent from the beginning, which takes minutes for hundreds of them"
  }
}

const port = 30_000 + (process.pid % 10_000)

describe.skipIf(!ClusterDatabase.isThere)("on Postgres", () => {
  WorkflowEngineSuite.suite(
    "PgCluster",
    (workflows) =>
      workflows.pipe(
        Layer.provideMerge(PgCluster.layer({ host: "127.0.0.1", port, poll: "200 millis", sweep: "1 second" })),
        Layer.provide(ClusterDatabase.layer(`cluster_suite_${process.pid}`))
      ),
    options
  )
})

WorkflowEngineSuite.suite(
  "the cluster's single runner, on SQLite",
  (workflows) =>
    workflows.pipe(
      Layer.provideMerge(ClusterWorkflowEngine.layer),
      Layer.provide(
        SingleRunner.layer({ runnerStorage: "memory", shardingConfig: { entityMessagePollInterval: "200 millis" } })
      ),
      Layer.provide(SqliteClient.layer({ filename: ":memory:" })),
      Layer.orDie
    ),
  options
)
