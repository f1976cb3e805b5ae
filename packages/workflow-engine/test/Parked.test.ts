import { assert, describe, it } from "@effect/vitest"
import * as Activity from "@effect/workflow/Activity"
import * as Workflow from "@effect/workflow/Workflow"
import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FiberRef from "effect/FiberRef"
import * as HashMap from "effect/HashMap"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Scope from "effect/Scope"
import * as JournalEngine from "../src/JournalEngine.ts"
import * as TaskQueue from "../src/TaskQueue.ts"
import * as WorkflowJournal from "../src/WorkflowJournal.ts"
import { asked, automatic, becomes, eventually, type Journal, nap, newJournal, running, within } from "./Scene.ts"

const idempotencyKey = ({ id }: { readonly id: string }) => id

const Copy = Workflow.make({
  name: "Copy",
  payload: { id: Schema.String },
  success: Schema.Unknown,
  idempotencyKey
})

const engine = JournalEngine.JournalEngine

/** A body whose step gives whatever it is told, with whatever schema. */
const copying = <A, I>(success: Schema.Schema<A, I>, value: A, duration: Duration.DurationInput = "30 millis") =>
  Copy.toLayer(() =>
    Effect.gen(function* () {
      const step = Activity.make({ name: "read", success, execute: Effect.succeed(value) })
      yield* step
      yield* nap("nap", duration)
      return yield* step
    })
  )

const start = Copy.execute({ id: "one" }, { discard: true })

