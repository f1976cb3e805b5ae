/**
 * `@effect/workflow`'s engine over a journal: workflows survive crashes, deploys and restarts in the host's own process.
 *
 * Each task queue is executed by one process at a time, which has its workflows registered. All others answer for the state
 * of executions, take requests, and go on where it stopped. A process begins to execute with the first workflow that it
 * registers.
 */
import * as WorkflowEngine from "@effect/workflow/WorkflowEngine"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as FiberId from "effect/FiberId"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { type Child, type Execution, hasEnded, type Query } from "./Execution.ts"
import * as Closing from "./internal/closing.ts"
import { execute, type Registration } from "./internal/execute.ts"
import * as Hooks from "./internal/hooks.ts"
import * as Outage from "./internal/outage.ts"
import * as Reader from "./internal/reader.ts"
import type { Run } from "./internal/run.ts"
import * as Scheduler from "./internal/scheduler.ts"
import { blockersOf } from "./internal/stuck.ts"
import * as Writer from "./internal/writer.ts"
import { JournalEntry } from "./JournalEntry.ts"
import * as TaskQueue from "./TaskQueue.ts"
import { type JournalError, WorkflowJournal } from "./WorkflowJournal.ts"

/**
 * There is no execution of this id, or it was purged.
 *
 * @since 0.1.0
 * @category errors
 */
export class UnknownExecution extends Schema.TaggedError<UnknownExecution>(
  "@openfaith/workflow-engine/UnknownExecution"
)("UnknownExecution", { execution: Schema.String }) {
  override get message() {
    return `no execution ${this.execution} is in the journal: it was never started, was purged, or is younger than a backup that the journal was restored from`
  }
}

/**
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /**
   * When this process executes: from the first workflow on that is registered (`automatic`, the default), or only once the
   * host runs `JournalEngine.start` or `tick` (`manual`), as one does that is driven by cron.
   */
  readonly start?: "automatic" | "manual" | undefined
  /** Executions in memory at once; default 32. Those that wait are not in memory. */
  readonly concurrency?: number | undefined
  /** How long executions that have ended are kept; default 30 days. The owner forgets older ones once an hour. */
  readonly retention?: Duration.DurationInput | undefined
  /**
   * How long executions that others have started are kept when all has succeeded, they and what has started them; default
   * one minute. A workflow of many children leaves one execution for the time of `retention`. The owner forgets once a minute.
   */
  readonly childRetention?: Duration.DurationInput | undefined
}

/**
 * What this process does for the workflows.
 *
 * @since 0.1.0
 * @category models
 */
export interface Status {
  /** `owner` executes what is in its task queues; `standby` waits for one to be free; `idle` has not started. */
  readonly role: "owner" | "standby" | "idle"
  /** The term under which it executes. */
  readonly epoch: number | undefined
  /** Task queues that this process executes. Other processes may hold others. */
  readonly taskQueues: ReadonlyArray<string>
  /** Executions in memory. */
  readonly resident: number
  /** Executions in memory's queue; the journal may hold more. */
  readonly queued: number
  /** Since when, in milliseconds since 1970, and why the journal does not answer. */
  readonly waitingForJournal: { readonly since: number; readonly reason: string } | undefined
  /** What the journal has to say against where it is kept; mostly nothing. */
  readonly worries: ReadonlyArray<string>
}

/**
 * What one `tick` came to.
 *
 * @since 0.1.0
 * @category models
 */
export interface Tick {
  /** False if other processes held all its task queues meanwhile, and this one did nothing. */
  readonly owner: boolean
  /** Whether all that was due is done. */
  readonly idle: boolean
  /** How long until the next timer, if all is done and one is set. */
  readonly next: Option.Option<Duration.Duration>
}

/**
 * For operators and the host's own start-up.
 *
 * @since 0.1.0
 * @category tags
 */
