import { WorkflowEngineSuite } from "@openfaith/adapter-testkit"
import { JournalEngine } from "@openfaith/workflow-engine"
import * as Layer from "effect/Layer"
import * as RedisWorkflowEngine from "../src/RedisWorkflowEngine.ts"
import { describeOwnRedis, durableClient } from "./Server.ts"

describeOwnRedis("RedisWorkflowEngine", () => {
  WorkflowEngineSuite.suite("journal in Redis", (workflows) =>
    JournalEngine.layerStart.pipe(
      Layer.provide(workflows),
      Layer.provideMerge(RedisWorkflowEngine.layer()),
      Layer.provide(durableClient)
    )
  )
})
