/** Everything a run can fail with; schemas, since failures are kept in the workflow journal. */
import { ClientError } from "@openfaith/client-core"
import * as Schema from "effect/Schema"
import { Stopped, StoreError, Superseded } from "./StoreError.ts"

/**
 * So many records of one listing did not decode, or were refused by projections (more than 20, and more than one in ten),
 * that something more than a record must be wrong; nothing more was read.
 */
export class TooManyRejected extends Schema.TaggedError<TooManyRejected>("@openfaith/sync-engine/TooManyRejected")(
  "TooManyRejected",
  { resource: Schema.String, rejected: Schema.Int, seen: Schema.Int, example: Schema.String }
) {
  override get message() {
    return `${this.resource}: ${this.rejected} of ${this.seen} records were refused, for example: ${this.example}`
  }
}

/** A listing that would not hold still: it moved under every one of many attempts to go on. */
export class ListingUnstable extends Schema.TaggedError<ListingUnstable>("@openfaith/sync-engine/ListingUnstable")(
  "ListingUnstable",
  { resource: Schema.String, restarts: Schema.Int }
) {
  override get message() {
    return `${this.resource}: the listing moved under ${this.restarts} attempts to read on`
  }
}

/**
 * Everything a run can fail with. A run that failed or was stopped keeps all it has committed, and
 * goes on from there when it is started again.
 *
 * @since 0.1.0
 * @category errors
 */
export const SyncError = Schema.Union(
  ...ClientError.ClientError.members,
  StoreError,
  Superseded,
  Stopped,
  TooManyRejected,
  ListingUnstable
)

/** @since 0.1.0 */
export type SyncError = typeof SyncError.Type

/**
 * Whether the attempt is over, for whoever works at any part of it: the run was stopped, or goes on in another attempt.
 * What a host skipped never comes to this.
 */
export const isOver = ({ _tag }: SyncError): boolean => _tag === "Stopped" || _tag === "Superseded"
