/** Runs one execution from its history until it ends, comes to rest, or must stop. */
import * as Workflow from "@effect/workflow/Workflow"
import * as WorkflowEngine from "@effect/workflow/WorkflowEngine"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import * as Scope from "effect/Scope"
import type { History } from "../Execution.ts"
import { Fence } from "../Fence.ts"
import type { Receipt } from "../JournalEntry.ts"
import { JournalEntry } from "../JournalEntry.ts"
import { type JournalError, TermEnded } from "../WorkflowJournal.ts"
import * as LongClock from "./longClock.ts"
import * as Persisted from "./persisted.ts"
import * as Runs from "./run.ts"
import { CurrentRun, describe, park, type Run } from "./run.ts"

/** A workflow this process knows how to execute. */
export interface Registration {
  readonly workflow: Workflow.Any
  readonly execute: (
    payload: object,
    executionId: string
  ) => Effect.Effect<unknown, unknown, WorkflowEngine.WorkflowInstance | WorkflowEngine.WorkflowEngine>
  /** What its schemas may need. */
  readonly context: Context.Context<never>
}

/** What running an execution needs of the rest of the engine. */
export interface Host {
  readonly engine: WorkflowEngine.WorkflowEngine["Type"]
  readonly registration: (workflow: string) => Registration | undefined
  /** Waits while a workflow that is not registered may still be, as this process starts; says whether it has waited. */
  readonly awaitArrival: (workflow: string) => Effect.Effect<boolean>
  /** Whether its layer has been closed here: its executions are not this process's any more. */
  readonly isWithdrawn: (workflow: string) => boolean
  /** Whether the term holds this task queue. */
  readonly holds: (taskQueue: string) => boolean
  readonly history: (execution: string) => Effect.Effect<Option.Option<History>, JournalError>
  readonly write: (entry: JournalEntry, epoch: number) => Effect.Effect<Receipt, JournalError | TermEnded>
  /** A run is in memory from here on, until its body has come to an end. */
  readonly entered: (run: Run) => Effect.Effect<void>
}

/** What becomes of a run whose body has stopped: what to write, or nothing if it is not ours any more. */
type Verdict = Option.Option<JournalEntry>

const parkEntry = ({ id, parked, wakes }: Run): Verdict =>
  Option.map(Option.fromNullable(parked), (reason) => JournalEntry.Park({ execution: id, wakes, ...reason }))

/** Ended by request, before or without the body. */
const interruptedEntry = (id: string): Effect.Effect<JournalEntry> =>
  Effect.flatMap(Effect.fiberId, (fiberId) =>
    Effect.map(Effect.orDie(Persisted.exitToText(Exit.interrupt(fiberId))), (exit) =>
      JournalEntry.Finish({ execution: id, status: "interrupted", exit, error: null })
    )
  )

const finishEntry = (run: Run, workflow: Workflow.Any, exit: Exit.Exit<unknown, unknown>): Effect.Effect<Verdict> =>
  Persisted.exitToText(exit, workflow).pipe(
    Effect.map((text) =>
      Option.some(
        JournalEntry.Finish({
          execution: run.id,
          status: Exit.isSuccess(exit) ? "succeeded" : Exit.isInterrupted(exit) ? "interrupted" : "failed",
          exit: text,
          error: Exit.isFailure(exit) ? Cause.pretty(exit.cause).slice(0, 4000) : null
        })
      )
    ),
    Effect.catchAll(({ issue }) => {
      park(run, "result", "its result", issue, "Give the workflow schemas that encode what it returns, and retry.")
      return Effect.succeed(parkEntry(run))
    })
  )

const verdict = (
  run: Run,
  instance: WorkflowEngine.WorkflowInstance["Type"],
  exit: Exit.Exit<Workflow.Result<unknown, unknown>>
): Effect.Effect<Verdict> => {
  if (run.lost) return Effect.succeedNone
  if (run.parked !== undefined) return Effect.succeed(parkEntry(run))
  if (Exit.isFailure(exit)) {
    const why = Cause.isInterruptedOnly(exit.cause) ? "it interrupted itself" : Cause.pretty(exit.cause)
    park(run, "defect", "its body died", why, "Mend the workflow, and retry; or cancel the execution.")
    return Effect.succeed(parkEntry(run))
  }
  if (exit.value._tag === "Complete") return finishEntry(run, instance.workflow, exit.value.exit)
  if (run.interrupted) {
    // a workflow that suspends on failure takes even this for one
    return Effect.flatMap(Effect.fiberId, (fiberId) => {
      const asked = Exit.interrupt(fiberId)
      return Effect.zipRight(Scope.close(instance.scope, asked), finishEntry(run, instance.workflow, asked))
    })
  }
  if (exit.value.cause !== undefined) {
    park(
      run,
      "failure",
      "it failed, and suspends on failure",
      Cause.pretty(exit.value.cause),
      "Mend it, and resume or retry."
    )
    return Effect.succeed(parkEntry(run))
  }
  return Effect.succeedSome(JournalEntry.Suspend({ execution: run.id, wakes: run.wakes }))
}

