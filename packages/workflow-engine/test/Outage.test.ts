import { assert, describe, it } from "@effect/vitest"
import * as Activity from "@effect/workflow/Activity"
import * as Workflow from "@effect/workflow/Workflow"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as JournalEngine from "../src/JournalEngine.ts"
import { JournalEntry } from "../src/JournalEntry.ts"
import { JournalError, TermEnded } from "../src/WorkflowJournal.ts"
import { becomes, eventually, type Journal, newJournal, running, within } from "./Scene.ts"

const Steps = Workflow.make({
  name: "Steps",
  payload: { id: Schema.String },
  success: Schema.String,
  idempotencyKey: ({ id }) => id
})

const start = Steps.execute({ id: "one" }, { discard: true })

const engine = JournalEngine.JournalEngine

const stepping = (done: Array<string>) =>
  Steps.toLayer(() =>
    Effect.gen(function* () {
      for (const name of ["one", "two", "three"]) {
        yield* Activity.make({ name, execute: Effect.sync(() => done.push(name)) })
      }
      return "all"
    })
  )

const isStep = (name: string) => (entry: JournalEntry) => entry._tag === "Step" && entry.name === name

/** A journal that fails an append that holds such an entry, so many times. */
const failing = (
  journal: Journal,
  concerns: (entry: JournalEntry) => boolean,
  times: number,
  error: JournalError
): Journal => {
  let left = times
  return {
    ...journal,
    append: (entries, epoch) =>
      Effect.suspend(() => (entries.some(concerns) && left-- > 0 ? Effect.fail(error) : journal.append(entries, epoch)))
  }
}

const gone = new JournalError({ operation: "append", reason: "connection refused", retryable: true })
const tooLarge = new JournalError({ operation: "append", reason: "value too large", retryable: false })

describe("a journal that fails", () => {
  it.live("is waited for in mid-run, visibly, and the run goes on", () =>
    Effect.gen(function* () {
      const done: Array<string> = []
      const journal = failing(yield* newJournal, isStep("two"), 3, gone)
      yield* within(running(journal, stepping(done)))(
        Effect.gen(function* () {
          const { status } = yield* engine
          const id = yield* start
          yield* eventually(
            "the status tells of the outage",
            Effect.map(status, ({ waitingForJournal }) => waitingForJournal?.reason.includes("refused") === true)
          )
          yield* becomes(id, "succeeded")
          assert.isUndefined((yield* status).waitingForJournal)
        })
      )
      assert.deepStrictEqual(done, ["one", "two", "three"])
    })
  )

  it.live("is no longer said to be waited for once it answers in another way", () =>
    Effect.gen(function* () {
      let asked = 0
      const inner = yield* newJournal
      const journal: Journal = {
        ...inner,
        append: (entries, epoch) =>
          Effect.suspend(() =>
            entries.some(isStep("two")) && asked < 2
              ? Effect.fail(asked++ === 0 ? gone : tooLarge)
              : inner.append(entries, epoch)
          )
      }
      yield* within(running(journal, stepping([])))(
        Effect.gen(function* () {
          const { status } = yield* engine
          yield* Effect.flatMap(start, (id) => becomes(id, "parked"))
          assert.isUndefined((yield* status).waitingForJournal)
        })
      )
    })
  )

  it.live("is waited for when it cannot say what is due, or give a history", () =>
    Effect.gen(function* () {
      const inner = yield* newJournal
      const left = { due: 2, histories: 2, term: 2, find: 2 }
      const flaky = <A, E, R>(what: keyof typeof left, effect: Effect.Effect<A, E, R>) =>
        Effect.flatMap(
          Effect.sync(() => left[what]-- > 0),
          (fails): Effect.Effect<A, E | JournalError, R> => (fails ? Effect.fail(gone) : effect)
        )
      const journal: Journal = {
        ...inner,
        due: (limit, epoch, taskQueues) => flaky("due", inner.due(limit, epoch, taskQueues)),
        histories: (ids) => flaky("histories", inner.histories(ids)),
        find: (id) => flaky("find", inner.find(id)),
        term: (taskQueues) => flaky("term", inner.term(taskQueues))
      }
      assert.strictEqual(yield* within(running(journal, stepping([])))(Steps.execute({ id: "one" })), "all")
    })
  )

  it.live("goes on with all others where it cannot read one of them", () =>
    Effect.gen(function* () {
      const inner = yield* newJournal
      const ids = ["one", "two", "three", "four"]
      const executions = yield* Effect.forEach(ids, (id) => Steps.executionId({ id }))
      // put down before anybody executes: their histories are asked for together
      yield* inner.append(
        executions.map((execution, index) =>
          JournalEntry.Start({
            execution,
            workflow: Steps.name,
            taskQueue: "default",
            payload: JSON.stringify({ id: ids[index] }),
            parent: null,
            awaited: false
          })
        )
      )
      const [, broken = ""] = executions
      const asked: Array<ReadonlyArray<string>> = []
      const journal: Journal = {
        ...inner,
        histories: (some) =>
          Effect.suspend(() => {
            asked.push(some)
            return some.includes(broken)
              ? Effect.fail(new JournalError({ operation: "histories", reason: "unknown form", retryable: false }))
              : inner.histories(some)
          })
      }
      yield* within(running(journal, stepping([])))(
        Effect.forEach(
          executions.filter((id) => id !== broken),
          (id) => becomes(id, "succeeded")
        )
      )
      assert.deepStrictEqual(asked[0], executions)
    })
  )

  it.live("parks what it will never hold, with step and reason, and nothing else", () =>
    Effect.gen(function* () {
      const done: Array<string> = []
      const journal = failing(yield* newJournal, isStep("two"), 1, tooLarge)
      yield* within(running(journal, stepping(done)))(
        Effect.gen(function* () {
          const id = yield* start
          const parked = yield* becomes(id, "parked")
          assert.strictEqual(parked.parkedFor, "step")
          for (const text of ["Steps", id, "step two/1", "value too large"]) assert.include(parked.error, text)
          const { retry } = yield* engine
          yield* retry(id)
          yield* becomes(id, "succeeded")
        })
      )
      assert.deepStrictEqual(done, ["one", "two", "two", "three"])
    })
  )

  it.live("parks a result it will never hold", () =>
    Effect.gen(function* () {
      const journal = failing(yield* newJournal, ({ _tag }) => _tag === "Finish", 2, tooLarge)
      yield* within(running(journal, stepping([])))(
        Effect.gen(function* () {
          const parked = yield* Effect.flatMap(start, (id) => becomes(id, "parked"))
          assert.deepStrictEqual([parked.parkedFor, parked.error?.includes("value too large")], ["result", true])
        })
      )
    })
  )
})

