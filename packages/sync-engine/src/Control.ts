/** What a host may do to a run: pause, resume, retry, cancel it, or leave a resource out of it; and why it may not. */
import { Plan } from "@openfaith/graph-planner"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { type Listing, ListingStatus } from "./internal/storing/listing.ts"
import { RunStatus, type StandingRun } from "./internal/storing/run.ts"
import { remedies, type StoreError } from "./StoreError.ts"
import { SyncEvent } from "./SyncEvent.ts"
import type { SyncEvents } from "./SyncEvents.ts"
import type { SyncStore } from "./SyncStore.ts"

/**
 * Nothing was opened: another run of the connection is active, and the host would not wait for it.
 *
 * @since 0.1.0
 * @category errors
 */
export class ConnectionBusy extends Schema.TaggedError<ConnectionBusy>("@openfaith/sync-engine/ConnectionBusy")(
  "ConnectionBusy",
  { connection: Schema.String, run: Schema.String, mode: Plan.Mode }
) {
  override get message() {
    return `${this.connection}: ${this.run} (${this.mode}) is active: wait for it, join it or queue behind it (whenActive)`
  }
}

/**
 * Nothing was opened: none of the resources that were asked for can be read.
 *
 * @since 0.1.0
 * @category errors
 */
export class NothingReadable extends Schema.TaggedError<NothingReadable>("@openfaith/sync-engine/NothingReadable")(
  "NothingReadable",
  { resources: Schema.Record({ key: Schema.String, value: Schema.String }) }
) {
  override get message() {
    const each = Object.entries(this.resources).map(([resource, reason]) => `${resource}: ${reason}`)
    return `nothing to read; ${each.join("; ")}: select other resources`
  }
}

/**
 * There is no run of this name.
 *
 * @since 0.1.0
 * @category errors
 */
export class UnknownRun extends Schema.TaggedError<UnknownRun>("@openfaith/sync-engine/UnknownRun")("UnknownRun", {
  run: Schema.String
}) {
  override get message() {
    return `there is no run ${this.run}: a run's id is what Sync.start gives, and what events carry`
  }
}

/**
 * The run is one of another connection's.
 *
 * @since 0.1.0
 * @category errors
 */
export class ForeignRun extends Schema.TaggedError<ForeignRun>("@openfaith/sync-engine/ForeignRun")("ForeignRun", {
  run: Schema.String,
  connection: Schema.String,
  /** The connection that was asked. */
  asked: Schema.String
}) {
  override get message() {
    return `the run ${this.run} is of ${this.connection}: ask the Sync of that connection, not that of ${this.asked}`
  }
}

/**
 * The run stands in a way in which it cannot be done to it.
 *
 * @since 0.1.0
 * @category errors
 */
export class WrongStatus extends Schema.TaggedError<WrongStatus>("@openfaith/sync-engine/WrongStatus")("WrongStatus", {
  /** What was asked for: `resume`. */
  operation: Schema.String,
  run: Schema.String,
  status: RunStatus
}) {
  override get message() {
    return `cannot ${this.operation} the run ${this.run}, which is ${this.status}: ${remedies[this.status]}`
  }
}

/**
 * The run does not read this resource.
 *
 * @since 0.1.0
 * @category errors
 */
export class NotInRun extends Schema.TaggedError<NotInRun>("@openfaith/sync-engine/NotInRun")("NotInRun", {
  run: Schema.String,
  resource: Schema.String,
  resources: Schema.Array(Schema.String)
}) {
  override get message() {
    return `the run ${this.run} does not read ${this.resource}; it reads ${this.resources.join(", ")}`
  }
}

/**
 * What was to be left out has been read to its end in this run.
 *
 * @since 0.1.0
 * @category errors
 */
export class ListingEnded extends Schema.TaggedError<ListingEnded>("@openfaith/sync-engine/ListingEnded")(
  "ListingEnded",
  { run: Schema.String, resource: Schema.String, status: ListingStatus }
) {
  override get message() {
    return `${this.resource} is ${this.status} in the run ${this.run}: there is nothing left to skip`
  }
}

