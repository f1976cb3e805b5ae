/** The workflow that walks a plan's stages for one connection. */

import * as Workflow from "@effect/workflow/Workflow"
import type { Task } from "@openfaith/graph-planner"
import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"
import * as Cursor from "../../Cursor.ts"
import { Stopped } from "../../StoreError.ts"
import { isOfOneListing, isOver, SyncError } from "../../SyncError.ts"
import { SyncEvent } from "../../SyncEvent.ts"
import { SyncEvents } from "../../SyncEvents.ts"
import { SyncStore } from "../../SyncStore.ts"
import * as Reading from "../reading/reading.ts"
import type { Listing } from "../storing/listing.ts"
import { Run, RunStatus } from "../storing/run.ts"
import * as OfConnection from "./ofConnection.ts"
import * as Projecting from "./projecting.ts"
import * as Step from "./step.ts"
import type { SyncBranches } from "./syncBranches.ts"
import type { SyncDeletions } from "./syncDeletions.ts"
import type { SyncPlan } from "./syncPlan.ts"
import type { SyncResource } from "./syncResource.ts"
import * as Within from "./within.ts"

/**
 * One run over one connection. The name and those of its steps are stored data.
 *
 * @since 0.1.0
 * @category workflows
 */
export const make = (connection: string) =>
  Workflow.make({
    ...OfConnection.ofConnection(connection, "SyncConnection"),
    payload: { run: Run },
    error: SyncError,
    idempotencyKey: ({ run }) => JSON.stringify([run.id, run.attempt]),
    // an engine that tells nobody of an end is asked for it; by whole milliseconds, as a clock that is moved by hand knows no
    // others
    suspendedRetrySchedule: Schedule.union(Schedule.exponential("200 millis"), Schedule.spaced("5 seconds"))
  })

/** @since 0.1.0 */
export type SyncConnection = ReturnType<typeof make>

/** The workflows of one connection that its runs are made of. */
export interface Parts {
  readonly branches: SyncBranches
  readonly deletions: SyncDeletions
  readonly plan: SyncPlan
  readonly resource: SyncResource
}

/** Listings read side by side; one and a half requests in flight already use up most quotas. */
const concurrency = 3

/** A resource as a whole, or below each of its parents. */
const readOne = ({ branches, resource }: Parts, run: Run, what: Reading.Reading | Reading.Fan) =>
  Reading.isFan(what)
    ? branches.execute({ run, fan: what, part: 0, route: 0, after: null, failure: null })
    : resource.execute({ run, reading: what, part: 0 })

/** Reads listings together; one that fails does not keep the others from their end, and then fails them all. */
const readAll = (parts: Parts, run: Run, tasks: ReadonlyArray<Task.Task>) =>
  Effect.gen(function* () {
    let failure: SyncError | undefined
    yield* Effect.forEach(
      tasks,
      Effect.fnUntraced(function* (task) {
        // nothing more of an attempt that is over
        if (failure !== undefined && isOver(failure)) return
        const result = yield* Effect.either(readOne(parts, run, Reading.fromTask(task)))
        if (Either.isLeft(result)) failure = isOver(result.left) ? result.left : (failure ?? result.left)
      }),
      { concurrency, discard: true }
    )
    if (failure !== undefined) return yield* Effect.fail(failure)
  })

/** What failed because of one listing keeps nothing else from being read: it fails the run in the end. */
const unlessOfAll = <R>(work: Effect.Effect<void, SyncError, R>): Effect.Effect<SyncError | undefined, SyncError, R> =>
  work.pipe(
    Effect.as(undefined),
    Effect.catchIf(isOfOneListing, (error) => Effect.succeed(error))
  )

/**
 * Resources that rode on another's pages and of which something was left out: they are read by themselves. One that is
 * still being read is one that an earlier attempt began to read so.
 */
const leftOut = (run: Run, stage: ReadonlyArray<Task.Task>, index: number) =>
  Step.untilStored(run, {
    name: `left-out/${index}`,
    success: Schema.Array(Schema.String),
    execute: Effect.gen(function* () {
      const listings = yield* Effect.flatMap(SyncStore, (store) => store.listings(run))
      const ridden = new Set(stage.flatMap(({ sideLoads }) => sideLoads.map(({ resource }) => resource)))
      // what an audit has enumerated is at its end, and not settled yet
      const isLeft = ({ cursor, status }: Listing) =>
        status === "incomplete" || (status === "reading" && Cursor.isOpen(cursor))
      return listings.flatMap((one) => (ridden.has(one.resource) && isLeft(one) ? [one.resource] : []))
    })
  })

