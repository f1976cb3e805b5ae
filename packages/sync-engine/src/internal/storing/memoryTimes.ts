/** When what happened in the store in memory, and what is told of it: other stores have triggers and queries for this. */
import { Plan } from "@openfaith/graph-planner"
import * as DateTime from "effect/DateTime"
import type { LastRead, ResourceFreshness } from "../../Freshness.ts"
import type { Failure, RunQuery, RunSummary, Times, Waiting } from "../../RunSummary.ts"
import * as Summary from "../../RunSummary.ts"
import type * as Port from "../../SyncStore.ts"

/** What is looked at of the store's own rows. */
export interface Tables {
  /** In the order in which they were opened. */
  readonly runs: ReadonlyMap<string, Port.PlannedRun & { readonly status: Port.RunStatus }>
  readonly listings: (run: string) => ReadonlyArray<Port.Listing>
  /** What is remembered of a connection's resources. */
  readonly memories: (connection: string) => ReadonlyArray<readonly [resource: string, memory: Port.Memory]>
}

interface RunTimes extends Pick<RunSummary, "status" | "since" | "openedAt" | "begunAt" | "endedAt" | "failure"> {
  /** Meant for nothing but the order of those that have ended. */
  readonly place: number
}

interface ListingTimes extends Times, Pick<Port.Listing, "status" | "sequence" | "pages"> {
  /** Meant for nothing but the order in which listings began. */
  readonly began: number
}

/** A listing that has come to its end, and the place at which the last that was done began. */
interface Read extends LastRead {
  readonly doneBegan: number
}

/** How a listing that has ended stands. */
type Ended = Pick<LastRead, "status">

type Begun = Pick<ListingTimes, "began" | "begunAt">

const toLastRead = (read: Read | undefined): ReadonlyArray<LastRead> => {
  if (read === undefined) return []
  const { doneBegan: _, ...last } = read
  return [last]
}

const hasEnded = (status: Port.ListingStatus): status is LastRead["status"] =>
  status === "done" || status === "skipped" || status === "held"

const isOver = (status: Port.RunStatus) => status === "failed" || status === "cancelled" || status === "done"

/** What was done, besides what shows in the rows. */
export interface Note {
  readonly failure?: Failure | undefined
  /** Whether a host leaves something out. */
  readonly skips?: boolean
}

const later = (one: DateTime.Utc | undefined, other: DateTime.Utc) =>
  one === undefined || DateTime.greaterThan(other, one) ? other : one

