/** The port behind a sync: records, how far each listing was read, runs, and what was kept aside. */
import type { Instant, Usage } from "@openfaith/client-core"
import { Plan } from "@openfaith/graph-planner"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { Cursor } from "./Cursor.ts"
import type { Freshness } from "./Freshness.ts"
import * as MemoryStore from "./internal/memoryStore.ts"
import type { Ready } from "./Projections.ts"
import type { RunQuery, RunSummary, Times } from "./RunSummary.ts"
import type { SideLoaded } from "./Source.ts"
import type { Place, RejectedRecord, SourceRecord } from "./SourceRecord.ts"
import type { Stopped, StoreError, Superseded } from "./StoreError.ts"
import * as StoreErrors from "./StoreError.ts"

/**
 * One piece of work over one connection: what was asked, and how it stands.
 *
 * @since 0.1.0
 * @category models
 */
export const Run = Schema.Struct({
  id: Schema.String,
  connection: Schema.String,
  mode: Plan.Mode,
  /** How often it was started; a run that has failed or was paused goes on under the next number. */
  attempt: Schema.Int,
  /** Whether the host allows more deletions than the fuse does. */
  acceptDeletions: Schema.Boolean
})

/** @since 0.1.0 */
export type Run = typeof Run.Type

/**
 * A run and what it is to do. A plan may be long, so only what walks its stages carries it along.
 *
 * @since 0.1.0
 * @category models
 */
export const PlannedRun = Schema.Struct({ ...Run.fields, plan: Plan.Plan })

/** @since 0.1.0 */
export type PlannedRun = typeof PlannedRun.Type

/**
 * How a run stands: `running` alone takes pages. `queued` waits for its turn; `paused` and `failed` may go on as the next
 * attempt; `cancelled` and `done` never do.
 *
 * @since 0.1.0
 * @category models
 */
export const RunStatus = StoreErrors.RunStatus

/** @since 0.1.0 */
export type RunStatus = typeof RunStatus.Type

/**
 * A run, and how it stands.
 *
 * @since 0.1.0
 * @category models
 */
export interface StandingRun {
  readonly run: PlannedRun
  readonly status: RunStatus
}

/**
 * What is to become of a run where another of its connection is active: it waits for its turn (`queue`), goes on beside
 * it at once (`alongside`), or is not opened (`leave`).
 *
 * @since 0.1.0
 * @category models
 */
export type WhenActive = "queue" | "alongside" | "leave"

/** The run that is to be done. */
export interface Opened extends StandingRun {
  /** Whether it was there before. */
  readonly resumed: boolean
  /** Whether it is another than was asked for, which is active: none was opened. */
  readonly other: boolean
}

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

/** What is new with one listing when it begins. */
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

/** Records of one resource, by their ids. */
export interface Some {
  readonly connection: string
  readonly resource: string
  readonly ids: ReadonlyArray<string>
}

/** A record as it is stored. */
export interface StoredRecord extends Place {
  /** When it last changed, by its own word; in UTC, to the millisecond. */
  readonly changedAt: Instant.Instant | undefined
  readonly hash: string
  /** Exactly as it came. */
  readonly body: string
  readonly sparse: boolean
  /** Whether it was dated after the source's own time when it was read. */
  readonly ahead: boolean
  /** The run that marked it as deleted, if one did. */
  readonly deletedIn: string | undefined
}

/** A record kept aside. */
export interface Quarantined extends RejectedRecord {
  /** The run that read it last. */
  readonly run: string
}

/** A part of what is stored of a resource: what comes after an id, in an order of the store's own that never changes. */
export interface Part {
  readonly connection: string
  readonly resource: string
  readonly after?: string | undefined
  readonly limit: number
}

/** A record that is stored, and of which rows of the host's own do not say what it says. */
export interface Unprojected {
  readonly resource: string
  readonly id: string
  /** The projection that was refused, by its name. */
  readonly projection: string
  /** Why, in the words of the schema or of the database. */
  readonly issue: string
  /** Whether it is for something that is not there yet: it is tried again, by itself, at the end of each run. */
  readonly waits: boolean
}

/** A part of what is unprojected of a resource. */
export interface UnprojectedPart extends Omit<Part, "after"> {
  readonly after?: Pick<Unprojected, "id" | "projection"> | undefined
  /** Only those that wait. */
  readonly waiting: boolean
}

/** What of a resource is stored. */
export interface Stored {
  readonly resource: string
  readonly live: number
  readonly deleted: number
  /** Kept aside since they do not decode. */
  readonly rejected: number
  /** Refused by a projection: records, however many of their projections refused them. */
  readonly unprojected: number
  /** Live, but not met by the last audit, and not confirmed gone either. */
  readonly unconfirmed: number
  /** Live, and dated after the source's own time when they were read, and after the store's own now. */
  readonly ahead: number
}

/** A live record that an enumeration did not meet. */
export interface Missing extends Place {
  /** The first run whose complete enumeration did not meet it, if it was not met since. It may be this very run. */
  readonly missedIn: string | undefined
}

/** What an enumeration did not meet. */
export interface Absences {
  /** All that is missing. */
  readonly missing: number
  /** What was live when the enumeration began. */
  readonly live: number
  /** Deleted in the last seven days, by any run but those for which the host allowed more than the fuse does. */
  readonly recentlyDeleted: number
  /** The first of the missing, in the store's order of ids. */
  readonly first: ReadonlyArray<Missing>
  /** A few live records that were met: what can be seen of them shows that the source can be seen at all. */
  readonly met: ReadonlyArray<Place>
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

/**
 * A store in this process's memory, gone with it: for tests, and for copies that may be read anew.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerMemory: Layer.Layer<SyncStore> = Layer.sync(SyncStore, () => SyncStore.of(MemoryStore.make()))
