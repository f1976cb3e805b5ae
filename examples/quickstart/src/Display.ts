/** How a sync looks while it runs: bars that move in a terminal, plain lines anywhere else. */
import { SyncEvent, type SyncStore } from "@openfaith/sync-engine"
import { Clock, Effect } from "effect"

type Listing = SyncStore.Listing

/** Where lines go, and whether they can be painted over. */
export interface Screen {
  readonly live: boolean
  readonly write: (text: string) => void
}

const width = 24

const bar = (share: number) => {
  const full = Math.round(Math.min(1, share) * width)
  return "█".repeat(full) + "░".repeat(width - full)
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`

const share = ({ cursor, seen, total }: Listing) =>
  cursor._tag === "Done" ? 1 : total === undefined || total === 0 ? 0 : seen / total

const progress = (listing: Listing) => {
  const { deleted, requests, resource, seen, total, waited } = listing
  const of = total === undefined ? "" : ` of ${total}`
  return [
    resource.padEnd(20),
    bar(share(listing)),
    // what an overlap shows again is no more than there is
    `${total === undefined ? seen : Math.min(seen, total)}${of} records`.padEnd(22),
    `${requests} requests`.padEnd(14),
    `${seconds(waited)} waiting for quota`,
    ...(deleted > 0 ? [`${deleted} deleted`] : [])
  ].join("  ")
}

const heading = (run: SyncStore.Run) => `${run.mode} ${run.attempt > 1 ? `(attempt ${run.attempt}) ` : ""}run ${run.id}`

const resumed = (run: SyncStore.Run, listings: ReadonlyArray<Listing>) => {
  const open = listings.filter(({ cursor }) => cursor._tag !== "Done")
  const from = open.map(({ pages, resource }) => `${resource} from page ${pages + 1}`)
  return `resumed ${heading(run)}${from.length === 0 ? "" : `: ${from.join(", ")}`}`
}

/**
 * Shows events as they come. In a terminal the listings of a run are bars painted anew in place; elsewhere a listing gets
 * a line at its beginning, at every tenth of it, and at its end.
 */
export const make = ({ live, write }: Screen) => {
  const listings = new Map<string, Listing>()
  let painted = 0
  let paintedAt = 0
  let now = 0

  const erase = () => {
    if (painted > 0) write(`\u001b[${painted}A\u001b[0J`)
    painted = 0
  }
  const paint = () => {
    erase()
    for (const listing of listings.values()) write(`${progress(listing)}\n`)
    painted = listings.size
    paintedAt = now
  }
  const say = (text: string) => {
    write(`${text}\n`)
    painted = 0
  }
  const clear = (lines: ReadonlyArray<Listing> = []) => {
    listings.clear()
    for (const listing of lines) listings.set(listing.resource, listing)
    painted = 0
  }

  const tenth = (listing: Listing | undefined) => (listing === undefined ? -1 : Math.floor(share(listing) * 10))

  const update = (listing: Listing) => {
    const before = listings.get(listing.resource)
    listings.set(listing.resource, listing)
    if (live) {
      if (now - paintedAt > 80) paint()
    } else if (tenth(before) !== tenth(listing) || (before?.status !== listing.status && listing.deleted > 0)) {
      say(progress(listing))
    }
  }

  const show = SyncEvent.SyncEvent.$match({
    RunStarted: ({ run }) => {
      clear()
      say(heading(run))
    },
    RunResumed: ({ listings, run }) => {
      clear(listings)
      say(resumed(run, listings))
    },
    RunQueued: ({ run }) => say(`${run.id} waits until the runs before it have ended`),
    ListingBegan: ({ listing }) => update(listing),
    ListingSkipped: ({ listing }) => update(listing),
    Committed: ({ listing, sideLoads }) => {
      for (const one of [...sideLoads, listing]) update(one)
    },
    Waiting: ({ reason }) => say(`waiting for the source: ${reason}`),
    RunStopped: ({ run, status }) => say(`${run.id} is ${status}`),
    RunEnded: () => {
      if (live) paint()
      painted = 0
    }
  })

  return (event: SyncEvent.SyncEvent): Effect.Effect<void> =>
    Effect.map(Clock.currentTimeMillis, (time) => {
      now = time
      show(event)
    })
}
