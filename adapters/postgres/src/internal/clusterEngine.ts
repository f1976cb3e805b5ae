/** The cluster's engine as a host should meet it. */
import { createHash } from "node:crypto"
import * as ClusterSchema from "@effect/cluster/ClusterSchema"
import * as MessageStorage from "@effect/cluster/MessageStorage"
import * as Snowflake from "@effect/cluster/Snowflake"
import { type SqlClient, TransactionConnection } from "@effect/sql/SqlClient"
import type { Connection } from "@effect/sql/SqlConnection"
import type * as Workflow from "@effect/workflow/Workflow"
import { WorkflowEngine, WorkflowInstance } from "@effect/workflow/WorkflowEngine"
import { TaskQueue } from "@openfaith/workflow-engine"
import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
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

/**
 * The name of the shard group of a task queue: a shard's name, which begins with it, has to be short.
 */
export const groupOf = (taskQueue: string): string =>
  `queue-${createHash("sha256").update(taskQueue).digest("hex").slice(0, 24)}`

/** The workflow in the shard group of its task queue, so that only runners of that group execute it. */
const grouping =
  (groups: ReadonlySet<string>) =>
  <W extends Workflow.Any>(workflow: W): W => {
    const group = groupOf(TaskQueue.of(workflow))
    // all else of it stays, its type included
    return groups.has(group)
      ? ({ ...workflow, annotations: Context.add(workflow.annotations, ClusterSchema.ShardGroup, () => group) } as W)
      : workflow
  }

/** A connection whose statements wait for one another here: a second one in the driver's queue is deprecated. */
const serialized = (connection: Connection): Effect.Effect<Connection> =>
  Effect.map(Effect.makeSemaphore(1), (semaphore) => {
    const alone = semaphore.withPermits(1)
    return {
      execute: (...of) => alone(connection.execute(...of)),
      executeRaw: (...of) => alone(connection.executeRaw(...of)),
      executeStream: (...of) => connection.executeStream(...of),
      executeValues: (...of) => alone(connection.executeValues(...of)),
      executeUnprepared: (...of) => alone(connection.executeUnprepared(...of))
    }
  })

/** The client, whose reserved connections execute one statement at a time. */
export const oneStatementAtATime = (sql: SqlClient): SqlClient =>
  new Proxy(sql, {
    get: (target, key) => {
      if (key === "reserve") return Effect.flatMap(target.reserve, serialized)
      if (key === "withoutTransforms") return () => oneStatementAtATime(target.withoutTransforms())
      return Reflect.get(target, key)
    }
  })

/** Whether an engine is being closed, or is closed. */
export interface Closing {
  started: boolean
}

/** Stands for a `resume` message that was sent and has no reply yet. No message has this id. */
const pendingResume = Snowflake.Snowflake(0n)

/**
 * The storage of an engine. When a child execution ends, the cluster sends a `resume` message to its parent, and repeats that
 * until it succeeds, uninterruptibly. It does so even when the child was only interrupted because the engine closes; by then
 * the cluster's own client is closed, so no attempt ever succeeds, and its timers keep the process alive.
 *
 * Once the engine closes, this storage answers that such a message is pending: the cluster sends no other, and the child's
 * fiber ends. An interrupted child goes on in another process, which tells the parent. The watchdog wakes the parent of a child
 * that ended in this moment.
 */
export const untilClosing = (
  storage: MessageStorage.MessageStorage["Type"],
  closing: Readonly<Closing>
): MessageStorage.MessageStorage["Type"] =>
  MessageStorage.MessageStorage.of({
    ...storage,
    requestIdForPrimaryKey: (key) =>
      Effect.suspend(() =>
        closing.started && key.tag === "resume"
          ? Effect.succeedSome(pendingResume)
          : storage.requestIdForPrimaryKey(key)
      ),
    repliesForUnfiltered: (requestIds) => {
      const ids = Array.from(requestIds)
      return ids.includes(pendingResume) ? Effect.succeed([]) : storage.repliesForUnfiltered(ids)
    }
  })

/** The engine, deaf to its callers' transactions and quicker to tell them of an end; nobody waits for it once it is closed. */
export const make = Effect.fnUntraced(function* (
  engine: WorkflowEngine["Type"],
  groups: ReadonlySet<string>,
  closing: Closing
) {
  const grouped = grouping(groups)
  const closed = yield* Deferred.make<never>()
  yield* Effect.addFinalizer(() => {
    closing.started = true
    return Deferred.interrupt(closed)
  })
  /** Bodies end with the cluster, and what they wait for goes on elsewhere. */
  const here = <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.flatMap(Effect.serviceOption(WorkflowInstance), (instance) =>
      Option.isSome(instance) ? work : Effect.raceFirst(Effect.disconnect(work), Deferred.await(closed))
    )
  return WorkflowEngine.of({
    ...engine,
    register: (workflow, execute) => engine.register(grouped(workflow), execute),
    execute: (workflow, options) =>
      here(
        outside(
          engine.execute(grouped(workflow), {
            ...options,
            suspendedRetrySchedule: options.suspendedRetrySchedule ?? looks
          })
        )
      ),
    poll: (workflow, execution) => outside(engine.poll(grouped(workflow), execution)),
    interrupt: (workflow, execution) => outside(engine.interrupt(grouped(workflow), execution)),
    resume: (workflow, execution) => outside(engine.resume(grouped(workflow), execution)),
    deferredDone: (deferred, options) => outside(engine.deferredDone(deferred, options)),
    scheduleClock: (workflow, options) => outside(engine.scheduleClock(grouped(workflow), options))
  })
})
