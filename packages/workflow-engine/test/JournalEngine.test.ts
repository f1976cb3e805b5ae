import { assert, describe, it } from "@effect/vitest"
import * as Activity from "@effect/workflow/Activity"
import * as DurableClock from "@effect/workflow/DurableClock"
import * as Workflow from "@effect/workflow/Workflow"
import * as Chunk from "effect/Chunk"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Option from "effect/Option"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/TestClock"
import { Fence } from "../src/Fence.ts"
import * as JournalEngine from "../src/JournalEngine.ts"
import * as MemoryWorkflowJournal from "../src/MemoryWorkflowJournal.ts"
import { asked, becomes, eventually, nap, newJournal, running, type Workflows, within } from "./Scene.ts"

const idempotencyKey = ({ id }: { readonly id: string }) => id

const Work = Workflow.make({
  name: "Work",
  payload: { id: Schema.String },
  success: Schema.String,
  idempotencyKey
})

const start = (id: string) => Work.execute({ id }, { discard: true })

const starting = (count: number) =>
  Effect.forEach(
    Array.from({ length: count }, (_, index) => String(index)),
    start,
    { concurrency: "unbounded" }
  )

const engine = JournalEngine.JournalEngine

const status = Effect.flatMap(engine, (control) => control.status)

const step = (name: string, execute: Effect.Effect<unknown>) => Activity.make({ name, execute: Effect.asVoid(execute) })

/** Which steps were executed. */
const witness = () => {
  const done: Array<string> = []
  return { done, note: (what: string) => Effect.sync(() => void done.push(what)) }
}

/** A moment of the real clock. */
const really = Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 2)))

