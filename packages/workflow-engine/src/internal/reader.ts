/** Collects what is to be read at the same time into one question. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import type { History } from "../Execution.ts"
import type { JournalError, WorkflowJournal } from "../WorkflowJournal.ts"
import * as Batch from "./batch.ts"
import type { Outage } from "./outage.ts"

export interface Reader {
  /** Waits for as long as the journal does not answer; fails only with what repetition would not help. */
  readonly history: (execution: string) => Effect.Effect<Option.Option<History>, JournalError>
}

export const make = (journal: WorkflowJournal["Type"], outage: Outage): Effect.Effect<Reader, never, Scope.Scope> => {
  const read = (executions: ReadonlyArray<string>) =>
    Effect.map(outage.waitOut(journal.histories(executions)), (found) =>
      executions.map((execution) => Option.fromNullable(found.get(execution)))
    )
  return Effect.map(
    Batch.make<string, Option.Option<History>, JournalError>((asks) => Batch.settle(asks, read, () => true)),
    (history) => ({ history })
  )
}
