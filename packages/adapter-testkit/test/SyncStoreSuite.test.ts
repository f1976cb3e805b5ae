import { SyncStore } from "@openfaith/sync-engine"
import { WorkflowJournal } from "@openfaith/workflow-engine"
import * as Layer from "effect/Layer"
import * as SyncStoreSuite from "../src/SyncStoreSuite.ts"

SyncStoreSuite.suite("memory", Layer.merge(SyncStore.layerMemory, WorkflowJournal.layerMemory))
