/** Journals and engines in Redis, as processes of their own would have them: over connections of their own. */
import { JournalEntry, WorkflowJournal } from "@openfaith/workflow-engine"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import * as RedisWorkflowJournal from "../src/RedisWorkflowJournal.ts"
import { client } from "./Server.ts"

export type Port = WorkflowJournal.WorkflowJournal["Type"]

/** A journal as another process has it. */
export const journal = (address: string, options: RedisWorkflowJournal.Options = {}) =>
  Effect.map(
    Layer.build(Layer.fresh(RedisWorkflowJournal.layer(options)).pipe(Layer.provide(client(address)))),
    Context.get(WorkflowJournal.WorkflowJournal)
  )

/** A term in a scope of its own. */
export const aTerm = ({ term }: Port) =>
  Effect.gen(function* () {
    const scope = yield* Scope.make()
    const given = yield* Scope.extend(term(Effect.succeed(["W"])), scope)
    return { ...given, end: Scope.close(scope, Exit.void) }
  })

export const start = (execution: string) =>
  JournalEntry.JournalEntry.Start({
    execution,
    workflow: "W",
    taskQueue: "W",
    payload: "{}",
    parent: null,
    awaited: false
  })

export const step = (execution: string, name = "s") =>
  JournalEntry.JournalEntry.Step({ execution, name, attempt: 1, exit: "1", failed: false })

export const finish = (execution: string) =>
  JournalEntry.JournalEntry.Finish({ execution, status: "succeeded", exit: "1", error: null })
