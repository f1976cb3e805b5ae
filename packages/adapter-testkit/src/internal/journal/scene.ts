/** What the tests of a journal begin with. */
import type { Vitest } from "@effect/vitest"
import type { Execution } from "@openfaith/workflow-engine"
import { JournalEntry, WorkflowJournal } from "@openfaith/workflow-engine"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"

/** Tests that share one journal, on the real clock. */
export type Tests = Vitest.MethodsNonLive<WorkflowJournal.WorkflowJournal, true>

export const Entry = JournalEntry.JournalEntry

export const journal = WorkflowJournal.WorkflowJournal

/** What the executions of these tests are in, unless they say otherwise. */
export const taskQueues: ReadonlyArray<string> = ["testing"]

let ids = 0

/** An id nobody has used before, on a journal that earlier runs may have written to. */
export const newId = (label = "execution"): Effect.Effect<string> =>
  Effect.map(Random.nextIntBetween(0, 2 ** 31), (number) => `${label}-${number.toString(36)}-${++ids}`)

export const started = (
  execution: string,
  given: Partial<Parameters<typeof Entry.Start>[0]> = {}
): JournalEntry.JournalEntry =>
  Entry.Start({
    execution,
    workflow: "Testing",
    taskQueue: "testing",
    payload: `{"of":"${execution}"}`,
    parent: null,
    awaited: false,
    ...given
  })

export const stepped = (execution: string, name: string, exit = '"done"', attempt = 1, failed = false) =>
  Entry.Step({ execution, name, attempt, exit, failed })

export const signalled = (execution: string, name: string, exit = '"heard"', wakes = true) =>
  Entry.Signal({ execution, name, exit, wakes })

export const timed = (execution: string, name: string, after: Duration.DurationInput, exit = '"rung"') =>
  Entry.Timer({ execution, name, exit, after: Duration.decode(after) })

export const finished = (execution: string, status: "succeeded" | "failed" | "interrupted" = "succeeded") =>
  Entry.Finish({ execution, status, exit: `"${status}"`, error: status === "failed" ? "it went wrong" : null })

export const parked = (execution: string, wakes: number) =>
  Entry.Park({ execution, wakes, parkedFor: "step", error: "a step of it is unreadable" })

/** Several entries in one append. */
export const append = (entries: ReadonlyArray<JournalEntry.JournalEntry>, epoch?: number) =>
  Effect.flatMap(journal, (port) => port.append(entries, epoch))

const onlyOne = (receipts: ReadonlyArray<JournalEntry.Receipt>) =>
  receipts[0] === undefined || receipts.length > 1
    ? Effect.dieMessage(`one entry got ${receipts.length} receipts`)
    : Effect.succeed(receipts[0])

/** One entry in an append of its own. */
export const write = (entry: JournalEntry.JournalEntry, epoch?: number) =>
  Effect.flatMap(append([entry], epoch), onlyOne)

/** Entries one after another, each in an append of its own: their order counts. */
export const inOrder = (...entries: ReadonlyArray<JournalEntry.JournalEntry>) =>
  Effect.forEach(entries, (entry) => write(entry))

/** Of a child, what the port promises of it, and not what else a journal may know. */
const plain = (history: Execution.History): Execution.History => ({
  ...history,
  children: new Map(
    Array.from(history.children, ([id, { awaited, exit, status }]) => [id, { awaited, exit, status }] as const)
  )
})

export const historyOf = (
  execution: string
): Effect.Effect<Execution.History, unknown, WorkflowJournal.WorkflowJournal> =>
  Effect.flatMap(
    Effect.flatMap(journal, (port) => port.histories([execution])),
    (found) => {
      const history = found.get(execution)
      return history === undefined
        ? Effect.dieMessage(`the journal knows nothing of ${execution}`)
        : Effect.succeed(plain(history))
    }
  )

export const standingOf = (execution: string) => Effect.map(historyOf(execution), (history) => history.execution)

/** Epochs may be asked for only where the term lasts: the whole test is within it. */
export const term = Effect.flatMap(journal, (port) => port.term(Effect.succeed(taskQueues)))

/** Ends and forgets all there is: what follows asks about everything in the journal. */
export const clear = Effect.gen(function* () {
  const port = yield* journal
  while (true) {
    const unfinished = yield* port.list({ status: ["running", "waiting", "parked"], limit: 500 })
    if (unfinished.length === 0) break
    yield* port.append(unfinished.map(({ id }) => finished(id)))
  }
  while ((yield* port.purge(Duration.zero, 500)) > 0) {
    // the next batch
  }
})

/** Real time has to pass, since the clock of a database cannot be mocked. */
export const pause = (duration: Duration.DurationInput) => Effect.sleep(duration)
