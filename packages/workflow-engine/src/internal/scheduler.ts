/** Decides what is executed when: oldest first, so many at a time, for as long as a term lasts. */
import * as Clock from "effect/Clock"
import type * as Data from "effect/Data"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as FiberId from "effect/FiberId"
import * as Option from "effect/Option"
import * as Queue from "effect/Queue"
import type * as Scope from "effect/Scope"
import type { Execution, History } from "../Execution.ts"
import type { JournalEntry, Receipt } from "../JournalEntry.ts"
import type { Due, JournalError, Term, TermEnded } from "../WorkflowJournal.ts"
import type { Run } from "./run.ts"

/** What a scheduler needs of the rest of the engine. */
export interface Host {
  /** What is due in the task queues of this process's workflows. */
  readonly due: (limit: number, epoch: number) => Effect.Effect<Due, JournalError | TermEnded>
  /** The term holds these task queues from here on. */
  readonly gained: (taskQueues: ReadonlyArray<string>, epoch: number) => Effect.Effect<void>
  readonly execute: (
    id: string,
    epoch: number,
    first: Option.Option<History>
  ) => Effect.Effect<boolean, JournalError | TermEnded>
}

export interface Scheduler {
  /** Executes until the term is lost, or, where `idle` says so, until nothing is left to do. Ends with the reason. */
  readonly serve: (term: Term, until: "lost" | "idle") => Effect.Effect<string>
  /** What was written, and what it woke. */
  readonly noted: (entry: JournalEntry, receipt: Receipt) => Effect.Effect<void>
  /** Somebody else may have written. */
  readonly changed: Effect.Effect<void>
  readonly entered: (run: Run) => Effect.Effect<void>
  readonly resident: (execution: string) => Run | undefined
  readonly isHere: (execution: string) => boolean
  readonly holds: (taskQueue: string) => boolean
  /** Stops whatever is executed of a workflow, and writes nothing more of it. */
  readonly evict: (workflow: string) => Effect.Effect<void>
  /**
   * A wait, from this moment on, until an execution next leaves memory: for the text of its exit if it ended in this
   * process, for nothing if it came to rest, or if those who wait were let go.
   */
  readonly settled: (execution: string) => Effect.Effect<Effect.Effect<string | undefined>>
  /** Lets go whoever waits for an execution in memory. */
  readonly release: (execution: string) => Effect.Effect<void>
  /** A run waits in memory, and others may have its place until it is back. */
  readonly aside: Effect.Effect<void>
  readonly back: Effect.Effect<void>
  readonly state: Effect.Effect<State>
}

export interface State {
  readonly epoch: number | undefined
  readonly resident: number
  readonly queued: number
  readonly taskQueues: ReadonlyArray<string>
  /** How long until the next timer is due, as of the last term; infinite if there is none. */
  readonly next: number
}

/** Time that nobody can set back, in milliseconds. */
const monotonic = Effect.map(Clock.currentTimeNanos, (nanos) => Number(nanos) / 1_000_000)

/**
 * While a timer is set, the journal is asked at least so often, in milliseconds: so that it notices a clock that has gone
 * back. It also keeps every wait below the 2^31 - 1 milliseconds that a timer of the runtime can take.
 */
const poll = 60_000

/** Parents whose replay takes long are woken by children so seldom that replays take at most a tenth of the time. */
const restful = 9

/** However long it takes, nobody rests longer, in milliseconds. */
const longest = 10_000

/** Replays shorter than this are not worth holding back, in milliseconds. */
const cheap = 5

const restFor = (cost: number) => Math.min(longest, restful * cost)

