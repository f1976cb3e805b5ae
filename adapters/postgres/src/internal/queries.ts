/** What is read of the journal, and what is purged: each one statement, so one consistent picture. */
import { createHash } from "node:crypto"
import { Execution } from "@openfaith/workflow-engine"
import * as Duration from "effect/Duration"
import * as Schema from "effect/Schema"
import type { Prepared } from "./database.ts"
import { quoted } from "./names.ts"

const ExecutionRow = Schema.Struct({
  id: Schema.String,
  workflow: Schema.String,
  taskQueue: Schema.String,
  parent: Schema.NullOr(Schema.String),
  status: Execution.Status,
  payload: Schema.String,
  exit: Schema.NullOr(Schema.String),
  parkedFor: Schema.NullOr(Execution.ParkedFor),
  error: Schema.NullOr(Schema.String),
  interrupted: Schema.Boolean,
  wakes: Schema.Int,
  startedAt: Schema.Number,
  updatedAt: Schema.Number
})

const HistoryRow = Schema.Struct({
  execution: ExecutionRow,
  steps: Schema.Array(Schema.Struct({ name: Schema.String, attempt: Schema.Int, exit: Schema.String })),
  signals: Schema.Array(Schema.Struct({ name: Schema.String, exit: Schema.String })),
  children: Schema.Array(
    Schema.Struct({
      id: Schema.String,
      status: Execution.Status,
      exit: Schema.NullOr(Schema.String),
      awaited: Schema.Boolean
    })
  )
})

export const decodeExecution = Schema.decodeUnknownOption(Schema.parseJson(ExecutionRow))
export const decodeExecutions = Schema.decodeUnknownOption(Schema.parseJson(Schema.Array(ExecutionRow)))
export const decodeHistory = Schema.decodeUnknownOption(Schema.parseJson(HistoryRow))

const execution = `json_build_object(
  'id', x.execution_id, 'workflow', x.workflow, 'taskQueue', x.task_queue, 'parent', x.parent, 'status', x.status, 'payload', x.payload,
  'exit', x.exit, 'parkedFor', x.parked_for, 'error', x.error, 'interrupted', x.interrupted, 'wakes', x.wakes,
  'startedAt', floor(extract(epoch FROM x.started_at) * 1000), 'updatedAt', floor(extract(epoch FROM x.updated_at) * 1000)
)`

/** Milliseconds that the database can add to its own time: three thousand years are for ever. */
export const lasting = (duration: Duration.Duration): number => Math.min(Duration.toMillis(duration), 1e14)

/** Texts of the statements for one schema. */
export const make = (name: string) => {
  const schema = quoted(name)
  const table = (which: string) => `${schema}.workflow_${which}`
  const call = (which: string, parameters: string): Prepared => ({
    // a host may have several journals in one database, and one pool for them
    name: `openfaith_${which}_${createHash("sha256").update(schema).digest("hex").slice(0, 16)}`,
    text: `SELECT ${schema}.workflow_${which}(${parameters}) AS answer`
  })
  return {
    step: call("step", "$1, $2, $3, $4, $5, $6, $7"),
    steps: call("steps", "$1::bigint, $2::json"),
    append: call("append", "$1::bigint, $2::json, $3::text"),
    due: call("due", "$1::bigint, $2::bigint, $3::text[]"),
    find: `SELECT ${execution}::text AS answer FROM ${table("execution")} x WHERE x.execution_id = $1::text`,
    /** A row each. */
    histories: `SELECT json_build_object(
        'execution', ${execution},
        'steps', ARRAY(
          SELECT json_build_object('name', coalesce(s.long_name, s.name), 'attempt', s.attempt, 'exit', s.exit)
          FROM ${table("step")} s WHERE s.execution_id = x.execution_id
        ),
        'signals', ARRAY(
          SELECT json_build_object('name', coalesce(s.long_name, s.name), 'exit', s.exit)
          FROM ${table("signal")} s WHERE s.execution_id = x.execution_id
        ),
        'children', ARRAY(
          SELECT json_build_object('id', c.execution_id, 'status', c.status, 'exit', c.exit, 'awaited',
            c.awaited OR EXISTS (
              SELECT FROM ${table("waiter")} w WHERE w.execution_id = c.execution_id AND w.parent = x.execution_id
            ))
          FROM ${table("execution")} c WHERE c.parent = x.execution_id
          UNION ALL
          SELECT json_build_object('id', c.execution_id, 'status', c.status, 'exit', c.exit, 'awaited', true)
          FROM ${table("waiter")} w JOIN ${table("execution")} c ON c.execution_id = w.execution_id
          WHERE w.parent = x.execution_id AND c.parent IS DISTINCT FROM x.execution_id
        )
      )::text AS answer FROM ${table("execution")} x WHERE x.execution_id = ANY ($1::text[])`,
    /** The newest first; only conditions that were asked for, so that each finds its index. */
    list: ({ limit = 100, parent, status, workflow }: Execution.Query) => {
      const parameters: Array<unknown> = [limit]
      const conditions = [
        ...(status === undefined ? [] : [`x.status = ANY ($${parameters.push([...status])}::text[])`]),
        ...(workflow === undefined ? [] : [`x.workflow = $${parameters.push(workflow)}::text`]),
        ...(parent === undefined ? [] : [`x.parent = $${parameters.push(parent)}::text`])
      ]
      const where = conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`
      return {
        statement: `SELECT array_to_json(ARRAY(
            SELECT ${execution} FROM ${table("execution")} x ${where} ORDER BY x.sequence DESC LIMIT $1::bigint
          ))::text AS answer`,
        parameters
      }
    },
    orphans: `SELECT ${schema}.workflow_orphans($1::float8)::text AS answer`,
    /** A child that its parent may yet ask for stays; so does what somebody is changing just now. */
    purge: `WITH old AS MATERIALIZED (
        SELECT x.execution_id FROM ${table("execution")} x
        WHERE x.ended_at <= statement_timestamp() - $1::float8 * interval '1 millisecond'
          AND ($3::text = 'all' OR (x.status = 'succeeded' AND x.parent IS NOT NULL AND NOT EXISTS (
            SELECT FROM ${table("execution")} p WHERE p.execution_id = x.parent AND p.status <> 'succeeded'
          )))
          AND NOT EXISTS (
            SELECT FROM ${table("execution")} p WHERE p.execution_id = x.parent AND p.ended_at IS NULL
          )
          AND NOT EXISTS (
            SELECT FROM ${table("waiter")} w JOIN ${table("execution")} p ON p.execution_id = w.parent
            WHERE w.execution_id = x.execution_id AND p.ended_at IS NULL
          )
        ORDER BY x.ended_at LIMIT $2::bigint FOR UPDATE OF x SKIP LOCKED
      ),
      steps AS (DELETE FROM ${table("step")} s USING old WHERE s.execution_id = old.execution_id),
      signals AS (DELETE FROM ${table("signal")} s USING old WHERE s.execution_id = old.execution_id),
      timers AS (DELETE FROM ${table("timer")} t USING old WHERE t.execution_id = old.execution_id),
      waiters AS (DELETE FROM ${table("waiter")} w USING old WHERE w.execution_id = old.execution_id),
      executions AS (DELETE FROM ${table("execution")} x USING old WHERE x.execution_id = old.execution_id)
      SELECT count(*)::text AS answer FROM old`
  }
}
