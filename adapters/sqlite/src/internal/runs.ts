/** Runs: which is to be done, which waits for its turn, and how each stands. */
import { createHash } from "node:crypto"
import type * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import { RunTransition, StoreError, type SyncStore } from "@openfaith/sync-engine"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { within } from "./asking.ts"
import { fromPlan, toRun } from "./rows.ts"
import { now } from "./times.ts"

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

  const find = Effect.fnUntraced(function* (id: string) {
    const [row] = yield* sql`SELECT ${all} FROM openfaith_run WHERE id = ${id}`
    return row === undefined ? Option.none() : Option.some(yield* toRun(row))
  })

  const the = (operation: string, { id }: SyncStore.Run) =>
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
      sql`SELECT ${all} FROM openfaith_run WHERE connection = ${connection} AND ${isUnfinished} ORDER BY sequence`,
      Effect.forEach(toRun)
    )

  const insert = Effect.fnUntraced(function* ({ place, run, status }: RunTransition.State) {
    const texts = { resources: RunTransition.resourcesOf(run.plan), plan: fromPlan(run.plan) }
    const [resources, planned] = [digestOf(texts.resources), digestOf(texts.plan)]
    yield* sql`
      INSERT INTO openfaith_text (digest, text) VALUES (${resources}, ${texts.resources}), (${planned}, ${texts.plan})
      ON CONFLICT (digest) DO NOTHING`
    yield* sql`
      INSERT INTO openfaith_run
        (id, sequence, connection, mode, resources, plan, accept_deletions, status, place, attempt, started_at)
      VALUES (${run.id}, ${place}, ${run.connection}, ${run.mode}, ${resources}, ${planned},
        ${run.acceptDeletions ? 1 : 0}, ${status}, ${place}, ${run.attempt}, ${stamp})`
  })

  /** `failure` is that of a run which is written as failed. */
  const update = Effect.fnUntraced(function* ({ place, run, status }: RunTransition.State, failure: Failure) {
    yield* sql`
      UPDATE openfaith_run SET
        status = ${status},
        place = ${place},
        attempt = ${run.attempt},
        accept_deletions = ${run.acceptDeletions ? 1 : 0},
        failure = ${failure.message ?? null},
        failure_kind = ${failure.kind ?? null},
        ended_at = CASE WHEN ${status} IN ('failed', 'cancelled', 'done') THEN ${stamp} END,
        waiting_since = CASE ${status} WHEN 'running' THEN waiting_since END,
        waiting_for = CASE ${status} WHEN 'running' THEN waiting_for END
      WHERE id = ${run.id}`
    // the next attempt of a run that failed may still be counting on what was met
    if (RunTransition.isUnfinished(status)) return
    yield* forget(run.id)
    yield* forgetOld(run.connection)
  })

  const carryOut = <A>({ answer, write }: RunTransition.Decision<A>, failure: Failure = {}) =>
    write === undefined ? Effect.succeed(answer) : Effect.as(update(write, failure), answer)

  const openRun = Effect.fnUntraced(function* (request: RunTransition.Request) {
    const place = yield* owned("openRun")
    const unfinished = yield* unfinishedOf(request.connection)
    const decision = RunTransition.open(unfinished, request, { id: `${request.plan.mode}-${place}`, place })
    if (decision.answer.resumed || decision.write === undefined) return yield* carryOut(decision)
    yield* insert(decision.write)
    return decision.answer
  })

  const unfinishedRun = (connection: string) =>
    Effect.flatMap(
      sql`SELECT ${all} FROM openfaith_run WHERE connection = ${connection} AND ${isUnfinished} ORDER BY sequence LIMIT 1`,
      ([row]) => (row === undefined ? Effect.succeedNone : Effect.map(toRun(row), ({ run }) => Option.some(run)))
    )

  const takeTurn = Effect.fnUntraced(function* (run: SyncStore.Run) {
    yield* owned("takeTurn")
    const own = Option.getOrUndefined(yield* find(run.id))
    return yield* carryOut(yield* RunTransition.takeTurn(yield* unfinishedOf(run.connection), own, run))
  })

  const stopRun = Effect.fnUntraced(function* (run: SyncStore.Run, as: "paused" | "cancelled") {
    yield* owned("stopRun")
    return yield* carryOut(RunTransition.stop(yield* the("stopRun", run), as))
  })

  const reopenRun = Effect.fnUntraced(function* (run: SyncStore.Run, from: "paused" | "failed") {
    const place = yield* owned("reopenRun")
    const own = yield* the("reopenRun", run)
    return yield* carryOut(RunTransition.reopen(yield* unfinishedOf(own.run.connection), own, from, place))
  })

  const closeRun = Effect.fnUntraced(function* (run: SyncStore.Run, message: string | undefined, kind?: string) {
    yield* owned("closeRun")
    const own = yield* the("closeRun", run)
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