describe("JournalEngine", () => {
  it.effect("sleeps for as long as it takes on whatever clock it is given, and does a step once", () => {
    const { done, note } = witness()
    const workflows: Workflows = Work.toLayer(({ id }) =>
      Effect.gen(function* () {
        yield* step("greet", note(id))
        yield* DurableClock.sleep({ name: "nap", duration: "5 minutes" })
        return `hello ${id}`
      })
    )
    return Effect.gen(function* () {
      const fiber = yield* Effect.fork(Work.execute({ id: "Ada" }))
      // until then the real clock decides how far it has come
      const asleep = Effect.map(
        TestClock.sleeps(),
        // with a timer set, it looks once in a minute
        Chunk.some((until) => until === Duration.toMillis("1 minute"))
      )
      while (!(yield* asleep)) yield* really
      yield* TestClock.adjust("1 minute")
      assert.isNull(fiber.unsafePoll())
      yield* TestClock.adjust("5 minutes")
      assert.strictEqual(yield* Fiber.join(fiber), "hello Ada")
      assert.deepStrictEqual(done, ["Ada"])
    }).pipe(
      Effect.provide(
        workflows.pipe(Layer.provideMerge(JournalEngine.layer()), Layer.provide(MemoryWorkflowJournal.layer))
      )
    )
  })

  it.effect(
    "keeps a parent in memory for as long as its children end one after another, and replays it for none",
    () => {
      const Parent = Workflow.make({
        name: "Parent",
        payload: { id: Schema.String },
        success: Schema.Int,
        idempotencyKey
      })
      // two at a time, and one of them ends every 300 ms
      const ids = Array.from({ length: 8 }, (_, index) => `child ${index}`)
      const { done: bodies, note } = witness()
      let begun = 0
      const workflows: Workflows = Layer.mergeAll(
        Work.toLayer(({ id }) =>
          step(
            "only",
            Effect.suspend(() => Effect.sleep(++begun === 1 ? "300 millis" : "600 millis"))
          ).pipe(Effect.as(id))
        ),
        Parent.toLayer(({ id }) =>
          Effect.gen(function* () {
            yield* note(id)
            yield* Effect.forEach(ids, (child) => Work.execute({ id: child }), { concurrency: 2 })
            return ids.length
          })
        )
      )
      // all but the sleeps happens on the real clock
      return Effect.gen(function* () {
        const fiber = yield* Effect.fork(Parent.execute({ id: "a" }))
        for (let child = 1; child <= ids.length; child++) {
          while (begun < child) yield* really
          yield* TestClock.adjust("600 millis")
        }
        assert.strictEqual(yield* Fiber.join(fiber), ids.length)
        assert.deepStrictEqual(bodies, ["a"])
      }).pipe(
        Effect.provide(
          workflows.pipe(Layer.provideMerge(JournalEngine.layer()), Layer.provide(MemoryWorkflowJournal.layer))
        )
      )
    }
  )

  it.live("executes nothing before it is started", () =>
    Effect.gen(function* () {
      const { done, note } = witness()
      const journal = yield* newJournal
      const workflows = Work.toLayer(({ id }) => Effect.as(note(id), "done"))
      yield* within(asked(journal, workflows))(
        Effect.gen(function* () {
          yield* start("a")
          yield* Effect.sleep("50 millis")
          assert.deepInclude(yield* status, { role: "idle", resident: 0, epoch: undefined })
        })
      )
      assert.deepStrictEqual(done, [])
      yield* within(running(journal, workflows))(Work.execute({ id: "a" }))
      assert.deepStrictEqual(done, ["a"])
    })
  )

  it.live("takes up what was unfinished, the oldest first, so many at a time", () =>
    Effect.gen(function* () {
      const { done, note } = witness()
      const journal = yield* newJournal
      let inside = 0
      let most = 0
      const workflows = Work.toLayer(({ id }) =>
        step(
          "only",
          Effect.gen(function* () {
            yield* note(id)
            most = Math.max(most, ++inside)
            yield* Effect.repeat(Effect.sleep("5 millis"), { until: () => most >= 4 })
            inside--
          })
        ).pipe(Effect.as("done"))
      )
      const names = Array.from({ length: 60 }, (_, index) => String(index))
      const ids = yield* within(asked(journal, workflows))(Effect.forEach(names, start))
      yield* within(running(journal, workflows, { concurrency: 4 }))(
        Effect.forEach(ids, (id) => becomes(id, "succeeded"))
      )
      assert.strictEqual(most, 4)
      // those of one round begin together
      for (let at = 0; at < names.length; at += 20) {
        assert.sameMembers(
          done.slice(at, at + 20).filter((id) => Number(id) >= at + 24 || Number(id) < at - 4),
          []
        )
      }
      assert.strictEqual(done[0], "0")
    })
  )

  it.live("keeps nothing in memory that waits", () =>
    Effect.gen(function* () {
      const workflows = Work.toLayer(() => Effect.as(nap("nap", "1 day"), "done"))
      yield* within(running(yield* newJournal, workflows))(
        Effect.gen(function* () {
          yield* starting(1000)
          const { list } = yield* engine
          yield* eventually(
            "none is in memory",
            Effect.map(status, ({ queued, resident }) => resident === 0 && queued === 0)
          )
          assert.lengthOf(yield* list({ status: ["waiting"], limit: 2000 }), 1000)
        })
      )
    })
  )

  it.live("writes down no interruption when it is shut down, and goes on after a restart", () =>
    Effect.gen(function* () {
      const { done, note } = witness()
      const journal = yield* newJournal
      let held = true
      const workflows = Work.toLayer(({ id }) =>
        Effect.gen(function* () {
          yield* step("first", note("first")).pipe(Work.withCompensation(() => note("taken back")))
          yield* step(
            "second",
            Effect.zipRight(
              note("second"),
              Effect.suspend(() => (held ? Effect.never : Effect.void))
            )
          )
          return id
        })
      )
      const id = yield* within(running(journal, workflows))(
        Effect.tap(start("a"), () =>
          eventually(
            "it is at its second step",
            Effect.sync(() => done.length === 2)
          )
        )
      )
      assert.deepInclude(yield* Effect.flatten(journal.find(id)), { status: "running", interrupted: false, exit: null })
      held = false
      assert.strictEqual(yield* within(running(journal, workflows))(Work.execute({ id: "a" })), "a")
      assert.deepStrictEqual(done, ["first", "second", "second"])
    })
  )

  it.live("lets one of two engines execute, and the other take over and answer meanwhile", () =>
    Effect.gen(function* () {
      const inner = yield* newJournal
      // the memory journal has no other process to tell of
      const journal = { ...inner, changes: Stream.repeat(Stream.void, Schedule.spaced("20 millis")) }
      const workflows = Work.toLayer(({ id }) => Effect.as(nap("nap"), id))
      const roles = yield* within(running(journal, workflows))(
        Effect.gen(function* () {
          yield* eventually(
            "it owns",
            Effect.map(status, ({ role }) => role === "owner")
          )
          const other = yield* within(running(journal, workflows))(Effect.zip(status, Work.execute({ id: "a" })))
          return [(yield* status).role, other[0].role, other[1]]
        })
      )
      assert.deepStrictEqual(roles, ["owner", "standby", "a"])
    })
  )

  it.live("tells a step under which term it runs, and nobody else", () =>
    Effect.gen(function* () {
      const journal = yield* newJournal
      const fences: Array<number | undefined> = []
      const workflows = Work.toLayer(() =>
        Effect.as(
          step(
            "look",
            Effect.map(Fence, (epoch) => fences.push(epoch))
          ),
          "done"
        )
      )
      yield* within(running(journal, workflows))(
        Effect.gen(function* () {
          yield* Work.execute({ id: "a" })
          fences.push((yield* status).epoch, yield* Fence)
        })
      )
      yield* within(running(journal, workflows))(Work.execute({ id: "b" }))
      const [first = 0, owner, outside, second = 0] = fences
      assert.strictEqual(first, owner)
      assert.isUndefined(outside)
      assert.isAbove(second, first)
    })
  )

  it.live("warns of two steps of one name, of which the second gets the first one's result", () => {
    const messages: Array<string> = []
    const listening = Logger.replace(
      Logger.defaultLogger,
      Logger.make(({ message }) => void messages.push(String(message)))
    )
    const { done, note } = witness()
    const workflows = Work.toLayer(() =>
      Effect.as(Effect.zipRight(step("page", note("one")), step("page", note("two"))), "done")
    )
    return Effect.gen(function* () {
      yield* within(Layer.provideMerge(running(yield* newJournal, workflows), listening))(Work.execute({ id: "a" }))
      assert.deepStrictEqual(done, ["one"])
      assert.isTrue(messages.some((text) => text.includes("page/1") && text.includes("Work") && text.includes("twice")))
    })
  })

  it.live("waits for three hundred children", () => {
    const Parent = Workflow.make({
      name: "Parent",
      payload: { id: Schema.String },
      success: Schema.Int,
      idempotencyKey
    })
    const workflows = Layer.mergeAll(
      Work.toLayer(({ id }) => Effect.as(nap("nap", "50 millis"), id)),
      Parent.toLayer(() =>
        Effect.map(
          Effect.forEach(
            Array.from({ length: 300 }, (_, index) => String(index)),
            (id) => Work.execute({ id }),
            { concurrency: "unbounded" }
          ),
          (all) => new Set(all).size
        )
      )
    )
    return Effect.gen(function* () {
      const result = yield* within(running(yield* newJournal, workflows))(Parent.execute({ id: "p" }))
      assert.strictEqual(result, 300)
    })
  })
})

