/** How executions end, who hears of it, and what is forgotten afterwards. */
import { assert } from "@effect/vitest"
import type { WorkflowJournal } from "@openfaith/workflow-engine"
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
  signalled,
  standingOf,
  started,
  stepped,
  type Tests,
  taskQueues,
  term,
  timed,
  write
} from "./scene.ts"

const purge = (olderThan: Duration.DurationInput, limit = 100, which: "all" | "children" = "all") =>
  Effect.flatMap(journal, (port) => port.purge(Duration.decode(olderThan), limit, which))

const isKnown = (id: string) => Effect.flatMap(journal, (port) => Effect.map(port.find(id), Option.isSome))

/**
 * Does `first`, waits, does `second`, then asks about an age that only what `first` did has reached; gives what all three gave.
 * A slow machine may reach that age with what `second` did as well: then all is done again, with twice the age.
 */
const betweenAges = <A, B, C, E, R>(
  first: Effect.Effect<A, E, R>,
  second: Effect.Effect<B, E, R>,
  ask: (age: Duration.Duration) => Effect.Effect<C, E, R>,
  ageMillis = 300
): Effect.Effect<
  readonly [A, B, C],
  E | WorkflowJournal.JournalError | WorkflowJournal.TermEnded,
  R | WorkflowJournal.WorkflowJournal
> =>
  Effect.gen(function* () {
    yield* clear
    const old = yield* first
    yield* pause(ageMillis + 50)
    const began = performance.now()
    const young = yield* second
    const answer = yield* ask(Duration.millis(ageMillis))
    if (performance.now() - began < ageMillis - 50) return [old, young, answer]
    return yield* betweenAges(first, second, ask, 2 * ageMillis)
  })

