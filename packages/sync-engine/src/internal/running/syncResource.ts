/** The workflow that reads one listing to its end. */

import * as Workflow from "@effect/workflow/Workflow"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { SyncError } from "../../SyncError.ts"
import * as Chunk from "../reading/chunk.ts"
import { branch, Reading } from "../reading/reading.ts"
import { Run } from "../storing/run.ts"
import { ofConnection } from "./ofConnection.ts"
import * as Step from "./step.ts"
import * as Within from "./within.ts"

/**
 * Reads one listing of a connection's run: a resource as a whole, or one branch of it. The name and those of its steps are
 * stored data.
 *
 * @since 0.1.0
 * @category workflows
 */
export const make = (connection: string) =>
  Workflow.make({
    ...ofConnection(connection, "SyncResource"),
    payload: {
      run: Run,
      reading: Reading,
      /** A long listing goes on in a successor, so that no execution has more steps than are quickly replayed. */
      part: Schema.Int
    },
    error: SyncError,
    idempotencyKey: ({ part, reading, run }) =>
      JSON.stringify([run.id, run.attempt, reading.resource, branch(reading) ?? null, part])
  })

/** @since 0.1.0 */
export type SyncResource = ReturnType<typeof make>

/** Steps of one execution, before a successor goes on. */
const steps = 150

/** The body: chunk after chunk. */
export const layer = (SyncResource: SyncResource) =>
  SyncResource.toLayer(
    Effect.fnUntraced(
      function* ({ part, reading, run }) {
        if (yield* Step.untilDone("chunk", steps, run, (outages) => Chunk.readOrSkip(run, reading, outages))) return
        yield* SyncResource.execute({ run, reading, part: part + 1 })
      },
      (work, { reading, run }) => work.pipe(Within.body(SyncResource, run, reading.resource))
    )
  )
