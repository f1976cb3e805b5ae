/** The cluster's engine as a host should meet it. */
import { TransactionConnection } from "@effect/sql/SqlClient"
import { WorkflowEngine } from "@effect/workflow/WorkflowEngine"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"

/**
 * Outside of a transaction the caller may have open: messages would be written in it, by way of a tag that all clients
 * share, and an answer waited for that cannot come before it is committed.
 */
const outside = <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.mapInputContext(
    work,
    (context: Context.Context<R>) =>
      // what is left out is optional, and not part of R
      Context.omit(TransactionConnection)(
        context as Context.Context<R | typeof TransactionConnection.Identifier>
      ) as Context.Context<R>
  )

/** A caller looks whether a suspended execution has ended: at once, and then ever more seldom, up to this. */
const looks = Schedule.exponential("100 millis", 1.5).pipe(Schedule.union(Schedule.spaced(Duration.seconds(2))))

/** The engine, deaf to its callers' transactions and quicker to tell them of an end. */
export const make = (engine: WorkflowEngine["Type"]): WorkflowEngine["Type"] =>
  WorkflowEngine.of({
    ...engine,
    execute: (workflow, options) =>
      outside(
        engine.execute(workflow, { ...options, suspendedRetrySchedule: options.suspendedRetrySchedule ?? looks })
      ),
    poll: (workflow, execution) => outside(engine.poll(workflow, execution)),
    interrupt: (workflow, execution) => outside(engine.interrupt(workflow, execution)),
    resume: (workflow, execution) => outside(engine.resume(workflow, execution)),
    deferredDone: (deferred, options) => outside(engine.deferredDone(deferred, options)),
    scheduleClock: (workflow, options) => outside(engine.scheduleClock(workflow, options))
  })