/** Runs the body once, from the beginning, with whatever is known answered at once. */
const runBody = (host: Host, { execute, workflow }: Registration, payload: object, run: Run) =>
  Effect.gen(function* () {
    const instance = WorkflowEngine.WorkflowInstance.initial(workflow, run.id)
    const ending = (exit: Exit.Exit<unknown, unknown>) => {
      run.ended = true
      // before the body's scope closes: children are interrupted by what it says then
      instance.interrupted = run.interrupted && !run.lost
      // whoever executes it next goes on from here: nothing is to be taken back
      if (run.lost) instance.suspended = true
      if (Exit.isSuccess(exit) || !instance.interrupted || !instance.suspended || run.parked !== undefined) {
        return Effect.void
      }
      instance.suspended = false
      return Effect.withFiberRuntime<void>((fiber) => Effect.interruptible(Fiber.interrupt(fiber)))
    }
    const exit = yield* Effect.exit(
      execute(payload, run.id).pipe(
        Effect.onExit(ending),
        Workflow.intoResult,
        // all at once: each service provided by itself costs as much as all of them together
        Effect.provide(
          Context.make(WorkflowEngine.WorkflowInstance, instance).pipe(
            Context.add(WorkflowEngine.WorkflowEngine, host.engine),
            Context.add(CurrentRun, run),
            Context.add(Fence, run.epoch)
          )
        ),
        Effect.annotateLogs({ workflow: run.workflow, execution: run.id }),
        (body) => Effect.clockWith((clock) => Effect.withClock(body, LongClock.make(clock)))
      )
    )
    return yield* verdict(run, instance, exit)
  })

/** An execution that nobody can execute is parked; one that is to end anyway ends. */
const refuse = (
  { execution }: History,
  parkedFor: "unregistered" | "payload",
  what: string,
  issue: string,
  remedy: string
): Effect.Effect<Verdict> =>
  execution.interrupted
    ? Effect.asSome(interruptedEntry(execution.id))
    : Effect.succeedSome(
        JournalEntry.Park({
          execution: execution.id,
          wakes: execution.wakes,
          parkedFor,
          error: describe(execution, what, issue, remedy)
        })
      )

const runFrom = (host: Host, registration: Registration, history: History, epoch: number): Effect.Effect<Verdict> =>
  Effect.gen(function* () {
    const { execution } = history
    const payload = yield* Effect.either(Persisted.textToPayload(registration.workflow, execution.payload))
    if (payload._tag === "Left") {
      const remedy = "Let its schema read what is stored as well, and start again; or cancel the execution."
      return yield* refuse(history, "payload", "its payload", payload.left.issue, remedy)
    }
    const run = Runs.make(history, epoch, yield* Clock.currentTimeMillis)
    yield* host.entered(run)
    if (host.isWithdrawn(run.workflow)) return Option.none()
    return yield* runBody(host, registration, payload.right, run)
  })

/** What to write of an execution, from its history. */
const judge = (host: Host, history: History, epoch: number): Effect.Effect<Verdict> => {
  const registration = host.registration(history.execution.workflow)
  return registration === undefined
    ? refuse(
        history,
        "unregistered",
        "it cannot go on",
        "no workflow of that name is registered here",
        "Register it under the name it was started with, and start again; or cancel the execution."
      )
    : // what the workflow's schemas may need
      Effect.provide(runFrom(host, registration, history, epoch), registration.context)
}

/** The journal will never take what the execution came to. */
const unwritable = ({ execution }: History, reason: string) =>
  JournalEntry.Park({
    execution: execution.id,
    wakes: execution.wakes,
    parkedFor: "result",
    error: describe(execution, "its result", reason, "Make it smaller or give it another form, and retry.")
  })

/**
 * Executes once, until the execution has ended or rests. True if it was woken meanwhile, and what has come may be what it
 * waits for. `first` is the history of one that has only just been put down.
 */
export const execute = (
  host: Host,
  id: string,
  epoch: number,
  first: Option.Option<History>
): Effect.Effect<boolean, JournalError | TermEnded> =>
  Effect.gen(function* () {
    const history = Option.isSome(first) ? first : yield* host.history(id)
    // one that came to rest while the journal was being asked what is due
    if (Option.isNone(history) || history.value.execution.status !== "running") return false
    const { taskQueue, workflow } = history.value.execution
    // woken by this process, and executed by another
    if (!host.holds(taskQueue) || host.isWithdrawn(workflow)) return false
    // much may have happened meanwhile
    if (yield* host.awaitArrival(workflow)) return yield* execute(host, id, epoch, Option.none())
    const entry = yield* judge(host, history.value, epoch)
    // the run has heard of it, and the scheduler has to: nothing else of this term may be written any more
    if (Option.isNone(entry)) return host.isWithdrawn(workflow) ? false : yield* new TermEnded({ epoch })
    const receipt = yield* host
      .write(entry.value, epoch)
      .pipe(Effect.catchTag("JournalError", ({ reason }) => host.write(unwritable(history.value, reason), epoch)))
    if (!receipt.applied) return true
    if (entry.value._tag === "Park") yield* Effect.logWarning("a workflow is parked", entry.value.error)
    if (entry.value._tag !== "Park" || entry.value.parkedFor !== "unregistered") return false
    // registered meanwhile, when it was not parked yet
    if (host.registration(workflow) !== undefined) yield* host.write(JournalEntry.Wake({ execution: id }), epoch)
    return false
  })