export class JournalEngine extends Context.Tag("@openfaith/workflow-engine/JournalEngine")<
  JournalEngine,
  {
    /**
     * Executes whatever is due, oldest first, for as long as the scope lasts, as often as this process is the owner. What
     * was parked is tried once more at the beginning of each term, since a deploy may have mended it; only what failed and
     * suspends on failure is left to `retry`.
     */
    readonly start: Effect.Effect<void, never, Scope.Scope>
    /**
     * Executes what is due and returns, for hosts that are driven by cron or by requests. What is still under way when the
     * budget is spent is interrupted, and its current step done again next time: a budget must be longer than the longest
     * step.
     */
    readonly tick: (options: { readonly budget: Duration.DurationInput }) => Effect.Effect<Tick, JournalError>
    /** What this process does now. */
    readonly status: Effect.Effect<Status>
    /** One execution. */
    readonly find: (execution: string) => Effect.Effect<Execution, JournalError | UnknownExecution>
    /** Executions by status, workflow and parent, the newest first. */
    readonly list: (query?: Query) => Effect.Effect<ReadonlyArray<Execution>, JournalError>
    /**
     * What keeps an execution from going on by itself: those that are parked, if it is one of them or waits for nothing but
     * such, directly or further down. None if anything goes on. A timer or a signal it may wait for as well does not count.
     */
    readonly stuckOn: (execution: string) => Effect.Effect<ReadonlyArray<Execution>, JournalError>
    /**
     * Lets a parked or waiting execution go on, and a failed or interrupted one begin again: steps that succeeded are kept,
     * those that failed are done anew. False if there is nothing to retry.
     */
    readonly retry: (execution: string) => Effect.Effect<boolean, JournalError | UnknownExecution>
    /**
     * Asks for an end: the current step is finished, then the execution is interrupted, its compensation run, and its
     * children likewise. One that is parked because nobody can execute it ends at once. False if it has ended already.
     */
    readonly cancel: (execution: string) => Effect.Effect<boolean, JournalError | UnknownExecution>
    /**
     * Forgets executions that ended longer ago, and says how many; and signals that came longer ago for executions that have
     * not come yet. A child stays for as long as its parent is under way.
     */
    readonly purge: (retention: Duration.DurationInput) => Effect.Effect<number, JournalError>
  }
>() {}

/** Children of one run that it waits for in memory at once; for more it comes to rest. */
const lingering = 256

/** How long a parent waits in memory with none of its children ending before it comes to rest. */
const lingers = Duration.seconds(1)

/** Whoever has lost a term lets others have theirs first. */
const respite = Duration.seconds(1)

/** How often a process that does not execute looks whether an execution has ended. */
const looks = Duration.millis(500)

/** So many at a time, so that no transaction is long. */
const purged = 500

/** The task queue of workflows that are in no other. */
const defaultQueue = TaskQueue.of({ annotations: Context.empty() })

/** A workflow may be registered so much later than the first: until then its executions wait, and are not parked. */
const registering = Duration.seconds(1)

