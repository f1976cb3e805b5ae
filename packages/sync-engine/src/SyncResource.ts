/** The workflow that reads one listing to its end. */

import * as Activity from "@effect/workflow/Activity"
import * as DurableClock from "@effect/workflow/DurableClock"
import * as Workflow from "@effect/workflow/Workflow"
import { Task } from "@openfaith/graph-planner"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Chunk from "./Chunk.ts"
import * as Deletion from "./Deletion.ts"
import { SyncError } from "./SyncError.ts"
import { Run } from "./SyncStore.ts"

/**
 * Reads one listing of a run. The name and those of its steps are stored data.
 *
 * @since 0.1.0
 * @category workflows
 */
export const SyncResource = Workflow.make({
  name: "@openfaith/sync-engine/SyncResource",
  payload: {
    run: Run,
    task: Task.Task,
    /** A long listing goes on in a successor, so that no execution has more steps than are quickly replayed. */
    part: Schema.Int
  },
  error: SyncError,
  idempotencyKey: ({ part, run, task }) => JSON.stringify([run.id, run.attempt, task.resource, part])
})

/** Steps of one execution, before a successor goes on. */
const steps = 150

/** How long to sleep on an outage: longer each time in a row, up to five minutes. */
const nap = (outages: number) => Duration.seconds(Math.min(300, 15 * 2 ** (outages - 1)))

/**
 * The body: a plain loop. What a step is and how far it got is in the store, so a step that is run twice does nothing
 * twice.
 */
export const layer = SyncResource.toLayer(
  Effect.fnUntraced(function* ({ part, run, task }) {
    let outages = 0
    // what an audit has enumerated, and what came along with it: each may miss some
    const enumerated = run.mode === "audit" ? [task.resource, ...task.sideLoads.map(({ resource }) => resource)] : []
    let confirmed = -1
    for (let step = 0; step < steps; step++) {
      const resource = enumerated[confirmed]
      const work = resource === undefined ? Chunk.read(run, task) : Deletion.confirmMissing(run, resource)
      const outcome = yield* Activity.make({
        name: `${resource === undefined ? "chunk" : "deletions"}/${step}`,
        success: Chunk.Outcome,
        error: SyncError,
        execute: Chunk.withOutages(run, task)(work)
      })
      if (outcome === "waiting") {
        outages++
        yield* DurableClock.sleep({ name: `outage/${step}`, duration: nap(outages) })
        continue
      }
      outages = 0
      if (outcome === "done" && ++confirmed >= enumerated.length) return
    }
    yield* SyncResource.execute({ run, task, part: part + 1 })
  })
)
