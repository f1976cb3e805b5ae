/** Every port in memory: for tests, for a first try, and for hosts that lose nothing when the process ends. */
import type { WorkflowEngine } from "@effect/workflow/WorkflowEngine"
import { QuotaStore, TokenStore } from "@openfaith/client-core"
import { MemorySyncStore, type SyncStore } from "@openfaith/sync-engine"
import { JournalEngine, MemoryWorkflowJournal, type WorkflowJournal } from "@openfaith/workflow-engine"
import * as Layer from "effect/Layer"

/**
 * How many workflows are executed at once, and how long they are kept when they have ended.
 *
 * @since 0.1.0
 * @category models
 */
export type Options = JournalEngine.Options

/**
 * Everything the adapter gives: the ports, and what an operator and the host's start-up control the workflows by.
 *
 * @since 0.1.0
 * @category models
 */
export type Provided =
  | SyncStore.SyncStore
  | WorkflowJournal.WorkflowJournal
  | WorkflowEngine
  | JournalEngine.JournalEngine
  | QuotaStore.QuotaStore
  | TokenStore.TokenStore

/**
 * The `layerMemory` of each port, and the workflow engine over its journal. Nothing is shared with another process, and all
 * of it is gone with this one. The engine executes the workflows that are registered at it, from the first one on.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (options: Options = {}): Layer.Layer<Provided> =>
  Layer.mergeAll(
    MemorySyncStore.layer,
    QuotaStore.layerMemory,
    TokenStore.layerMemory,
    Layer.provideMerge(JournalEngine.layer(options), MemoryWorkflowJournal.layer)
  )