describe("a process that starts", () => {
  it.live("executes from its first workflow on, and waits for those that are registered after it", () =>
    Effect.gen(function* () {
      const journal = yield* newJournal
      const id = yield* within(asked(journal, copying(Schema.Int, 7)))(start)
      const Other = Workflow.make({ name: "Other", payload: { id: Schema.String }, idempotencyKey })
      const begun = yield* Deferred.make<void>()
      const other = Other.toLayer(() => Effect.asVoid(Deferred.succeed(begun, undefined)))
      // the second is not registered before an execution of the first has run
      const late = Layer.unwrapEffect(Effect.as(Deferred.await(begun), copying(Schema.Int, 7)))
      const parked: Array<unknown> = []
      const watched: Journal = {
        ...journal,
        append: (entries, epoch) => {
          parked.push(...entries.filter(({ _tag }) => _tag === "Park"))
          return journal.append(entries, epoch)
        }
      }
      const workflows = Layer.mergeAll(
        other,
        Layer.effectDiscard(Other.execute({ id: "first" }, { discard: true })).pipe(Layer.provide(other)),
        late
      )
      yield* within(automatic(watched, workflows))(becomes(id, "succeeded"))
      assert.deepStrictEqual(parked, [])
    })
  )

  it.live("closes though its first workflow was registered where nothing can be interrupted", () =>
    Effect.gen(function* () {
      const journal = yield* newJournal
      const [engines, workflows] = [yield* Scope.make(), yield* Scope.make()]
      const built = yield* Layer.buildWithScope(automatic(journal, Layer.empty), engines)
      const registered = copying(Schema.Int, 7).pipe(Layer.provide(Layer.succeedContext(built)))
      yield* Effect.uninterruptible(Layer.buildWithScope(registered, workflows))
      yield* Effect.flatMap(start, (id) => becomes(id, "succeeded")).pipe(Effect.provide(built))
      yield* Scope.close(workflows, Exit.void)
      yield* Scope.close(engines, Exit.void)
    })
  )

  it.live("takes neither a span nor annotations of whoever registers first into what it executes", () =>
    Effect.gen(function* () {
      const seen: Array<unknown> = []
      const watched = Copy.toLayer(() =>
        Effect.gen(function* () {
          seen.push(Option.isNone(yield* Effect.option(Effect.currentParentSpan)))
          seen.push(HashMap.has(yield* FiberRef.get(FiberRef.currentLogAnnotations), "tenant"))
          return 7
        })
      )
      const registered = Layer.unwrapScoped(Effect.as(Effect.annotateLogsScoped({ tenant: "a" }), watched))
      yield* within(automatic(yield* newJournal, registered))(Effect.flatMap(start, (id) => becomes(id, "succeeded")))
      assert.deepStrictEqual(seen, [true, false])
    })
  )

  it.live("ends what is cancelled while its workflow is awaited, without a step", () =>
    Effect.gen(function* () {
      const journal = yield* newJournal
      const id = yield* within(asked(journal, Layer.empty))(start)
      const Other = Workflow.make({ name: "Other", payload: { id: Schema.String }, idempotencyKey })
      const cancelled = yield* Deferred.make<void>()
      let steps = 0
      const counting = Copy.toLayer(() =>
        Activity.make({
          name: "read",
          success: Schema.Int,
          execute: Effect.sync(() => ++steps)
        })
      )
      const late = Layer.unwrapEffect(Effect.as(Deferred.await(cancelled), counting))
      const cancel = Effect.gen(function* () {
        const { status, cancel } = yield* engine
        yield* eventually(
          "the engine has begun",
          Effect.map(status, ({ resident }) => resident > 0)
        )
        yield* cancel(id)
        yield* Deferred.succeed(cancelled, undefined)
      }).pipe(Effect.orDie)
      const workflows = Layer.mergeAll(
        Other.toLayer(() => Effect.void),
        Layer.effectDiscard(cancel),
        late
      )
      const running = workflows.pipe(
        Layer.provideMerge(JournalEngine.layer()),
        Layer.provide(Layer.succeed(WorkflowJournal.WorkflowJournal, journal))
      )
      yield* within(running)(becomes(id, "interrupted"))
      assert.strictEqual(steps, 0)
    })
  )

  it.live("leaves alone what another process has taken over while its workflow was awaited", () =>
    Effect.gen(function* () {
      const journal = yield* newJournal
      const id = yield* within(asked(journal, Layer.empty))(start)
      const Other = Workflow.make({ name: "Other", payload: { id: Schema.String }, idempotencyKey })
      const Apart = Workflow.make({
        name: "Apart",
        payload: { id: Schema.String },
        idempotencyKey,
        annotations: Context.make(TaskQueue.TaskQueue, "apart")
      })
      const parked: Array<unknown> = []
      const watched: Journal = {
        ...journal,
        append: (entries, epoch) => {
          parked.push(...entries.filter(({ _tag }) => _tag === "Park"))
          return journal.append(entries, epoch)
        }
      }
      const scope = yield* Scope.make()
      const built = yield* Layer.buildWithScope(automatic(watched, Layer.empty), scope)
      const others = yield* Scope.make()
      yield* Layer.buildWithScope(
        Apart.toLayer(() => Effect.void).pipe(Layer.provide(Layer.succeedContext(built))),
        scope
      )
      yield* Layer.buildWithScope(
        Other.toLayer(() => Effect.void).pipe(Layer.provide(Layer.succeedContext(built))),
        others
      )
      const { status } = Context.get(built, engine)
      yield* eventually(
        "it awaits the workflow",
        Effect.map(status, ({ resident }) => resident > 0)
      )
      // gives the default queue back
      yield* Scope.close(others, Exit.void)
      yield* within(automatic(journal, copying(Schema.Int, 7, "1500 millis")))(becomes(id, "succeeded"))
      assert.deepStrictEqual(parked, [])
      yield* Scope.close(scope, Exit.void)
    })
  )

  it.live("parks what nobody has registered once all have had their time", () =>
    Effect.gen(function* () {
      const journal = yield* newJournal
      const id = yield* within(asked(journal, Layer.empty))(start)
      const Other = Workflow.make({ name: "Other", payload: { id: Schema.String }, idempotencyKey })
      yield* within(
        automatic(
          journal,
          Other.toLayer(() => Effect.void)
        )
      )(becomes(id, "parked"))
    })
  )
})

