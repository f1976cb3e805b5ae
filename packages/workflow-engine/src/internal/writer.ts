/** Collects what is to be written at the same time into one append. */
import * as Cause from "effect/Cause"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { JournalEntry, Receipt } from "../JournalEntry.ts"
import type { JournalError, TermEnded, WorkflowJournal } from "../WorkflowJournal.ts"
import type { Outage } from "./outage.ts"

type Answer = Effect.Effect<Receipt, JournalError | TermEnded>

interface Ask {
  readonly entry: JournalEntry
  readonly epoch: number | undefined
  /** Ends the wait of whoever asked; nothing to who waits no more. */
  readonly resume: (answer: Answer) => void
}

export interface Writer {
  /** Waits for as long as the journal does not answer; fails only with what repetition would not help. */
  readonly write: (entry: JournalEntry, epoch?: number) => Answer
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

const isOfOne = (error: JournalError | TermEnded) => error._tag === "JournalError"

const tell = (group: ReadonlyArray<Ask>, answer: (index: number) => Answer) =>
  Effect.sync(() => {
    for (const [index, { resume }] of group.entries()) resume(answer(index))
  })

export const make = (journal: WorkflowJournal["Type"], outage: Outage): Effect.Effect<Writer, never, Scope.Scope> =>
  Effect.gen(function* () {
    /** What is to be written, in the order of arrival, and who waits for there to be something. */
    const asks: Array<Ask> = []
    let wake: (() => void) | undefined

    const something = Effect.async<void>((resume) => {
      if (asks.length > 0) return resume(Effect.void)
      wake = () => resume(Effect.void)
      return Effect.sync(() => {
        wake = undefined
      })
    })

    const settle = (group: ReadonlyArray<Ask>, epoch: number | undefined): Effect.Effect<void> =>
      Effect.matchCauseEffect(
        outage.waitOut(
          journal.append(
            group.map(({ entry }) => entry),
            epoch
          )
        ),
        {
          onFailure: (cause) => {
            // one of them is to blame, and only that one should hear of it
            if (group.length > 1 && Cause.failures(cause).pipe(Chunk.some(isOfOne))) {
              return Effect.forEach(group, (ask) => settle([ask], epoch), { discard: true })
            }
            // a journal that dies of one append may live through the next
            return Cause.isInterrupted(cause) ? Effect.interrupt : tell(group, () => Effect.failCause(cause))
          },
          onSuccess: (receipts) =>
            tell(group, (index) => {
              const receipt = receipts[index]
              return receipt === undefined
                ? Effect.dieMessage("the journal gave fewer receipts than it had entries")
                : Effect.succeed(receipt)
            })
        }
      )

    yield* something.pipe(
      // what others are about to ask arrives with the next turn of the event loop
      Effect.zipRight(turn),
      Effect.flatMap(() =>
        Effect.forEach(byEpoch(asks.splice(0, most)), ([epoch, group]) => settle(group, epoch), { discard: true })
      ),
      Effect.forever,
      Effect.forkScoped
    )

    return {
      write: (entry, epoch) =>
        Effect.async((resume) => {
          asks.push({ entry, epoch, resume })
          const woken = wake
          wake = undefined
          woken?.()
        })
    }
  })
