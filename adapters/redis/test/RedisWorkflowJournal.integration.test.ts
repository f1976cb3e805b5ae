import { WorkflowJournalSuite } from "@openfaith/adapter-testkit"
import * as Layer from "effect/Layer"
import * as RedisWorkflowJournal from "../src/RedisWorkflowJournal.ts"
import { describeOwnRedis, durableClient } from "./Server.ts"

describeOwnRedis("RedisWorkflowJournal", () => {
  WorkflowJournalSuite.suite("Redis", RedisWorkflowJournal.layer().pipe(Layer.provide(durableClient)))
})
