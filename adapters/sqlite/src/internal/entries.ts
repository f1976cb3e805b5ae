/** What each entry of the journal does to its tables. */
import type { SqlError } from "@effect/sql/SqlError"
import { type Execution, JournalEntry } from "@openfaith/workflow-engine"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { Ask, Parameters } from "./asking.ts"

type Receipt = JournalEntry.Receipt
type Entry = JournalEntry.JournalEntry

interface Standing {
  /** Nothing, if there is no such execution. */
  readonly status: Execution.Status | null
  readonly exit: string | null
  readonly interrupted: number | null
}

interface Known extends Standing {
  readonly parent: string | null
  readonly awaited: number
}

const toStanding = (row: Standing | undefined): Receipt["standing"] =>
  row === undefined || row.status === null
    ? null
    : { status: row.status, exit: row.exit, interrupted: Number(row.interrupted) === 1 }

const nobody: Receipt["woken"] = []

const unfinished = "status IN ('running', 'waiting', 'parked')"

/** In the same statement as a row of another table: how its execution stands. */
const standing = `
  (SELECT status FROM openfaith_workflow_execution WHERE execution_id = @execution) AS status,
  (SELECT exit FROM openfaith_workflow_execution WHERE execution_id = @execution) AS exit,
  (SELECT interrupted FROM openfaith_workflow_execution WHERE execution_id = @execution) AS interrupted`

export const texts = {
  known: `
    SELECT status, exit, interrupted, parent, awaited FROM openfaith_workflow_execution
    WHERE execution_id = @execution`,
  start: `
    INSERT INTO openfaith_workflow_execution
      (execution_id, workflow, task_queue, status, parent, awaited, wakes, started_at, updated_at, payload)
    VALUES (@execution, @workflow, @taskQueue, 'running', @parent, @awaited,
      (SELECT count(*) FROM openfaith_workflow_signal WHERE execution_id = @execution), @now, @now, @payload)
    ON CONFLICT (execution_id) DO NOTHING
    RETURNING status, exit, interrupted`,
  await: `
    INSERT INTO openfaith_workflow_waiter (execution_id, parent) VALUES (@execution, @parent)
    ON CONFLICT (execution_id, parent) DO NOTHING
    RETURNING parent`,
  touch: "UPDATE openfaith_workflow_execution SET updated_at = @now WHERE execution_id = @execution",
  step: `
    INSERT INTO openfaith_workflow_step (execution_id, name, attempt, failed, ended_at, exit)
    VALUES (@execution, @name, @attempt, @failed, @now, @exit)
    ON CONFLICT (execution_id, name, attempt) DO NOTHING
    RETURNING ${standing}`,
  /** One step by itself, in a transaction of its own, if the term lasts. */
  stepWithin: `
    INSERT INTO openfaith_workflow_step (execution_id, name, attempt, failed, ended_at, exit)
    SELECT @execution, @name, @attempt, @failed, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), @exit
    FROM openfaith_owner WHERE epoch = @epoch
    ON CONFLICT (execution_id, name, attempt) DO NOTHING
    RETURNING ${standing}`,
  signal: `
    INSERT INTO openfaith_workflow_signal (execution_id, name, came_at, exit)
    VALUES (@execution, @name, @now, @exit)
    ON CONFLICT (execution_id, name) DO NOTHING
    RETURNING ${standing}`,
  timer: `
    INSERT INTO openfaith_workflow_timer (execution_id, name, due_at, exit)
    SELECT @execution, @name, @due, @exit
    WHERE NOT EXISTS (SELECT 1 FROM openfaith_workflow_signal WHERE execution_id = @execution AND name = @name)
    ON CONFLICT (execution_id, name) DO NOTHING
    RETURNING ${standing}`,
  wake: `
    UPDATE openfaith_workflow_execution
    SET status = 'running', wakes = wakes + 1, parked_for = NULL, error = NULL, updated_at = @now
    WHERE execution_id = @execution AND ${unfinished}
    RETURNING status, exit, interrupted`,
  interrupt: `
    UPDATE openfaith_workflow_execution
    SET status = 'running', wakes = wakes + 1, parked_for = NULL, error = NULL, interrupted = 1, updated_at = @now
    WHERE execution_id = @execution AND ${unfinished}
    RETURNING status, exit, interrupted`,
  rest: `
    UPDATE openfaith_workflow_execution
    SET status = @status, parked_for = @parkedFor, error = @error, updated_at = @now
    WHERE execution_id = @execution AND status = 'running' AND wakes = @wakes
    RETURNING status, exit, interrupted`,
  finish: `
    UPDATE openfaith_workflow_execution
    SET status = @status, exit = @exit, error = @error, parked_for = NULL, updated_at = @now
    WHERE execution_id = @execution AND ${unfinished}
    RETURNING status, exit, interrupted, parent, awaited`,
  dropTimers: "DELETE FROM openfaith_workflow_timer WHERE execution_id = @execution",
  waiters: "SELECT parent FROM openfaith_workflow_waiter WHERE execution_id = @execution ORDER BY sequence",
  /** Whether an execution waits for any that has not ended. */
  more: `
    SELECT EXISTS (
      SELECT 1 FROM openfaith_workflow_execution WHERE parent = @execution AND awaited = 1 AND ${unfinished}
    ) OR EXISTS (
      SELECT 1 FROM openfaith_workflow_waiter AS waiter
      JOIN openfaith_workflow_execution AS child ON child.execution_id = waiter.execution_id
      WHERE waiter.parent = @execution AND child.exit IS NULL
    ) AS more`,
  reopen: `
    UPDATE openfaith_workflow_execution
    SET status = 'running', exit = NULL, error = NULL, interrupted = 0, wakes = wakes + 1, updated_at = @now
    WHERE execution_id = @execution AND status IN ('failed', 'interrupted')
    RETURNING status, exit, interrupted`,
  forgetFailures: "DELETE FROM openfaith_workflow_step WHERE execution_id = @execution AND failed = 1"
}