const alone = (stage: ReadonlyArray<Task.Task>, resources: ReadonlyArray<string>): ReadonlyArray<Task.Task> =>
  stage.flatMap(({ sideLoads }) =>
    sideLoads.flatMap(({ include: _, instead: routes, ...decision }) =>
      resources.includes(decision.resource) && Arr.isNonEmptyReadonlyArray(routes)
        ? [{ ...decision, routes, sideLoads: [], needs: [], requests: null, why: "left out by the side-load" }]
        : []
    )
  )

/** The run that is right ahead of this one in the queue; none where it is this one's turn. */
const ahead = (run: Run, index: number) =>
  Step.untilStored(run, {
    name: `turn/${index}`,
    success: Schema.OptionFromNullOr(Run),
    execute: Effect.gen(function* () {
      const store = yield* SyncStore
      const { publish } = yield* SyncEvents
      const standing = yield* store.findRun(run.id)
      const before = yield* store.takeTurn(run)
      // whoever asked for it was told that it waits
      const begins = Option.isNone(before) && Option.exists(standing, ({ status }) => status === "queued")
      if (begins) yield* publish(SyncEvent.RunStarted({ run }))
      return before
    })
  })

/** A run whose execution came to no good end, and could not say so, would be in the way for ever. */
const passOver = (run: Run, index: number, failure: string, kind: string) =>
  Step.untilStored(run, {
    name: `passed/${index}`,
    success: Schema.Void,
    execute: Effect.flatMap(SyncStore, (store) => Effect.asVoid(store.closeRun(run, failure, kind)))
  })

/**
 * Waits for the run ahead, as it waits for those it has begun itself: so that one whose process is gone goes on, too, and
 * the queue moves whoever is there to move it.
 */
const takeTurn = (SyncConnection: SyncConnection, run: Run) =>
  Effect.gen(function* () {
    for (let index = 0; ; index++) {
      const before = yield* ahead(run, index)
      if (Option.isNone(before)) return
      yield* SyncConnection.execute({ run: before.value }).pipe(
        Effect.catchAll(({ _tag, message }) => passOver(before.value, index, message, _tag)),
        Effect.catchAllDefect((defect) => passOver(before.value, index, String(defect), "Defect"))
      )
    }
  })

/** Gives how the run stands then: whoever stopped it meanwhile has the last word. */
const close = (run: Run, error: SyncError | undefined) =>
  Step.untilStored(run, {
    name: "close",
    success: RunStatus,
    execute: Effect.gen(function* () {
      const store = yield* SyncStore
      const { publish } = yield* SyncEvents
      const status = yield* store.closeRun(run, error?.message, error?._tag)
      if (isStopped(status)) yield* publish(SyncEvent.RunStopped({ run, status }))
      // one that goes on in another attempt has not ended, or that attempt has said so
      else if ((status === "done" || status === "failed") && (error === undefined || !isOver(error))) {
        const told = yield* Effect.option(store.summary(run.id))
        const numbers = Option.getOrUndefined(Option.flatten(told))?.numbers
        yield* publish(SyncEvent.RunEnded({ run, failure: error, numbers }))
      }
      return status
    })
  })

const isStopped = (status: RunStatus) => status === "paused" || status === "cancelled"

/** The body: when its turn has come, stage by stage, then the verdict over everything that was read. */
export const layer = (SyncConnection: SyncConnection, parts: Parts) =>
  SyncConnection.toLayer(
    Effect.fnUntraced(
      function* ({ run }) {
        const stages = Effect.gen(function* () {
          let failure: SyncError | undefined
          yield* takeTurn(SyncConnection, run)
          const plan = yield* parts.plan.execute({ run })
          yield* Projecting.begin(run)
          for (const [index, stage] of plan.stages.entries()) {
            const failed = yield* unlessOfAll(readAll(parts, run, stage))
            const incomplete = yield* leftOut(run, stage, index)
            const failedAlone =
              incomplete.length > 0 ? yield* unlessOfAll(readAll(parts, run, alone(stage, incomplete))) : undefined
            failure ??= failed ?? failedAlone
          }
          if (failure !== undefined) return yield* Effect.fail(failure)
          // only now: the fuse judges all resources together
          if (run.mode === "audit") yield* parts.deletions.execute({ run, part: 0 })
          yield* Projecting.end(run)
        })
        const result = yield* Effect.either(stages)
        const status = yield* close(run, Either.isLeft(result) ? result.left : undefined)
        if (Either.isLeft(result)) return yield* Effect.fail(result.left)
        if (isStopped(status)) return yield* new Stopped({ run: run.id, status })
      },
      (work, { run }) => work.pipe(Within.body(SyncConnection, run))
    )
  )
