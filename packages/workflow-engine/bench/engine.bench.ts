/** What the engine itself costs, with no storage under it: over the library's own memory engine, in one run. */
import * as Activity from "@effect/workflow/Activity"
import * as Workflow from "@effect/workflow/Workflow"
import * as WorkflowEngine from "@effect/workflow/WorkflowEngine"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as JournalEngine from "../src/JournalEngine.ts"
import * as MemoryWorkflowJournal from "../src/MemoryWorkflowJournal.ts"

const count = Number(process.env.COUNT ?? 1000)

const step = (name: string) => Activity.make({ name, success: Schema.Int, execute: Effect.succeed(1) })

const Child = Workflow.make({
  name: "Child",
  payload: { id: Schema.String },
  success: Schema.Int,
  idempotencyKey: ({ id }) => id
})

const Parent = Workflow.make({
  name: "Parent",
  payload: { id: Schema.String, children: Schema.Int },
  idempotencyKey: ({ id }) => id
})

const Steps = Workflow.make({
  name: "Steps",
  payload: { id: Schema.String, steps: Schema.Int },
  idempotencyKey: ({ id }) => id
})

let replays = 0

const workflows = Layer.mergeAll(
  Child.toLayer(() => step("only")),
  Parent.toLayer(({ children, id }) =>
    Effect.suspend(() => {
      replays++
      return Effect.forEach(Array.from({ length: children }), (_, index) => Child.execute({ id: `${id}/${index}` }), {
        concurrency: "unbounded",
        discard: true
      })
    })
  ),
  Steps.toLayer(({ steps }) =>
    Effect.forEach(Array.from({ length: steps }), (_, index) => step(`${index}`), { discard: true })
  )
)

const engines = {
  library: workflows.pipe(Layer.provideMerge(WorkflowEngine.layerMemory)),
  journal: workflows.pipe(Layer.provideMerge(JournalEngine.layer()), Layer.provide(MemoryWorkflowJournal.layer))
}

const measured = (what: string, units: number, work: Effect.Effect<void, never, WorkflowEngine.WorkflowEngine>) =>
  Effect.gen(function* () {
    const before = process.cpuUsage()
    const began = performance.now()
    yield* work
    const used = process.cpuUsage(before)
    const cpu = (used.user + used.system) / 1000
    console.log(
      `${what.padEnd(44)} ${(cpu / units).toFixed(2)} ms of processor each, ${((performance.now() - began) / units).toFixed(2)} ms by the clock, ${replays} bodies of the parent`
    )
    replays = 0
  })

for (const name of ["library", "journal"] as const) {
  await Effect.runPromise(
    Effect.gen(function* () {
      for (const round of ["cold", "warm"]) {
        yield* measured(
          `${name}, ${count} steps one after another, ${round}`,
          count,
          Effect.asVoid(Steps.execute({ id: round, steps: count }))
        )
        yield* measured(
          `${name}, ${count} children of one step, ${round}`,
          count,
          Effect.asVoid(Parent.execute({ id: round, children: count }))
        )
      }
    }).pipe(Effect.provide(engines[name]))
  )
}
