/**
 * What the watchdog and the purge read and write in the tables of `@effect/cluster` 0.60.
 *
 * An execution is an entity of type `Workflow/<name>` whose id is the execution's. Its `run` message is unprocessed while it
 * is under way, and has a reply once it has come to rest, `Suspended`, or to its end; to go on, the reply is taken away.
 * Steps, deferreds and wakes are messages to the same entity, timers messages to the clock of the same id.
 */
import type { SqlClient } from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"

/**
 * @since 0.1.0
 * @category models
 */
export interface ClusterTables {
  /** Lets suspended executions go on whose deferred or child has ended since they last began; says how many. */
  readonly wakeLost: Effect.Effect<number, SqlError>
  /** Offers messages again that were taken and not dealt with; says how many. */
  readonly offerStalled: Effect.Effect<number, SqlError>
  /** Forgets executions that ended longer ago, at most so many. */
  readonly purge: (olderThan: Duration.Duration, limit: number) => Effect.Effect<number, SqlError>
  /** Makes the indexes all this needs; the cluster's tables must be there. */
  readonly index: Effect.Effect<void, SqlError>
}

/** Where the ids of messages and replies begin to count, in milliseconds since 1970; their lowest 22 bits are no time. */
const firstId = Date.UTC(2025, 0, 1)

/** Woken or offered in one sweep at most. */
const batch = 500

/** A reply that says no more than that the execution waits. */
const suspended = `payload LIKE '{"_tag":"Success","value":{"_tag":"Suspended"%'`

/** One that waits for a deferred or a child; others wait for somebody to mend what failed. */
const waiting = `payload = '{"_tag":"Success","value":{"_tag":"Suspended"}}'`

/** Which execution started this one, from the text of its payload: parsing it as JSON would fail for some texts. */
const parentOf = (message: string) =>
  `substring(${message}payload from '"~@effect/workflow/parent":\\{[^}]*"executionId":"([^"]*)"')`

const isChild = `payload LIKE '%"~@effect/workflow/parent":{%'`

const clock = "Workflow/-/DurableClock"

const isRun = (message: string) =>
  `${message}.tag = 'run' AND ${message}.kind = 0 AND ${message}.entity_type LIKE 'Workflow/%' AND ${message}.entity_type <> '${clock}'`

/**
 * Between two steps of a wake, in seconds: an execution that has only just been suspended may yet be woken in the ordinary
 * way, and what ended shortly before it began may not have been visible to it. Covers the difference of clocks, too.
 */
const slack = 10

/** After how many seconds a message that was taken counts as stalled. The cluster itself waits for ten minutes. */
const patience = 20

