/** The workflows that read what hangs below the records of other resources: one child for each parent. */
import * as Workflow from "@effect/workflow/Workflow"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Place } from "../../SourceRecord.ts"
import { isOver, SyncError } from "../../SyncError.ts"
import { SyncStore } from "../../SyncStore.ts"
import * as Chunk from "../reading/chunk.ts"
import { Fan } from "../reading/reading.ts"
import { Run } from "../storing/run.ts"
import { ofConnection } from "./ofConnection.ts"
import * as Step from "./step.ts"
import type { SyncResource } from "./syncResource.ts"
import * as Within from "./within.ts"

/** How the branches of some parents came out. */
const Outcome = Schema.Struct({
  /** The last of the parents; null where there are none left. */
  last: Schema.NullOr(Schema.String),
  /** The first failure, if there was one. */
  failure: Schema.NullOr(SyncError)
})

/** Parents whose branches are read by one execution, and how many of them at a time. */
const window = { parents: 100, concurrency: 4 }

/**
 * Reads the branches of some parents, side by side. One that fails does not keep the others from their end. The name and
 * those of its steps are stored data.
 *
 * @since 0.1.0
 * @category workflows
 */
export const makeWindow = (connection: string) =>
  Workflow.make({
    ...ofConnection(connection, "SyncWindow"),
    payload: {
      run: Run,
      fan: Fan,
      /** Which of the routes. */
      route: Schema.Int,
      /** The parent after which the window begins. */
      after: Schema.NullOr(Schema.String)
    },
    success: Outcome,
    error: SyncError,
    idempotencyKey: ({ after, fan, route, run }) => JSON.stringify([run.id, run.attempt, fan.resource, route, after])
  })

/** @since 0.1.0 */
export type SyncWindow = ReturnType<typeof makeWindow>

/**
 * Reads all branches of a resource, window after window; then the resource has come to its end. The name and those of its
 * steps are stored data.
 *
 * @since 0.1.0
 * @category workflows
 */
export const make = (connection: string) =>
  Workflow.make({
    ...ofConnection(connection, "SyncBranches"),
    payload: {
      run: Run,
      fan: Fan,
      /** Where a successor goes on, so that no execution has more steps than are quickly replayed. */
      part: Schema.Int,
      route: Schema.Int,
      after: Schema.NullOr(Schema.String),
      /** What failed in the executions before this one. */
      failure: Schema.NullOr(SyncError)
    },
    error: SyncError,
    idempotencyKey: ({ fan, part, run }) => JSON.stringify([run.id, run.attempt, fan.resource, part])
  })

/** @since 0.1.0 */
export type SyncBranches = ReturnType<typeof make>

const parents = (run: Run, { resource, routes }: Fan, route: number, after: string | null) =>
  Step.untilStored(run, {
    name: "parents",
    success: Schema.Array(Place),
    execute: Effect.gen(function* () {
      const asked = routes[route]
      if (asked === undefined) return []
      const { below, endpoint } = asked
      const store = yield* SyncStore
      const listing = yield* store.listing(run, resource)
      // the host may have left it out
      if (Option.isSome(listing) && listing.value.status === "skipped") return []
      return yield* store.openBranches({
        ...{ run, resource, endpoint, below },
        after: after ?? undefined,
        limit: window.parents
      })
    })
  })

/** The body of a window: its parents, and a child for each. */
export const layerWindow = (SyncWindow: SyncWindow, SyncResource: SyncResource) =>
  SyncWindow.toLayer(
    Effect.fnUntraced(
      function* ({ after, fan, route: index, run }) {
        const { covers, resource, routes, sideLoads } = fan
        const route = routes[index]
        const places = yield* parents(run, fan, index, after)
        if (route === undefined) return { last: null, failure: null }
        let failure: SyncError | null = null
        yield* Effect.forEach(
          places,
          Effect.fnUntraced(function* (parent) {
            // an attempt that is over is over below every parent
            if (failure !== null && isOver(failure)) return
            const reading = { resource, covers, route, sideLoads, parent }
            const result = yield* Effect.either(SyncResource.execute({ run, reading, part: 0 }))
            if (Either.isLeft(result)) failure = isOver(result.left) ? result.left : (failure ?? result.left)
          }),
          { concurrency: window.concurrency, discard: true }
        )
        return { last: places.length < window.parents ? null : (places.at(-1)?.id ?? null), failure }
      },
      (work, { fan, run }) => work.pipe(Within.body(SyncWindow, run, fan.resource))
    )
  )

/** Steps of one execution, before a successor goes on. */
const steps = 150

const begin = (run: Run, fan: Fan) => Effect.as(Chunk.beginFan(run, fan), "done" as const)

const end = (run: Run, fan: Fan) => Effect.as(Chunk.endFan(run, fan), "done" as const)

/** The body: window after window, route after route. */
export const layer = (SyncBranches: SyncBranches, SyncWindow: SyncWindow) =>
  SyncBranches.toLayer(
    Effect.fnUntraced(
      function* ({ fan, part, run, ...from }) {
        let { after, failure, route } = from
        const goOn = () => SyncBranches.execute({ run, fan, part: part + 1, route, after, failure })
        if (!(yield* Step.untilDone("begin", steps, run, () => begin(run, fan)))) return yield* goOn()
        for (let windows = 0; route < fan.routes.length; windows++) {
          if (windows === steps) return yield* goOn()
          const outcome: typeof Outcome.Type = yield* SyncWindow.execute({ run, fan, route, after })
          if (outcome.failure !== null && isOver(outcome.failure)) return yield* Effect.fail(outcome.failure)
          failure ??= outcome.failure
          after = outcome.last
          if (after === null) route++
        }
        // a failed run keeps what its branches have read, and its next attempt reads those that are left
        if (failure !== null) return yield* Effect.fail(failure)
        if (!(yield* Step.untilDone("end", steps, run, () => end(run, fan)))) return yield* goOn()
      },
      (work, { fan, run }) => work.pipe(Within.body(SyncBranches, run, fan.resource))
    )
  )
