/** The workflow that settles what an audit did not meet, once everything is enumerated. */
import * as Workflow from "@effect/workflow/Workflow"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { SyncError } from "../../SyncError.ts"
import * as Deletion from "../deleting/deletion.ts"
import { Run } from "../storing/run.ts"
import { ofConnection } from "./ofConnection.ts"
import * as Step from "./step.ts"
import * as Within from "./within.ts"

/**
 * Settles the deletions of one audit of a connection. The name and those of its steps are stored data.
 *
 * @since 0.1.0
 * @category workflows
 */
export const make = (connection: string) =>
  Workflow.make({
    ...ofConnection(connection, "SyncDeletions"),
    payload: {
      run: Run,
      /** Many deletions go on in a successor, so that no execution has more steps than are quickly replayed. */
      part: Schema.Int
    },
    error: SyncError,
    idempotencyKey: ({ part, run }) => JSON.stringify([run.id, run.attempt, part])
  })

/** @since 0.1.0 */
export type SyncDeletions = ReturnType<typeof make>

/** Steps of one execution, before a successor goes on. */
const steps = 150

/** The body: step after step. */
export const layer = (SyncDeletions: SyncDeletions) =>
  SyncDeletions.toLayer(
    Effect.fnUntraced(
      function* ({ part, run }) {
        if (yield* Step.untilDone("settle", steps, run, () => Deletion.settle(run))) return
        yield* SyncDeletions.execute({ run, part: part + 1 })
      },
      (work, { run }) => work.pipe(Within.body(SyncDeletions, run))
    )
  )
