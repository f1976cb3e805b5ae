/** What cannot go on by itself, and who waits for it. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Execution } from "../Execution.ts"
import type { JournalError, WorkflowJournal } from "../WorkflowJournal.ts"

/** The executions that a host's fiber waits for, where somebody wants to know when one of them is stuck. */
export class Awaited extends Context.Reference<Awaited>()("@openfaith/workflow-engine/Awaited", {
  defaultValue: (): Set<string> | undefined => undefined
}) {}

/** Notes who is waited for, for as long as that lasts. */
export const awaiting = <A, E, R>(id: string, wait: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.flatMap(Awaited, (awaited) =>
    awaited === undefined
      ? wait
      : Effect.acquireUseRelease(
          Effect.sync(() => awaited.add(id)),
          () => wait,
          () => Effect.sync(() => awaited.delete(id))
        )
  )

/** So many children are looked at; of those of a parent, all are mostly stuck for one reason. */
const most = 100

/** Those below an execution, or itself, that are parked, unless anything there goes on. */
export const blockers = (
  journal: WorkflowJournal["Type"],
  execution: Execution
): Effect.Effect<ReadonlyArray<Execution>, JournalError> =>
  Effect.gen(function* () {
    if (execution.status === "parked") return [execution]
    if (execution.status !== "waiting") return []
    const children = (status: Execution["status"], limit: number) =>
      journal.list({ parent: execution.id, status: [status], limit })
    if ((yield* children("running", 1)).length > 0) return []
    const found: Array<Execution> = []
    for (const child of yield* children("waiting", most)) {
      const below = yield* blockers(journal, child)
      if (below.length === 0) return []
      found.push(...below)
    }
    return [...found, ...(yield* children("parked", most))]
  })

/** As `blockers`, of an execution that there may not be. */
export const blockersOf = (
  journal: WorkflowJournal["Type"],
  id: string
): Effect.Effect<ReadonlyArray<Execution>, JournalError> =>
  Effect.flatMap(
    journal.find(id),
    Option.match({ onNone: () => Effect.succeed([]), onSome: (found) => blockers(journal, found) })
  )