describe("what cannot go on by itself", () => {
  it.live("parks a workflow nobody knows, with its name and what to do, until a restart that knows it", () =>
    Effect.gen(function* () {
      const journal = yield* newJournal
      const id = yield* within(running(journal, Layer.empty))(
        Effect.gen(function* () {
          const id = yield* start
          const parked = yield* becomes(id, "parked")
          assert.strictEqual(parked.parkedFor, "unregistered")
          for (const text of ["Copy", id, "no workflow of that name", "Register it"]) assert.include(parked.error, text)
          return id
        })
      )
      const result = yield* within(running(journal, copying(Schema.Int, 7)))(
        Effect.zipRight(becomes(id, "succeeded"), Copy.execute({ id: "one" }))
      )
      assert.strictEqual(result, 7)
    })
  )

  it.live("executes nothing that came to rest while the journal was being asked what is due", () =>
    Effect.gen(function* () {
      const journal = yield* newJournal
      // the answer of a database that was asked before the last execution was parked
      const stale: Journal = {
        ...journal,
        due: (limit, epoch, taskQueues) =>
          Effect.gen(function* () {
            const due = yield* journal.due(limit, epoch, taskQueues)
            const parked = yield* journal.list({ status: ["parked"] })
            return { ...due, executions: [...due.executions, ...parked.map(({ id }) => id)] }
          })
      }
      let bodies = 0
      const failing = Copy.annotate(Workflow.SuspendOnFailure, true).toLayer(() =>
        Effect.suspend(() => {
          bodies++
          return Effect.dieMessage("not open")
        })
      )
      yield* within(running(stale, failing))(
        Effect.gen(function* () {
          yield* becomes(yield* start, "parked")
          // this one makes the engine ask what is due
          yield* becomes(yield* Copy.execute({ id: "two" }, { discard: true }), "parked")
        })
      )
      yield* within(running(stale, failing))(
        Effect.forEach(["three", "four"], (id) =>
          Effect.flatMap(Copy.execute({ id }, { discard: true }), (execution) => becomes(execution, "parked"))
        )
      )
      assert.strictEqual(bodies, 4)
    })
  )

  it.live("ends what nobody knows when it is cancelled", () =>
    within(running(Effect.runSync(newJournal), Layer.empty))(
      Effect.gen(function* () {
        const id = yield* start
        yield* becomes(id, "parked")
        assert.isTrue(yield* Effect.flatMap(engine, ({ cancel }) => cancel(id)))
        yield* becomes(id, "interrupted")
        assert.isFalse(yield* Effect.flatMap(engine, ({ cancel }) => cancel(id)))
      })
    )
  )

  it.live("parks at a step whose result no longer decodes, and goes on when a deploy reads it", () =>
    Effect.gen(function* () {
      const journal = yield* newJournal
      const id = yield* within(running(journal, copying(Schema.String, "seven", "1 day")))(
        Effect.tap(start, (id) => becomes(id, "waiting"))
      )
      yield* within(running(journal, copying(Schema.Int, 7)))(
        Effect.gen(function* () {
          const { retry } = yield* engine
          yield* retry(id)
          const parked = yield* becomes(id, "parked")
          assert.strictEqual(parked.parkedFor, "step")
          for (const text of ["Copy", id, "step read/1", "seven", "schema"]) assert.include(parked.error, text)
        })
      )
      yield* within(running(journal, copying(Schema.Union(Schema.String, Schema.Int), 7, "10 millis")))(
        becomes(id, "waiting")
      )
    })
  )

  it.live("parks a payload that has changed shape, and goes on when a deploy reads it", () =>
    Effect.gen(function* () {
      const journal = yield* newJournal
      const Changed = Workflow.make({
        name: "Copy",
        payload: { id: Schema.String, since: Schema.Date },
        idempotencyKey
      })
      const id = yield* within(asked(journal, Layer.empty))(start)
      yield* within(
        running(
          journal,
          Changed.toLayer(() => Effect.void)
        )
      )(
        Effect.gen(function* () {
          const parked = yield* becomes(id, "parked")
          assert.strictEqual(parked.parkedFor, "payload")
          for (const text of ["Copy", id, "payload", "since"]) assert.include(parked.error, text)
        })
      )
      yield* within(running(journal, copying(Schema.Int, 7)))(becomes(id, "succeeded"))
    })
  )

  for (const [kind, value] of [
    ["bigint", { inside: { total: 7n } }],
    ["NaN", { inside: { total: Number.NaN } }],
    ["Date", { inside: { total: new Date(0) } }]
  ] as const) {
    it.live(`parks a result that JSON cannot hold, and names its field: ${kind}`, () =>
      within(
        running(
          Effect.runSync(newJournal),
          Copy.toLayer(() => Effect.succeed<unknown>(value))
        )
      )(
        Effect.gen(function* () {
          const parked = yield* Effect.flatMap(start, (id) => becomes(id, "parked"))
          assert.strictEqual(parked.parkedFor, "result")
          for (const text of ["Copy", "its result", '"total"', kind]) assert.include(parked.error, text)
        })
      )
    )

    it.live(`parks at a step whose result JSON cannot hold, and names its field: ${kind}`, () =>
      within(running(Effect.runSync(newJournal), copying(Schema.Unknown, value)))(
        Effect.gen(function* () {
          const parked = yield* Effect.flatMap(start, (id) => becomes(id, "parked"))
          assert.strictEqual(parked.parkedFor, "step")
          for (const text of ["Copy", "step read/1", '"total"', kind]) assert.include(parked.error, text)
        })
      )
    )
  }

  it.live("parks what suspends on failure, with the failure, wherever it failed", () =>
    Effect.gen(function* () {
      for (const where of ["body", "step"] as const) {
        const Patient = Workflow.make({ name: where, payload: { id: Schema.String }, idempotencyKey }).annotate(
          Workflow.SuspendOnFailure,
          true
        )
        const fails = Effect.dieMessage("the disk is full")
        const body = where === "body" ? fails : Activity.make({ name: "write", execute: fails })
        yield* within(
          running(
            yield* newJournal,
            Patient.toLayer(() => body)
          )
        )(
          Effect.gen(function* () {
            const id = yield* Patient.execute({ id: "one" }, { discard: true })
            const parked = yield* becomes(id, "parked")
            assert.strictEqual(parked.parkedFor, "failure")
            assert.include(parked.error, "the disk is full")
          })
        )
      }
    })
  )

  it.live("parks a body that dies where its workflow captures no defects", () =>
    Effect.gen(function* () {
      const Bare = Workflow.make({ name: "Bare", payload: { id: Schema.String }, idempotencyKey }).annotate(
        Workflow.CaptureDefects,
        false
      )
      yield* within(
        running(
          yield* newJournal,
          Bare.toLayer(() => Effect.dieMessage("a bug"))
        )
      )(
        Effect.gen(function* () {
          const parked = yield* Effect.flatMap(Bare.execute({ id: "one" }, { discard: true }), (id) =>
            becomes(id, "parked")
          )
          assert.deepStrictEqual([parked.parkedFor, parked.error?.includes("a bug")], ["defect", true])
        })
      )
    })
  )

  it.live("shows what is parked to an operator who looks for it", () =>
    within(running(Effect.runSync(newJournal), Layer.empty))(
      Effect.gen(function* () {
        const id = yield* start
        yield* becomes(id, "parked")
        const { find, list } = yield* engine
        const listed = yield* list({ status: ["parked"] })
        assert.deepStrictEqual(
          listed.map((each) => each.id),
          [id]
        )
        const unknown = yield* Effect.flip(find("nobody"))
        assert.include(unknown.message, "nobody")
        assert.isTrue(Option.isNone(Option.fromNullable(listed[0]?.exit)))
      })
    )
  )
})
