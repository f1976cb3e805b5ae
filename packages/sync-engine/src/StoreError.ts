/** What a store fails with: its own trouble, and refusals to whoever is not, or no longer, to write. */
import * as Schema from "effect/Schema"
import { RunStatus } from "./internal/storing/run.ts"

/**
 * The store could not do what it was asked; nothing of the request was kept, unless the answer to a commit was lost. Sent
 * again under the same name, such a commit is recognised.
 *
 * @since 0.1.0
 * @category errors
 */
export class StoreError extends Schema.TaggedError<StoreError>("@openfaith/sync-engine/StoreError")("StoreError", {
  /** The operation of the port: `commitPage`. */
  operation: Schema.String,
  reason: Schema.String,
  /** Whether the same may succeed later; default true. Not so for what the store can never hold. */
  retryable: Schema.optionalWith(Schema.Boolean, { default: () => true })
}) {
  override get message() {
    return `the store failed in ${this.operation}: ${this.reason}`
  }
}

/**
 * Somebody else has gone on with this listing, or owns the store now. Whoever gets this error stops; nothing of the
 * request was kept.
 *
 * @since 0.1.0
 * @category errors
 */
export class Superseded extends Schema.TaggedError<Superseded>("@openfaith/sync-engine/Superseded")("Superseded", {
  run: Schema.String,
  resource: Schema.String
}) {
  override get message() {
    return `${this.resource} in ${this.run}: another worker has gone on with it`
  }
}

/** What that means for a host, in words. @internal */
export const remedies: Readonly<Record<RunStatus, string>> = {
  queued: "it begins when those before it have ended",
  running: "it goes on",
  paused: "Sync.resume lets it go on, Sync.cancel ends it",
  failed: "Sync.retry lets it go on, Sync.cancel ends it",
  cancelled: "what it has read is kept; a new run reads the rest",
  done: "a new run reads what changed since"
}

/**
 * The run is not to go on: it was paused or cancelled, or has ended otherwise. Whoever gets this error stops; nothing of
 * the request was kept.
 *
 * @since 0.1.0
 * @category errors
 */
export class Stopped extends Schema.TaggedError<Stopped>("@openfaith/sync-engine/Stopped")("Stopped", {
  run: Schema.String,
  status: RunStatus
}) {
  override get message() {
    return `the run ${this.run} is ${this.status}: ${remedies[this.status]}`
  }
}
