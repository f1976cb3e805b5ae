/** What becomes of each kind of entry that says how far an execution is. */
import { assert } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import {
  Entry,
  finished,
  historyOf,
  inOrder,
  journal,
  newId,
  parked,
  signalled,
  standingOf,
  started,
  stepped,
  type Tests,
  timed,
  write
} from "./scene.ts"

export const entries = (it: Tests) => {
  it.effect("puts a new execution down as running, with all that was said of it", () =>
    Effect.gen(function* () {
      const id = yield* newId()
      const receipt = yield* write(started(id, { workflow: "Greeting", payload: '{"name":"Ada"}' }))
      assert.deepStrictEqual(receipt, {
        applied: true,
        standing: { status: "running", exit: null, interrupted: false },
        woken: [{ execution: id, more: false }]
      })
      const { children, execution, signals, steps } = yield* historyOf(id)
      assert.deepInclude(execution, {
        id,
        workflow: "Greeting",
        parent: null,
        status: "running",
        payload: '{"name":"Ada"}',
        exit: null,
        parkedFor: null,
        error: null,
        interrupted: false,
        wakes: 0
      })
      assert.isAbove(execution.startedAt, Date.UTC(2020))
      assert.strictEqual(execution.updatedAt, execution.startedAt)
      assert.deepStrictEqual([steps.size, signals.size, children.size], [0, 0, 0])
    })
  )

  it.effect("leaves an execution that is there as it is, however often it is started", () =>
    Effect.gen(function* () {
      const id = yield* newId()
      yield* write(started(id))
      const again = yield* write(started(id, { workflow: "Other", payload: '"other"' }))
      assert.deepStrictEqual([again.applied, again.woken], [false, []])
      assert.deepInclude(yield* standingOf(id), { workflow: "Testing", payload: `{"of":"${id}"}`, wakes: 0 })
      yield* write(finished(id))
      const late = yield* write(started(id))
      assert.deepStrictEqual(late, {
        applied: false,
        standing: { status: "succeeded", exit: '"succeeded"', interrupted: false },
        woken: []
      })
    })
  )

  it.effect("keeps the first exit of each attempt of each step", () =>
    Effect.gen(function* () {
      const id = yield* newId()
      const receipts = yield* inOrder(
        started(id),
        stepped(id, "charge", '"first"'),
        stepped(id, "charge", '"second"'),
        stepped(id, "charge", '"third"', 2),
        stepped(id, "charge/1", '"fourth"', 1)
      )
      assert.deepStrictEqual(
        receipts.map(({ applied }) => applied),
        [true, true, false, true, true]
      )
      assert.deepStrictEqual(
        receipts.slice(1).flatMap(({ woken }) => woken),
        []
      )
      const { execution, steps } = yield* historyOf(id)
      assert.deepStrictEqual(
        steps,
        new Map([
          ["charge/1", '"first"'],
          ["charge/2", '"third"'],
          ["charge/1/1", '"fourth"']
        ])
      )
      assert.strictEqual(execution.wakes, 0)
    })
  )

  it.effect("keeps the first exit of a signal, and wakes by that one alone", () =>
    Effect.gen(function* () {
      const id = yield* newId()
      const [, suspended, first, second] = yield* inOrder(
        started(id),
        Entry.Suspend({ execution: id, wakes: 0 }),
        signalled(id, "paid", '"yes"'),
        signalled(id, "paid", '"no"')
      )
      assert.strictEqual(suspended?.standing?.status, "waiting")
      assert.deepStrictEqual(first, {
        applied: true,
        standing: { status: "running", exit: null, interrupted: false },
        woken: [{ execution: id, more: false }]
      })
      assert.deepStrictEqual([second?.applied, second?.woken], [false, []])
      const { execution, signals } = yield* historyOf(id)
      assert.deepStrictEqual(signals, new Map([["paid", '"yes"']]))
      assert.strictEqual(execution.wakes, 1)
    })
  )

  it.effect("wakes nobody by a signal that is not to wake", () =>
    Effect.gen(function* () {
      const id = yield* newId()
      yield* inOrder(started(id), Entry.Suspend({ execution: id, wakes: 0 }))
      const quiet = yield* write(signalled(id, "paid", '"yes"', false))
      assert.deepStrictEqual([quiet.applied, quiet.woken, quiet.standing?.status], [true, [], "waiting"])
      assert.strictEqual((yield* standingOf(id)).wakes, 0)
    })
  )

  it.effect("counts signals that came before the start as wakes", () =>
    Effect.gen(function* () {
      const id = yield* newId()
      const early = yield* write(signalled(id, "paid", '"early"'))
      assert.deepStrictEqual(early, { applied: true, standing: null, woken: [] })
      yield* inOrder(signalled(id, "packed", '"early"', false), signalled(id, "paid", '"late"'), started(id))
      const { execution, signals } = yield* historyOf(id)
      assert.strictEqual(execution.wakes, 2)
      assert.deepStrictEqual(
        signals,
        new Map([
          ["packed", '"early"'],
          ["paid", '"early"']
        ])
      )
      // nobody can rest who has not heard of them
      assert.isFalse((yield* write(Entry.Suspend({ execution: id, wakes: 0 }))).applied)
    })
  )

  it.effect("sets a timer once, and never for what has been signalled", () =>
    Effect.gen(function* () {
      const id = yield* newId()
      const receipts = yield* inOrder(
        started(id),
        timed(id, "nap", "1 hour"),
        timed(id, "nap", "1 milli"),
        signalled(id, "paid"),
        timed(id, "paid", "1 hour")
      )
      assert.deepStrictEqual(
        receipts.map(({ applied }) => applied),
        [true, true, false, true, false]
      )
      assert.deepStrictEqual([receipts[1]?.woken, receipts[2]?.woken], [[], []])
    })
  )

  it.effect("wakes what waits and what is parked, and counts each time", () =>
    Effect.gen(function* () {
      const id = yield* newId()
      yield* write(started(id))
      const running = yield* write(Entry.Wake({ execution: id }))
      assert.deepStrictEqual([running.applied, running.woken], [true, [{ execution: id, more: false }]])
      yield* write(Entry.Suspend({ execution: id, wakes: 1 }))
      assert.strictEqual((yield* write(Entry.Wake({ execution: id }))).standing?.status, "running")
      yield* write(parked(id, 2))
      assert.strictEqual((yield* write(Entry.Wake({ execution: id }))).standing?.status, "running")
      assert.deepInclude(yield* standingOf(id), { wakes: 3, parkedFor: null, error: null })
      yield* write(finished(id))
      assert.deepInclude(yield* write(Entry.Wake({ execution: id })), { applied: false, woken: [] })
    })
  )

  it.effect("lets an execution rest only if it has heard of every wake", () =>
    Effect.gen(function* () {
      const id = yield* newId()
      yield* inOrder(started(id), Entry.Wake({ execution: id }))
      for (const entry of [Entry.Suspend({ execution: id, wakes: 0 }), parked(id, 0), parked(id, 2)]) {
        assert.deepInclude(yield* write(entry), {
          applied: false,
          standing: { status: "running", exit: null, interrupted: false }
        })
      }
      assert.isTrue((yield* write(Entry.Suspend({ execution: id, wakes: 1 }))).applied)
      assert.isFalse((yield* write(Entry.Suspend({ execution: id, wakes: 1 }))).applied, "it waits already")
      assert.isFalse((yield* write(parked(id, 1))).applied, "it waits already")
    })
  )

  it.effect("parks with a reason for a person to read", () =>
    Effect.gen(function* () {
      const id = yield* newId()
      yield* write(started(id))
      const receipt = yield* write(parked(id, 0))
      assert.deepStrictEqual(receipt, {
        applied: true,
        standing: { status: "parked", exit: null, interrupted: false },
        woken: []
      })
      assert.deepInclude(yield* standingOf(id), {
        status: "parked",
        parkedFor: "step",
        error: "a step of it is unreadable",
        wakes: 0
      })
    })
  )

  it.effect("notes that an interruption was asked for, and wakes", () =>
    Effect.gen(function* () {
      const id = yield* newId()
      yield* inOrder(started(id), Entry.Suspend({ execution: id, wakes: 0 }))
      const receipt = yield* write(Entry.Interrupt({ execution: id }))
      assert.deepStrictEqual(receipt, {
        applied: true,
        standing: { status: "running", exit: null, interrupted: true },
        woken: [{ execution: id, more: false }]
      })
      // whatever is written next hears of it
      assert.isTrue((yield* write(stepped(id, "next"))).standing?.interrupted)
      yield* write(finished(id))
      const other = yield* newId()
      yield* inOrder(started(other), finished(other))
      assert.deepInclude(yield* write(Entry.Interrupt({ execution: other })), {
        applied: false,
        standing: { status: "succeeded", exit: '"succeeded"', interrupted: false },
        woken: []
      })
    })
  )

  it.effect("does nothing, and says so, for an execution it does not know", () =>
    Effect.gen(function* () {
      const id = yield* newId()
      const nothing = { applied: false, standing: null, woken: [] }
      for (const entry of [
        Entry.Wake({ execution: id }),
        Entry.Interrupt({ execution: id }),
        Entry.Suspend({ execution: id, wakes: 0 }),
        parked(id, 0),
        finished(id),
        Entry.Reopen({ execution: id })
      ]) {
        assert.deepStrictEqual(yield* write(entry), nothing)
      }
      const port = yield* journal
      assert.strictEqual((yield* port.histories([id])).size, 0)
      assert.deepStrictEqual(yield* port.find(id), Option.none())
    })
  )
}