export const make = (sql: SqlClient, prefix: string): ClusterTables => {
  const messages = `"${prefix}_messages"`
  const replies = `"${prefix}_replies"`

  const count = (text: string, parameters: ReadonlyArray<unknown> = []) =>
    Effect.map(sql.unsafe<{ id: unknown }>(text, parameters), (rows) => rows.length)

  const index = (name: string, on: string) => sql.unsafe(`CREATE INDEX IF NOT EXISTS "${prefix}_${name}" ON ${on}`)

  return {
    index: Effect.all(
      [
        index("messages_of_entity", `${messages} (entity_id)`),
        index("messages_of_parent", `${messages} ((${parentOf("")})) WHERE tag = 'run' AND kind = 0 AND ${isChild}`),
        index("messages_taken", `${messages} (last_read) WHERE processed = FALSE`),
        index("replies_suspended", `${replies} (request_id) WHERE kind = 0 AND ${suspended}`)
      ],
      { discard: true }
    ),

    // locks in the order in which the cluster takes a reply away, and steps aside where it is about to
    wakeLost: count(`
      WITH lost AS (
        SELECT run.id
        FROM ${replies} rest
        JOIN ${messages} run ON run.id = rest.request_id AND run.last_reply_id = rest.id
        WHERE rest.kind = 0 AND rest.${suspended} AND rest.${waiting}
          AND ${isRun("run")} AND run.processed
          AND (run.last_read IS NULL OR run.last_read < NOW() - INTERVAL '${slack / 2} seconds')
          AND (
            EXISTS (
              SELECT 1 FROM ${messages} done
              WHERE done.entity_id = run.entity_id AND done.tag = 'deferred' AND done.processed
                AND (run.last_read IS NULL OR done.last_read > run.last_read - INTERVAL '${slack} seconds')
            )
            OR EXISTS (
              SELECT 1 FROM ${messages} child
              JOIN ${replies} ending ON ending.id = child.last_reply_id AND ending.kind = 0
              WHERE ${parentOf("child.")} = run.entity_id AND child.tag = 'run' AND child.kind = 0 AND child.${isChild}
                AND child.processed AND NOT ending.${suspended}
                AND (
                  run.last_read IS NULL
                  OR to_timestamp(((ending.id >> 22) + ${firstId}) / 1000.0)::timestamp
                    > run.last_read - INTERVAL '${slack} seconds'
                )
            )
          )
        LIMIT ${batch}
        FOR UPDATE OF rest, run SKIP LOCKED
      ), replies AS (
        DELETE FROM ${replies} USING lost WHERE request_id = lost.id AND kind = 0
      ), interrupts AS (
        DELETE FROM ${messages} m USING lost WHERE m.request_id = lost.id AND m.kind = 2
      )
      UPDATE ${messages} m SET processed = FALSE, last_reply_id = NULL, last_read = NULL
      FROM lost WHERE m.id = lost.id
      RETURNING m.id`),

    offerStalled: count(`
      UPDATE ${messages} SET last_read = NULL
      WHERE id IN (
        SELECT id FROM ${messages}
        WHERE processed = FALSE AND last_read < NOW() - INTERVAL '${patience} seconds'
        ORDER BY last_read LIMIT ${batch}
        FOR UPDATE SKIP LOCKED
      )
      RETURNING id`),

    purge: (olderThan, limit) =>
      count(
        `
      WITH ended AS (
        SELECT run.entity_id, run.entity_type
        FROM ${replies} ending
        JOIN ${messages} run ON run.id = ending.request_id AND run.last_reply_id = ending.id
        WHERE ending.id <= ((extract(epoch FROM clock_timestamp()) * 1000)::bigint - $1::bigint - ${firstId}) << 22
          AND ending.kind = 0 AND NOT ending.${suspended}
          AND ${isRun("run")} AND run.processed
          AND NOT EXISTS (
            SELECT 1 FROM ${messages} parent
            LEFT JOIN ${replies} ending ON ending.id = parent.last_reply_id AND ending.kind = 0
            WHERE parent.entity_id = ${parentOf("run.")} AND ${isRun("parent")}
              AND (NOT parent.processed OR ending.id IS NULL OR ending.${suspended})
          )
        ORDER BY ending.id LIMIT $2
        FOR UPDATE OF run SKIP LOCKED
      ), gone AS (
        SELECT m.id FROM ${messages} m JOIN ended ON m.entity_id = ended.entity_id
        WHERE m.entity_type IN (ended.entity_type, '${clock}')
      ), answers AS (
        DELETE FROM ${replies} USING gone WHERE request_id = gone.id
      ), questions AS (
        DELETE FROM ${messages} m USING gone WHERE m.id = gone.id
      )
      SELECT entity_id AS id FROM ended`,
        [Duration.toMillis(olderThan), limit]
      )
  }
}

/**
 * Has the cluster make its tables, one process at a time: it does not itself bear that several start at once on an empty
 * database. The lock is a transaction's, so that it works through a pooler, and on a connection of its own.
 */
export const prepare = <E, R>(
  sql: SqlClient,
  prefix: string,
  tables: Effect.Effect<void, E, R | Scope.Scope>
): Effect.Effect<void, E | SqlError, Exclude<R, Scope.Scope>> =>
  Effect.scoped(
    Effect.gen(function* () {
      const connection = yield* sql.reserve
      yield* Effect.acquireRelease(connection.executeRaw("BEGIN", []), () =>
        Effect.ignore(connection.executeRaw("COMMIT", []))
      )
      yield* connection.executeRaw("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [prefix])
      yield* Effect.scoped(tables)
      yield* make(sql, prefix).index
    })
  )
