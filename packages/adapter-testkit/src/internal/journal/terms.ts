/** Who may execute: one at a time what is in a task queue, and nobody after its time. */
import { assert } from "@effect/vitest"
import { WorkflowJournal } from "@openfaith/workflow-engine"
import * as Cause from "effect/Cause"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import * as Scope from "effect/Scope"
import {
  append,
  Entry,
  finished,
  historyOf,
  inOrder,
  journal,
  newId,
  pause,
  signalled,
  standingOf,
  started,
  stepped,
  type Tests,
  taskQueues,
  term,
  write
} from "./scene.ts"

/** A term in a scope of its own, which ends when it is told to. */
const termOf = (wanted: Effect.Effect<ReadonlyArray<string>>) =>
  Effect.gen(function* () {
    const scope = yield* Scope.make()
    const port = yield* journal
    const { epoch, lost } = yield* Scope.extend(port.term(wanted), scope)
    return { epoch, lost, end: Scope.close(scope, Exit.void) }
  })

const aTerm = termOf(Effect.succeed(taskQueues))

/** Another term begins and ends, as far as the rest can tell in another process. */
const anotherTerm = Effect.flatMap(aTerm, ({ end, epoch }) => Effect.as(end, epoch))

const assertTermEnded = (exit: Exit.Exit<unknown, unknown>, epoch: number) => {
  const failure = Exit.isFailure(exit) ? Option.getOrUndefined(Cause.failureOption(exit.cause)) : undefined
  assert.isTrue(failure instanceof WorkflowJournal.TermEnded && failure.epoch === epoch, String(exit))
}