export const make = ({ listings, memories, runs }: Tables) => {
  const runTimes = new Map<string, RunTimes>()
  const waits = new Map<string, Waiting>()
  /** By run, then by resource. */
  const listingTimes = new Map<string, Map<string, ListingTimes>>()
  /** By connection, then by resource, then by mode. */
  const reads = new Map<string, Map<string, Map<string, Read>>>()
  let places = 0

  const noteRun = (id: string, status: Port.RunStatus, now: DateTime.Utc, failure: Failure | undefined) => {
    const before = runTimes.get(id)
    if (status === before?.status) return
    runTimes.set(id, {
      status,
      since: now,
      openedAt: before?.openedAt ?? now,
      begunAt: status === "running" ? now : before?.begunAt,
      endedAt: isOver(status) ? now : undefined,
      failure: status === "failed" ? failure : undefined,
      place: ++places
    })
    if (status !== "running") waits.delete(id)
  }

  const noteEnd = (of: Port.Run, listing: Port.Listing & Ended, { began, begunAt }: Begun, now: DateTime.Utc) => {
    const { connection, id: run, mode } = of
    const { reason, resource, status } = listing
    const known = reads.get(connection) ?? new Map<string, Map<string, Read>>()
    const modes = known.get(resource) ?? new Map<string, Read>()
    reads.set(connection, known.set(resource, modes))
    const { done, doneBegan = 0 } = modes.get(mode) ?? {}
    const isLast = status === "done" && began >= doneBegan
    modes.set(mode, {
      ...{ mode, status, reason, run, endedAt: now },
      // the one that began later has the word, whichever of them ended first
      ...(isLast ? { done: { run, begunAt, endedAt: now }, doneBegan: began } : { done, doneBegan })
    })
  }

  const noteListing = (run: Port.Run, listing: Port.Listing, now: DateTime.Utc) => {
    const { pages, resource, sequence, status } = listing
    const own = listingTimes.get(run.id) ?? new Map<string, ListingTimes>()
    listingTimes.set(run.id, own)
    const before = own.get(resource) ?? {
      ...{ began: ++places, begunAt: now, movedAt: now, endedAt: undefined },
      ...{ status: "reading", sequence: 0, pages: 0 }
    }
    const hasMoved = sequence !== before.sequence || pages !== before.pages
    const ends = hasEnded(status) && status !== before.status
    const times = {
      began: before.began,
      begunAt: before.begunAt,
      movedAt: hasMoved ? now : before.movedAt,
      endedAt: ends ? now : hasEnded(status) ? before.endedAt : undefined
    }
    own.set(resource, { ...times, status, sequence, pages })
    if (ends) noteEnd(run, { ...listing, status }, times, now)
    return hasMoved
  }

  const summary = (id: string): RunSummary | undefined => {
    const row = runs.get(id)
    const known = runTimes.get(id)
    if (row === undefined || known === undefined) return undefined
    const { acceptDeletions, attempt, connection, mode, plan } = row
    const { place: _, ...times } = known
    const all = listings(id)
    return {
      ...{ id, connection, mode, attempt, acceptDeletions, ...times },
      resources: [...Plan.resources(plan)].sort(),
      ended: all.filter(({ status }) => hasEnded(status)).length,
      movedAt: Array.from(listingTimes.get(id)?.values() ?? []).reduce<DateTime.Utc | undefined>(
        (last, { movedAt }) => later(last, movedAt),
        undefined
      ),
      waiting: waits.get(id),
      numbers: Summary.sum(all)
    }
  }

  const summaries = (ids: ReadonlyArray<string>) => ids.flatMap((id) => summary(id) ?? [])

  return {
    /** Whatever was just done to a run and its listings was done now. A commit ends a wait; not what a host leaves out. */
    note: (id: string, now: DateTime.Utc, { failure, skips = false }: Note = {}) => {
      const run = runs.get(id)
      if (run === undefined) return
      noteRun(id, run.status, now, failure)
      const moved = listings(id).filter((listing) => noteListing(run, listing, now))
      if (moved.length > 0 && !skips) waits.delete(id)
    },
    wait: (id: string, now: DateTime.Utc, reason: string) => {
      waits.set(id, { since: waits.get(id)?.since ?? now, reason })
    },
    summary,
    runs: ({ before, connection, limit, status }: RunQuery) => {
      const all = Array.from(runs.values()).filter((run) => run.connection === connection)
      const end = before === undefined ? all.length : all.findIndex(({ id }) => id === before)
      const asked = all
        .slice(0, Math.max(0, end))
        .filter((run) => status === undefined || status.includes(run.status))
        .toReversed()
        .slice(0, limit)
      return summaries(asked.map(({ id }) => id))
    },
    lastEnded: (connection: string) => {
      const ended = Array.from(runTimes).filter(
        ([id, { endedAt }]) => endedAt !== undefined && runs.get(id)?.connection === connection
      )
      const [last] = ended.sort(([, one], [, other]) => other.place - one.place)
      return last === undefined ? undefined : summary(last[0])
    },
    timedListings: (run: string): ReadonlyArray<Port.TimedListing> =>
      listings(run).flatMap((listing) => {
        const times = listingTimes.get(run)?.get(listing.resource)
        if (times === undefined) return []
        const { begunAt, endedAt, movedAt } = times
        return [{ ...listing, begunAt, movedAt, endedAt }]
      }),
    freshness: (connection: string): ReadonlyArray<ResourceFreshness> => {
      const remembered = new Map(memories(connection))
      const read = reads.get(connection) ?? new Map<string, Map<string, Read>>()
      return Array.from(new Set([...remembered.keys(), ...read.keys()]))
        .sort()
        .map((resource) => ({
          resource,
          ...(remembered.get(resource) ?? { watermark: undefined, complete: false }),
          reads: Plan.Mode.literals.flatMap((mode) => toLastRead(read.get(resource)?.get(mode)))
        }))
    }
  }
}
