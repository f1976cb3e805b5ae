/** The same workflows for every engine, and what one run of them costs. */
import * as Activity from "@effect/workflow/Activity"
import * as DurableDeferred from "@effect/workflow/DurableDeferred"
import * as Workflow from "@effect/workflow/Workflow"
import { type WorkflowEngine, WorkflowInstance } from "@effect/workflow/WorkflowEngine"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import type { Measured } from "./rounds.ts"

/** An execution has at most so many steps; for more, others follow it. */
const most = 200

const step = (name: string) => Activity.make({ name, success: Schema.Int, execute: Effect.sync(() => ++stepped) })
let stepped = 0

const ofSize = {
  payload: { id: Schema.String, size: Schema.Int },
  success: Schema.Int,
  idempotencyKey: ({ id }: { readonly id: string }) => id
}

const Steps = Workflow.make({ ...ofSize, name: "Steps" })
const Child = Workflow.make({ ...ofSize, name: "Child" })
const Awaiting = Workflow.make({ ...ofSize, name: "Awaiting" })
const Starting = Workflow.make({ ...ofSize, name: "Starting" })
/** Stops before its last step for as long as the process that seeds the journal lives. */
export const Unfinished = Workflow.make({ ...ofSize, name: "Unfinished" })

const AllDone = DurableDeferred.make("all done", { success: Schema.Int })

/** What the children of `Starting` have come to: a host keeps this in a row of its own. */
const families = new Map<string, { left: number; readonly done: Effect.Effect<void, never, WorkflowEngine> }>()

const childrenOf = (id: string, size: number) => Array.from({ length: size }, (_, index) => `${id}/${index}`)

/** As a child of nobody: its end wakes no parent. */
const alone = Effect.mapInputContext((context: Context.Context<WorkflowEngine>) =>
  // an instance is there, though nothing asks for it by type
  Context.omit(WorkflowInstance)(context as Context.Context<WorkflowEngine | WorkflowInstance>)
)

let resumed: (() => void) | undefined

/** Called at the first step after a restart. */
export const onResumed = (tell: () => void) => {
  resumed = tell
}

export const workflows = Layer.mergeAll(
  Steps.toLayer(({ size }) =>
    Effect.as(
      Effect.forEach(Array.from({ length: size }), (_, index) => step(`${index}`), { discard: true }),
      size
    )
  ),
  Child.toLayer(({ id }) =>
    Effect.gen(function* () {
      const value = yield* step("only")
      const family = families.get(id.slice(0, id.lastIndexOf("/")))
      if (family !== undefined && --family.left === 0) yield* family.done
      return value
    })
  ),
  // children it waits for, so many at a time
  Awaiting.toLayer(({ id, size }) =>
    Effect.as(
      Effect.forEach(childrenOf(id, size), (child) => Child.execute({ id: child, size: 1 }), {
        concurrency: 100,
        discard: true
      }),
      size
    )
  ),
  // children started in a step, the last of which completes the one deferred that their parent awaits
  Starting.toLayer(({ id, size }) =>
    Effect.gen(function* () {
      const token = yield* DurableDeferred.token(AllDone)
      families.set(id, { left: size, done: DurableDeferred.succeed(AllDone, { token, value: size }) })
      yield* Activity.make({
        name: "start",
        execute: alone(
          Effect.forEach(childrenOf(id, size), (child) => Child.execute({ id: child, size: 1 }, { discard: true }), {
            concurrency: 100,
            discard: true
          })
        )
      })
      return yield* DurableDeferred.await(AllDone)
    })
  ),
  Unfinished.toLayer(() =>
    Effect.gen(function* () {
      yield* step("before")
      yield* Activity.make({
        name: "after",
        execute: Effect.suspend(() => {
          if (resumed === undefined) return Effect.never
          resumed()
          return Effect.void
        })
      })
      return 1
    })
  )
)

export type Kind = "steps" | "awaiting" | "starting"

/** Runs so many steps, or children; the parent is there and back again. */
export const run = (kind: Kind, id: string, size: number): Effect.Effect<unknown, never, WorkflowEngine> => {
  if (kind === "awaiting") return Awaiting.execute({ id, size })
  if (kind === "starting") return Starting.execute({ id, size })
  return Effect.forEach(executions(size), (steps, index) => Steps.execute({ id: `${id} ${index}`, size: steps }), {
    discard: true
  })
}

export const memory = () => Math.round(process.resourceUsage().maxRSS / 1024)

/** How many steps, or children, come first, so that what is measured is compiled by then: as many for every engine. */
export const warm = (kind: Kind): number => (kind === "steps" ? 1000 : 100)

/** What all executions of a run come to, and how many steps each has. */
export const executions = (size: number): ReadonlyArray<number> =>
  Array.from({ length: Math.ceil(size / most) }, (_, index) => Math.min(most, size - index * most))

/** Warms up, then measures. */
export const measure = (kind: Kind, size: number): Effect.Effect<Measured, never, WorkflowEngine> =>
  Effect.gen(function* () {
    yield* run(kind, "warm", warm(kind))
    const used = process.cpuUsage()
    const began = performance.now()
    yield* run(kind, "measured", size)
    const seconds = (performance.now() - began) / 1000
    const { system, user } = process.cpuUsage(used)
    return { rate: size / seconds, memory: memory(), cpu: (system + user) / 1000 / size }
  })
