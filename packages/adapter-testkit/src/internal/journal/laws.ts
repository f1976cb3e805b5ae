/** Whatever is written, in whatever order: the journal holds what the one in memory holds, and answers alike. */
import { assert } from "@effect/vitest"
import { Execution, type JournalEntry, MemoryWorkflowJournal } from "@openfaith/workflow-engine"
import * as Effect from "effect/Effect"
import * as FastCheck from "effect/FastCheck"
import {
  append,
  clear,
  Entry,
  journal,
  newId,
  parked,
  signalled,
  started,
  stepped,
  type Tests,
  timed
} from "./scene.ts"

/** An entry about one of a few executions, by number; what their ids are is decided for each story. */
type Tale = (ids: ReadonlyArray<string>) => JournalEntry.JournalEntry

const cast = 4

const actor = FastCheck.nat(cast - 1)
const attempt = FastCheck.integer({ min: 1, max: 2 })
const name = FastCheck.constantFrom("a", "b", "a/1")
const exit = FastCheck.constantFrom('"x"', '"y"')
const wakes = FastCheck.nat(3)

const idOf = (ids: ReadonlyArray<string>, index: number) => ids[index] ?? ""

const tale = FastCheck.oneof(
  {
    weight: 4,
    arbitrary: FastCheck.tuple(actor, FastCheck.option(actor), FastCheck.boolean()).map(
      ([of, parent, awaited]): Tale =>
        (ids) =>
          parent === null || parent === of
            ? started(idOf(ids, of))
            : started(idOf(ids, of), { parent: idOf(ids, parent), awaited })
    )
  },
  {
    weight: 2,
    arbitrary: FastCheck.tuple(actor, name, exit, attempt, FastCheck.boolean()).map(
      ([of, step, text, number, failed]): Tale =>
        (ids) =>
          stepped(idOf(ids, of), step, text, number, failed)
    )
  },
  {
    weight: 2,
    arbitrary: FastCheck.tuple(actor, name, exit, FastCheck.boolean()).map(
      ([of, signal, text, waking]): Tale =>
        (ids) =>
          signalled(idOf(ids, of), signal, text, waking)
    )
  },
  {
    weight: 1,
    arbitrary: FastCheck.tuple(actor, name).map(
      ([of, timer]): Tale =>
        (ids) =>
          timed(idOf(ids, of), timer, "1 day")
    )
  },
  {
    weight: 2,
    arbitrary: FastCheck.tuple(actor, FastCheck.constantFrom(Entry.Wake, Entry.Interrupt, Entry.Reopen)).map(
      ([of, entry]): Tale =>
        (ids) =>
          entry({ execution: idOf(ids, of) })
    )
  },
  {
    weight: 3,
    arbitrary: FastCheck.tuple(actor, wakes, FastCheck.boolean()).map(
      ([of, count, suspends]): Tale =>
        (ids) =>
          suspends ? Entry.Suspend({ execution: idOf(ids, of), wakes: count }) : parked(idOf(ids, of), count)
    )
  },
  {
    weight: 3,
    arbitrary: FastCheck.tuple(
      actor,
      FastCheck.constantFrom("succeeded" as const, "failed" as const, "interrupted" as const),
      exit
    ).map(
      ([of, status, text]): Tale =>
        (ids) =>
          Entry.Finish({ execution: idOf(ids, of), status, exit: text, error: status === "failed" ? "wrong" : null })
    )
  }
)

const story = FastCheck.array(FastCheck.array(tale, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 15 })

const sorted = <A>(entries: Iterable<readonly [string, A]>) =>
  Array.from(entries).sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))

/** All that is known of an execution, but for its times. */
const picture = (id: string) =>
  Effect.flatMap(journal, (port) =>
    Effect.map(port.histories([id]), (found) => {
      const history = found.get(id)
      if (history === undefined) return null
      const { children, execution, signals, steps } = history
      return {
        id: execution.id,
        workflow: execution.workflow,
        parent: execution.parent,
        status: execution.status,
        payload: execution.payload,
        exit: execution.exit,
        parkedFor: execution.parkedFor,
        error: execution.error,
        interrupted: execution.interrupted,
        wakes: execution.wakes,
        steps: sorted(steps),
        signals: sorted(signals),
        children: sorted(children).map(([child, { awaited, exit, status }]) => ({ child, awaited, exit, status }))
      }
    })
  )

