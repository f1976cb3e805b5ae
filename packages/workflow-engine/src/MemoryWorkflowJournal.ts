/** `WorkflowJournal` in this process's memory. */
import * as Layer from "effect/Layer"
import * as Memory from "./internal/memory.ts"
import { TermEnded, WorkflowJournal } from "./WorkflowJournal.ts"

/**
 * A journal that outlives its engine but not the process: for tests, and for work that may be lost.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer: Layer.Layer<WorkflowJournal> = Layer.effect(
  WorkflowJournal,
  Memory.make((epoch) => new TermEnded({ epoch }))
)
