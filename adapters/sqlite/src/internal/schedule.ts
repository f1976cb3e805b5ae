/** What is to be executed now, and what may be forgotten. */
import type { SqlError } from "@effect/sql/SqlError"
import type { WorkflowJournal } from "@openfaith/workflow-engine"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Ask } from "./asking.ts"
import { toMoment } from "./entries.ts"

/** So many timers at a time, give or take those of one moment, so that no transaction is long. */
const most = 1000

export const texts = {
  /** The last of the timers that fire together. */
  lastTimer: `
    SELECT max(due_at) AS last FROM (
      SELECT due_at FROM openfaith_workflow_timer WHERE due_at <= @timed ORDER BY due_at LIMIT ${most}
    )`,
  // the plus keeps the grouping from choosing the index: it would look at every timer there is
  wakeByTimers: `
    UPDATE openfaith_workflow_execution AS woken
    SET status = 'running', wakes = wakes + fired.times, parked_for = NULL, error = NULL, updated_at = @now
    FROM (
      SELECT execution_id, count(*) AS times FROM openfaith_workflow_timer AS timer
      WHERE due_at <= @last AND NOT EXISTS (
        SELECT 1 FROM openfaith_workflow_signal AS came
        WHERE came.execution_id = timer.execution_id AND came.name = timer.name
      )
      GROUP BY +execution_id
    ) AS fired
    WHERE woken.execution_id = fired.execution_id AND woken.exit IS NULL`,
  becomeSignals: `
    INSERT INTO openfaith_workflow_signal (execution_id, name, came_at, exit)
    SELECT execution_id, name, @now, exit FROM openfaith_workflow_timer WHERE due_at <= @last
    ON CONFLICT (execution_id, name) DO NOTHING`,
  dropFired: "DELETE FROM openfaith_workflow_timer WHERE due_at <= @last",
  nextTimer: "SELECT min(due_at) AS next FROM openfaith_workflow_timer",
  running: `
    SELECT execution_id AS id FROM openfaith_workflow_execution
    WHERE exit IS NULL AND status = 'running' AND task_queue IN (SELECT value FROM json_each(@taskQueues))
    ORDER BY sequence LIMIT @limit`,
  old: `
    SELECT sequence FROM openfaith_workflow_execution AS old
    WHERE exit IS NOT NULL AND updated_at <= @until
      AND (@which = 'all' OR (status = 'succeeded' AND parent IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM openfaith_workflow_execution AS parent
        WHERE parent.execution_id = old.parent AND parent.status <> 'succeeded'
      )))
      AND NOT EXISTS (
        SELECT 1 FROM openfaith_workflow_execution AS parent
        WHERE parent.execution_id = old.parent AND parent.exit IS NULL
      )
      AND NOT EXISTS (
        SELECT 1 FROM openfaith_workflow_waiter AS waiter
        JOIN openfaith_workflow_execution AS parent ON parent.execution_id = waiter.parent
        WHERE waiter.execution_id = old.execution_id AND parent.exit IS NULL
      )
    ORDER BY updated_at LIMIT @limit`,
  /** Signals whose execution never came. */
  forgetOrphans: `
    DELETE FROM openfaith_workflow_signal WHERE (execution_id, name) IN (
      SELECT execution_id, name FROM openfaith_workflow_signal AS came
      WHERE came_at <= @until AND NOT EXISTS (
        SELECT 1 FROM openfaith_workflow_execution AS found WHERE found.execution_id = came.execution_id
      )
      ORDER BY came_at LIMIT ${most}
    )`
}

const forgotten = `
  SELECT execution_id FROM openfaith_workflow_execution WHERE sequence IN (SELECT value FROM json_each(@sequences))`

/** All that belongs to an execution, and then itself. */
export const forgetting = [
  `DELETE FROM openfaith_workflow_step WHERE execution_id IN (${forgotten})`,
  `DELETE FROM openfaith_workflow_signal WHERE execution_id IN (${forgotten})`,
  `DELETE FROM openfaith_workflow_timer WHERE execution_id IN (${forgotten})`,
  `DELETE FROM openfaith_workflow_waiter WHERE execution_id IN (${forgotten})`,
  `DELETE FROM openfaith_workflow_waiter WHERE parent IN (${forgotten})`,
  "DELETE FROM openfaith_workflow_execution WHERE sequence IN (SELECT value FROM json_each(@sequences))"
]

/** Turns the timers that are due into signals. */
const fire = (ask: Ask, now: string, timed: number): Effect.Effect<void, SqlError> =>
  Effect.gen(function* () {
    const [row] = yield* ask<{ readonly last: string | null }>(texts.lastTimer, { timed: toMoment(timed) })
    const last = row?.last ?? null
    if (last === null) return
    yield* ask(texts.wakeByTimers, { last, now })
    yield* ask(texts.becomeSignals, { last, now })
    yield* ask(texts.dropFired, { last })
  })

/** Fires timers, and says what is running in some task queues, oldest first. */
export const due = (
  ask: Ask,
  { now, timed }: { readonly now: string; readonly timed: number },
  limit: number,
  held: ReadonlySet<string>
): Effect.Effect<WorkflowJournal.Due, SqlError> =>
  Effect.gen(function* () {
    yield* fire(ask, now, timed)
    const taskQueues = Array.from(held)
    const [timer] = yield* ask<{ readonly next: string | null }>(texts.nextTimer)
    const running = yield* ask<{ readonly id: string }>(texts.running, {
      limit,
      taskQueues: JSON.stringify(taskQueues)
    })
    return {
      taskQueues,
      executions: running.map(({ id }) => id),
      next: Option.map(Option.fromNullable(timer?.next), (next) =>
        Duration.millis(Math.max(0, Date.parse(next) - timed))
      )
    }
  })

/** Forgets executions that had ended by then, the first to end first, and says how many. */
export const purge = (
  ask: Ask,
  now: string,
  {
    limit,
    olderThan,
    which
  }: { readonly olderThan: Duration.Duration; readonly limit: number; readonly which: "all" | "children" }
): Effect.Effect<number, SqlError> =>
  Effect.gen(function* () {
    const until = toMoment(Date.parse(now) - Duration.toMillis(olderThan))
    yield* ask(texts.forgetOrphans, { until })
    const old = yield* ask<{ readonly sequence: number }>(texts.old, { until, limit, which })
    if (old.length === 0) return 0
    const sequences = JSON.stringify(old.map(({ sequence }) => Number(sequence)))
    yield* Effect.forEach(forgetting, (text) => ask(text, { sequences }), { discard: true })
    return old.length
  })
