/**
 * The body of a process that executes `Everything` and kills itself at an exact moment: the other half of `Crash`, apart
 * from it since no test runner is there.
 */
import { appendFileSync } from "node:fs"
import { type Execution, JournalEngine, WorkflowJournal } from "@openfaith/workflow-engine"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as Everything from "./Everything.ts"

/**
 * When a worker kills itself: `after` its nth append that changed anything was answered; `before` its nth append reached
 * the journal; `inside` its nth transaction, which is for the adapter, since it knows its driver.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Death = Schema.Struct({ at: Schema.Int, moment: Schema.Literal("before", "inside", "after") })

/** @since 0.1.0 */
export type Death = typeof Death.Type

/**
 * What a worker is told, as its only argument.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Orders = Schema.parseJson(
  Schema.Struct({
    /** Where the adapter keeps its journal: a file, a schema. */
    place: Schema.String,
    /** The file of the witness: a line each time the body of a step runs. */
    witness: Schema.String,
    /** Nothing, for a life that lasts. */
    death: Schema.NullOr(Death)
  })
)

/** @since 0.1.0 */
export type Orders = typeof Orders.Type

/**
 * Ends this process as the system would: nothing is flushed, nothing is told.
 *
 * @since 0.1.0
 * @category constructors
 */
export const die = (): void => {
  process.kill(process.pid, "SIGKILL")
}

const dying = (death: Death | null) =>
  Layer.effect(
    WorkflowJournal.WorkflowJournal,
    Effect.map(WorkflowJournal.WorkflowJournal, (journal) => {
      let appends = 0
      return WorkflowJournal.WorkflowJournal.of({
        ...journal,
        append: (entries, epoch) =>
          Effect.suspend(() => {
            if (death?.moment === "before" && ++appends === death.at) die()
            const appended = journal.append(entries, epoch)
            if (death?.moment !== "after") return appended
            return Effect.tap(appended, (receipts) => {
              if (receipts.some(({ applied }) => applied) && ++appends === death.at) die()
              return Effect.void
            })
          })
      })
    })
  )

const line = (execution: string, step: string) => `${execution} ${step}`

/** Every step that the journal holds, as a witness would have it. */
const recorded = Effect.gen(function* () {
  const journal = yield* WorkflowJournal.WorkflowJournal
  const executions = yield* journal.list({ limit: 1000 })
  const histories = yield* journal.histories(executions.map(({ id }) => id))
  return Array.from(histories.values()).flatMap(({ execution, steps }) =>
    Array.from(steps.keys(), (key) => line(execution.id, key))
  )
})

const describe = ({ status, workflow }: Execution.Execution, steps: number) => `${workflow} ${status} ${steps}`

/**
 * What a worker does: it goes on with what it finds, and prints a report if it lives to the end.
 *
 * @since 0.1.0
 * @category testing
 */
export const worker = <E>(
  orders: Orders,
  journal: Layer.Layer<WorkflowJournal.WorkflowJournal, E>
): Effect.Effect<void, unknown> => {
  const witness = Layer.succeed(Everything.Witness, (execution, step) =>
    Effect.sync(() => appendFileSync(orders.witness, `${line(execution, step)}\n`))
  )
  const engine = Everything.layer.pipe(
    Layer.provide(witness),
    Layer.provideMerge(JournalEngine.layer()),
    Layer.provideMerge(Layer.provide(dying(orders.death), journal)),
    // before anything goes on
    Layer.provideMerge(Layer.effectDiscard(Effect.flatMap(recorded, say("found"))).pipe(Layer.provideMerge(journal)))
  )
  return Effect.gen(function* () {
    const result = yield* Everything.Everything.execute({ id: "one" })
    const journal = yield* WorkflowJournal.WorkflowJournal
    const executions = yield* journal.list({ limit: 1000 })
    const histories = yield* journal.histories(executions.map(({ id }) => id))
    const ended = executions.map((execution) => describe(execution, histories.get(execution.id)?.steps.size ?? 0))
    yield* say("came to")(yield* Schema.encode(Everything.Everything.successSchema)(result))
    yield* say("ended")(ended.toSorted())
  }).pipe(Effect.provide(engine))
}

const say = (what: string) => (value: unknown) =>
  Effect.sync(() => process.stdout.write(`${JSON.stringify([what, value])}\n`))
