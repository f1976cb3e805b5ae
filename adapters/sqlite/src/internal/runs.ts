/** Runs: which is to be done, which waits for its turn, and how each stands. */
import { createHash } from "node:crypto"
import type * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import type { Plan } from "@openfaith/graph-planner"
import { RunTransition, StoreError, type SyncStore } from "@openfaith/sync-engine"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { within } from "./asking.ts"
import { fromPlan, toRun, toState } from "./rows.ts"
import { now } from "./times.ts"

type Store = SyncStore.SyncStore["Type"]

/** Those that may still go on: in the words of the index over them. */
const unfinished = "status NOT IN ('done', 'cancelled')"

/** How a text that many runs share is called in its place. */
const digestOf = (text: string) => createHash("sha256").update(text).digest("hex")

/** All of a run, with the text of its plan. */
const columns = "*, coalesce((SELECT text FROM openfaith_text WHERE digest = plan), plan) AS plan_text"

const standing = "SELECT status, waiting_since FROM openfaith_run WHERE id = @id AND attempt = @attempt"

/** Why an attempt failed, and the name of the error. */
interface Failure {
  readonly message?: string | undefined
  readonly kind?: string | undefined
}

/**
 * What is done to runs, each within a transaction that has begun. `owned` gives the sequence of the write, or fails whoever
 * may not write.
 */
