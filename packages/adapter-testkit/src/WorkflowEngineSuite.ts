/** What every engine promises to workflows that are written once. */
import * as Test from "@effect/vitest"
import type { WorkflowEngine } from "@effect/workflow/WorkflowEngine"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import { over } from "./internal/suite.ts"
import { theme as children } from "./internal/workflow/children.ts"
import { theme as endings } from "./internal/workflow/endings.ts"
import { theme as results } from "./internal/workflow/results.ts"
import type { Promised } from "./internal/workflow/scene.ts"
import { theme as steps } from "./internal/workflow/steps.ts"
import { theme as waits } from "./internal/workflow/waits.ts"

const promises = {
  ...results.promises,
  ...steps.promises,
  ...waits.promises,
  ...endings.promises,
  ...children.promises
}

/**
 * The promises, by the names of their tests.
 *
 * @since 0.1.0
 * @category models
 */
export type PromiseName = keyof typeof promises

/**
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /**
   * Promises that the engine does not keep, each with the reason. They are shown as skipped; and tried, since a difference
   * that is none any more has to be taken out.
   */
  readonly differences?: { readonly [_ in PromiseName]?: string } | undefined
}

/**
 * The workflows that the promises are about, for a process that only executes.
 *
 * @since 0.1.0
 * @category testing
 */
export const workflows: Layer.Layer<never, never, WorkflowEngine> = Layer.mergeAll(
  results.workflows,
  steps.workflows,
  waits.workflows,
  endings.workflows,
  children.workflows
)

/**
 * A promise that is declared away counts as broken when it has no result for so long. On a slow machine one that is kept may
 * count as broken too: the test then passes, and the suite fails on the next machine that is fast enough.
 */
const doubt = Duration.seconds(2)

/** What is kept at times, as it happens to go, is no promise kept: so often in a row it has to be. */
const looks = 8

/**
 * Holds an engine to all that `@effect/workflow` promises of one. `engine` is given the layer that registers the workflows,
 * and starts executing once they are. Time is real.
 *
 * @since 0.1.0
 * @category testing
 */
export const suite = <E>(
  name: string,
  engine: (workflows: Layer.Layer<never, never, WorkflowEngine>) => Layer.Layer<WorkflowEngine, E>,
  { differences = {} }: Options = {}
): void => {
  const layer = Layer.suspend(() => engine(workflows))
  const tests = (it: Test.Vitest.MethodsNonLive<WorkflowEngine, true>) => {
    const except = (promise: string, promised: Promised, reason: string) => {
      Test.it.skip(`${promise} — no: ${reason}`)
      it.effect(`differs as declared: ${promise}`, () =>
        promised.pipe(
          Effect.timeoutFail({ duration: doubt, onTimeout: () => new Error("it never ends") }),
          // an assertion that fails is a defect
          Effect.exit,
          Effect.map(Exit.isFailure),
          Effect.repeat({ until: (isBroken) => isBroken, times: looks - 1 }),
          Effect.flatMap((isBroken) =>
            isBroken
              ? Effect.void
              : Effect.die(new Error(`${name} does keep this promise: take "${promise}" out of its differences`))
          )
        )
      )
    }
    // the record's keys are known to the compiler, and lost on the way through `entries`
    for (const [promise, promised] of Object.entries(promises) as ReadonlyArray<[PromiseName, Promised]>) {
      const reason = differences[promise]
      if (reason === undefined) it.effect(promise, () => promised)
      else except(promise, promised, reason)
    }
  }
  over(`WorkflowEngine (${name})`, layer, tests, { concurrent: true })
}
