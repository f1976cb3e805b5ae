/** What `@effect/workflow` asks of an engine, answered from a run's history, or from the journal. */
import type * as Activity from "@effect/workflow/Activity"
import * as Workflow from "@effect/workflow/Workflow"
import * as WorkflowEngine from "@effect/workflow/WorkflowEngine"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Scope from "effect/Scope"
import type { Execution } from "../Execution.ts"
import { stepKey } from "../Execution.ts"
import type { Receipt } from "../JournalEntry.ts"
import { JournalEntry } from "../JournalEntry.ts"
import * as TaskQueue from "../TaskQueue.ts"
import type { JournalError, TermEnded } from "../WorkflowJournal.ts"
import { answered, halt, isStopping, outOfPlace, quiet } from "./body.ts"
import * as Children from "./children.ts"
import * as Persisted from "./persisted.ts"
import { CurrentRun, park, type Run, remedies } from "./run.ts"
import { awaiting } from "./stuck.ts"

/** What the hooks need of the rest of the engine. */
export interface Host {
  readonly register: (
    workflow: Workflow.Any,
    execute: (
      payload: object,
      executionId: string
    ) => Effect.Effect<unknown, unknown, WorkflowEngine.WorkflowInstance | WorkflowEngine.WorkflowEngine>
  ) => Effect.Effect<void, never, Scope.Scope>
  /** Writes, and passes on to the scheduler whatever the entry woke. */
  readonly write: (entry: JournalEntry, epoch?: number) => Effect.Effect<Receipt, JournalError | TermEnded>
  /** Before a host waits for something to be written. */
  readonly asked: Effect.Effect<void>
  readonly find: (execution: string) => Effect.Effect<Option.Option<Execution>>
  /** Waits for the end of an execution, for as long as that takes, and gives the text of its exit. */
  readonly ended: (execution: string) => Effect.Effect<string>
  readonly linger: Children.Host["linger"]
  /** An interruption was asked for: a run in this process's memory hears of it at once. */
  readonly tell: (execution: string) => Effect.Effect<void>
}

