/** Promises about ends that are not success: compensation, suspension and interruption. */
import { assert } from "@effect/vitest"
import * as Activity from "@effect/workflow/Activity"
import * as Workflow from "@effect/workflow/Workflow"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { endOf, eventually, forever, nap, newId, note, noteOf, notes, promises, step, suspended } from "./scene.ts"

class Unwilling extends Schema.TaggedError<Unwilling>("@openfaith/adapter-testkit/Unwilling")("Unwilling", {
  reason: Schema.String
}) {}

const idempotencyKey = ({ id }: { readonly id: string }) => id

const Booking = Workflow.make({
  name: "@openfaith/adapter-testkit/endings/Booking",
  payload: { id: Schema.String, how: Schema.Literal("succeed", "fail", "die", "wait") },
  success: Schema.String,
  error: Unwilling,
  idempotencyKey
})

const Patient = Workflow.make({
  name: "@openfaith/adapter-testkit/endings/Patient",
  payload: { id: Schema.String, where: Schema.Literal("body", "step") },
  success: Schema.String,
  error: Unwilling,
  idempotencyKey
}).annotate(Workflow.SuspendOnFailure, true)

const Stepping = Workflow.make({
  name: "@openfaith/adapter-testkit/endings/Stepping",
  payload: { id: Schema.String },
  success: Schema.String,
  idempotencyKey
})

const Family = Workflow.make({
  name: "@openfaith/adapter-testkit/endings/Family",
  payload: { id: Schema.String, generations: Schema.Int },
  success: Schema.String,
  idempotencyKey
})

const assertInterrupted = (exit: Exit.Exit<unknown, unknown>) => assert.isTrue(Exit.isInterrupted(exit), String(exit))

const reopened = new Set<string>()

const endings = promises({
  "takes nothing back of what succeeded": Effect.gen(function* () {
    const id = yield* newId
    assert.strictEqual(yield* Booking.execute({ id, how: "succeed" }), "booked")
    assert.deepStrictEqual(yield* notes(id), ["flight", "hotel"])
  }),

  "takes back what was done, the last thing first, when the body fails": Effect.gen(function* () {
    const id = yield* newId
    const error = yield* Effect.flip(Booking.execute({ id, how: "fail" }))
    assert.deepInclude(error, { reason: "no car" })
    assert.deepStrictEqual(yield* notes(id), ["flight", "hotel", "cancel hotel", "cancel flight"])
  }),

  "takes back what was done when the body dies": Effect.gen(function* () {
    const id = yield* newId
    assert.isTrue(Exit.isFailure(yield* Effect.exit(Booking.execute({ id, how: "die" }))))
    assert.deepStrictEqual(yield* notes(id), ["flight", "hotel", "cancel hotel", "cancel flight"])
  }),

  "takes back what was done when it is interrupted": Effect.gen(function* () {
    const id = yield* newId
    const execution = yield* Booking.execute({ id, how: "wait" }, { discard: true })
    yield* noteOf(id, "hotel")
    yield* suspended(Booking.poll(execution))
    yield* Booking.interrupt(execution)
    assertInterrupted(yield* endOf(Booking.poll(execution)))
    assert.deepStrictEqual(yield* notes(id), ["flight", "hotel", "cancel hotel", "cancel flight"])
  }),

  "waits after a failure of the body until it is resumed": Effect.gen(function* () {
    const id = yield* newId
    const execution = yield* Patient.execute({ id, where: "body" }, { discard: true })
    yield* suspended(Patient.poll(execution))
    reopened.add(id)
    yield* Patient.resume(execution)
    assert.deepStrictEqual(yield* endOf(Patient.poll(execution)), Exit.succeed("mended"))
    assert.deepStrictEqual(yield* notes(id), ["first", "last"])
  }),

  "waits after a failure of a step, and does it again when it is resumed": Effect.gen(function* () {
    const id = yield* newId
    const execution = yield* Patient.execute({ id, where: "step" }, { discard: true })
    yield* suspended(Patient.poll(execution))
    reopened.add(id)
    yield* Patient.resume(execution)
    assert.deepStrictEqual(yield* endOf(Patient.poll(execution)), Exit.succeed("mended"))
    assert.deepStrictEqual(yield* notes(id), ["first", "frail", "frail", "last"])
  }),

  "ends what sleeps when it is interrupted": Effect.gen(function* () {
    const execution = yield* Family.execute({ id: yield* newId, generations: 0 }, { discard: true })
    yield* suspended(Family.poll(execution))
    yield* Family.interrupt(execution)
    assertInterrupted(yield* endOf(Family.poll(execution)))
    // for good, whoever asks again
    yield* Family.resume(execution)
    assertInterrupted(yield* endOf(Family.poll(execution)))
  }),

  "ends what is at a step after that step": Effect.gen(function* () {
    const id = yield* newId
    const execution = yield* Stepping.execute({ id }, { discard: true })
    yield* noteOf(id, "began")
    yield* Stepping.interrupt(execution)
    yield* note(id, "go on")
    assertInterrupted(yield* endOf(Stepping.poll(execution)))
    assert.deepStrictEqual(yield* notes(id), ["began", "go on", "ended"])
  }),

  "ends what is interrupted as soon as it is started": Effect.gen(function* () {
    const id = yield* newId
    const execution = yield* Family.execute({ id, generations: 0 }, { discard: true })
    yield* Family.interrupt(execution)
    assertInterrupted(yield* endOf(Family.poll(execution)))
    assert.notInclude(yield* notes(id), "woken")
  }),

  "leaves alone what has ended before it is interrupted": Effect.gen(function* () {
    const id = yield* newId
    yield* Booking.execute({ id, how: "succeed" })
    const execution = yield* Booking.executionId({ id, how: "succeed" })
    yield* Booking.interrupt(execution)
    yield* Booking.resume(execution)
    assert.deepStrictEqual(yield* endOf(Booking.poll(execution)), Exit.succeed("booked"))
    assert.deepStrictEqual(yield* notes(id), ["flight", "hotel"])
  }),

  "interrupts children and their children with their parent": Effect.gen(function* () {
    const id = yield* newId
    const execution = yield* Family.execute({ id, generations: 2 }, { discard: true })
    const executions = yield* Effect.forEach([0, 1], (generations) =>
      Family.executionId({ id: `${id}/${generations}`, generations })
    )
    yield* Effect.forEach(executions, (each) => suspended(Family.poll(each)))
    yield* suspended(Family.poll(execution))
    yield* Family.interrupt(execution)
    for (const each of [execution, ...executions]) assertInterrupted(yield* endOf(Family.poll(each)))
  })
})