/**
 * Why something cannot be done to a run by this name.
 *
 * @since 0.1.0
 * @category models
 */
export type Refused = UnknownRun | ForeignRun | WrongStatus | StoreError

/**
 * What may be done to runs, by their ids. All of it is decided in the store, and reaches whoever works on the run, in
 * whatever process, with the next page it commits.
 *
 * @since 0.1.0
 * @category models
 */
export interface Control {
  /** Stops a run that is running or queued until it is resumed. What it has read stays, and is not read again. */
  readonly pause: (run: string) => Effect.Effect<StandingRun, Refused>
  /** Lets a paused run go on from its last committed page: at once, or when its turn has come. */
  readonly resume: (run: string) => Effect.Effect<StandingRun, Refused>
  /** Lets a failed run go on from its last committed page: at once, or when its turn has come. */
  readonly retry: (run: string) => Effect.Effect<StandingRun, Refused>
  /** Ends a run for good. What it has read stays. */
  readonly cancel: (run: string) => Effect.Effect<StandingRun, Refused>
  /** Leaves a resource out of a run, be it in the middle of reading: the rest goes on. A later run reads it as usual. */
  readonly skip: (
    run: string,
    resource: string,
    reason?: string
  ) => Effect.Effect<Listing, Refused | NotInRun | ListingEnded>
}

/**
 * The control of one connection's runs. `begin` starts what is to go on, and does not wait for its end.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (options: {
  readonly connection: string
  readonly store: SyncStore["Type"]
  readonly events: SyncEvents["Type"]
  readonly begin: (standing: StandingRun) => Effect.Effect<void, StoreError>
}) => {
  const { begin, connection, events, store } = options

  const find = Effect.fnUntraced(function* (id: string) {
    const found = yield* store.findRun(id)
    if (Option.isNone(found)) return yield* new UnknownRun({ run: id })
    const { run } = found.value
    if (run.connection !== connection) {
      return yield* new ForeignRun({ run: id, connection: run.connection, asked: connection })
    }
    return found.value
  })

  const stop = (operation: string, as: "paused" | "cancelled") =>
    Effect.fn(`Sync.${operation}`)(function* (id: string) {
      const { run, status: before } = yield* find(id)
      const status = yield* store.stopRun(run, as)
      if (status !== as) return yield* new WrongStatus({ operation, run: id, status })
      // nobody works on it who could tell
      if (before !== as && (before === "paused" || before === "failed"))
        yield* events.publish(SyncEvent.RunStopped({ run, status }))
      return { run, status }
    })

  const reopen = (operation: string, from: "paused" | "failed") =>
    Effect.fn(`Sync.${operation}`)(function* (id: string) {
      const opened = yield* store.reopenRun((yield* find(id)).run, from)
      if (!opened.resumed) return yield* new WrongStatus({ operation, run: id, status: opened.status })
      const { run, status } = opened
      yield* begin({ run, status })
      return { run, status }
    })

  const skip = Effect.fn("Sync.skip")(function* (id: string, resource: string, reason = "left out by the host") {
    const { run } = yield* find(id)
    const resources = Plan.resources(run.plan)
    if (!resources.includes(resource)) return yield* new NotInRun({ run: id, resource, resources })
    const listing = yield* store
      .skip(run, resource, reason)
      .pipe(Effect.catchTag("Stopped", ({ status }) => new WrongStatus({ operation: "skip in", run: id, status })))
    if (listing.status !== "skipped") return yield* new ListingEnded({ run: id, resource, status: listing.status })
    yield* events.publish(SyncEvent.ListingSkipped({ run, listing }))
    return listing
  })

  const control: Control = {
    pause: stop("pause", "paused"),
    cancel: stop("cancel", "cancelled"),
    resume: reopen("resume", "paused"),
    retry: reopen("retry", "failed"),
    skip
  }
  return { ...control, find }
}