describe("tick", () => {
  const workflows = (done: Array<string>) =>
    Work.toLayer(({ id }) =>
      Effect.gen(function* () {
        yield* step(
          "first",
          Effect.sync(() => done.push(`${id} first`))
        )
        if (id === "slow") {
          yield* step(
            "slow",
            Effect.zipRight(
              Effect.sync(() => done.push(`${id} slow`)),
              Effect.never
            )
          )
        }
        yield* nap("nap", id === "long" ? "1 hour" : "1 second")
        return id
      })
    )

  const tick = (budget: Duration.DurationInput) => Effect.flatMap(engine, (control) => control.tick({ budget }))

  const statusOf = (id: string) => Effect.flatMap(engine, ({ find }) => Effect.map(find(id), (found) => found.status))

  it.effect("does what is due, and tells when there is more to do", () =>
    Effect.gen(function* () {
      const done: Array<string> = []
      yield* within(asked(yield* newJournal, workflows(done)))(
        Effect.gen(function* () {
          assert.deepInclude(yield* tick("5 seconds"), { owner: true, idle: true })
          const id = yield* start("short")
          const long = yield* start("long")
          const first = yield* tick("5 seconds")
          assert.deepInclude(first, { owner: true, idle: true, next: Option.some(Duration.seconds(1)) })
          assert.strictEqual(yield* statusOf(id), "waiting")
          yield* TestClock.adjust("1 second")
          const second = yield* tick("5 seconds")
          assert.deepStrictEqual(second.next, Option.some(Duration.seconds(3599)))
          assert.strictEqual(yield* statusOf(id), "succeeded")
          assert.strictEqual(yield* statusOf(long), "waiting")
          assert.deepInclude(yield* status, { role: "idle", resident: 0 })
        })
      )
      assert.sameMembers(done, ["short first", "long first"])
    })
  )

  it.effect("stops when its budget is spent, and begins the current step again next time", () =>
    Effect.gen(function* () {
      const done: Array<string> = []
      yield* within(asked(yield* newJournal, workflows(done)))(
        Effect.gen(function* () {
          const id = yield* start("slow")
          for (const times of [1, 2]) {
            const ticking = yield* Effect.fork(tick("200 millis"))
            while (done.filter((step) => step === "slow slow").length < times) yield* really
            yield* TestClock.adjust("200 millis")
            assert.deepInclude(yield* Fiber.join(ticking), { owner: true, idle: false })
            assert.deepInclude(yield* Effect.flatMap(engine, ({ find }) => find(id)), {
              status: "running",
              interrupted: false
            })
          }
        })
      )
      assert.deepStrictEqual(done, ["slow first", "slow slow", "slow slow"])
    })
  )

  it.live("does nothing while another process executes", () =>
    Effect.gen(function* () {
      const journal = yield* newJournal
      yield* within(running(journal, workflows([])))(
        Effect.gen(function* () {
          yield* eventually(
            "it owns",
            Effect.map(status, ({ role }) => role === "owner")
          )
          const result = yield* within(asked(journal, workflows([])))(tick("100 millis"))
          assert.deepInclude(result, { owner: false, idle: false })
        })
      )
    })
  )
})
