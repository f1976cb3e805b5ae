/** The port behind a sync: records, how far each listing was read, runs, and what was kept aside. */
import type { Usage } from "@openfaith/client-core"
import type { Plan } from "@openfaith/graph-planner"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import type { Freshness } from "./Freshness.ts"
import type { AbsenceCommit, Committed, Looked, LookupCommit, PageCommit } from "./internal/storing/commit.ts"
import type { Beginning, Branch, Branches, Fan, Listing, Memory, TimedListing } from "./internal/storing/listing.ts"
import type { Opened, PlannedRun, Run, RunStatus, StandingRun, WhenActive } from "./internal/storing/run.ts"
import type {
  Absences,
  Part,
  Quarantined,
  Some,
  Stored,
  StoredRecord,
  Unprojected,
  UnprojectedPart
} from "./internal/storing/storedRecord.ts"
import type { Ready } from "./Projections.ts"
import type { RunQuery, RunSummary } from "./RunSummary.ts"
import type { Place } from "./SourceRecord.ts"
import type { Stopped, StoreError, Superseded } from "./StoreError.ts"

export * from "./internal/storing/commit.ts"
export * from "./internal/storing/listing.ts"
export * from "./internal/storing/run.ts"
export * from "./internal/storing/storedRecord.ts"

/**
 * Where records rest.
 *
 * Promises: every method that writes is one transaction. It keeps nothing if somebody else owns the store by then; or if
 * it is asked for by a step of a workflow (`Fence` of `@openfaith/workflow-engine`) whose term has ended: which is so as
 * soon as the next term has begun, where the store is in the journal's own database, and at the latest when that has
 * written. What a host asks for outside of any step has no term.
 *
 * Branches of one resource are read side by side, and each page of one counts for the resource.
 *
 * What a run reads is kept only while the run is `running`, in the attempt that reads it: else `begin`, `commitPage` and
 * `commitAbsences` keep nothing, and say how it stands (`Stopped`). So whoever works on a run learns of a pause or an end
 * with its next page, wherever it works. Of what was skipped nothing more is kept either: its worker, or that of what it
 * rides on, is superseded.
 *
 * A record replaces the stored one only if it is news (`News`). A delta brings news if the record changed later, or at the
 * same moment with other content; where it has no such moment, with other content and a read that began later. A full read, an
 * audit or a lookup by id also brings news if its read began after the stored version was written and differs from it, whatever
 * the moments say: a moment may go back at the source. When a read began is told by a sequence of the store's own, drawn before
 * the request: never by a clock. What was read whole is not replaced by what was not.
 *
 * Projections are run within the transaction that keeps what has changed, on the connection it is in, so that the host's
 * own rows are there exactly if the records are; each as a whole in a savepoint of its own. What a projection refuses is
 * kept aside by itself (`unprojected`), stays as it was in the host's rows, and counts as rejected in its listing; once it
 * has passed, it is kept aside no longer. Only records that were read whole are projected. A store that is no database
 * cannot undo what a projection did before it failed.
 *
 * All texts come back as they were given, whatever is in them; but a person's texts (reasons, failures) may lose what the
 * database cannot hold.
 *
 * When a run or a listing began, moved and ended is noted by the store's clock, in the transaction that makes it so.
 *
 * @since 0.1.0
 * @category tags
 */