export const make = (host: Host, concurrency: number): Effect.Effect<Scheduler, never, Scope.Scope> =>
  Effect.gen(function* () {
    const pokes = yield* Queue.sliding<void>(1)
    const poke = Effect.asVoid(Queue.offer(pokes, undefined))

    /** Executions whose fiber lives, with their run once it has begun. */
    const resident = new Map<string, Run | undefined>()
    const fibers = new Map<string, Fiber.RuntimeFiber<unknown>>()
    /** What is next, in order of arrival; `more` tells that the journal has others. */
    const queue = new Map<string, Option.Option<History>>()
    const most = 32 * concurrency
    let more = true
    /** When the journal was last asked, in monotonic time. */
    let asked = Number.NEGATIVE_INFINITY
    /** The task queues that the term holds. */
    let held: ReadonlySet<string> = new Set()
    /** When the next timer is due, in monotonic time. */
    let timer = Number.POSITIVE_INFINITY
    /** Parents that rest a while before their next replay, and until when. */
    const resting = new Map<string, number>()
    const costs = new Map<string, number>()
    /** What was woken while in memory, by more than one of several that it waits for. */
    const urgent = new Set<string>()
    /** Runs that wait in memory have given up their place. */
    let asides = 0
    let serving: Term | undefined
    const latches = new Map<string, Deferred.Deferred<string | undefined>>()

    const enqueue = (id: string, first: Option.Option<History>) => {
      if (resident.has(id) || queue.has(id)) return
      if (queue.size < most) queue.set(id, first)
      else more = true
    }

    const settle = (id: string, exit: string | undefined) =>
      Effect.suspend(() => {
        const latch = latches.get(id)
        latches.delete(id)
        return latch === undefined ? Effect.void : Effect.asVoid(Deferred.succeed(latch, exit))
      })

    const noted = (entry: JournalEntry, receipt: Receipt) => {
      // most of what is written wakes nobody
      if (serving === undefined || entry._tag === "Step") return Effect.void
      return Effect.gen(function* () {
        const now = yield* monotonic
        if (entry._tag === "Timer") timer = Math.min(timer, now + Duration.toMillis(entry.after))
        for (const woken of receipt.woken) {
          const cost = costs.get(woken.execution) ?? 0
          if (resident.has(woken.execution)) {
            if (!woken.more) urgent.add(woken.execution)
          } else if (woken.more && cost > cheap) {
            if (!resting.has(woken.execution)) resting.set(woken.execution, now + restFor(cost))
          } else {
            resting.delete(woken.execution)
            if (entry._tag !== "Start") enqueue(woken.execution, Option.none())
            else if (held.has(entry.taskQueue)) {
              enqueue(woken.execution, Option.some(freshly(entry, yield* Clock.currentTimeMillis)))
            }
          }
        }
        if (receipt.woken.length > 0 || entry._tag === "Timer") yield* poke
        if (entry._tag === "Finish" && receipt.applied) yield* settle(entry.execution, entry.exit)
      })
    }

    const leave = (id: string, again: boolean) =>
      Effect.gen(function* () {
        const run = resident.get(id)
        const cost = run === undefined ? 0 : run.replayed - run.began
        const wait = again && cost > cheap && !urgent.has(id)
        resident.delete(id)
        fibers.delete(id)
        urgent.delete(id)
        if (cost > cheap) costs.set(id, cost)
        else costs.delete(id)
        if (wait) resting.set(id, (yield* monotonic) + restFor(cost))
        else if (again) enqueue(id, Option.none())
        yield* settle(id, undefined)
        yield* poke
      })

    const begin = (term: Term, id: string, first: Option.Option<History>, over: Deferred.Deferred<string>) => {
      resident.set(id, undefined)
      return host.execute(id, term.epoch, first).pipe(
        Effect.catchTags({
          TermEnded: (error) => Effect.as(Deferred.succeed(over, error.message), false),
          JournalError: (error) => Effect.as(Effect.logError(error.message), false)
        }),
        Effect.catchAllDefect((defect) =>
          Effect.as(Effect.logError("an execution failed within the engine", defect), false)
        ),
        Effect.onExit((exit) => leave(id, Exit.isSuccess(exit) && exit.value)),
        Effect.forkScoped,
        Effect.tap((fiber) =>
          Effect.sync(() => {
            if (resident.has(id)) fibers.set(id, fiber)
          })
        )
      )
    }

    /** Takes from the journal what has no room in memory. */
    const refill = (term: Term) =>
      Effect.gen(function* () {
        const limit = resident.size + resting.size + most
        const due = yield* host.due(limit, term.epoch)
        const gained = due.taskQueues.filter((one) => !held.has(one))
        held = new Set(due.taskQueues)
        const now = yield* monotonic
        asked = now
        more = due.executions.length === limit
        timer = Option.match(due.next, {
          onNone: () => Number.POSITIVE_INFINITY,
          onSome: (next) => now + Math.max(0, Duration.toMillis(next))
        })
        for (const id of due.executions) if (!resting.has(id)) enqueue(id, Option.none())
        if (gained.length > 0) yield* host.gained(gained, term.epoch)
      })

    const wakeRested = (now: number) => {
      for (const [id, until] of resting) {
        if (until > now) continue
        resting.delete(id)
        enqueue(id, Option.none())
      }
    }

    const round = (term: Term, over: Deferred.Deferred<string>) =>
      Effect.gen(function* () {
        const now = yield* monotonic
        wakeRested(now)
        if (timer <= now || (Number.isFinite(timer) && now >= asked + poll) || (more && queue.size === 0))
          yield* refill(term)
        for (const [id, first] of queue) {
          if (resident.size - asides >= concurrency) break
          queue.delete(id)
          yield* begin(term, id, first, over)
        }
      })

    const nextInstant = () => Math.min(timer, ...resting.values())

    const withdraw = (id: string) =>
      Effect.suspend(() => {
        const run = resident.get(id)
        if (run !== undefined) run.lost = true
        const fiber = fibers.get(id)
        return fiber === undefined ? Effect.void : Effect.asVoid(Fiber.interrupt(fiber))
      })

    const rest = Effect.gen(function* () {
      const next = nextInstant()
      const now = yield* monotonic
      const poked = Queue.take(pokes)
      if (!Number.isFinite(next)) return yield* poked
      yield* Effect.raceFirst(poked, Effect.sleep(Duration.millis(Math.min(poll, Math.max(0, next - now)))))
    })

    const nothingLeft = () => resident.size === 0 && queue.size === 0 && resting.size === 0 && !more

    const loop = (term: Term, until: "lost" | "idle", over: Deferred.Deferred<string>) =>
      Effect.gen(function* () {
        while (true) {
          yield* round(term, over)
          if (until === "idle" && nothingLeft()) return "idle"
          yield* rest
        }
      }).pipe(
        Effect.catchTags({
          TermEnded: (error) => Effect.succeed(error.message),
          JournalError: (error) => Effect.succeed(error.message)
        })
      )

    const reset = Effect.sync(() => {
      queue.clear()
      resting.clear()
      costs.clear()
      urgent.clear()
      more = true
      serving = undefined
      held = new Set()
    })

    /** Bodies are interrupted by the end of a term, and nothing of that is to be written. */
    const abandon = Effect.sync(() => {
      for (const run of resident.values()) if (run !== undefined) run.lost = true
    })

    return {
      serve: (term, until) =>
        Effect.gen(function* () {
          yield* reset
          timer = Number.POSITIVE_INFINITY
          serving = term
          const over = yield* Deferred.make<string>()
          return yield* Effect.raceFirst(loop(term, until, over), Effect.raceFirst(Deferred.await(over), term.lost))
        }).pipe(Effect.ensuring(abandon), Effect.scoped, Effect.ensuring(reset)),
      noted,
      release: (id) => settle(id, undefined),
      changed: Effect.zipRight(
        Effect.sync(() => {
          more = true
        }),
        poke
      ),
      entered: (run) =>
        Effect.sync(() => {
          resident.set(run.id, run)
        }),
      resident: (id) => resident.get(id),
      isHere: (id) => resident.has(id) || queue.has(id),
      holds: (taskQueue) => held.has(taskQueue),
      evict: (workflow) =>
        Effect.forEach(
          Array.from(resident).flatMap(([id, run]) => (run?.workflow === workflow ? [id] : [])),
          withdraw,
          { concurrency: "unbounded", discard: true }
        ),
      settled: (id) =>
        Effect.sync(() => {
          const known = latches.get(id) ?? Deferred.unsafeMake<string | undefined>(FiberId.none)
          latches.set(id, known)
          return Deferred.await(known)
        }),
      aside: Effect.suspend(() => {
        asides++
        return poke
      }),
      back: Effect.sync(() => {
        asides--
      }),
      state: Effect.map(monotonic, (now) => ({
        epoch: serving?.epoch,
        resident: resident.size,
        queued: queue.size,
        taskQueues: Array.from(held),
        next: timer - now
      }))
    }
  })

/** All there is to know of an execution that has only just been put down. */
const freshly = (
  { execution: id, parent, payload, taskQueue, workflow }: Data.TaggedEnum.Value<JournalEntry, "Start">,
  now: number
): History => {
  const execution: Execution = {
    id,
    workflow,
    taskQueue,
    parent,
    status: "running",
    payload,
    exit: null,
    parkedFor: null,
    error: null,
    interrupted: false,
    // signals that came before it count as wakes, and so are noticed before it rests
    wakes: 0,
    startedAt: now,
    updatedAt: now
  }
  return { execution, steps: new Map(), signals: new Map(), children: new Map() }
}