type Picture = Effect.Effect.Success<ReturnType<typeof picture>>

interface Outcome {
  readonly receipts: ReadonlyArray<JournalEntry.Receipt>
  readonly pictures: ReadonlyArray<Picture>
}

/** What the reference comes to, told everything so far, one entry after another. */
const expected = (
  told: ReadonlyArray<JournalEntry.JournalEntry>,
  entries: ReadonlyArray<JournalEntry.JournalEntry>,
  ids: ReadonlyArray<string>
) =>
  Effect.gen(function* () {
    for (const entry of told) yield* append([entry])
    const receipts = yield* Effect.forEach(entries, (entry) => append([entry]))
    return { receipts: receipts.flat(), pictures: yield* Effect.forEach(ids, picture) } satisfies Outcome
  }).pipe(Effect.provide(MemoryWorkflowJournal.layer))

/** Orders in which the entries of one append may be applied, that of the append first; as positions in it. */
const orders = (count: number): ReadonlyArray<ReadonlyArray<number>> =>
  count === 0
    ? [[]]
    : orders(count - 1).flatMap((order) =>
        Array.from({ length: count }, (_, at) => [
          ...order.slice(0, count - 1 - at),
          count - 1,
          ...order.slice(count - 1 - at)
        ])
      )

/** Whether an execution waits for others, once all of the append is done. */
const awaitsMore = ({ pictures }: Outcome, id: string) =>
  pictures.find((each) => each?.id === id)?.children.some((child) => child.awaited && !Execution.hasEnded(child)) ===
  true

/**
 * Whether receipts say the same. How executions stand, and whether more is waited for, may be told as of the entry or as of
 * the end of its append.
 */
const agrees = (entries: ReadonlyArray<JournalEntry.JournalEntry>, actual: Outcome, model: Outcome) =>
  JSON.stringify(actual.pictures) === JSON.stringify(model.pictures) &&
  actual.receipts.length === model.receipts.length &&
  actual.receipts.every(({ applied, standing, woken }, index) => {
    const receipt = model.receipts[index]
    const after = model.pictures.find((each) => each?.id === entries[index]?.execution)
    const stands = [receipt?.standing ?? null, after ?? null].map((each) =>
      JSON.stringify(each && [each.status, each.exit, each.interrupted])
    )
    return (
      applied === receipt?.applied &&
      stands.includes(JSON.stringify(standing && [standing.status, standing.exit, standing.interrupted])) &&
      woken.length === receipt.woken.length &&
      receipt.woken.every(({ execution, more }) =>
        woken.some(
          (each) => each.execution === execution && (each.more === more || each.more === awaitsMore(model, execution))
        )
      )
    )
  })

export const laws = (it: Tests, stories: number) => {
  it.effect.prop(
    "holds, and answers, what the journal in memory does, whatever is written",
    [story],
    ([appends]) =>
      Effect.gen(function* () {
        const ids = yield* Effect.forEach(Array.from({ length: cast }), () => newId())
        let told: ReadonlyArray<JournalEntry.JournalEntry> = []
        for (const tales of appends) {
          const entries = tales.map((each) => each(ids))
          const actual: Outcome = { receipts: yield* append(entries), pictures: yield* Effect.forEach(ids, picture) }
          let match: ReadonlyArray<JournalEntry.JournalEntry> | undefined
          let first: Outcome | undefined
          for (const order of orders(entries.length)) {
            const ordered = order.flatMap((at) => entries.slice(at, at + 1))
            const outcome = yield* expected(told, ordered, ids)
            const receipts = entries.flatMap((_, at) =>
              outcome.receipts.slice(order.indexOf(at), order.indexOf(at) + 1)
            )
            const model = { ...outcome, receipts }
            first ??= model
            if (!agrees(entries, actual, model)) continue
            match = ordered
            break
          }
          if (match === undefined) {
            assert.deepStrictEqual(actual, first, `after ${JSON.stringify(told)}, ${JSON.stringify(entries)}`)
            return assert.fail("the outcome differs from that of every order of the entries")
          }
          told = [...told, ...match]
        }
        // leaves no timers behind for those who ask for all that are due
        yield* append(ids.map((id) => started(id)))
        yield* clear
      }),
    { fastCheck: { numRuns: stories } }
  )
}