describe("a term that ends in mid-run", () => {
  it.live("writes nothing more, and another term finishes the work", () =>
    Effect.gen(function* () {
      const done: Array<string> = []
      const inner = yield* newJournal
      const refused: Array<number> = []
      let over: number | undefined
      const journal: Journal = {
        ...inner,
        append: (entries, epoch) =>
          Effect.suspend(() => {
            if (entries.some(isStep("two"))) over ??= epoch
            if (epoch === undefined || epoch !== over) return inner.append(entries, epoch)
            refused.push(epoch)
            return Effect.fail(new TermEnded({ epoch }))
          })
      }
      yield* within(running(journal, stepping(done)))(
        Effect.gen(function* () {
          const id = yield* start
          yield* becomes(id, "succeeded")
          const { status } = yield* engine
          assert.isAbove((yield* status).epoch ?? 0, over ?? 0)
        })
      )
      // the second was done under a term that had ended, so it was never written down
      assert.deepStrictEqual(done, ["one", "two", "two", "three"])
      assert.lengthOf(refused, 1)
    })
  )

  it.live("stops its bodies when the journal says that it is lost", () =>
    Effect.gen(function* () {
      const inner = yield* newJournal
      const lost = yield* Deferred.make<string>()
      let terms = 0
      const done: Array<string> = []
      const journal: Journal = {
        ...inner,
        term: (taskQueues) =>
          Effect.map(inner.term(taskQueues), (term) => (terms++ === 0 ? { ...term, lost: Deferred.await(lost) } : term))
      }
      const slow = Steps.toLayer(() =>
        Activity.make({
          name: "slow",
          success: Schema.String,
          execute: Effect.suspend(() => {
            done.push("began")
            return done.length === 1 ? Effect.never : Effect.succeed("all")
          })
        })
      )
      yield* within(running(journal, slow))(
        Effect.gen(function* () {
          const id = yield* start
          yield* eventually(
            "it has begun",
            Effect.sync(() => done.length === 1)
          )
          yield* Deferred.succeed(lost, "the lease ran out")
          yield* becomes(id, "succeeded")
        })
      )
      assert.deepStrictEqual(done, ["began", "began"])
    })
  )
})
