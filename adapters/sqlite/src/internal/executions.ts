/** Reading executions back from their tables. */
import type { SqlError } from "@effect/sql/SqlError"
import { Execution } from "@openfaith/workflow-engine"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Ask, Parameters } from "./asking.ts"

interface ExecutionRow {
  readonly id: string
  readonly workflow: string
  readonly taskQueue: string
  readonly parent: string | null
  readonly status: Execution.Status
  readonly payload: string
  readonly exit: string | null
  readonly parkedFor: Execution.ParkedFor | null
  readonly error: string | null
  readonly interrupted: number
  readonly wakes: number
  readonly startedAt: string
  readonly updatedAt: string
}

const toExecution = (row: ExecutionRow): Execution.Execution => ({
  ...row,
  // a host's fiber may have asked for integers as bigint
  interrupted: Number(row.interrupted) === 1,
  wakes: Number(row.wakes),
  startedAt: Date.parse(row.startedAt),
  updatedAt: Date.parse(row.updatedAt)
})

const executions = `
  SELECT execution_id AS id, workflow, task_queue AS taskQueue, parent, status, payload, exit, parked_for AS parkedFor, error, interrupted, wakes,
    started_at AS startedAt, updated_at AS updatedAt
  FROM openfaith_workflow_execution`

export const texts = {
  find: `${executions} WHERE execution_id = @execution`,
  steps: "SELECT name, attempt, exit FROM openfaith_workflow_step WHERE execution_id = @execution",
  signals: "SELECT name, exit FROM openfaith_workflow_signal WHERE execution_id = @execution",
  // those it waits for come last: a child may be both
  children: `
    SELECT execution_id AS id, status, exit, awaited FROM openfaith_workflow_execution WHERE parent = @execution
    UNION ALL
    SELECT child.execution_id, child.status, child.exit, 1 FROM openfaith_workflow_waiter AS waiter
    JOIN openfaith_workflow_execution AS child ON child.execution_id = waiter.execution_id
    WHERE waiter.parent = @execution`
}

/** One execution. */
export const find = (ask: Ask, execution: string): Effect.Effect<Option.Option<Execution.Execution>, SqlError> =>
  Effect.map(ask<ExecutionRow>(texts.find, { execution }), ([row]) => Option.map(Option.fromNullable(row), toExecution))

/** One execution and all that belongs to it. */
export const history = (ask: Ask, execution: string): Effect.Effect<Option.Option<Execution.History>, SqlError> =>
  Effect.gen(function* () {
    const found = yield* find(ask, execution)
    if (Option.isNone(found)) return Option.none()
    const steps = yield* ask<{ readonly name: string; readonly attempt: number; readonly exit: string }>(texts.steps, {
      execution
    })
    const signals = yield* ask<{ readonly name: string; readonly exit: string }>(texts.signals, { execution })
    const children = yield* ask<{
      readonly id: string
      readonly status: Execution.Status
      readonly exit: string | null
      readonly awaited: number
    }>(texts.children, { execution })
    return Option.some({
      execution: found.value,
      steps: new Map(steps.map(({ attempt, exit, name }) => [Execution.stepKey(name, Number(attempt)), exit])),
      signals: new Map(signals.map(({ exit, name }) => [name, exit])),
      children: new Map(
        children.map(({ awaited, exit, id, status }) => [id, { status, exit, awaited: Number(awaited) === 1 }])
      )
    })
  })

/** The statement and parameters of an operator's question: one text for each combination of conditions. */
export const listing = ({ limit = 100, parent, status, workflow }: Execution.Query): readonly [string, Parameters] => {
  const among = "status IN (SELECT value FROM json_each(@status))"
  const unfinished = status?.every((one) => !Execution.hasEnded({ status: one })) === true
  const conditions = [
    ...(status === undefined ? [] : unfinished ? [`exit IS NULL AND ${among}`] : [among]),
    ...(workflow === undefined ? [] : ["workflow = @workflow"]),
    ...(parent === undefined ? [] : ["parent = @parent"])
  ]
  const where = conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`
  return [
    `${executions}${where} ORDER BY sequence DESC LIMIT @limit`,
    {
      limit,
      ...(status !== undefined && { status: JSON.stringify(status) }),
      ...(workflow !== undefined && { workflow }),
      ...(parent !== undefined && { parent })
    }
  ]
}

/** Executions an operator asks for. */
export const list = (ask: Ask, query: Execution.Query): Effect.Effect<ReadonlyArray<Execution.Execution>, SqlError> =>
  Effect.map(ask<ExecutionRow>(...listing(query)), (rows) => rows.map(toExecution))