export class SyncStore extends Context.Tag("@openfaith/sync-engine/SyncStore")<
  SyncStore,
  {
    /**
     * The run that is to be done: an unfinished one of the same mode over the same resources, else a new one. One that is
     * paused is left as it is.
     */
    readonly openRun: (options: {
      readonly connection: string
      readonly plan: Plan.Plan
      readonly acceptDeletions: boolean
      readonly whenActive: WhenActive
    }) => Effect.Effect<Opened, StoreError>
    /** A run by its id, of whatever connection. */
    readonly findRun: (id: string) => Effect.Effect<Option.Option<StandingRun>, StoreError>
    /** The oldest run of a connection that has not ended, if any. */
    readonly unfinishedRun: (connection: string) => Effect.Effect<Option.Option<PlannedRun>, StoreError>
    /** Lets a queued run begin if it is its turn; else tells the run that is right ahead of it. */
    readonly takeTurn: (run: Run) => Effect.Effect<Option.Option<PlannedRun>, StoreError | Superseded | Stopped>
    /**
     * Pauses a run that is running or queued; or cancels one that has not ended, for good. One that is neither stays as
     * it is. Gives how it stands then.
     */
    readonly stopRun: (run: Run, as: "paused" | "cancelled") => Effect.Effect<RunStatus, StoreError>
    /**
     * Lets a run that is paused, or that has failed, go on as its next attempt: at once if no other is active, else when
     * its turn has come. One that stands otherwise is left as it is, and is not `resumed`.
     */
    readonly reopenRun: (run: Run, from: "paused" | "failed") => Effect.Effect<Opened, StoreError>
    /**
     * The attempt has come to its end, well or not, unless it was stopped before; gives how the run stands then. A failed
     * run is unfinished. `kind` is the name of the error.
     */
    readonly closeRun: (run: Run, failure: string | undefined, kind?: string) => Effect.Effect<RunStatus, StoreError>
    /**
     * Remembers whose records a connection holds: the account's id at the source, unless one is remembered already. Gives the
     * one that is remembered.
     */
    readonly bindAccount: (connection: string, account: string) => Effect.Effect<string, StoreError>
    /** Leaves a resource out of a run that has not ended, begun or not, unless it has been read to its end. */
    readonly skip: (run: Run, resource: string, reason: string) => Effect.Effect<Listing, StoreError | Stopped>
    /**
     * The run waits for the source, from now on and for this reason; the next page it commits ends the wait, or the next
     * batch of deletions.
     */
    readonly noteWaiting: (run: Run, reason: string) => Effect.Effect<void, StoreError | Superseded | Stopped>
    /** Requests of a listing that brought nothing to commit. */
    readonly noteUsage: (run: Run, resource: string, usage: Usage.Usage) => Effect.Effect<void, StoreError>
    readonly listings: (run: Run) => Effect.Effect<ReadonlyArray<Listing>, StoreError>
    readonly listing: (run: Run, resource: string, branch?: Branch) => Effect.Effect<Option.Option<Listing>, StoreError>
    /** Live parents whose branch has not come to its end in this run, or not begun. */
    readonly openBranches: (fan: Fan) => Effect.Effect<ReadonlyArray<Place>, StoreError>
    /** How the branches of a resource stand. They are kept until the run is done or cancelled. */
    readonly branches: (run: Run, resource: string) => Effect.Effect<Branches, StoreError>
    /** Makes the listing if there is none; one that is there stays as it is. */
    readonly begin: (beginning: Beginning) => Effect.Effect<Listing, StoreError | Superseded | Stopped>
    /** Keeps a page whole or not at all: its records, what rode on it, what does not decode, counters and cursor. */
    readonly commitPage: (
      page: PageCommit,
      projections?: ReadonlyArray<Ready>
    ) => Effect.Effect<Committed, StoreError | Superseded | Stopped>
    /** What a completed enumeration did not meet, at most `limit` of it by name. */
    readonly absences: (run: Run, resource: string, limit: number) => Effect.Effect<Absences, StoreError>
    /** Marks what is confirmed gone as deleted by this run, and keeps what was found after all. */
    readonly commitAbsences: (
      absences: AbsenceCommit,
      projections?: ReadonlyArray<Ready>
    ) => Effect.Effect<Listing, StoreError | Superseded | Stopped>
    /** A number of the store's own sequence: to be drawn before something is asked for by no run. */
    readonly draw: (connection: string) => Effect.Effect<number, StoreError>
    /** Keeps what was found of records that were asked for one by one. One that has been written since is not gone. */
    readonly commitLookup: (
      lookup: LookupCommit,
      projections?: ReadonlyArray<Ready>
    ) => Effect.Effect<Looked, StoreError>
    /**
     * Projects anew, from what is stored; of what is stored as deleted, the rows are removed. What a projection refused that
     * is not among these is forgotten. Gives of how many records something was refused.
     */
    readonly project: (some: Some, projections: ReadonlyArray<Ready>) => Effect.Effect<number, StoreError>
    /**
     * Runs a projection that is new, or has another version than before, over the next few of all that is stored; says
     * whether there are more. What it comes to is remembered: one that has been through does nothing.
     */
    readonly catchUp: (connection: string, projection: Ready, limit: number) => Effect.Effect<boolean, StoreError>
    readonly memory: (connection: string, resource: string) => Effect.Effect<Memory, StoreError>
    readonly stored: (connection: string) => Effect.Effect<ReadonlyArray<Stored>, StoreError>
    /** Records, those marked as deleted among them. */
    readonly records: (part: Part) => Effect.Effect<ReadonlyArray<StoredRecord>, StoreError>
    /** One record by its id, be it marked as deleted. */
    readonly record: (
      connection: string,
      resource: string,
      id: string
    ) => Effect.Effect<Option.Option<StoredRecord>, StoreError>
    /** What is kept aside of a resource since it does not decode. */
    readonly quarantined: (part: Part) => Effect.Effect<ReadonlyArray<Quarantined>, StoreError>
    /** What was refused by projections, by id and then by projection. */
    readonly unprojected: (part: UnprojectedPart) => Effect.Effect<ReadonlyArray<Unprojected>, StoreError>
    /** Lets go of what is kept aside of these records, and gives how many they were. What is stored of them stays. */
    readonly discard: (some: Some) => Effect.Effect<number, StoreError>
    /** Runs of a connection, those first that were opened last. */
    readonly runs: (query: RunQuery) => Effect.Effect<ReadonlyArray<RunSummary>, StoreError>
    /** The run of this id, of whatever connection. */
    readonly summary: (id: string) => Effect.Effect<Option.Option<RunSummary>, StoreError>
    /** Of the runs that have failed, were cancelled or are done, the one that ended last. */
    readonly lastEnded: (connection: string) => Effect.Effect<Option.Option<RunSummary>, StoreError>
    /** The listings of a run, in the order of `listings`, with their times. */
    readonly timedListings: (run: string) => Effect.Effect<ReadonlyArray<TimedListing>, StoreError>
    /** When each resource that was ever read was last read to its end. It counts no records: it may be asked often. */
    readonly freshness: (connection: string) => Effect.Effect<Freshness, StoreError>
  }
>() {}