const cancelling = (id: string, what: string) => () =>
  Effect.asVoid(Activity.make({ name: `cancel ${what}`, execute: note(id, `cancel ${what}`) }))

const workflows = Layer.mergeAll(
  Booking.toLayer(({ how, id }) =>
    Effect.gen(function* () {
      yield* step(id, "flight").pipe(Booking.withCompensation(cancelling(id, "flight")))
      yield* nap()
      yield* step(id, "hotel").pipe(Booking.withCompensation(cancelling(id, "hotel")))
      if (how === "fail") return yield* new Unwilling({ reason: "no car" })
      if (how === "die") return yield* Effect.dieMessage("the car died")
      if (how === "wait") yield* forever
      return "booked"
    })
  ),
  Patient.toLayer(({ id, where }) =>
    Effect.gen(function* () {
      yield* step(id, "first")
      const refuse = Effect.suspend(() =>
        reopened.has(id) ? Effect.void : Effect.fail(new Unwilling({ reason: "not open" }))
      )
      yield* where === "body"
        ? refuse
        : Activity.make({ name: "frail", error: Unwilling, execute: Effect.zipRight(note(id, "frail"), refuse) })
      yield* step(id, "last")
      return "mended"
    })
  ),
  Stepping.toLayer(({ id }) =>
    Effect.gen(function* () {
      yield* Activity.make({
        name: "long",
        execute: Effect.gen(function* () {
          yield* note(id, "began")
          yield* eventually(Effect.map(notes(id), (all) => all.includes("go on")))
          yield* note(id, "ended")
        })
      })
      return yield* step(id, "next")
    })
  ),
  Family.toLayer(({ generations, id }) =>
    Effect.gen(function* () {
      if (generations === 0) yield* forever
      else {
        const root = id.split("/", 1).join()
        yield* Family.execute({ id: `${root}/${generations - 1}`, generations: generations - 1 })
      }
      yield* step(id, "woken")
      return "woken"
    })
  )
)

export const theme = { promises: endings, workflows }
