import { JournalEngine, MemoryWorkflowJournal } from "@openfaith/workflow-engine"
import * as Layer from "effect/Layer"
import * as WorkflowEngineSuite from "../src/WorkflowEngineSuite.ts"

WorkflowEngineSuite.suite("journal in memory", (workflows) =>
  workflows.pipe(Layer.provideMerge(JournalEngine.layer()), Layer.provide(MemoryWorkflowJournal.layer))
)
