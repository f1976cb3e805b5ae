/** How a sync looks while it runs: bars that move in a terminal, plain lines anywhere else. */
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import type { Listing } from "./internal/storing/listing.ts"
import type { Run } from "./internal/storing/run.ts"
import * as Bars from "./internal/watching/bars.ts"
import { Sync } from "./Sync.ts"
import { SyncEvent } from "./SyncEvent.ts"

/**
 * Where lines go.
 *
 * @since 0.1.0
 * @category models
 */
export interface Screen {
  /** Whether they can be painted over. */
  readonly live: boolean
  readonly write: (text: string) => void
  /** How much fits on it right now; default 80 by 24. */
  readonly size?: (() => { readonly columns: number; readonly rows: number }) | undefined
}

/** A stream as Node's `process` has them. */
interface Output {
  readonly isTTY?: boolean
  readonly columns?: number
  readonly rows?: number
  readonly write: (text: string) => unknown
}

/**
 * A stream of the process as a screen, such as `process.stderr`: live where it is a terminal.
 *
 * @since 0.1.0
 * @category constructors
 */
export const screen = (output: Output): Screen => ({
  live: output.isTTY === true,
  write: (text) => void output.write(text),
  // a terminal that does not know its size says 0
  size: () => ({ columns: output.columns || 80, rows: output.rows || 24 })
})

/** Elsewhere than in a terminal, what moves slowly is told of at least so often. */
const patience = Duration.toMillis("30 seconds")

/** A terminal is painted anew no more often than this, in milliseconds. */
const pause = 80

/** A run that is shown. */
interface Shown {
  readonly run: Run
  /** What is being read, by resource. */
  readonly open: Map<string, Listing>
  /** When each was last told of, elsewhere than in a terminal. */
  readonly told: Map<string, number>
  waiting: { readonly since: number; readonly reason: string } | undefined
}

/** One line, whatever an API has to say: a terminal takes orders from what is written to it. */
const plain = (text: string) => text.replaceAll(/\p{Cc}+/gu, " ")

const time = (now: number) => DateTime.formatIso(DateTime.unsafeMake(now)).slice(11, 19)

const resumed = (run: Run, listings: ReadonlyArray<Listing>) => {
  const open = listings.filter(({ cursor }) => cursor._tag !== "Done")
  const from = open.map(({ pages, resource }) => `${resource} from page ${pages + 1}`)
  return `resumed ${Bars.heading(run)}${from.length === 0 ? "" : `: ${from.join(", ")}`}`
}

