import { WorkflowEngineSuite } from "@openfaith/adapter-testkit"
import * as Layer from "effect/Layer"
import * as RedisWorkflowEngine from "../src/RedisWorkflowEngine.ts"
import { describeOwnRedis, durableClient } from "./Server.ts"

describeOwnRedis("RedisWorkflowEngine", () => {
  WorkflowEngineSuite.suite("journal in Redis", (workflows) =>
    workflows.pipe(Layer.provideMerge(RedisWorkflowEngine.layer()), Layer.provide(durableClient))
  )
})