export const make = (
  sql: SqlClient.SqlClient,
  owned: (operation: string) => Effect.Effect<number, StoreError.StoreError | SqlError>,
  history: number
) => {
  const ask = within(sql)
  const [stamp, isUnfinished] = [sql.literal(now), sql.literal(unfinished)]
  const all = sql.literal(columns)
  const parts = sql.literal("id, mode, resources, attempt, accept_deletions, status, place")

  const find = Effect.fnUntraced(function* (id: string) {
    const [row] = yield* sql`SELECT ${all} FROM openfaith_run WHERE id = ${id}`
    return row === undefined ? Option.none() : Option.some(yield* toRun(row))
  })

  const the = (operation: string, { id }: Pick<SyncStore.Run, "id">) =>
    Effect.flatMap(
      find(id),
      Option.match({
        onSome: Effect.succeed,
        onNone: () =>
          Effect.fail(new StoreError.StoreError({ operation, reason: `there is no run ${id}`, retryable: false }))
      })
    )

  /** Fails unless it is running, in the very attempt that asks; says whether it waits. */
  const running = Effect.fnUntraced(function* ({ attempt, id }: SyncStore.Run, resource: string) {
    const [row] = yield* ask<{ readonly status: SyncStore.RunStatus; readonly waiting_since: string | null }>(
      standing,
      {
        id,
        attempt
      }
    )
    if (row === undefined) return yield* new StoreError.Superseded({ run: id, resource })
    if (row.status !== "running") return yield* new StoreError.Stopped({ run: id, status: row.status })
    return { waits: row.waiting_since !== null }
  })

  /** What branches and enumerations are remembered for is over. */
  const forget = Effect.fnUntraced(function* (run: string) {
    yield* sql`DELETE FROM openfaith_seen WHERE run = ${run}`
    yield* sql`DELETE FROM openfaith_branch WHERE run = ${run}`
  })

  /**
   * Forgets runs that ended before the newest few of their connection, with their listings and the texts that no run has any
   * more. For a week the fuse asks which runs were allowed to delete more than it does.
   */
  const forgetOld = Effect.fnUntraced(function* (connection: string) {
    const old = yield* sql<{ readonly id: string }>`
      SELECT id FROM openfaith_run
      WHERE connection = ${connection} AND NOT (${isUnfinished})
        AND (accept_deletions = 0 OR ended_at < strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-7 days'))
      ORDER BY ended_at DESC, sequence DESC LIMIT -1 OFFSET ${history}`
    if (old.length === 0) return
    const ids = sql`(SELECT value FROM json_each(${JSON.stringify(old.map(({ id }) => id))}))`
    yield* sql`DELETE FROM openfaith_listing WHERE run IN ${ids}`
    yield* sql`DELETE FROM openfaith_run WHERE id IN ${ids}`
    yield* sql`
      DELETE FROM openfaith_text WHERE digest NOT IN (SELECT plan FROM openfaith_run UNION SELECT resources FROM openfaith_run)`
  })

  /** Those that have not ended, in the order in which they were opened. */
  const unfinishedOf = (connection: string) =>
    Effect.flatMap(
      sql`SELECT ${parts} FROM openfaith_run WHERE connection = ${connection} AND ${isUnfinished} ORDER BY sequence`,
      Effect.forEach(toState)
    )

  /** The run as it stands, whatever its plan is. */
  const stateOf = Effect.fnUntraced(function* (id: string) {
    const [row] = yield* sql`SELECT ${parts} FROM openfaith_run WHERE id = ${id}`
    return row === undefined ? undefined : yield* toState(row)
  })

  const theState = (operation: string, { id }: SyncStore.Run) =>
    Effect.filterOrFail(
      stateOf(id),
      (state): state is RunTransition.State => state !== undefined,
      () => new StoreError.StoreError({ operation, reason: `there is no run ${id}`, retryable: false })
    )

  const insert = Effect.fnUntraced(function* (
    { acceptDeletions, attempt, id, mode, place, resources, status }: RunTransition.State,
    connection: string,
    plan: Plan.Plan
  ) {
    const text = fromPlan(plan)
    const planned = digestOf(text)
    yield* sql`
      INSERT INTO openfaith_text (digest, text) VALUES (${resources}, ${RunTransition.resourcesOf(plan)}), (${planned}, ${text})
      ON CONFLICT (digest) DO NOTHING`
    yield* sql`
      INSERT INTO openfaith_run
        (id, sequence, connection, mode, resources, plan, accept_deletions, status, place, attempt, started_at)
      VALUES (${id}, ${place}, ${connection}, ${mode}, ${resources}, ${planned}, ${acceptDeletions ? 1 : 0}, ${status},
        ${place}, ${attempt}, ${stamp})`
  })

  /** `failure` is that of a run which is written as failed. */
  const update = Effect.fnUntraced(function* (
    { acceptDeletions, attempt, id, place, status }: RunTransition.State,
    failure: Failure
  ) {
    const [row] = yield* sql<{ readonly connection: string }>`
      UPDATE openfaith_run SET
        status = ${status},
        place = ${place},
        attempt = ${attempt},
        accept_deletions = ${acceptDeletions ? 1 : 0},
        failure = CASE ${status} WHEN 'cancelled' THEN failure ELSE ${failure.message ?? null} END,
        failure_kind = ${failure.kind ?? null},
        ended_at = CASE WHEN ${status} IN ('failed', 'cancelled', 'done') THEN ${stamp} END,
        waiting_since = CASE ${status} WHEN 'running' THEN waiting_since END,
        waiting_for = CASE ${status} WHEN 'running' THEN waiting_for END
      WHERE id = ${id} RETURNING connection`
    // the next attempt of a run that failed may still be counting on what was met
    if (row === undefined || RunTransition.isUnfinished(status)) return
    yield* forget(id)
    yield* forgetOld(row.connection)
  })

  const carryOut = <A>({ answer, write }: RunTransition.Decision<A>, failure: Failure = {}) =>
    write === undefined ? Effect.succeed(answer) : Effect.as(update(write, failure), answer)

  const opened = (operation: string, { id, ...how }: RunTransition.Chosen) =>
    Effect.map(the(operation, { id }), (standing) => ({ ...standing, ...how }))

  const openRun = Effect.fnUntraced(function* (options: Parameters<Store["openRun"]>[0]) {
    const { acceptDeletions, connection, plan, whenActive } = options
    const place = yield* owned("openRun")
    const { mode } = plan
    const request = { mode, resources: digestOf(RunTransition.resourcesOf(plan)), acceptDeletions, whenActive }
    const fresh = { id: `${mode}-${place}`, place }
    const decision = RunTransition.open(yield* unfinishedOf(connection), request, fresh)
    const { answer, write } = decision
    if (write === undefined || answer.resumed) yield* carryOut(decision)
    else yield* insert(write, connection, plan)
    return yield* opened("openRun", answer)
  })

  const unfinishedRun = (connection: string) =>
    Effect.flatMap(
      sql`SELECT ${all} FROM openfaith_run WHERE connection = ${connection} AND ${isUnfinished} ORDER BY sequence LIMIT 1`,
      ([row]) => (row === undefined ? Effect.succeedNone : Effect.map(toRun(row), ({ run }) => Option.some(run)))
    )

  const takeTurn = Effect.fnUntraced(function* (run: SyncStore.Run) {
    yield* owned("takeTurn")
    const own = yield* stateOf(run.id)
    const ahead = yield* carryOut(yield* RunTransition.takeTurn(yield* unfinishedOf(run.connection), own, run))
    if (Option.isNone(ahead)) return Option.none()
    return Option.some((yield* the("takeTurn", { id: ahead.value })).run)
  })

  const stopRun = Effect.fnUntraced(function* (run: SyncStore.Run, as: "paused" | "cancelled") {
    yield* owned("stopRun")
    return yield* carryOut(RunTransition.stop(yield* theState("stopRun", run), as))
  })

  const reopenRun = Effect.fnUntraced(function* (run: SyncStore.Run, from: "paused" | "failed") {
    const place = yield* owned("reopenRun")
    const own = yield* theState("reopenRun", run)
    const chosen = yield* carryOut(RunTransition.reopen(yield* unfinishedOf(run.connection), own, from, place))
    return yield* opened("reopenRun", chosen)
  })

  const closeRun = Effect.fnUntraced(function* (run: SyncStore.Run, message: string | undefined, kind?: string) {
    yield* owned("closeRun")
    const own = yield* theState("closeRun", run)
    return yield* carryOut(RunTransition.close(own, run, message === undefined ? "done" : "failed"), { message, kind })
  })

  const noteWaiting = Effect.fnUntraced(function* (run: SyncStore.Run, reason: string) {
    yield* owned("noteWaiting")
    yield* running(run, "-")
    yield* sql`
      UPDATE openfaith_run SET waiting_since = coalesce(waiting_since, ${stamp}), waiting_for = ${reason}
      WHERE id = ${run.id}`
  })

  return { find, running, the, openRun, unfinishedRun, takeTurn, stopRun, reopenRun, closeRun, noteWaiting }
}
