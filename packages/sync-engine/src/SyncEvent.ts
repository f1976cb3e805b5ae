/** What happens in a sync, as it happens: for progress displays, logs, metrics and the host's own hooks. */
import * as Data from "effect/Data"
import type { Listing } from "./internal/storing/listing.ts"
import type { Run, RunStatus } from "./internal/storing/run.ts"
import type { Numbers } from "./RunSummary.ts"
import type { SyncError } from "./SyncError.ts"

/**
 * One thing that happened.
 *
 * @since 0.1.0
 * @category models
 */
export type SyncEvent = Data.TaggedEnum<{
  /** A run begins to read; one that was queued, when its turn has come. */
  RunStarted: { readonly run: Run }
  /** A run was asked for, and waits until those before it have ended. */
  RunQueued: { readonly run: Run }
  /** A run that was left unfinished, or was paused, goes on; the listings are where it left them. */
  RunResumed: { readonly run: Run; readonly listings: ReadonlyArray<Listing> }
  /** A listing has begun: how much it holds is known now. */
  ListingBegan: { readonly run: Run; readonly listing: Listing }
  /** A page is in the store, or a batch of deletions. */
  Committed: { readonly run: Run; readonly listing: Listing; readonly sideLoads: ReadonlyArray<Listing> }
  /** The source does not answer; the run sleeps and tries again. */
  Waiting: { readonly run: Run; readonly reason: string }
  /** A resource is left out of the run: by the host, or because the credentials do not reach it. */
  ListingSkipped: { readonly run: Run; readonly listing: Listing }
  /** The run was paused or cancelled, and its work has come to rest. */
  RunStopped: { readonly run: Run; readonly status: RunStatus }
  /** What it did in all of its attempts, if the store could tell. */
  RunEnded: { readonly run: Run; readonly failure: SyncError | undefined; readonly numbers: Numbers | undefined }
}>

/**
 * Makes and matches events.
 *
 * @since 0.1.0
 * @category combinators
 */
export const SyncEvent = Data.taggedEnum<SyncEvent>()
