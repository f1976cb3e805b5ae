/** What is written to a journal, and what it answers. */
import * as Data from "effect/Data"
import type * as Duration from "effect/Duration"
import type { Execution, ParkedFor } from "./Execution.ts"

/**
 * One thing to write down. Each is idempotent: an append whose answer was lost may be repeated.
 *
 * - `Start` puts a new execution down as `running`, and leaves one that is there as it is. `awaited`: the parent is woken
 *   when it ends. Signals that came before count as wakes.
 * - `Step` keeps the exit of a step; the first one stays. `failed` tells exits that `Reopen` forgets.
 * - `Signal` keeps the exit of a deferred; the first one stays, and wakes the execution if `wakes`.
 * - `Timer` is a signal that comes by itself; the first of a name stays.
 * - `Wake` makes `waiting` and `parked` executions `running`.
 * - `Interrupt` notes the request, and wakes.
 * - `Suspend` makes a `running` execution `waiting`, unless it was woken since it had counted `wakes`.
 * - `Park` likewise, as `parked`.
 * - `Finish` ends it, drops its timers and wakes whoever waits for it. One that has ended stays as it is.
 * - `Reopen` makes a `failed` or `interrupted` execution `running` again and forgets its failed steps.
 *
 * @since 0.1.0
 * @category models
 */
export type JournalEntry = Data.TaggedEnum<{
  Start: {
    readonly execution: string
    readonly workflow: string
    readonly taskQueue: string
    readonly payload: string
    readonly parent: string | null
    readonly awaited: boolean
  }
  Step: {
    readonly execution: string
    readonly name: string
    readonly attempt: number
    readonly exit: string
    readonly failed: boolean
  }
  Signal: { readonly execution: string; readonly name: string; readonly exit: string; readonly wakes: boolean }
  Timer: {
    readonly execution: string
    /** The signal it becomes. */
    readonly name: string
    readonly exit: string
    readonly after: Duration.Duration
  }
  Wake: { readonly execution: string }
  Interrupt: { readonly execution: string }
  Suspend: { readonly execution: string; readonly wakes: number }
  Park: {
    readonly execution: string
    readonly wakes: number
    readonly parkedFor: ParkedFor
    readonly error: string
  }
  Finish: {
    readonly execution: string
    readonly status: "succeeded" | "failed" | "interrupted"
    readonly exit: string
    readonly error: string | null
  }
  Reopen: { readonly execution: string }
}>

/**
 * @since 0.1.0
 * @category constructors
 */
export const JournalEntry = Data.taggedEnum<JournalEntry>()

/**
 * What became of an entry.
 *
 * @since 0.1.0
 * @category models
 */
export interface Receipt {
  /**
   * Whether it took effect: `Start` put a new execution down; `Suspend` and `Park` were not overtaken by a wake; the others
   * changed something.
   */
  readonly applied: boolean
  /** The execution afterwards; nothing, if there is none of that id. */
  readonly standing: Pick<Execution, "status" | "exit" | "interrupted"> | null
  /** Executions that became `running` by this, or were and have a new reason to. */
  readonly woken: ReadonlyArray<Woken>
}

/**
 * @since 0.1.0
 * @category models
 */
export interface Woken {
  readonly execution: string
  /** Whether others that it waits for are still under way. */
  readonly more: boolean
}