const make = ({
  childRetention = Duration.minutes(1),
  concurrency = 32,
  retention = Duration.days(30),
  start: starts = "automatic"
}: Options) =>
  Effect.gen(function* () {
    const journal = yield* WorkflowJournal
    const scope = yield* Effect.scope
    const closing = yield* Closing.make
    const outage = Outage.make(closing)
    const writer = yield* Writer.make(journal, outage)
    const reader = yield* Reader.make(journal, outage)
    /** Nothing for a workflow whose layer has been closed. */
    const registrations = new Map<string, Registration | undefined>()
    let started = 0
    /** Is open while workflows may still be on their way, and awaited by executions of those that are not there. */
    const arrivals = new Map<string, Deferred.Deferred<void>>()
    let isRegistering = false
    /** Is completed with the first workflow that is registered. */
    const first = yield* Deferred.make<void>()

    /** What this process can execute; where no workflow is registered at all, it tells of those that should be. */
    const taskQueues = (): ReadonlyArray<string> => {
      const known = Array.from(registrations.values()).flatMap((one) => (one === undefined ? [] : [one.workflow]))
      return known.length === 0 && registrations.size === 0
        ? [defaultQueue]
        : Array.from(new Set(known.map(TaskQueue.of)))
    }

    const scheduler: Scheduler.Scheduler = yield* Scheduler.make(
      {
        due: (limit, epoch) => outage.waitOut(journal.due(limit, epoch, taskQueues())),
        gained: (gained, epoch) => Effect.ignore(tryParked(gained, epoch)),
        execute: (id, epoch, first) => execute(host, id, epoch, first)
      },
      concurrency
    )

    const write = (entry: JournalEntry, epoch?: number) =>
      Effect.tap(writer.write(entry, epoch), (receipt) => scheduler.noted(entry, receipt))

    const find = (id: string) => outage.waitOut(journal.find(id))

    const ended = (id: string) =>
      Effect.gen(function* () {
        for (let looked = 0; ; looked++) {
          const settled = yield* scheduler.settled(id)
          const found = yield* Effect.orDie(find(id))
          if (Option.isNone(found)) return yield* Effect.die(new UnknownExecution({ execution: id }))
          if (found.value.exit !== null) return found.value.exit
          if (looked === 20 && started === 0) {
            yield* Effect.logWarning(
              `${found.value.workflow} ${id} is waited for, and this process executes nothing: run JournalEngine.start, or leave the option start out`
            )
          }
          const executing = scheduler.holds(found.value.taskQueue)
          const exit = yield* Effect.raceFirst(
            settled,
            Effect.as(Effect.sleep(executing ? Duration.seconds(30) : looks), undefined)
          )
          if (exit !== undefined) return exit
        }
      })

    /** One clock for all that a run waits for in memory: when it has run out with no news, each of them is let go. */
    const patience = (run: Run) =>
      Effect.sleep(lingers).pipe(
        Effect.zipRight(
          Effect.suspend(() => {
            const { news } = run
            run.news = false
            return news ? Effect.void : Effect.forEach(run.lingering, scheduler.release, { discard: true })
          })
        ),
        Effect.repeat({ until: () => run.lingering.size === 0 })
      )

    const linger = (run: Run, child: string, start: Effect.Effect<Child | undefined>) =>
      Effect.gen(function* () {
        const settled = yield* scheduler.settled(child)
        const begun = yield* start
        if (begun === undefined) return undefined
        if (begun.exit !== null) return begun.exit
        // one that nobody is about to execute would be waited for in vain; when it ends, it wakes its parent
        if (run.lingering.size >= lingering || !scheduler.isHere(child)) return undefined
        run.lingering.add(child)
        if (run.lingering.size === 1) {
          yield* scheduler.aside
          run.patience = yield* Effect.forkIn(patience(run), scope)
        }
        const exit = yield* settled
        if (exit !== undefined) run.news = true
        return exit
      }).pipe(
        Effect.ensuring(
          Effect.suspend(() => {
            if (!run.lingering.delete(child) || run.lingering.size > 0) return Effect.void
            const { patience: clock } = run
            run.patience = undefined
            return Effect.zipRight(scheduler.back, clock === undefined ? Effect.void : Fiber.interruptFork(clock))
          })
        )
      )

    const arrived = (name: string) =>
      Effect.suspend(() => {
        const arrival = arrivals.get(name)
        arrivals.delete(name)
        return arrival === undefined ? Effect.void : Effect.asVoid(Deferred.succeed(arrival, undefined))
      })

    const awaitOthers = Effect.sleep(registering).pipe(
      Effect.ensuring(
        Effect.suspend(() => {
          isRegistering = false
          return Effect.forEach(Array.from(arrivals.keys()), arrived, { discard: true })
        })
      )
    )

    /** Waits for a workflow that may be registered any moment; says whether there was something to wait for. */
    const awaitArrival = (name: string) =>
      Effect.suspend(() => {
        if (!isRegistering || registrations.has(name)) return Effect.succeed(false)
        const arrival = arrivals.get(name) ?? Deferred.unsafeMake<void>(FiberId.none)
        arrivals.set(name, arrival)
        return Effect.as(Deferred.await(arrival), true)
      })

    const engine = Hooks.make({
      register: Effect.fnUntraced(function* (workflow, body) {
        const { name } = workflow
        if (registrations.get(name) !== undefined) {
          yield* Effect.logWarning(`two workflows are called ${name}; the later one is executed`)
        }
        const registration = { workflow, execute: body, context: yield* Effect.context<never>() }
        registrations.set(name, registration)
        yield* arrived(name)
        yield* Effect.addFinalizer(() =>
          Effect.suspend(() => {
            if (registrations.get(name) !== registration) return Effect.void
            registrations.set(name, undefined)
            return Effect.zipRight(scheduler.evict(name), scheduler.changed)
          })
        )
        yield* scheduler.changed
        const { epoch } = yield* scheduler.state
        // its executions may have been parked before it came
        if (epoch !== undefined) yield* Effect.forkIn(Effect.ignore(tryParked([TaskQueue.of(workflow)], epoch)), scope)
        yield* Deferred.succeed(first, undefined)
      }),
      write,
      asked: journal.asked,
      find: (id) => Effect.orDie(find(id)),
      ended: (id) => closing.until(ended(id)),
      linger,
      tell: (id) =>
        Effect.sync(() => {
          const run = scheduler.resident(id)
          if (run !== undefined) run.interrupted = true
        })
    })

    const host = {
      engine,
      registration: (name: string) => registrations.get(name),
      awaitArrival,
      isWithdrawn: (name: string) => registrations.has(name) && registrations.get(name) === undefined,
      holds: scheduler.holds,
      history: reader.history,
      write,
      entered: scheduler.entered
    }

    /** A deploy may have mended what was parked before it. */
    const tryParked = (among: ReadonlyArray<string>, epoch: number) =>
      Effect.gen(function* () {
        const parked = yield* outage.waitOut(journal.list({ status: ["parked"], limit: 10_000 }))
        yield* Effect.forEach(
          parked.filter(({ parkedFor, taskQueue }) => parkedFor !== "failure" && among.includes(taskQueue)),
          ({ id }) => write(JournalEntry.Wake({ execution: id }), epoch),
          { concurrency: "unbounded", discard: true }
        )
      })

    const purge = (
      olderThan: Duration.DurationInput,
      which: "all" | "children" = "all"
    ): Effect.Effect<number, JournalError> =>
      Effect.gen(function* () {
        let total = 0
        while (true) {
          const count = yield* journal.purge(Duration.decode(olderThan), purged, which)
          total += count
          if (count < purged) return total
        }
      })

    const warned = Effect.catchAll((error: JournalError) => Effect.logWarning(error.message))

    const housekeeping = Effect.all(
      [
        Effect.schedule(warned(Effect.asVoid(purge(retention))), Schedule.spaced("1 hour")),
        Effect.schedule(warned(Effect.asVoid(purge(childRetention, "children"))), Schedule.spaced("1 minute"))
      ],
      { concurrency: "unbounded", discard: true }
    )

    const aTerm = Effect.gen(function* () {
      const term = yield* outage.waitOut(journal.term(Effect.sync(taskQueues)))
      yield* Effect.logDebug(`this process executes workflows, in term ${term.epoch}`)
      yield* Effect.forkScoped(housekeeping)
      const reason = yield* scheduler.serve(term, "lost")
      yield* Effect.logWarning(`this process no longer executes workflows: ${reason}`)
    }).pipe(
      Effect.scoped,
      Effect.zipRight(Effect.sleep(respite)),
      Effect.catchAll((error) => Effect.zipRight(Effect.logError(error.message), Effect.sleep("5 seconds")))
    )

    const start = Effect.gen(function* () {
      yield* Effect.acquireRelease(
        Effect.sync(() => {
          started++
        }),
        () =>
          Effect.sync(() => {
            started--
          })
      )
      yield* Effect.forkScoped(Stream.runForEach(journal.changes, () => scheduler.changed))
      yield* Effect.forkScoped(Effect.forever(aTerm))
    })

    // by a fiber of the engine's own: whoever registers first may do so within a span, or where nothing can be interrupted
    const startWithFirst = Deferred.await(first).pipe(
      Effect.zipRight(
        Effect.sync(() => {
          isRegistering = true
        })
      ),
      Effect.zipRight(Effect.forkScoped(awaitOthers)),
      Effect.zipRight(start)
    )
    if (starts === "automatic") yield* Effect.forkScoped(Effect.interruptible(startWithFirst))

    const tick = Effect.fn("JournalEngine.tick")(function* ({ budget }: { readonly budget: Duration.DurationInput }) {
      const began = yield* Clock.currentTimeMillis
      const limit = Duration.decode(budget)
      const term = yield* Effect.timeoutOption(journal.term(Effect.sync(taskQueues)), limit)
      if (Option.isNone(term)) return { owner: false, idle: false, next: Option.none() }
      const left = Duration.toMillis(limit) - ((yield* Clock.currentTimeMillis) - began)
      const reason = yield* Effect.timeoutOption(scheduler.serve(term.value, "idle"), Math.max(0, left))
      const idle = Option.contains(reason, "idle")
      const { next } = yield* scheduler.state
      return {
        owner: true,
        idle,
        next: idle && Number.isFinite(next) ? Option.some(Duration.millis(Math.max(0, next))) : Option.none()
      }
    }, Effect.scoped)

    const known = (execution: string) =>
      Effect.flatMap(
        journal.find(execution),
        Option.match({
          onNone: () => Effect.fail(new UnknownExecution({ execution })),
          onSome: Effect.succeed
        })
      )

    const askedBy = (entry: JournalEntry) =>
      Effect.zipRight(journal.asked, write(entry)).pipe(
        // nobody is fenced who asks without an epoch
        Effect.catchTag("TermEnded", Effect.die)
      )

    const control = JournalEngine.of({
      start,
      tick,
      status: Effect.gen(function* () {
        const { epoch, queued, resident, taskQueues } = yield* scheduler.state
        return {
          role: epoch !== undefined ? "owner" : started > 0 ? "standby" : "idle",
          epoch,
          taskQueues,
          resident,
          queued,
          waitingForJournal: yield* outage.current,
          worries: journal.worries === undefined ? [] : yield* journal.worries
        } as const
      }),
      find: known,
      list: (query = {}) => journal.list(query),
      stuckOn: (execution) => blockersOf(journal, execution),
      retry: Effect.fn("JournalEngine.retry")(function* (execution: string) {
        const { status } = yield* known(execution)
        const entry = hasEnded({ status }) ? JournalEntry.Reopen({ execution }) : JournalEntry.Wake({ execution })
        if (status === "succeeded" || status === "running") return false
        return (yield* askedBy(entry)).applied
      }),
      cancel: Effect.fn("JournalEngine.cancel")(function* (execution: string) {
        yield* known(execution)
        const { applied } = yield* askedBy(JournalEntry.Interrupt({ execution }))
        const run = scheduler.resident(execution)
        if (run !== undefined) run.interrupted = true
        return applied
      }),
      purge: (olderThan) => purge(olderThan)
    })

    return Context.make(WorkflowEngine.WorkflowEngine, engine).pipe(Context.add(JournalEngine, control))
  })

/**
 * An engine over the host's journal. It executes the workflows that are registered at it, for as long as the layer lasts.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (
  options: Options = {}
): Layer.Layer<WorkflowEngine.WorkflowEngine | JournalEngine, never, WorkflowJournal> =>
  Layer.scopedContext(make(options))
