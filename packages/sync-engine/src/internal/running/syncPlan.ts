/** The workflow that looks up what a run is to do. */
import * as Workflow from "@effect/workflow/Workflow"
import { Plan } from "@openfaith/graph-planner"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { StoreError } from "../../StoreError.ts"
import { SyncError } from "../../SyncError.ts"
import { SyncStore } from "../../SyncStore.ts"
import { Run } from "../storing/run.ts"
import { ofConnection } from "./ofConnection.ts"
import * as Step from "./step.ts"
import * as Within from "./within.ts"

/**
 * Gives the plan of a run, from the store. It is a workflow of its own since a plan may have a hundred thousand characters:
 * the engine forgets a child's result when all has succeeded, where the parent's payload is kept for weeks. The name and
 * those of its steps are stored data.
 *
 * @since 0.1.0
 * @category workflows
 */
export const make = (connection: string) =>
  Workflow.make({
    ...ofConnection(connection, "SyncPlan"),
    payload: { run: Run },
    success: Plan.Plan,
    error: SyncError,
    idempotencyKey: ({ run }) => JSON.stringify([run.id, run.attempt])
  })

/** @since 0.1.0 */
export type SyncPlan = ReturnType<typeof make>

/** The body. */
export const layer = (SyncPlan: SyncPlan) =>
  SyncPlan.toLayer(
    Effect.fnUntraced(
      function* ({ run }) {
        return yield* Step.untilStored(run, {
          name: "plan",
          success: Plan.Plan,
          execute: Effect.gen(function* () {
            const found = yield* Effect.flatMap(SyncStore, (store) => store.findRun(run.id))
            if (Option.isSome(found)) return found.value.run.plan
            const reason = `there is no run ${run.id}: the store is older than the workflow journal; start a new run`
            return yield* new StoreError({ operation: "findRun", reason, retryable: false })
          })
        })
      },
      (work, { run }) => work.pipe(Within.body(SyncPlan, run))
    )
  )
