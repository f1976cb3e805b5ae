/** Stored records, and records in quarantine. */
import type { Instant } from "@openfaith/client-core"
import type { Place, RejectedRecord } from "../../SourceRecord.ts"

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
