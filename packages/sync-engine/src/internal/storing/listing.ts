/** How far a run has come with one resource, or with one branch of it. */
import type { Instant, Usage } from "@openfaith/client-core"
import * as Schema from "effect/Schema"
import type { Cursor } from "../../Cursor.ts"
import type { Times } from "../../RunSummary.ts"
import type { Run } from "./run.ts"

/**
 * A part of a resource that is read by itself: what one record of another resource has below it.
 *
 * @since 0.1.0
 * @category models
 */
export const Branch = Schema.Struct({
  /** The endpoint that is asked, by its name: `groups.Membership.listOfGroup`. */
  endpoint: Schema.String,
  /** The id of the parent. */
  parent: Schema.String
})

/** @since 0.1.0 */
export type Branch = typeof Branch.Type

/**
 * How reading one resource within a run stands.
 *
 * @since 0.1.0
 * @category models
 */
export interface Listing {
  readonly run: string
  readonly resource: string
  /** The branch whose sequence, cursor, status and reason these are; what is counted is counted over all of them. */
  readonly branch: Branch | undefined
  /** Grows with every commit; a commit names the one it follows. */
  readonly sequence: number
  /** The store's own sequence as it began, or was last committed: what is asked for after that was read at it, or later. */
  readonly stamp: number
  readonly cursor: Cursor
  readonly status: ListingStatus
  /** Why it was skipped or held, in words. */
  readonly reason: string | undefined
  readonly pages: number
  /** Records seen, counting those of an overlap twice. */
  readonly seen: number
  readonly changed: number
  readonly deleted: number
  readonly rejected: number
  /** How many records there are at the source, where it says. */
  readonly total: number | undefined
  readonly requests: number
  /** Milliseconds spent waiting for quota. */
  readonly waited: number
}

/**
 * `reading` until its end is reached; then `done`, or `incomplete` where side-loads left something out. `skipped`: the
 * source refuses it or ends it too early, or the host left it out. `held`: the fuse stopped deletions that the host has to allow.
 */
export const ListingStatus = Schema.Literal("reading", "done", "incomplete", "skipped", "held")

/** @since 0.1.0 */
export type ListingStatus = typeof ListingStatus.Type

/** A listing, and when it began, moved and ended. */
export interface TimedListing extends Listing, Times {}

/** Input for starting a listing. */
export interface Beginning {
  readonly run: Run
  readonly resource: string
  /** Which branch begins; its resource has begun before. */
  readonly branch?: Branch | undefined
  readonly cursor: Cursor
  readonly total: number | undefined
  /** The latest change at the source before anything was read: where a later delta may safely begin. */
  readonly latest: Instant.Instant | undefined
  readonly usage: Usage.Usage
}

/** Parents, and the branches below them. */
export interface Fan {
  readonly run: Run
  /** What is read below them. */
  readonly resource: string
  readonly endpoint: string
  /** The resource of the parents. */
  readonly below: string
  /** Those that come after an id, in the store's order of ids. */
  readonly after?: string | undefined
  readonly limit: number
}

/** How many branches of a resource there are, by their status. */
export interface Branches {
  readonly reading: number
  readonly done: number
  readonly skipped: number
  /** Why one of those skipped was. */
  readonly reason: string | undefined
}

/** What is remembered of a resource between runs. */
export interface Memory {
  /** Where the next delta begins; none until a full read has ended. */
  readonly watermark: Instant.Instant | undefined
  /** Whether a full read has ended. */
  readonly complete: boolean
}