/**
 * Shows events as they come. In a terminal what is being read are bars painted in place, below what has ended; elsewhere
 * a resource gets a line at its beginning, at every tenth of it, and at its end. A run that waits says since when and why; one
 * that is stopped, how far it has come.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (screen: Screen): ((event: SyncEvent) => Effect.Effect<void>) => {
  const { live, size = () => ({ columns: 80, rows: 24 }), write } = screen
  const runs = new Map<string, Shown>()
  let painted = 0
  let paintedAt = 0
  let now = 0

  const erase = () => {
    if (painted > 0) write(`\u001b[${painted}A\u001b[0J`)
    painted = 0
  }

  const bars = () =>
    Array.from(runs.values()).flatMap(({ open, run, waiting }) => [
      ...(runs.size > 1 ? [Bars.heading(run)] : []),
      ...Array.from(open.values(), (listing) => Bars.line(listing)),
      ...(waiting === undefined ? [] : [`${run.id} waits since ${time(waiting.since)} UTC: ${waiting.reason}`])
    ])

  const paint = () => {
    if (!live) return
    erase()
    const { columns, rows } = size()
    const lines = bars()
    // what does not fit would move the lines that are to be painted over
    const most = Math.max(1, rows - 2)
    const fitting = lines.length > most ? [...lines.slice(0, most - 1), `and ${lines.length - most + 1} more`] : lines
    for (const line of fitting) write(`${plain(line).slice(0, Math.max(1, columns - 1))}\n`)
    painted = fitting.length
    paintedAt = now
  }

  /** For good, above whatever moves. */
  const say = (...lines: ReadonlyArray<string>) => {
    erase()
    for (const line of lines) write(`${plain(line)}\n`)
    paint()
  }

  const shownOf = (run: Run, listings: ReadonlyArray<Listing> = []): Shown => {
    const open = new Map(listings.map((listing) => [listing.resource, listing]))
    const shown: Shown = { run, open, told: new Map(), waiting: undefined }
    runs.set(run.id, shown)
    return shown
  }

  /** One that nobody has told of goes on by itself, since the process before it ended. */
  const find = (run: Run): Shown => {
    const known = runs.get(run.id)
    if (known !== undefined) return known
    const shown = shownOf(run)
    say(`${Bars.heading(run)} goes on`)
    return shown
  }

  const tenth = (listing: Listing | undefined) => (listing === undefined ? -1 : Math.floor(Bars.share(listing) * 10))

  /** Takes a listing as it stands; gives what is to be said of it for good. */
  const update = ({ open, told }: Shown, listing: Listing): ReadonlyArray<string> => {
    const { resource } = listing
    const before = open.get(resource)
    if (Bars.hasEnded(listing)) {
      open.delete(resource)
      told.delete(resource)
      return [Bars.line(listing)]
    }
    open.set(resource, listing)
    if (live) return []
    const last = told.get(resource)
    const isDue = last === undefined || now - last >= patience || tenth(before) !== tenth(listing)
    // what is read to its end is told of when that is settled
    if (!isDue || (Bars.share(listing) === 1 && last !== undefined)) return []
    told.set(resource, now)
    return [Bars.line(listing)]
  }

  const goOn = (shown: Shown): ReadonlyArray<string> => {
    const { run, waiting } = shown
    if (waiting === undefined) return []
    shown.waiting = undefined
    return [`${run.id} goes on after ${Duration.format(Duration.seconds(Math.round((now - waiting.since) / 1000)))}`]
  }

  const progress = (run: Run, listings: ReadonlyArray<Listing>) => {
    const shown = find(run)
    const lines = [...goOn(shown), ...listings.flatMap((listing) => update(shown, listing))]
    if (lines.length > 0) say(...lines)
    else if (now - paintedAt > pause) paint()
  }

  /** What was still open stays where it came to. */
  const end = (run: Run, remark: string, ...lines: ReadonlyArray<string>) => {
    const { open } = find(run)
    runs.delete(run.id)
    say(...Array.from(open.values(), (listing) => Bars.line(listing, remark)), ...lines)
  }

  const show = SyncEvent.$match({
    RunStarted: ({ run }) => {
      shownOf(run)
      say(Bars.heading(run))
    },
    RunResumed: ({ listings, run }) => {
      shownOf(
        run,
        listings.filter((listing) => !Bars.hasEnded(listing))
      )
      say(resumed(run, listings))
    },
    RunQueued: ({ run }) => say(`${run.id} waits until the runs before it have ended`),
    ListingBegan: ({ listing, run }) => progress(run, [listing]),
    // a host may leave out a resource of a run that waits
    ListingSkipped: ({ listing, run }) => say(...update(find(run), listing)),
    Committed: ({ listing, run, sideLoads }) => progress(run, [...sideLoads, listing]),
    Waiting: ({ reason, run }) => {
      const shown = find(run)
      const { waiting } = shown
      if (waiting?.reason === reason) return
      shown.waiting = { since: waiting?.since ?? now, reason }
      if (live) paint()
      else say(`${run.id} waits since ${time(shown.waiting.since)} UTC: ${reason}`)
    },
    RunStopped: ({ run, status }) => end(run, status, `${run.id} is ${status}`),
    RunEnded: ({ failure, numbers, run }) => {
      if (failure !== undefined) return end(run, "failed", `${run.id} has failed: ${failure.message}`)
      end(run, "not at its end", `${run.id} is done${numbers === undefined ? "" : `: ${Bars.sum(numbers)}`}`)
    }
  })

  return (event) =>
    Effect.map(Clock.currentTimeMillis, (time) => {
      now = time
      show(event)
    })
}

/** Turns of other fibers after which those that had something to do have done it. */
const turns = 100

/**
 * Shows a sync while a piece of work is done, and all that happened by its end before it goes on.
 *
 * @since 0.1.0
 * @category combinators
 */
export const during =
  (screen: Screen) =>
  <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, E, R | Sync> =>
    Effect.gen(function* () {
      const { events } = yield* Sync
      const show = make(screen)
      let heard = 0
      let hasBegun = false
      const hear = (event: SyncEvent) => {
        heard++
        // what had happened before is not its affair
        return hasBegun ? show(event) : Effect.void
      }
      const showing = yield* Effect.fork(Stream.runForEach(events, hear))
      const settle = Effect.gen(function* () {
        for (let before = -1; before !== heard; ) {
          before = heard
          for (let turn = 0; turn < turns; turn++) yield* Effect.yieldNow()
        }
      })
      yield* settle
      hasBegun = true
      return yield* Effect.ensuring(work, Effect.zipRight(settle, Fiber.interrupt(showing)))
    })

/**
 * Shows a sync for as long as the layer is there; by default on standard error. Whatever else is written there, such as a log,
 * gets in the way of what moves.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (to: Screen = screen(process.stderr)): Layer.Layer<never, never, Sync> =>
  Layer.scopedDiscard(Effect.flatMap(Sync, ({ events }) => Effect.forkScoped(Stream.runForEach(events, make(to)))))
