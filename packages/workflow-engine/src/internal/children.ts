/** Executions that a body asks for. */
import * as Workflow from "@effect/workflow/Workflow"
import type * as WorkflowEngine from "@effect/workflow/WorkflowEngine"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Scope from "effect/Scope"
import type { Child } from "../Execution.ts"
import { hasEnded } from "../Execution.ts"
import type { Receipt } from "../JournalEntry.ts"
import { JournalEntry } from "../JournalEntry.ts"
import * as TaskQueue from "../TaskQueue.ts"
import { answered, type Halted, halt, isStopping, quiet } from "./body.ts"
import * as Persisted from "./persisted.ts"
import { park, type Run, remedies } from "./run.ts"

type Instance = WorkflowEngine.WorkflowInstance["Type"]

/** What children need of the other hooks. */
export interface Host {
  /** Writes on behalf of a run; nothing comes back where the run must stop. */
  readonly writeIn: (run: Run, entry: JournalEntry, what: string) => Effect.Effect<Option.Option<Receipt>>
  /**
   * Starts a child and, unless that says how it ended, waits a short while for one that is about to; meanwhile others have
   * the parent's place. Gives the text of its exit, if it has one by then.
   */
  readonly linger: (
    run: Run,
    child: string,
    start: Effect.Effect<Child | undefined>
  ) => Effect.Effect<string | undefined>
  readonly interrupt: (run: Run, execution: string) => Effect.Effect<void>
}

export interface Children {
  /** Starts a child, and gives its result where it is awaited and has one. */
  readonly execute: (run: Run, workflow: Workflow.Any, id: string, payload: object, awaited: boolean) => Halted
  /** The same, as a body asks for it: its value or its error, or its id; or the body ends here. */
  readonly executeWithin: (
    run: Run,
    instance: Instance,
    workflow: Workflow.Any,
    options: { readonly executionId: string; readonly payload: object; readonly discard?: boolean | undefined }
  ) => Effect.Effect<unknown, unknown, Scope.Scope | WorkflowEngine.WorkflowInstance>
}

const isSuspended = (result: Workflow.Result<unknown, unknown>) => result._tag === "Suspended"

/** The result of an execution that somebody waits for: of a run, or of a host. */
export const resultOf = (run: Run | undefined, workflow: Workflow.Any, id: string, exit: string): Halted =>
  Persisted.textToExit(exit, workflow).pipe(
    Effect.map((decoded) => new Workflow.Complete({ exit: decoded })),
    Effect.catchAll(({ issue }) => {
      if (run === undefined) {
        return Effect.dieMessage(`the result of ${workflow.name} ${id} cannot be read: ${issue}\n${remedies.result}`)
      }
      park(run, "result", `the result of its child ${workflow.name} ${id}`, issue, remedies.result)
      return halt
    })
  )

export const make = ({ interrupt, linger, writeIn }: Host): Children => {
  const start = (run: Run, workflow: Workflow.Any, id: string, payload: object, awaited: boolean) =>
    Effect.gen(function* () {
      const known = run.children.get(id)
      if (known !== undefined && (known.awaited || !awaited || hasEnded(known))) return known
      const what = `its child ${workflow.name} ${id}`
      const text = yield* Effect.either(Persisted.payloadToText(workflow, payload))
      if (text._tag === "Left") {
        park(run, "payload", `the payload of ${what}`, text.left.issue, remedies.payload)
        return undefined
      }
      const receipt = yield* writeIn(
        run,
        JournalEntry.Start({
          execution: id,
          workflow: workflow.name,
          taskQueue: TaskQueue.of(workflow),
          payload: text.right,
          parent: run.id,
          awaited
        }),
        what
      )
      if (Option.isNone(receipt) || receipt.value.standing === null) return undefined
      const child: Child = { status: receipt.value.standing.status, exit: receipt.value.standing.exit, awaited }
      run.children.set(id, child)
      return child
    })

  const execute = (run: Run, workflow: Workflow.Any, id: string, payload: object, awaited: boolean): Halted =>
    Effect.gen(function* () {
      if (id === run.id) return yield* Effect.dieMessage(`${workflow.name} ${id} waits for itself`)
      run.asked++
      const known = run.children.get(id)
      if (known !== undefined) yield* answered(run)
      if (known?.exit != null && awaited) return yield* resultOf(run, workflow, id, known.exit)
      if (isStopping(run)) return yield* halt
      const starting = start(run, workflow, id, payload, awaited)
      if (!awaited) return yield* Effect.zipRight(starting, halt)
      const exit = yield* linger(run, id, starting)
      if (exit !== undefined) return yield* resultOf(run, workflow, id, exit)
      yield* quiet(run)
      return yield* halt
    })

  /**
   * Passes an interruption of the body on to its children, when the scope they were asked for in closes. One finalizer for
   * all of a scope: the library adds one for each child, and keeps it, with all that it knows of that child, for as long as
   * the body runs.
   */
  const linkedIn = (run: Run, scope: Scope.Scope, instance: Instance) => {
    const known = run.linked.get(scope)
    if (known !== undefined) return Effect.succeed(known)
    const linked = new Set<string>()
    run.linked.set(scope, linked)
    const passOn = Effect.suspend(() =>
      instance.interrupted ? Effect.forEach(linked, (id) => interrupt(run, id), { discard: true }) : Effect.void
    )
    return Effect.as(Scope.addFinalizer(scope, passOn), linked)
  }

  const executeWithin: Children["executeWithin"] = (run, instance, workflow, { discard, executionId, payload }) =>
    Effect.gen(function* () {
      const linked = yield* linkedIn(run, yield* Scope.Scope, instance)
      linked.add(executionId)
      const executed = execute(run, workflow, executionId, payload, discard !== true)
      if (discard === true) {
        yield* executed
        // there is no result to say so with
        return isStopping(run) ? yield* Workflow.suspend(instance) : executionId
      }
      const result = yield* Workflow.wrapActivityResult(executed, isSuspended)
      if (result._tag === "Suspended") return yield* Workflow.suspend(instance)
      linked.delete(executionId)
      return yield* result.exit
    })

  return { execute, executeWithin }
}