/** The last moment that sorts as text. */
const never = Date.UTC(9999, 11, 31)

/** A moment as the tables have it, however far from now. */
export const toMoment = (milliseconds: number): string =>
  new Date(Math.max(0, Math.min(never, milliseconds))).toISOString()

/**
 * Writes one step, nearly always, with its fence in the statement that writes: a quarter of the statements of a transaction.
 * Nothing comes back, and nothing is written, where another owns the file or there is more to say than that it was kept.
 */
export const stepping = (
  ask: Ask,
  { attempt, execution, exit, failed, name }: Extract<Entry, { _tag: "Step" }>,
  epoch: number
): Effect.Effect<ReadonlyArray<Receipt> | undefined, SqlError> =>
  Effect.map(
    ask<Standing>(texts.stepWithin, { execution, name, attempt, failed: failed ? 1 : 0, exit, epoch }),
    ([row]) => (row === undefined ? undefined : [{ applied: true, standing: toStanding(row), woken: nobody }])
  )

/** Applies entries one after another, all as of one moment. */
export const applying = (
  ask: Ask,
  now: string,
  /** The time that timers go by, in milliseconds. */
  timed: number
): ((entry: Entry) => Effect.Effect<Receipt, SqlError>) => {
  /** Nothing took effect. */
  const unchanged = (execution: string): Effect.Effect<Receipt, SqlError> =>
    Effect.map(ask<Known>(texts.known, { execution }), ([known]) => ({
      applied: false,
      standing: toStanding(known),
      woken: nobody
    }))

  /** A statement that gives back a row if it took effect. */
  const attempt = (text: string, execution: string, parameters?: Parameters): Effect.Effect<Receipt, SqlError> =>
    Effect.flatMap(ask<Standing>(text, { execution, ...parameters }), ([row]) =>
      row === undefined
        ? unchanged(execution)
        : Effect.succeed({ applied: true, standing: toStanding(row), woken: nobody })
    )

  const waking = (text: string, execution: string): Effect.Effect<Receipt, SqlError> =>
    Effect.map(attempt(text, execution, { now }), (receipt) =>
      receipt.applied ? { ...receipt, woken: [{ execution, more: false }] } : receipt
    )

  const start = ({ awaited, execution, parent, payload, taskQueue, workflow }: Extract<Entry, { _tag: "Start" }>) =>
    Effect.gen(function* () {
      const [started] = yield* ask<Standing>(texts.start, {
        execution,
        workflow,
        taskQueue,
        parent,
        payload,
        awaited: awaited ? 1 : 0,
        now
      })
      if (started !== undefined) {
        return { applied: true, standing: toStanding(started), woken: [{ execution, more: false }] }
      }
      const [known] = yield* ask<Known>(texts.known, { execution })
      const awaits = known?.parent === parent && Number(known?.awaited) === 1
      if (awaited && parent !== null && !awaits) {
        const [added] = yield* ask(texts.await, { execution, parent })
        if (added !== undefined) yield* ask(texts.touch, { execution, now })
      }
      return { applied: false, standing: toStanding(known), woken: nobody }
    })

  const signal = ({ execution, exit, name, wakes }: Extract<Entry, { _tag: "Signal" }>) =>
    Effect.gen(function* () {
      const receipt = yield* attempt(texts.signal, execution, { name, exit, now })
      if (!receipt.applied || !wakes) return receipt
      return { ...(yield* waking(texts.wake, execution)), applied: true }
    })

  const wakeWaiting = (parents: ReadonlyArray<string>) =>
    Effect.gen(function* () {
      const woken: Array<JournalEntry.Woken> = []
      for (const execution of parents) {
        const { applied } = yield* attempt(texts.wake, execution, { now })
        if (!applied) continue
        const [row] = yield* ask<{ readonly more: number }>(texts.more, { execution })
        woken.push({ execution, more: Number(row?.more) === 1 })
      }
      return woken
    })

  const finish = ({ error, execution, exit, status }: Extract<Entry, { _tag: "Finish" }>) =>
    Effect.gen(function* () {
      const [ended] = yield* ask<Known>(texts.finish, { execution, status, exit, error, now })
      if (ended === undefined) return yield* unchanged(execution)
      yield* ask(texts.dropTimers, { execution })
      const waiters = yield* ask<{ readonly parent: string }>(texts.waiters, { execution })
      const first = ended.parent !== null && Number(ended.awaited) === 1 ? [ended.parent] : []
      const woken = yield* wakeWaiting([...first, ...waiters.map(({ parent }) => parent)])
      return { applied: true, standing: toStanding(ended), woken }
    })

  return JournalEntry.JournalEntry.$match({
    Start: start,
    Step: ({ attempt: count, execution, exit, failed, name }) =>
      attempt(texts.step, execution, { name, attempt: count, exit, failed: failed ? 1 : 0, now }),
    Signal: signal,
    Timer: ({ after, execution, exit, name }) =>
      attempt(texts.timer, execution, { name, exit, due: toMoment(timed + Duration.toMillis(after)) }),
    Wake: ({ execution }) => waking(texts.wake, execution),
    Interrupt: ({ execution }) => waking(texts.interrupt, execution),
    Suspend: ({ execution, wakes }) =>
      attempt(texts.rest, execution, { status: "waiting", wakes, parkedFor: null, error: null, now }),
    Park: ({ error, execution, parkedFor, wakes }) =>
      attempt(texts.rest, execution, { status: "parked", wakes, parkedFor, error, now }),
    Finish: finish,
    Reopen: ({ execution }) =>
      Effect.flatMap(waking(texts.reopen, execution), (receipt) =>
        receipt.applied ? Effect.as(ask(texts.forgetFailures, { execution }), receipt) : Effect.succeed(receipt)
      )
  })
}
