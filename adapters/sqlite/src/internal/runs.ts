/** Runs: which is to be done, which waits for its turn, and how each stands. */
import { createHash } from "node:crypto"
import type * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import { Plan } from "@openfaith/graph-planner"
import { StoreError, type SyncStore } from "@openfaith/sync-engine"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { within } from "./asking.ts"
import { fromPlan, toRun } from "./rows.ts"
import { now } from "./times.ts"

type Store = SyncStore.SyncStore["Type"]

/** Those that may still go on: in the words of the index over them. */
const unfinished = "status NOT IN ('done', 'cancelled')"

/** How a text that many runs share is called in its place. */
const digestOf = (text: string) => createHash("sha256").update(text).digest("hex")

/** All of a run, with the text of its plan. */
const columns = "*, coalesce((SELECT text FROM openfaith_text WHERE digest = plan), plan) AS plan_text"

const standing = "SELECT status, waiting_since FROM openfaith_run WHERE id = @id AND attempt = @attempt"

/** Those for which others have to wait. */
const active = `${unfinished} AND status IN ('running', 'queued')`

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
  const [stamp, isUnfinished, isActive] = [sql.literal(now), sql.literal(unfinished), sql.literal(active)]
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

  const isFree = (connection: string) =>
    Effect.map(
      sql`SELECT id FROM openfaith_run WHERE connection = ${connection} AND ${isActive} LIMIT 1`,
      ({ length }) => length === 0
    )

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

  /** Begins it, or its next attempt; or puts it at the end of the queue. */
  const goOn = Effect.fnUntraced(function* (id: string, status: "running" | "queued", place: number) {
    const [row] = yield* sql`
      UPDATE openfaith_run SET status = ${status}, place = ${place}, attempt = attempt + 1, ended_at = NULL, failure = NULL
      WHERE id = ${id} RETURNING ${all}`
    return yield* toRun(row)
  })

  const openRun = Effect.fnUntraced(function* (options: Parameters<Store["openRun"]>[0]) {
    const { acceptDeletions, connection, plan, whenActive } = options
    const sequence = yield* owned("openRun")
    const texts = { resources: JSON.stringify([...Plan.resources(plan)].sort()), plan: fromPlan(plan) }
    const [resources, planned] = [digestOf(texts.resources), digestOf(texts.plan)]
    const accept = acceptDeletions ? 1 : 0
    const [known] = yield* sql`
      SELECT ${all} FROM openfaith_run
      WHERE connection = ${connection} AND mode = ${plan.mode} AND resources = ${resources} AND ${isUnfinished}
      ORDER BY sequence DESC LIMIT 1`
    const same = known === undefined ? undefined : yield* toRun(known)
    if (same?.status === "paused") return { ...same, resumed: true, other: false }
    if (same?.status === "running" || same?.status === "queued") {
      // what the host allows now counts
      const [row] = yield* sql`
        UPDATE openfaith_run SET attempt = attempt + (accept_deletions <> ${accept}), accept_deletions = ${accept}
        WHERE id = ${same.run.id} RETURNING ${all}`
      return { ...(yield* toRun(row)), resumed: true, other: false }
    }
    const [first] = yield* sql`
      SELECT ${all} FROM openfaith_run WHERE connection = ${connection} AND ${isActive} ORDER BY sequence LIMIT 1`
    if (first !== undefined && whenActive === "leave") {
      return { ...(yield* toRun(first)), resumed: true, other: true }
    }
    const status = first === undefined || whenActive === "alongside" ? "running" : "queued"
    if (same !== undefined) {
      yield* sql`UPDATE openfaith_run SET accept_deletions = ${accept} WHERE id = ${same.run.id}`
      // a run that failed has its failure for a result: it goes on as the next attempt
      return { ...(yield* goOn(same.run.id, status, sequence)), resumed: true, other: false }
    }
    yield* sql`
      INSERT INTO openfaith_text (digest, text) VALUES (${resources}, ${texts.resources}), (${planned}, ${texts.plan})
      ON CONFLICT (digest) DO NOTHING`
    const [row] = yield* sql`
      INSERT INTO openfaith_run
        (id, sequence, connection, mode, resources, plan, accept_deletions, status, place, attempt, started_at)
      VALUES (${`${plan.mode}-${sequence}`}, ${sequence}, ${connection}, ${plan.mode}, ${resources}, ${planned},
        ${accept}, ${status}, ${sequence}, 1, ${stamp})
      RETURNING ${all}`
    return { ...(yield* toRun(row)), resumed: false, other: false }
  })

  const unfinishedRun = (connection: string) =>
    Effect.flatMap(
      sql`SELECT ${all} FROM openfaith_run WHERE connection = ${connection} AND ${isUnfinished} ORDER BY sequence LIMIT 1`,
      ([row]) => (row === undefined ? Effect.succeedNone : Effect.map(toRun(row), ({ run }) => Option.some(run)))
    )

  const takeTurn = Effect.fnUntraced(function* (run: SyncStore.Run) {
    yield* owned("takeTurn")
    const [own] = yield* sql<{ readonly place: number }>`
      SELECT place FROM openfaith_run WHERE id = ${run.id} AND attempt = ${run.attempt} AND status = 'queued'`
    if (own === undefined) return yield* Effect.as(running(run, "-"), Option.none())
    const [ahead] = yield* sql`
      SELECT ${all} FROM openfaith_run
      WHERE connection = ${run.connection} AND ${isActive} AND id <> ${run.id}
        AND (status = 'running' OR place < ${own.place})
      ORDER BY status, CASE status WHEN 'queued' THEN -place ELSE sequence END LIMIT 1`
    if (ahead !== undefined) return Option.some((yield* toRun(ahead)).run)
    yield* sql`UPDATE openfaith_run SET status = 'running' WHERE id = ${run.id}`
    return Option.none()
  })

  const stopRun = Effect.fnUntraced(function* (run: SyncStore.Run, as: "paused" | "cancelled") {
    yield* owned("stopRun")
    const { status } = yield* the("stopRun", run)
    const stopped = yield* sql`
      UPDATE openfaith_run SET status = ${as}, waiting_since = NULL, waiting_for = NULL,
        ended_at = CASE ${as} WHEN 'cancelled' THEN ${stamp} ELSE ended_at END
      WHERE id = ${run.id} AND ${as === "paused" ? isActive : isUnfinished} RETURNING id`
    if (stopped.length === 0) return status
    if (as === "cancelled") {
      yield* forget(run.id)
      yield* forgetOld(run.connection)
    }
    return as
  })

  const reopenRun = Effect.fnUntraced(function* (of: SyncStore.Run, from: "paused" | "failed") {
    const sequence = yield* owned("reopenRun")
    const standing = yield* the("reopenRun", of)
    if (standing.status !== from) return { ...standing, resumed: false, other: false }
    const status = (yield* isFree(standing.run.connection)) ? "running" : "queued"
    return { ...(yield* goOn(of.id, status, sequence)), resumed: true, other: false }
  })

  const closeRun = Effect.fnUntraced(function* (run: SyncStore.Run, failure: string | undefined, kind?: string) {
    yield* owned("closeRun")
    const closed = yield* sql`
      UPDATE openfaith_run SET
        status = ${failure === undefined ? "done" : "failed"},
        failure = ${failure ?? null},
        failure_kind = ${kind ?? null},
        ended_at = ${stamp},
        waiting_since = NULL,
        waiting_for = NULL
      WHERE id = ${run.id} AND attempt = ${run.attempt} AND ${isActive} RETURNING id`
    // the next attempt may still be counting on what was met
    if (failure === undefined && closed.length > 0) {
      yield* forget(run.id)
      yield* forgetOld(run.connection)
    }
    return (yield* the("closeRun", run)).status
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
