import { WorkflowJournalSuite } from "@openfaith/adapter-testkit"
import * as Layer from "effect/Layer"
import { caseCount } from "../../../packages/adapter-testkit/test/cases.ts"
import * as RedisWorkflowJournal from "../src/RedisWorkflowJournal.ts"
import { describeOwnRedis, durableClient } from "./Server.ts"

describeOwnRedis("RedisWorkflowJournal", () => {
  WorkflowJournalSuite.suite("Redis", RedisWorkflowJournal.layer().pipe(Layer.provide(durableClient)), {
    stories: caseCount(50)
  })
})
