/** What every `WorkflowJournal` promises. */
import type { WorkflowJournal } from "@openfaith/workflow-engine"
import type * as Layer from "effect/Layer"
import { endings } from "./internal/journal/endings.ts"
import { entries } from "./internal/journal/entries.ts"
import { laws } from "./internal/journal/laws.ts"
import { limits } from "./internal/journal/limits.ts"
import { questions } from "./internal/journal/questions.ts"
import { terms } from "./internal/journal/terms.ts"
import { over } from "./internal/suite.ts"

/**
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** How many random stories are told to it and to the memory journal; default 50. */
  readonly stories?: number | undefined
}

/**
 * Holds a journal to all its port promises. It must be the suite's alone, since what is due and what is purged is asked of
 * the whole journal; it may be empty or not. Time is real.
 *
 * @since 0.1.0
 * @category testing
 */
export const suite = <E>(
  name: string,
  layer: Layer.Layer<WorkflowJournal.WorkflowJournal, E>,
  { stories = 50 }: Options = {}
): void =>
  over(`WorkflowJournal (${name})`, layer, (it) => {
    entries(it)
    endings(it)
    questions(it)
    terms(it)
    limits(it)
    laws(it, stories)
  })
