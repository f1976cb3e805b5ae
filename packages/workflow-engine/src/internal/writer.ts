/** Collects what is to be written at the same time into one append. */
import * as Chunk from "effect/Chunk"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Queue from "effect/Queue"
import type * as Scope from "effect/Scope"
import type { JournalEntry, Receipt } from "../JournalEntry.ts"
import type { JournalError, TermEnded, WorkflowJournal } from "../WorkflowJournal.ts"
import type { Outage } from "./outage.ts"

interface Ask {
  readonly entry: JournalEntry
  readonly epoch: number | undefined
  readonly answer: Deferred.Deferred<Receipt, JournalError | TermEnded>
}

export interface Writer {
  /** Waits for as long as the journal does not answer; fails only with what repetition would not help. */
  readonly write: (entry: JournalEntry, epoch?: number) => Effect.Effect<Receipt, JournalError | TermEnded>
}

/** As many as one transaction takes without keeping others waiting. */
const most = 500

const turn = Effect.async<void>((resume) => {
  const immediate = setImmediate(() => resume(Effect.void))
  return Effect.sync(() => clearImmediate(immediate))
})

/** Asks with the same fence, in the order of arrival. */
const byEpoch = (asks: Iterable<Ask>) => {
  const groups = new Map<number | undefined, Array<Ask>>()
  for (const ask of asks) {
    const group = groups.get(ask.epoch)
    if (group === undefined) groups.set(ask.epoch, [ask])
    else group.push(ask)
  }
  return groups
}

export const make = (journal: WorkflowJournal["Type"], outage: Outage): Effect.Effect<Writer, never, Scope.Scope> =>
  Effect.gen(function* () {
    const asks = yield* Queue.unbounded<Ask>()

    const append = (entries: ReadonlyArray<JournalEntry>, epoch: number | undefined) =>
      outage.waitOut(journal.append(entries, epoch))

    const settle = (group: ReadonlyArray<Ask>, epoch: number | undefined): Effect.Effect<void> =>
      Effect.flatMap(
        Effect.either(
          append(
            group.map(({ entry }) => entry),
            epoch
          )
        ),
        Either.match({
          onLeft: (error) =>
            error._tag === "JournalError" && group.length > 1
              ? // one of them is to blame, and only that one should hear of it
                Effect.forEach(group, (ask) => settle([ask], epoch), { discard: true })
              : Effect.forEach(group, ({ answer }) => Deferred.fail(answer, error), { discard: true }),
          onRight: (receipts) =>
            Effect.forEach(
              group,
              ({ answer }, index) => {
                const receipt = receipts[index]
                return receipt === undefined
                  ? Deferred.die(answer, new Error("the journal gave fewer receipts than it had entries"))
                  : Deferred.succeed(answer, receipt)
              },
              { discard: true }
            )
        })
      )

    yield* Queue.take(asks).pipe(
      // what others are about to ask arrives with the next turn of the event loop
      Effect.tap(() => turn),
      Effect.flatMap((first) => Effect.map(Queue.takeUpTo(asks, most - 1), Chunk.prepend(first))),
      Effect.flatMap((taken) =>
        Effect.forEach(byEpoch(taken), ([epoch, group]) => settle(group, epoch), { discard: true })
      ),
      Effect.forever,
      Effect.forkScoped
    )

    return {
      write: (entry, epoch) =>
        Effect.flatMap(Deferred.make<Receipt, JournalError | TermEnded>(), (answer) =>
          Effect.zipRight(Queue.offer(asks, { entry, epoch, answer }), Deferred.await(answer))
        )
    }
  })