export const make = (host: Host): WorkflowEngine.WorkflowEngine["Type"] => {
  /** Writes on behalf of a run; nothing comes back where the run must stop. */
  const writeIn = (run: Run, entry: JournalEntry, what: string): Effect.Effect<Option.Option<Receipt>> => {
    run.isNew = true
    return Effect.map(
      Effect.catchTags(Effect.asSome(host.write(entry, run.epoch)), {
        TermEnded: () =>
          Effect.sync(() => {
            run.lost = true
            return Option.none<Receipt>()
          }),
        JournalError: (error) =>
          Effect.sync(() => {
            park(run, "step", what, error.reason, remedies.store)
            return Option.none<Receipt>()
          })
      }),
      Option.map((receipt) => {
        // an interruption asked for through another process is heard of with the next step
        if (entry.execution === run.id && receipt.standing?.interrupted === true) run.interrupted = true
        return receipt
      })
    )
  }

  /** Writes for the host, who is told of what can never be written. */
  const writeFor = (run: Run | undefined, entry: JournalEntry, what: string): Effect.Effect<void> =>
    run === undefined
      ? Effect.zipRight(host.asked, Effect.asVoid(Effect.orDie(host.write(entry))))
      : Effect.asVoid(writeIn(run, entry, what))

  const executeStep = (
    run: Run,
    activity: Activity.Any,
    attempt: number,
    instance: WorkflowEngine.WorkflowInstance["Type"]
  ) =>
    Effect.gen(function* () {
      const what = `step ${stepKey(activity.name, attempt)}`
      run.isNew = true
      // as the library makes them, but its scope is made by this fiber, and not by one of its own
      const inner = WorkflowEngine.WorkflowInstance.of({
        executionId: instance.executionId,
        workflow: instance.workflow,
        scope: yield* Scope.make(),
        suspended: false,
        interrupted: false,
        cause: undefined,
        activityState: { count: 0, latch: Effect.unsafeMakeLatch() }
      })
      const result: Workflow.Result<unknown, unknown> = yield* activity.executeEncoded.pipe(
        Workflow.intoResult,
        Effect.provideService(WorkflowEngine.WorkflowInstance, inner)
      )
      if (run.lost) return yield* halt
      // with the failure, where the workflow suspends on one
      if (result._tag === "Suspended") return result
      const stored = yield* Effect.either(
        Effect.zip(Persisted.exitToText(result.exit), Persisted.readExit(activity, result.exit))
      )
      if (stored._tag === "Left") {
        park(run, "step", what, stored.left.issue, remedies.step)
        return yield* halt
      }
      const [text, exit] = stored.right
      const receipt = yield* writeIn(
        run,
        JournalEntry.Step({
          execution: run.id,
          name: activity.name,
          attempt,
          exit: text,
          failed: Exit.isFailure(exit)
        }),
        what
      )
      if (Option.isNone(receipt)) return yield* halt
      run.steps.set(stepKey(activity.name, attempt), text)
      return new Workflow.Complete({ exit })
    })

  const replay = (run: Run, activity: Activity.Any, attempt: number, text: string) =>
    Persisted.textToExit(text).pipe(
      Effect.flatMap((exit) => Persisted.readExit(activity, exit)),
      Effect.zipLeft(answered(run)),
      Effect.map((exit): Workflow.Result<unknown, unknown> => new Workflow.Complete({ exit })),
      Effect.catchAll(({ issue }) => {
        park(run, "step", `step ${stepKey(activity.name, attempt)}`, issue, remedies.step)
        return halt
      })
    )

  const interrupt = (run: Run | undefined, execution: string) =>
    Effect.zipRight(
      writeFor(run, JournalEntry.Interrupt({ execution }), `the interruption of ${execution}`),
      host.tell(execution)
    )

  const children = Children.make({ writeIn, linger: host.linger, interrupt })

  const executeForHost = (
    workflow: Workflow.Any,
    id: string,
    payload: object,
    parent: string | null,
    awaited: boolean
  ) =>
    Effect.gen(function* () {
      const text = yield* Effect.orDie(Persisted.payloadToText(workflow, payload))
      yield* writeFor(
        undefined,
        JournalEntry.Start({
          execution: id,
          workflow: workflow.name,
          taskQueue: TaskQueue.of(workflow),
          payload: text,
          parent,
          awaited: false
        }),
        workflow.name
      )
      if (!awaited) return yield* halt
      return yield* Children.resultOf(undefined, workflow, id, yield* awaiting(id, host.ended(id)))
    })

  const activityExecute: WorkflowEngine.Encoded["activityExecute"] = (activity, attempt) =>
    Effect.gen(function* () {
      const run = yield* CurrentRun
      const instance = yield* WorkflowEngine.WorkflowInstance
      if (run === undefined) return yield* outOfPlace(`the activity ${activity.name}`)
      run.asked++
      const key = stepKey(activity.name, attempt)
      const known = run.steps.get(key)
      if (run.begun.has(key)) {
        yield* Effect.logWarning(
          `${run.workflow} ${run.id} runs the step ${key} twice: it gets its first result again; give each its own name`
        )
      }
      run.begun.add(key)
      if (known !== undefined) return yield* replay(run, activity, attempt, known)
      return isStopping(run) ? yield* halt : yield* executeStep(run, activity, attempt, instance)
    })

  const hooks: WorkflowEngine.Encoded = {
    register: host.register,

    execute: <const Discard extends boolean>(
      workflow: Workflow.Any,
      {
        discard,
        executionId,
        parent,
        payload
      }: {
        readonly executionId: string
        readonly payload: object
        readonly discard: Discard
        readonly parent?: WorkflowEngine.WorkflowInstance["Type"] | undefined
      }
    ) =>
      Effect.flatMap(
        CurrentRun,
        (run) =>
          run === undefined
            ? executeForHost(workflow, executionId, payload, parent?.executionId ?? null, !discard)
            : children.execute(run, workflow, executionId, payload, !discard)
        // the library ignores what comes back where it discards
      ) as Effect.Effect<Discard extends true ? void : Workflow.Result<unknown, unknown>>,

    poll: (workflow, executionId) =>
      Effect.flatMap(host.find(executionId), (found): Effect.Effect<Workflow.Result<unknown, unknown> | undefined> => {
        if (Option.isNone(found) || found.value.status === "running") return Effect.succeed(undefined)
        return found.value.exit === null ? halt : Children.resultOf(undefined, workflow, executionId, found.value.exit)
      }),

    interrupt: (_workflow, executionId) => Effect.flatMap(CurrentRun, (run) => interrupt(run, executionId)),

    resume: (_workflow, executionId) =>
      Effect.flatMap(CurrentRun, (run) =>
        writeFor(run, JournalEntry.Wake({ execution: executionId }), `the resumption of ${executionId}`)
      ),

    activityExecute,

    deferredResult: (deferred) =>
      Effect.gen(function* () {
        const run = yield* CurrentRun
        if (run === undefined) return yield* outOfPlace(`the deferred ${deferred.name}`)
        run.asked++
        const text = run.signals.get(deferred.name)
        if (text === undefined) {
          run.missed.add(deferred.name)
          yield* quiet(run)
          return undefined
        }
        yield* answered(run)
        return yield* Persisted.textToExit(text).pipe(
          Effect.tap((exit) => Persisted.checkExit(deferred, exit)),
          Effect.catchAll(({ issue }) =>
            Effect.sync(() => park(run, "signal", `the signal ${deferred.name}`, issue, remedies.signal))
          ),
          Effect.map((exit) => exit ?? undefined)
        )
      }),

    deferredDone: ({ deferredName, executionId, exit }) =>
      Effect.gen(function* () {
        const run = yield* CurrentRun
        // the end of the term interrupts bodies, and that is no answer to anybody
        const isAbandoned = (of: Run) => of.lost && Exit.isInterrupted(exit)
        if (run !== undefined && isAbandoned(run)) return
        const what = `the signal ${deferredName}`
        const text = yield* Effect.either(Persisted.exitToText(exit))
        if (text._tag === "Left") {
          if (run === undefined) return yield* Effect.dieMessage(`${what} of ${executionId}: ${text.left.issue}`)
          return park(run, "signal", what, text.left.issue, remedies.signal)
        }
        const entry = JournalEntry.Signal({ execution: executionId, name: deferredName, exit: text.right, wakes: true })
        const receipt = run === undefined || run.lost ? Option.none() : yield* writeIn(run, entry, what)
        // a fiber that a step has left behind may outlive the term: it signals as any host does
        if (run === undefined || (run.lost && !isAbandoned(run))) return yield* writeFor(undefined, entry, what)
        if (run.id !== executionId || Option.isNone(receipt)) return
        if (!run.signals.has(deferredName)) run.signals.set(deferredName, text.right)
        // where the body has not looked for it yet, it will see it there: that wake is nothing new
        if (receipt.value.applied && !run.missed.has(deferredName)) run.wakes++
      }),

    scheduleClock: (_workflow, { clock, executionId }) =>
      Effect.gen(function* () {
        const run = yield* CurrentRun
        // every replay schedules it again
        if (run?.id === executionId && run.signals.has(clock.deferred.name)) return
        const exit = yield* Effect.orDie(Persisted.exitToText(Exit.void))
        const { name } = clock.deferred
        yield* writeFor(
          run,
          JournalEntry.Timer({ execution: executionId, name, exit, after: clock.duration }),
          `the timer ${name}`
        )
      })
  }
  const library = WorkflowEngine.makeUnsafe(hooks)

  type Execute = typeof library.execute

  const execute = (...[workflow, options]: Parameters<Execute>) =>
    Effect.contextWithEffect((context: Context.Context<never>): Effect.Effect<unknown, unknown, unknown> => {
      const run = Context.get(context, CurrentRun)
      const instance = Context.getOption(context, WorkflowEngine.WorkflowInstance)
      return run === undefined || Option.isNone(instance)
        ? library.execute(workflow, options)
        : children.executeWithin(run, instance.value, workflow, options)
    })

  return WorkflowEngine.WorkflowEngine.of({
    ...library,
    // what comes back was decoded by the schemas of the workflow, which give it its type
    execute: execute as Execute,
    // exits are decoded already, which the library would do once more, by a schema that it has to prepare for each step
    activityExecute: activityExecute as WorkflowEngine.WorkflowEngine["Type"]["activityExecute"]
  })
}