export const terms = (it: Tests) => {
  it.effect("gives the right to execute to one at a time, each with a higher epoch", () =>
    Effect.gen(function* () {
      const first = yield* aTerm
      const second = yield* Effect.fork(aTerm)
      yield* pause("150 millis")
      assert.isNull(yield* Fiber.poll(second).pipe(Effect.map(Option.getOrNull)))
      yield* first.end
      const { end, epoch } = yield* Fiber.join(second)
      assert.isAbove(epoch, first.epoch)
      yield* end
      assert.isAbove(yield* anotherTerm, epoch)
    })
  )

  it.effect("lets one execute each task queue, side by side, and gives each what is in its own", () =>
    Effect.gen(function* () {
      const port = yield* journal
      const [alpha, beta] = [yield* newId("alpha"), yield* newId("beta")]
      const [ofAlpha, ofBeta] = [yield* newId(), yield* newId()]
      yield* write(started(ofAlpha, { taskQueue: alpha }))
      yield* write(started(ofBeta, { taskQueue: beta }))
      const one = yield* termOf(Effect.succeed([alpha]))
      const other = yield* termOf(Effect.succeed([alpha, beta]))
      assert.notStrictEqual(other.epoch, one.epoch)
      const dueOfOne = yield* port.due(1000, one.epoch, [alpha])
      const dueOfOther = yield* port.due(1000, other.epoch, [alpha, beta])
      assert.deepStrictEqual([dueOfOne.taskQueues, dueOfOne.executions], [[alpha], [ofAlpha]])
      assert.deepStrictEqual([dueOfOther.taskQueues, dueOfOther.executions], [[beta], [ofBeta]])
      // neither ends the other, and each may write
      assert.isTrue((yield* write(stepped(ofAlpha, "one"), one.epoch)).applied)
      assert.isTrue((yield* write(stepped(ofBeta, "other"), other.epoch)).applied)
      yield* one.end
      assertTermEnded(yield* Effect.exit(write(stepped(ofAlpha, "late"), one.epoch)), one.epoch)
      // what is free by now is taken with the next look
      const both = yield* port.due(1000, other.epoch, [alpha, beta])
      assert.sameMembers(Array.from(both.taskQueues), [alpha, beta])
      assert.deepStrictEqual(both.executions, [ofAlpha, ofBeta])
      assert.isTrue((yield* write(stepped(ofAlpha, "timely"), other.epoch)).applied)
      yield* other.end
    })
  )

  it.effect("gives back the task queues that are not wanted any more, and keeps the term", () =>
    Effect.gen(function* () {
      const port = yield* journal
      const [alpha, beta] = [yield* newId("alpha"), yield* newId("beta")]
      const one = yield* termOf(Effect.succeed([alpha, beta]))
      const waiting = yield* Effect.fork(termOf(Effect.succeed([alpha])))
      assert.deepStrictEqual((yield* port.due(1000, one.epoch, [beta])).taskQueues, [beta])
      const other = yield* Fiber.join(waiting)
      assert.deepStrictEqual((yield* port.due(1000, one.epoch, [alpha, beta])).taskQueues, [beta])
      assert.deepStrictEqual((yield* port.due(1000, other.epoch, [alpha])).taskQueues, [alpha])
      assert.deepStrictEqual((yield* port.due(1000, one.epoch, [])).taskQueues, [])
      assert.isTrue((yield* write(started(yield* newId()), one.epoch)).applied)
      yield* one.end
      yield* other.end
    })
  )

  it.effect("asks again which task queues are wanted while it waits for a term", () =>
    Effect.gen(function* () {
      const [alpha, beta] = [yield* newId("alpha"), yield* newId("beta")]
      const one = yield* termOf(Effect.succeed([alpha]))
      let wanted = [alpha]
      const waiting = yield* Effect.fork(termOf(Effect.sync(() => wanted)))
      yield* pause("50 millis")
      wanted = [alpha, beta]
      const other = yield* Fiber.join(waiting)
      assert.isAbove(other.epoch, one.epoch)
      yield* other.end
      yield* one.end
    })
  )

  it.effect("takes everything from the owner, and from those who ask without an epoch", () =>
    Effect.gen(function* () {
      const { end, epoch } = yield* aTerm
      const id = yield* newId()
      yield* write(started(id))
      yield* write(stepped(id, "first"), epoch)
      yield* write(signalled(id, "paid"))
      yield* write(finished(id), epoch)
      assert.deepInclude(yield* standingOf(id), { status: "succeeded", wakes: 1 })
      yield* end
    })
  )

  it.effect("refuses all that carries the epoch of an earlier term, and keeps nothing of it", () =>
    Effect.gen(function* () {
      const epoch = yield* anotherTerm
      const now = yield* aTerm
      const [id, child] = [yield* newId(), yield* newId("child")]
      yield* write(started(id))
      const before = yield* historyOf(id)
      for (const entry of [
        stepped(id, "late"),
        signalled(id, "late"),
        started(child, { parent: id, awaited: true }),
        started(id, { parent: child, awaited: true }),
        Entry.Wake({ execution: id }),
        Entry.Suspend({ execution: id, wakes: 0 }),
        Entry.Interrupt({ execution: id }),
        finished(id)
      ]) {
        assertTermEnded(yield* Effect.exit(write(entry, epoch)), epoch)
      }
      assertTermEnded(yield* Effect.exit(append([stepped(id, "late"), finished(id), started(child)], epoch)), epoch)
      assert.deepStrictEqual(yield* historyOf(id), before)
      const port = yield* journal
      assert.isTrue(Option.isNone(yield* port.find(child)))
      assertTermEnded(yield* Effect.exit(port.due(10, epoch, taskQueues)), epoch)
      assert.isTrue((yield* write(stepped(id, "timely"), now.epoch)).applied)
      yield* now.end
    })
  )

  it.effect("refuses what carries the epoch of a term that was given back", () =>
    Effect.gen(function* () {
      const epoch = yield* anotherTerm
      const id = yield* newId()
      yield* write(started(id))
      assertTermEnded(yield* Effect.exit(write(stepped(id, "late"), epoch)), epoch)
      assert.strictEqual((yield* historyOf(id)).steps.size, 0)
    })
  )

  it.effect("refuses an epoch that no term has had yet", () =>
    Effect.gen(function* () {
      const { end, epoch } = yield* aTerm
      const id = yield* newId()
      yield* write(started(id))
      assertTermEnded(yield* Effect.exit(write(stepped(id, "early"), epoch + 1)), epoch + 1)
      yield* end
    })
  )

  it.effect("does not lose a term that nobody takes away", () =>
    Effect.gen(function* () {
      const { end, lost } = yield* aTerm
      const told = yield* Effect.fork(lost)
      yield* pause("150 millis")
      assert.isTrue(Option.isNone(yield* Fiber.poll(told)))
      yield* Fiber.interrupt(told)
      yield* end
    })
  )

  it.effect("lets those who wait for a term give up", () =>
    Effect.gen(function* () {
      const first = yield* aTerm
      const given = yield* Effect.timeoutOption(Effect.scoped(term), "50 millis")
      assert.isTrue(Option.isNone(given))
      yield* first.end
      assert.isAbove(yield* anotherTerm, first.epoch)
    })
  )

  it.effect("hands the term on to one of those who wait, one after another", () =>
    Effect.gen(function* () {
      const open = yield* Deferred.make<void>()
      let holders = 0
      let most = 0
      const hold = Effect.scoped(
        Effect.gen(function* () {
          const { epoch } = yield* term
          yield* Deferred.succeed(open, undefined)
          most = Math.max(most, ++holders)
          yield* pause("20 millis")
          holders--
          return epoch
        })
      )
      const epochs = yield* Effect.all([hold, hold, hold], { concurrency: "unbounded" })
      assert.strictEqual(most, 1)
      assert.strictEqual(new Set(epochs).size, 3)
    })
  )

  it.effect("repeats an append whose answer was lost without doing it twice", () =>
    Effect.gen(function* () {
      const { end, epoch } = yield* aTerm
      const [parent, id] = [yield* newId("parent"), yield* newId()]
      yield* inOrder(started(parent), Entry.Suspend({ execution: parent, wakes: 0 }))
      const all = [started(id, { parent, awaited: true }), stepped(id, "charge"), signalled(id, "paid"), finished(id)]
      for (const entry of all) yield* write(entry, epoch)
      const before = [yield* historyOf(parent), yield* historyOf(id)]
      for (const entry of all) assert.isFalse((yield* write(entry, epoch)).applied, entry._tag)
      assert.isTrue((yield* append(all, epoch)).every(({ applied }) => !applied))
      assert.deepStrictEqual([yield* historyOf(parent), yield* historyOf(id)], before)
      yield* end
    })
  )
}