export const endings = (it: Tests) => {
  it.effect("ends an execution for good, from wherever it stood", () =>
    Effect.gen(function* () {
      const [running, waiting, stuck] = [yield* newId(), yield* newId(), yield* newId()]
      yield* append([running, waiting, stuck].map((id) => started(id)))
      yield* append([Entry.Suspend({ execution: waiting, wakes: 0 }), parked(stuck, 0)])
      for (const id of [running, waiting, stuck]) {
        assert.deepStrictEqual(yield* write(finished(id, "failed")), {
          applied: true,
          standing: { status: "failed", exit: '"failed"', interrupted: false },
          woken: []
        })
        assert.deepInclude(yield* standingOf(id), { error: "it went wrong", parkedFor: null, exit: '"failed"' })
        assert.deepStrictEqual(yield* write(finished(id, "succeeded")), {
          applied: false,
          standing: { status: "failed", exit: '"failed"', interrupted: false },
          woken: []
        })
      }
    })
  )

  it.effect("wakes the parent that waits for a child, and says whether it waits for more", () =>
    Effect.gen(function* () {
      const [parent, one, two, aside] = [yield* newId("parent"), yield* newId(), yield* newId(), yield* newId()]
      yield* write(started(parent))
      yield* append([
        started(one, { parent, awaited: true }),
        started(two, { parent, awaited: true }),
        started(aside, { parent, awaited: false })
      ])
      yield* write(Entry.Suspend({ execution: parent, wakes: 0 }))
      assert.deepStrictEqual((yield* write(finished(aside))).woken, [])
      assert.strictEqual((yield* standingOf(parent)).status, "waiting")
      assert.deepStrictEqual((yield* write(finished(one, "failed"))).woken, [{ execution: parent, more: true }])
      assert.deepStrictEqual((yield* write(finished(one))).woken, [])
      assert.deepStrictEqual((yield* write(finished(two, "interrupted"))).woken, [{ execution: parent, more: false }])
      const { children, execution } = yield* historyOf(parent)
      assert.deepInclude(execution, { status: "running", wakes: 2 })
      assert.deepStrictEqual(
        children,
        new Map([
          [one, { status: "failed", exit: '"failed"', awaited: true }],
          [two, { status: "interrupted", exit: '"interrupted"', awaited: true }],
          [aside, { status: "succeeded", exit: '"succeeded"', awaited: false }]
        ])
      )
    })
  )

  it.effect("wakes every parent that waits for the same child", () =>
    Effect.gen(function* () {
      const [first, second, third, child] = [
        yield* newId("parent"),
        yield* newId("parent"),
        yield* newId("parent"),
        yield* newId("child")
      ]
      yield* append([first, second, third].map((id) => started(id)))
      yield* write(started(child, { parent: first, awaited: false }))
      const shared = yield* write(started(child, { parent: second, awaited: true }))
      assert.deepStrictEqual(shared, {
        applied: false,
        standing: { status: "running", exit: null, interrupted: false },
        woken: []
      })
      yield* inOrder(
        started(child, { parent: second, awaited: true }),
        started(child, { parent: third, awaited: true }),
        ...[first, second, third].map((execution) => Entry.Suspend({ execution, wakes: 0 }))
      )
      const { woken } = yield* write(finished(child))
      assert.sameDeepMembers(Array.from(woken), [
        { execution: second, more: false },
        { execution: third, more: false }
      ])
      assert.strictEqual((yield* standingOf(child)).parent, first)
      assert.deepInclude(yield* standingOf(first), { status: "waiting", wakes: 0 })
      for (const id of [second, third]) {
        const { children, execution } = yield* historyOf(id)
        assert.deepInclude(execution, { status: "running", wakes: 1 })
        assert.deepStrictEqual(children.get(child), { status: "succeeded", exit: '"succeeded"', awaited: true })
      }
    })
  )

  it.effect("lets the first parent wait later than it started the child", () =>
    Effect.gen(function* () {
      const [parent, child] = [yield* newId("parent"), yield* newId("child")]
      yield* inOrder(started(parent), started(child, { parent }), started(child, { parent, awaited: true }))
      assert.isTrue((yield* historyOf(parent)).children.get(child)?.awaited)
      assert.deepStrictEqual((yield* write(finished(child))).woken, [{ execution: parent, more: false }])
    })
  )

  it.effect("tells a parent that comes too late that the child has ended", () =>
    Effect.gen(function* () {
      const [parent, child] = [yield* newId("parent"), yield* newId("child")]
      yield* inOrder(started(child), finished(child), started(parent))
      const receipt = yield* write(started(child, { parent, awaited: true }))
      assert.deepStrictEqual(receipt.standing, { status: "succeeded", exit: '"succeeded"', interrupted: false })
      assert.deepStrictEqual((yield* historyOf(parent)).children.get(child), {
        status: "succeeded",
        exit: '"succeeded"',
        awaited: true
      })
    })
  )

  it.effect("drops the timers of what has ended", () =>
    Effect.scoped(
      Effect.gen(function* () {
        yield* clear
        const id = yield* newId()
        yield* inOrder(started(id), timed(id, "nap", "20 millis"), finished(id))
        yield* pause("60 millis")
        const { epoch } = yield* term
        assert.deepStrictEqual(yield* Effect.flatMap(journal, (port) => port.due(10, epoch, taskQueues)), {
          taskQueues,
          executions: [],
          next: Option.none()
        })
        const { execution, signals } = yield* historyOf(id)
        assert.deepStrictEqual([execution.status, execution.wakes, signals.size], ["succeeded", 0, 0])
      })
    )
  )

  it.effect("reopens what failed or was interrupted, and forgets failed steps only", () =>
    Effect.gen(function* () {
      for (const status of ["failed", "interrupted"] as const) {
        const [parent, id] = [yield* newId("parent"), yield* newId()]
        yield* inOrder(
          started(parent),
          started(id, { parent, awaited: true }),
          stepped(id, "kept", '"good"'),
          stepped(id, "tried", '"bad"', 1, true),
          stepped(id, "tried", '"good"', 2),
          signalled(id, "paid", '"yes"'),
          Entry.Interrupt({ execution: id }),
          finished(id, status)
        )
        const receipt = yield* write(Entry.Reopen({ execution: id }))
        assert.deepStrictEqual(receipt, {
          applied: true,
          standing: { status: "running", exit: null, interrupted: false },
          woken: [{ execution: id, more: false }]
        })
        const { execution, signals, steps } = yield* historyOf(id)
        assert.deepStrictEqual(
          steps,
          new Map([
            ["kept/1", '"good"'],
            ["tried/2", '"good"']
          ])
        )
        assert.deepStrictEqual(signals, new Map([["paid", '"yes"']]))
        assert.deepInclude(execution, { error: null, wakes: 3 })
        assert.isFalse((yield* write(Entry.Reopen({ execution: id }))).applied, "it is running")
        assert.deepStrictEqual((yield* write(finished(id))).woken, [{ execution: parent, more: false }])
        assert.isFalse((yield* write(Entry.Reopen({ execution: id }))).applied, "it has succeeded")
      }
    })
  )

  it.effect("forgets what ended long enough ago, and nothing else", () =>
    Effect.gen(function* () {
      const [[old, ...others], recent, counts] = yield* betweenAges(
        Effect.gen(function* () {
          const [old, running, waiting, stuck] = [yield* newId("old"), yield* newId(), yield* newId(), yield* newId()]
          yield* append([old, running, waiting, stuck].map((id) => started(id)))
          yield* append([finished(old), Entry.Suspend({ execution: waiting, wakes: 0 }), parked(stuck, 0)])
          return [old, running, waiting, stuck] as const
        }),
        Effect.gen(function* () {
          const recent = yield* newId("recent")
          yield* inOrder(started(recent), finished(recent))
          return recent
        }),
        (age) => Effect.all([purge("1 hour"), purge(age)])
      )
      assert.deepStrictEqual(counts, [0, 1])
      assert.isFalse(yield* isKnown(old))
      assert.deepStrictEqual(yield* Effect.forEach([recent, ...others], isKnown), [true, true, true, true])
      assert.strictEqual(yield* purge(Duration.zero), 1)
    })
  )

  it.effect("forgets signals that came long ago for an execution that never did, and keeps the others", () =>
    Effect.gen(function* () {
      const [[never, waiting], late] = yield* betweenAges(
        Effect.gen(function* () {
          const [never, waiting] = [yield* newId("never"), yield* newId()]
          yield* append([started(waiting), signalled(waiting, "s"), signalled(never, "s")])
          return [never, waiting] as const
        }),
        Effect.tap(newId("late"), (late) => write(signalled(late, "s"))),
        (age) => purge(age)
      )
      // what counts as a wake of theirs is what is left
      yield* append([started(never), started(late)])
      const left = yield* Effect.forEach([never, late, waiting], (id) =>
        Effect.map(historyOf(id), ({ signals }) => signals.size)
      )
      assert.deepStrictEqual(left, [0, 1, 1])
      assert.deepStrictEqual([(yield* standingOf(never)).wakes, (yield* standingOf(late)).wakes], [0, 1])
    })
  )

  it.effect("forgets in batches, each as large as allowed", () =>
    Effect.gen(function* () {
      yield* clear
      const ids = yield* Effect.forEach(Array.from({ length: 5 }), () => newId())
      yield* append(ids.map((id) => started(id)))
      yield* append(ids.map((id) => finished(id)))
      yield* pause("5 millis")
      const counts = yield* Effect.forEach([2, 2, 2, 2], (limit) => purge(Duration.zero, limit))
      assert.deepStrictEqual(counts, [2, 2, 1, 0])
    })
  )

  it.effect("keeps a child for as long as anybody may ask for it", () =>
    Effect.gen(function* () {
      yield* clear
      const [parent, other, child, aside] = [
        yield* newId("parent"),
        yield* newId("other"),
        yield* newId(),
        yield* newId()
      ]
      yield* inOrder(
        started(parent),
        started(other),
        started(child, { parent, awaited: true }),
        started(aside, { parent }),
        started(child, { parent: other, awaited: true }),
        finished(child),
        finished(aside)
      )
      yield* pause("5 millis")
      assert.strictEqual(yield* purge(Duration.zero), 0)
      yield* write(finished(parent))
      yield* pause("5 millis")
      while ((yield* purge(Duration.zero)) > 0) {
        // the parent may go before its children
      }
      assert.deepStrictEqual(yield* Effect.forEach([parent, aside, child, other], isKnown), [false, false, true, true])
      yield* write(finished(other))
      yield* pause("5 millis")
      while ((yield* purge(Duration.zero)) > 0) {
        // likewise
      }
      assert.isFalse(yield* isKnown(child))
    })
  )

  it.effect("forgets children alone, once they and what has started them have succeeded", () =>
    Effect.gen(function* () {
      yield* clear
      const [good, bad] = [yield* newId("good"), yield* newId("bad")]
      const [child, broken, grandchild, kept, below] = [
        yield* newId("child"),
        yield* newId("broken"),
        yield* newId("grandchild"),
        yield* newId("kept"),
        yield* newId("below")
      ]
      yield* inOrder(
        started(good),
        started(bad),
        started(child, { parent: good, awaited: true }),
        started(broken, { parent: good }),
        started(grandchild, { parent: child, awaited: true }),
        started(kept, { parent: bad, awaited: true }),
        started(below, { parent: kept }),
        finished(grandchild),
        finished(below),
        finished(child),
        finished(kept),
        finished(broken, "failed")
      )
      yield* pause("5 millis")
      const forgetAll = Effect.gen(function* () {
        while ((yield* purge(Duration.zero, 2, "children")) > 0) {
          // what is below may come later
        }
        return yield* Effect.forEach([good, child, grandchild, broken, bad, kept, below], isKnown)
      })
      // a child stays for its parent, which has not ended; what is below a child that succeeded goes
      assert.deepStrictEqual(yield* forgetAll, [true, true, false, true, true, true, false])
      yield* append([finished(good), finished(bad, "failed")])
      yield* pause("5 millis")
      // `retry` of what failed needs what had succeeded
      assert.deepStrictEqual(yield* forgetAll, [true, false, false, true, true, true, false])
    })
  )

  it.effect("forgets all of an execution, so that its id begins anew", () =>
    Effect.scoped(
      Effect.gen(function* () {
        yield* clear
        const [id, child] = [yield* newId(), yield* newId("child")]
        yield* inOrder(
          started(id),
          started(child, { parent: id, awaited: true }),
          stepped(id, "kept"),
          signalled(id, "paid"),
          finished(child),
          finished(id)
        )
        yield* pause("5 millis")
        while ((yield* purge(Duration.zero)) > 0) {
          // until nothing is left
        }
        assert.isTrue((yield* write(started(id))).applied)
        const { children, execution, signals, steps } = yield* historyOf(id)
        assert.deepStrictEqual([execution.wakes, steps.size, signals.size, children.size], [0, 0, 0, 0])
        assert.isTrue((yield* write(stepped(id, "kept", '"anew"'))).applied)
      })
    )
  )
}
