/** What every `WorkflowJournal` promises. */
import * as Test from "@effect/vitest"
import type { WorkflowJournal } from "@openfaith/workflow-engine"
import * as Duration from "effect/Duration"
import type * as Layer from "effect/Layer"
import { endings } from "./internal/journal/endings.ts"
import { entries } from "./internal/journal/entries.ts"
import { laws } from "./internal/journal/laws.ts"
import { limits } from "./internal/journal/limits.ts"
import { questions } from "./internal/journal/questions.ts"
import { terms } from "./internal/journal/terms.ts"

/**
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** How long it may take to come up; default one minute. */
  readonly startup?: Duration.DurationInput | undefined
  /** How many random stories are told to it and to the memory journal; default 50. */
  readonly stories?: number | undefined
}

/**
 * Holds a journal to all its port promises. It must be the suite's alone, since what is due and what is purged is asked of
 * the whole journal; it may be empty or not. Time is real, and a matter of milliseconds.
 *
 * @since 0.1.0
 * @category testing
 */
export const suite = <E>(
  name: string,
  layer: Layer.Layer<WorkflowJournal.WorkflowJournal, E>,
  { startup = Duration.minutes(1), stories = 50 }: Options = {}
): void =>
  Test.layer(layer, { timeout: startup, excludeTestServices: true })(`WorkflowJournal (${name})`, (it) => {
    entries(it)
    endings(it)
    questions(it)
    terms(it)
    limits(it)
    laws(it, stories)
  })
