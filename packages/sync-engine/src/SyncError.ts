/** Everything a run can fail with; schemas, since failures are kept in the workflow journal. */
import { ClientError } from "@openfaith/client-core"
import * as Schema from "effect/Schema"
import { Stopped, StoreError, Superseded } from "./StoreError.ts"

/**
 * So many records of one listing did not decode, or were refused by projections (more than 20, and more than one in ten),
 * that something more than a record must be wrong; nothing more was read.
 *
 * @since 0.1.0
 * @category errors
 */
export class TooManyRejected extends Schema.TaggedError<TooManyRejected>("@openfaith/sync-engine/TooManyRejected")(
  "TooManyRejected",
  { resource: Schema.String, rejected: Schema.Int, seen: Schema.Int, example: Schema.String }
) {
  override get message() {
    return `${this.resource}: ${this.rejected} of ${this.seen} records were refused, for example: ${this.example}`
  }
}

/**
 * A listing that would not hold still: it moved under every one of many attempts to go on.
 *
 * @since 0.1.0
 * @category errors
 */
export class ListingUnstable extends Schema.TaggedError<ListingUnstable>("@openfaith/sync-engine/ListingUnstable")(
  "ListingUnstable",
  { resource: Schema.String, restarts: Schema.Int }
) {
  override get message() {
    return `${this.resource}: the listing moved under ${this.restarts} attempts to read on`
  }
}

/**
 * A listing that the source does not send, though it answers otherwise: it failed as a whole, for as little as was asked for.
 *
 * @since 0.1.0
 * @category errors
 */
export class ListingUnreadable extends Schema.TaggedError<ListingUnreadable>(
  "@openfaith/sync-engine/ListingUnreadable"
)("ListingUnreadable", { resource: Schema.String, reason: Schema.String }) {
  override get message() {
    return `${this.resource}: the source answers, but not for this: ${this.reason}`
  }
}

/**
 * The source answers for another account than the one whose records are stored. Nothing of its answer was stored.
 *
 * @since 0.1.0
 * @category errors
 */
export class OtherAccount extends Schema.TaggedError<OtherAccount>("@openfaith/sync-engine/OtherAccount")(
  "OtherAccount",
  {
    connection: Schema.String,
    /** The account whose records are stored: its id at the source. */
    stored: Schema.String,
    /** The account that answered. */
    answered: Schema.String
  }
) {
  override get message() {
    return `${this.connection} holds the records of account ${this.stored}, and the source answers for account ${this.answered} now; nothing of that was stored: give ${this.connection} credentials of account ${this.stored} again, or give account ${this.answered} a connection id of its own`
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
  ListingUnstable,
  ListingUnreadable,
  OtherAccount
)

/** @since 0.1.0 */
export type SyncError = typeof SyncError.Type

/**
 * Whether the attempt is over, for whoever works at any part of it: the run was stopped, or goes on in another attempt.
 * What a host skipped never comes to this.
 *
 * @since 0.1.0
 * @category combinators
 */
export const isOver = ({ _tag }: SyncError): boolean => _tag === "Stopped" || _tag === "Superseded"

const ofOneListing: ReadonlySet<string> = new Set<SyncError["_tag"]>([
  "TooManyRejected",
  "ListingUnstable",
  "LeftOrigin",
  "PagingLoop",
  "UnexpectedBody"
])

/**
 * Whether a run failed because of one of its listings alone: the others were read to their end, and other runs may well be
 * done.
 *
 * @since 0.1.0
 * @category combinators
 */
export const isOfOneListing = (error: { readonly _tag: string }): boolean => ofOneListing.has(error._tag)

/**
 * Whether the source refuses this very listing or record, and would again: it is left out, with the reason, and the others go
 * on. The next run asks again.
 *
 * @since 0.1.0
 * @category combinators
 */
export const isRefusal = (error: unknown): boolean =>
  error instanceof ListingUnreadable || (Schema.is(ClientError.ClientError)(error) && ClientError.isRefusal(error))

/**
 * Whether the source did not answer, and may answer later.
 *
 * @since 0.1.0
 * @category combinators
 */
export const isSourceOutage = (error: unknown): boolean =>
  Schema.is(ClientError.ClientError)(error) && ClientError.isTransient(error)
