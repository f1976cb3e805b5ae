/** The one error every store fails with. */
import * as Schema from "effect/Schema"

/**
 * The store could not do what it was asked; nothing of the request was kept, unless the answer to a commit was lost. Sent
 * again under the same name, such a commit is recognised.
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
 */
export class Superseded extends Schema.TaggedError<Superseded>("@openfaith/sync-engine/Superseded")("Superseded", {
  run: Schema.String,
  resource: Schema.String
}) {
  override get message() {
    return `${this.resource} in ${this.run}: another worker has gone on with it`
  }
}
