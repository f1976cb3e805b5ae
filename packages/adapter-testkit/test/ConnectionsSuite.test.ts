import * as WorkflowEngine from "@effect/workflow/WorkflowEngine"
import { MemorySyncStore } from "@openfaith/sync-engine"
import { JournalEngine, MemoryWorkflowJournal } from "@openfaith/workflow-engine"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ConnectionsSuite from "../src/ConnectionsSuite.ts"

ConnectionsSuite.suite("@effect/workflow in memory", {
  together: (connections) =>
    connections.pipe(Layer.provideMerge(MemorySyncStore.layer), Layer.provide(WorkflowEngine.layerMemory))
})

/** What processes would share: it outlives each of them. */
const shared = Effect.runSync(
  Effect.scoped(Layer.build(Layer.fresh(Layer.merge(MemorySyncStore.layer, MemoryWorkflowJournal.layer))))
)

const journaled: ConnectionsSuite.Process<never> = (connections) =>
  connections.pipe(Layer.provide(JournalEngine.layer()), Layer.provideMerge(Layer.succeedContext(shared)))

ConnectionsSuite.suite("journal in memory", { together: journaled, apart: journaled })
