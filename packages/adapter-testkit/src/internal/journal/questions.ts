/** What a journal answers about many executions: what is due, and what an operator looks for. */
import { assert } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import {
  append,
  clear,
  Entry,
  finished,
  historyOf,
  inOrder,
  journal,
  newId,
  parked,
  pause,
  standingOf,
  started,
  type Tests,
  taskQueues,
  term,
  timed,
  write
} from "./scene.ts"

const newIds = (count: number, label?: string) => Effect.forEach(Array.from({ length: count }), () => newId(label))

const list = (query: Parameters<(typeof journal)["Service"]["list"]>[0]) =>
  Effect.map(
    Effect.flatMap(journal, (port) => port.list(query)),
    (found) => found.map(({ id }) => id)
  )

export const questions = (it: Tests) => {
  it.effect("names what is to be executed, the oldest first, as many as asked for", () =>
    Effect.scoped(
      Effect.gen(function* () {
        yield* clear
        const ids = yield* newIds(6)
        yield* inOrder(...ids.map((id) => started(id)))
        const [first = "", second = "", third = "", fourth = "", fifth = "", sixth = ""] = ids
        yield* inOrder(
          Entry.Suspend({ execution: second, wakes: 0 }),
          parked(third, 0),
          finished(fourth),
          // woken last, and still older than the others
          Entry.Suspend({ execution: first, wakes: 0 }),
          Entry.Wake({ execution: first })
        )
        const { epoch } = yield* term
        const port = yield* journal
        assert.deepStrictEqual((yield* port.due(10, epoch, taskQueues)).executions, [first, fifth, sixth])
        assert.deepStrictEqual((yield* port.due(2, epoch, taskQueues)).executions, [first, fifth])
      })
    )
  )

  it.effect("fires the timers that are due, and tells of the next", () =>
    Effect.scoped(
      Effect.gen(function* () {
        yield* clear
        const [soon, late] = [yield* newId("soon"), yield* newId("late")]
        const { epoch } = yield* term
        const port = yield* journal
        assert.deepStrictEqual(yield* port.due(10, epoch, taskQueues), {
          taskQueues,
          executions: [],
          next: Option.none()
        })
        const began = performance.now()
        yield* inOrder(
          started(soon),
          started(late),
          timed(soon, "nap", "500 millis", '"rung"'),
          timed(late, "nap", "1 hour"),
          timed(late, "sleep", "2 hours"),
          Entry.Suspend({ execution: soon, wakes: 0 }),
          Entry.Suspend({ execution: late, wakes: 0 })
        )
        let due = yield* port.due(10, epoch, taskQueues)
        while (due.executions.length === 0) {
          const wait = Duration.toMillis(Option.getOrThrow(due.next))
          assert.isAtMost(wait, 500)
          yield* pause(wait + 1)
          due = yield* port.due(10, epoch, taskQueues)
        }
        // clocks may be read in whole milliseconds
        assert.isAtLeast(performance.now() - began, 498)
        assert.deepStrictEqual(due.executions, [soon])
        const next = Duration.toMillis(Option.getOrThrow(due.next))
        assert.isAbove(next, 1_800_000)
        assert.isAtMost(next, 3_600_000)
        const { execution, signals } = yield* historyOf(soon)
        assert.deepStrictEqual(signals, new Map([["nap", '"rung"']]))
        assert.deepInclude(execution, { status: "running", wakes: 1 })
        // it fires once
        yield* port.due(10, epoch, taskQueues)
        assert.strictEqual((yield* standingOf(soon)).wakes, 1)
        assert.deepInclude(yield* standingOf(late), { status: "waiting", wakes: 0 })
      })
    )
  )

  it.effect("fires every timer that is due, of however many executions", () =>
    Effect.scoped(
      Effect.gen(function* () {
        yield* clear
        const ids = yield* newIds(200)
        yield* append(ids.map((id) => started(id)))
        yield* append(ids.flatMap((id) => [timed(id, "one", "10 millis"), timed(id, "two", "20 millis")]))
        yield* append(ids.map((execution) => Entry.Suspend({ execution, wakes: 0 })))
        yield* pause("40 millis")
        const { epoch } = yield* term
        const port = yield* journal
        const due = yield* port.due(1000, epoch, taskQueues)
        assert.sameMembers(Array.from(due.executions), ids)
        assert.deepStrictEqual(due.next, Option.none())
        for (const id of ids.slice(0, 3)) assert.strictEqual((yield* standingOf(id)).wakes, 2)
      })
    )
  )

  it.effect("fires a timer far beyond what fits 32 bits of milliseconds no sooner", () =>
    Effect.scoped(
      Effect.gen(function* () {
        yield* clear
        const id = yield* newId()
        yield* inOrder(started(id), timed(id, "century", Duration.days(36_500)))
        const { epoch } = yield* term
        const { next } = yield* Effect.flatMap(journal, (port) => port.due(10, epoch, taskQueues))
        assert.isAbove(Duration.toDays(Option.getOrThrow(next)), 36_499)
        assert.strictEqual((yield* historyOf(id)).signals.size, 0)
      })
    )
  )

  it.effect("gives an operator executions by status, workflow and parent, the newest first", () =>
    Effect.gen(function* () {
      const workflow = yield* newId("Workflow")
      const [first = "", second = "", third = "", fourth = ""] = yield* newIds(4)
      yield* inOrder(
        started(first, { workflow }),
        started(second, { workflow }),
        started(third, { workflow, parent: first }),
        started(fourth, { workflow, parent: first, awaited: true }),
        finished(second, "failed"),
        parked(third, 0)
      )
      // started by another, and awaited by this one: not its child
      yield* write(started(second, { workflow, parent: first, awaited: true }))
      assert.deepStrictEqual(yield* list({ workflow }), [fourth, third, second, first])
      assert.deepStrictEqual(yield* list({ workflow, limit: 2 }), [fourth, third])
      assert.deepStrictEqual(yield* list({ workflow, status: ["failed", "parked"] }), [third, second])
      assert.deepStrictEqual(yield* list({ parent: first }), [fourth, third])
      assert.deepStrictEqual(yield* list({ parent: first, status: ["running"], workflow }), [fourth])
      assert.deepStrictEqual(yield* list({ workflow, status: ["waiting"] }), [])
      assert.deepStrictEqual(yield* list({ workflow, status: [] }), [])
      assert.include(yield* list({ status: ["parked"] }), third)
      assert.deepStrictEqual(yield* list({ workflow: `${workflow}%` }), [])
    })
  )

  it.effect("gives a hundred unless more are asked for", () =>
    Effect.gen(function* () {
      const workflow = yield* newId("Workflow")
      const ids = yield* newIds(120)
      yield* append(ids.map((id) => started(id, { workflow })))
      assert.lengthOf(yield* list({ workflow }), 100)
      assert.sameMembers(Array.from(yield* list({ workflow, limit: 1000 })), ids)
    })
  )

  it.effect("finds one execution, as its history has it", () =>
    Effect.gen(function* () {
      const id = yield* newId()
      yield* inOrder(started(id), finished(id, "failed"))
      const port = yield* journal
      const keys = [
        "id",
        "workflow",
        "parent",
        "status",
        "payload",
        "exit",
        "parkedFor",
        "error",
        "interrupted"
      ] as const
      const found = Option.getOrThrow(yield* port.find(id))
      const inHistory = yield* standingOf(id)
      for (const key of [...keys, "wakes", "startedAt", "updatedAt"] as const) {
        assert.deepStrictEqual(found[key], inHistory[key], key)
      }
      assert.isAtLeast(found.updatedAt, found.startedAt)
    })
  )

  it.effect("reads many histories, each by its id, and nothing of what is not there", () =>
    Effect.gen(function* () {
      const [one, other, missing] = [yield* newId(), yield* newId(), yield* newId()]
      yield* write(started(one))
      yield* write(started(other, { parent: one }))
      yield* write(Entry.Step({ execution: other, name: "its own", attempt: 1, exit: "1", failed: false }))
      const port = yield* journal
      const found = yield* port.histories([missing, other, one])
      assert.deepStrictEqual(new Set(found.keys()), new Set([one, other]))
      for (const id of [one, other]) {
        const alone = yield* port.histories([id])
        assert.deepStrictEqual(found.get(id), alone.get(id))
        assert.strictEqual(found.get(id)?.execution.id, id)
      }
      assert.strictEqual(found.get(other)?.steps.size, 1)
      assert.isTrue(found.get(one)?.children.has(other))
      assert.strictEqual((yield* port.histories([])).size, 0)
    })
  )

  it.effect("reads a history as one picture, whatever is written meanwhile", () =>
    Effect.gen(function* () {
      const id = yield* newId()
      yield* write(started(id))
      const rounds = 40
      // every append writes a step and a signal of the same number: no picture has one without the other
      const writing = Effect.forEach(
        Array.from({ length: rounds }, (_, index) => String(index)),
        (name) =>
          append([
            Entry.Step({ execution: id, name, attempt: 1, exit: "1", failed: false }),
            Entry.Signal({ execution: id, name, exit: "1", wakes: true })
          ]),
        { discard: true }
      )
      const reading = Effect.forEach(Array.from({ length: rounds }), () =>
        Effect.map(Effect.zipLeft(historyOf(id), Effect.yieldNow()), ({ execution, signals, steps }) => {
          assert.strictEqual(steps.size, signals.size)
          assert.strictEqual(execution.wakes, signals.size)
        })
      )
      yield* Effect.all([writing, reading], { concurrency: "unbounded", discard: true })
      assert.strictEqual((yield* historyOf(id)).steps.size, rounds)
    })
  )
}
