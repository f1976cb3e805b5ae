/** Collects what is to be written at the same time into one append. */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { JournalEntry, Receipt } from "../JournalEntry.ts"
import type { JournalError, TermEnded, WorkflowJournal } from "../WorkflowJournal.ts"
import * as Batch from "./batch.ts"
import type { Outage } from "./outage.ts"

type Failure = JournalError | TermEnded

export interface Writer {
  /** Waits for as long as the journal does not answer; fails only with what repetition would not help. */
  readonly write: (entry: JournalEntry, epoch?: number) => Effect.Effect<Receipt, Failure>
}

interface Fenced {
  readonly entry: JournalEntry
  readonly epoch: number | undefined
}

type Ask = Batch.Ask<Fenced, Receipt, Failure>

/** Asks with the same fence, in the order of arrival. */
const byEpoch = (asks: ReadonlyArray<Ask>) => {
  const groups = new Map<number | undefined, Array<Ask>>()
  for (const ask of asks) {
    const group = groups.get(ask.what.epoch)
    if (group === undefined) groups.set(ask.what.epoch, [ask])
    else group.push(ask)
  }
  return groups
}

const isOfOne = (error: Failure) => error._tag === "JournalError"

export const make = (journal: WorkflowJournal["Type"], outage: Outage): Effect.Effect<Writer, never, Scope.Scope> => {
  const append = (epoch: number | undefined) => (all: ReadonlyArray<Fenced>) =>
    outage.waitOut(
      journal.append(
        all.map(({ entry }) => entry),
        epoch
      )
    )
  return Effect.map(
    Batch.make<Fenced, Receipt, Failure>((asks) =>
      Effect.forEach(byEpoch(asks), ([epoch, group]) => Batch.settle(group, append(epoch), isOfOne), { discard: true })
    ),
    (ask) => ({ write: (entry, epoch) => ask({ entry, epoch }) })
  )
}
