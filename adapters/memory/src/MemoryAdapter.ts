/** Every port in memory: for tests, for a first try, and for hosts that lose nothing when the process ends. */
import { QuotaStore, TokenStore } from "@openfaith/client-core"
import { WorkflowJournal } from "@openfaith/workflow-engine"
import * as Layer from "effect/Layer"

/** Everything the adapter gives. */
export type Provided = QuotaStore.QuotaStore | TokenStore.TokenStore | WorkflowJournal.WorkflowJournal

/**
 * The `layerMemory` of each port, in one. Nothing is shared with another process, and all of it is gone with this one.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer: Layer.Layer<Provided> = Layer.mergeAll(
  QuotaStore.layerMemory,
  TokenStore.layerMemory,
  WorkflowJournal.layerMemory
)
