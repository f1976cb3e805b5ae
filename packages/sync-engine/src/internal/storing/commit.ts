/** Input for storing a page, deletions or a lookup, each as a whole or not at all. */
import type { Instant, Usage } from "@openfaith/client-core"
import type { Cursor } from "../../Cursor.ts"
import type { SideLoaded } from "../../Source.ts"
import type { RejectedRecord, SourceRecord } from "../../SourceRecord.ts"
import type { Branch, Listing, ListingStatus } from "./listing.ts"
import type { Run } from "./run.ts"

/**
 * One page, and where it leaves the listing.
 *
 * @since 0.1.0
 * @category models
 */
export interface PageCommit {
  readonly run: Run
  readonly resource: string
  /** The branch it is a page of. What rides on it goes on being read until the resource itself comes to its end. */
  readonly branch?: Branch | undefined
  /** The listing's sequence this page was read at; if it has moved on, nothing is kept. */
  readonly follows: number
  /** What this worker calls this very commit, so that it recognises its own when the answer was lost. */
  readonly commit: string
  /** How many pages it is: none, where it is only said how the listing stands. */
  readonly pages: 0 | 1
  readonly cursor: Cursor
  readonly status: ListingStatus
  readonly reason?: string
  readonly records: ReadonlyArray<SourceRecord>
  readonly rejected: ReadonlyArray<RejectedRecord>
  readonly sideLoaded: ReadonlyArray<SideLoaded>
  /** The `stamp` of the listing, or branch, when the page was asked for; by default that of the commit it follows. */
  readonly readAt?: number | undefined
  readonly total: number | undefined
  /** The last moment a walk by the time of change has come to: where a later delta may begin. */
  readonly reached: Instant.Instant | undefined
  readonly usage: Usage.Usage
}

/** How a listing, and those that ride on it, stand after a page. */
export interface Committed {
  readonly listing: Listing
  readonly sideLoads: ReadonlyArray<Listing>
}

/** A stored record that an audit did not meet, where nothing confirms that it is gone. */
export interface Unconfirmed {
  readonly id: string
  /** Whether the enumeration that did not meet it was complete: a second one, in another run, may then delete it. */
  readonly enumerated: boolean
}

/** Records a completed enumeration did not meet, and which the source was asked for one by one. */
export interface AbsenceCommit {
  readonly run: Run
  readonly resource: string
  readonly follows: number
  readonly commit: string
  /** The ids that were asked for; this run does not ask for them again. */
  readonly looked: ReadonlyArray<string>
  /** Confirmed gone: marked as deleted. */
  readonly gone: ReadonlyArray<string>
  /** There after all. */
  readonly found: ReadonlyArray<SourceRecord>
  /** Neither there nor confirmed gone. The store counts them until a read meets them, or they are confirmed gone. */
  readonly unconfirmed: ReadonlyArray<Unconfirmed>
  readonly status: ListingStatus
  readonly reason?: string
  readonly usage: Usage.Usage
}

/**
 * What was found of some records of a resource, asked for one by one, by no run.
 *
 * @since 0.1.0
 * @category models
 */
export interface LookupCommit {
  readonly connection: string
  readonly resource: string
  /** What `draw` gave before anything was asked. */
  readonly readAt: number
  readonly records: ReadonlyArray<SourceRecord>
  readonly rejected: ReadonlyArray<RejectedRecord>
  /** The ids of which the source says that there is no such record. */
  readonly gone: ReadonlyArray<string>
}

/** What came of it. */
export interface Looked {
  readonly changed: number
  readonly deleted: number
}
