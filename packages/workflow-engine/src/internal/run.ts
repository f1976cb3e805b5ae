/** One execution in memory: what its hooks know while its body runs. */
import * as Context from "effect/Context"
import type * as Deferred from "effect/Deferred"
import type * as Fiber from "effect/Fiber"
import type * as Scope from "effect/Scope"
import type { Child, History, ParkedFor } from "../Execution.ts"

export interface Run {
  readonly id: string
  readonly workflow: string
  readonly epoch: number
  readonly steps: Map<string, string>
  readonly signals: Map<string, string>
  readonly children: Map<string, Child>
  /** Children whose end the body has not seen yet, by the scope they were asked for in: an interruption is passed on to them. */
  readonly linked: WeakMap<Scope.Scope, Set<string>>
  /**
   * Wakes that the body has seen the reason of: those when the history was read, and its own signals since. A suspension is
   * void if there were more.
   */
  wakes: number
  /** Steps begun in this run, to notice two of one name. */
  readonly begun: Set<string>
  /** Signals this run has looked for in vain. */
  readonly missed: Set<string>
  /** Whether somebody asked for its interruption. */
  interrupted: boolean
  /** Whether the body has ended, so that only its compensation is still running. */
  ended: boolean
  /** The term is over: nothing of this run may be written any more. */
  lost: boolean
  /** Why it cannot go on by itself. */
  parked: { readonly parkedFor: ParkedFor; readonly error: string } | undefined
  /** When the body began, and when it was last answered from its history, in milliseconds: what a replay costs. */
  readonly began: number
  replayed: number
  /** Whether it has come to what is not in its history. */
  isNew: boolean
  /** How often the body has asked for anything. */
  asked: number
  /** Until the body asks for nothing more; one of its fibers watches for all. */
  quiet: Deferred.Deferred<void> | undefined
  /** The children it waits for in memory, and the clock that ends the wait. */
  readonly lingering: Set<string>
  /** Whether one of them has ended since the clock last looked. */
  news: boolean
  patience: Fiber.RuntimeFiber<unknown> | undefined
}

export const make = ({ children, execution, signals, steps }: History, epoch: number, began: number): Run => ({
  id: execution.id,
  workflow: execution.workflow,
  epoch,
  steps: new Map(steps),
  signals: new Map(signals),
  children: new Map(children),
  linked: new WeakMap(),
  wakes: execution.wakes,
  begun: new Set(),
  missed: new Set(),
  interrupted: execution.interrupted,
  ended: false,
  lost: false,
  parked: undefined,
  began,
  replayed: began,
  isNew: false,
  asked: 0,
  quiet: undefined,
  lingering: new Set(),
  news: false,
  patience: undefined
})

/** The run on whose behalf a fiber works; nothing in a host's own fibers. */
export class CurrentRun extends Context.Reference<CurrentRun>()("@openfaith/workflow-engine/CurrentRun", {
  defaultValue: (): Run | undefined => undefined
}) {}

/** Gives up a run, for a person to look at. The first reason stays. */
export const park = (run: Run, parkedFor: ParkedFor, what: string, issue: string, remedy: string): void => {
  run.parked ??= { parkedFor, error: describe(run, what, issue, remedy) }
}

/** What an operator reads: where, what, why, and what to do. */
export const describe = (
  { id, workflow }: { readonly id: string; readonly workflow: string },
  what: string,
  issue: string,
  remedy: string
): string => `${workflow} ${id}: ${what}: ${issue}\n${remedy}`.slice(0, 4000)

/** What helps, by what it is that cannot be kept or read. */
export const remedies = {
  step: "Give it a schema that still reads what is stored, and retry; or cancel the execution.",
  signal: "Give the deferred a schema that still reads what is stored, and retry; or cancel the execution.",
  payload: "Give the payload a schema that encodes to JSON, and retry.",
  result: "Give the workflow a schema that still reads what is stored, and retry; or cancel the execution.",
  store: "Make it smaller or give it another form, and retry; or cancel the execution."
}
