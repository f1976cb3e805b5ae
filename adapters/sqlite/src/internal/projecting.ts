/** The host's projections within a commit: savepoints, who is to blame for a failure, and what was refused. */
import type * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import { Projections, StoreError, type SyncStore } from "@openfaith/sync-engine"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Exit from "effect/Exit"
import { codeOf, reasonOf } from "./failure.ts"
import { isSqlError } from "./storing.ts"

/** What is the record's own fault: constraints, triggers of the host's, types, sizes. */
const ofRecords = /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|RANGE)/

/** What SQLite says while it prepares a statement, whatever the values in it. */
const ofStatements =
  /^(no such |near "|.* has no column|.* may not be|unrecognized token|incomplete input|ambiguous column|wrong number of arguments|\d+ values for )/

const judge = (cause: Cause.Cause<unknown>): Projections.Verdict<SqlError | StoreError.StoreError> => {
  const error = Cause.squash(cause)
  if (error instanceof StoreError.StoreError) return Either.left(error)
  const [code, issue] = [codeOf(error), reasonOf(error)]
  if (code === "SQLITE_CONSTRAINT_FOREIGNKEY") return Either.right({ issue, waits: true })
  if (ofRecords.test(code)) return Either.right({ issue, waits: false })
  if (!isSqlError(error)) return Either.right(Projections.blame(cause))
  // without a code it is what the driver cannot bind
  if (code === "") return Either.right({ issue, waits: false })
  // a function that refuses a value, too many values, or a table that is missing
  if (code === "SQLITE_ERROR") {
    const doubt = { failure: error, failsAlone: ofStatements.test(issue) }
    return Either.right({ issue, waits: true, doubt })
  }
  return Either.left(error)
}

/** SQLite cannot undo a part of a transaction that is gone, and what came after would be a transaction of its own. */
const rolledBack = (operation: string) =>
  new StoreError.StoreError({
    operation,
    reason:
      "a projection's statement, or a trigger that it fires, rolled back the whole transaction: use RAISE(ABORT) instead of RAISE(ROLLBACK), and no OR ROLLBACK",
    retryable: false
  })

interface ChangedRow {
  readonly id: string
  readonly body: string
  readonly deleted: number
}

interface UnprojectedRow extends Omit<SyncStore.Unprojected, "waits"> {
  readonly waits: number
}

/** A commit, and the projections that belong to it. */
interface Commit {
  readonly connection: string
  readonly projections: ReadonlyArray<Projections.Ready>
}

/** The ids of one resource. */
interface Ids {
  readonly resource: string
  readonly ids: ReadonlyArray<string>
}

export const make = (sql: SqlClient.SqlClient) => {
  /** One after another, so that one name is enough. */
  const attempt = <A, E>(work: Effect.Effect<A, E>) =>
    Effect.uninterruptibleMask((restore) =>
      Effect.gen(function* () {
        yield* sql`SAVEPOINT openfaith_projection`
        const exit = yield* Effect.exit(restore(work))
        if (Exit.isFailure(exit)) {
          yield* Effect.mapError(sql`ROLLBACK TO openfaith_projection`, () => rolledBack("project"))
        }
        yield* sql`RELEASE openfaith_projection`
        return yield* exit
      })
    )

  const toChange = ({ resource }: Ids, rows: ReadonlyArray<ChangedRow>): Projections.Change => ({
    resource,
    written: rows.filter(({ deleted }) => deleted === 0),
    removed: rows.flatMap(({ deleted, id }) => (deleted === 0 ? [] : [id]))
  })

  /** Of these, what was written with a sequence; or, without one, whatever is stored. What was not read whole tells nothing. */
  const stored = ({ connection }: Commit, of: Ids, sequence?: number) =>
    Effect.map(
      sql<ChangedRow>`
        SELECT id, body, deleted_in IS NOT NULL AS deleted FROM openfaith_record
        WHERE connection = ${connection} AND resource = ${of.resource} AND (sparse = 0 OR deleted_in IS NOT NULL)
          AND id IN (SELECT value FROM json_each(${JSON.stringify(of.ids)}))
          ${sequence === undefined ? sql`` : sql`AND sequence = ${sequence}`}
        ORDER BY id`,
      (rows) => toChange(of, rows)
    )

  /** These projections have had their turn with these records. */
  const settle = ({ connection, projections }: Commit, { ids, resource }: Ids) => {
    const names = projections.flatMap((one) => (one.resource === resource ? [one.name] : []))
    return sql`
      DELETE FROM openfaith_unprojected
      WHERE connection = ${connection} AND resource = ${resource}
        AND projection IN (SELECT value FROM json_each(${JSON.stringify(names)}))
        AND id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`
  }

  const refuse = (connection: string, { id, issue, projection, resource, waits }: Projections.Refusal) => sql`
    INSERT INTO openfaith_unprojected (connection, resource, id, projection, issue, waits, since)
    VALUES (${connection}, ${resource}, ${id}, ${projection}, ${issue}, ${waits ? 1 : 0},
      strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
    ON CONFLICT (connection, resource, id, projection) DO UPDATE SET issue = excluded.issue, waits = excluded.waits`

  /** Runs projections over what is stored of these, and gives how many records of each resource were refused. */
  const over = Effect.fnUntraced(function* (commit: Commit, all: ReadonlyArray<Ids>, sequence?: number) {
    const projected = new Set(commit.projections.map(({ resource }) => resource))
    const some = all.filter(({ ids, resource }) => ids.length > 0 && projected.has(resource))
    const changes = yield* Effect.forEach(some, (of) => stored(commit, of, sequence))
    const refusals = yield* Projections.run(commit.projections, changes, {
      connection: commit.connection,
      attempt,
      judge
    })
    for (const { removed, resource, written } of changes) {
      const ids = [...written.map(({ id }) => id), ...removed]
      if (ids.length > 0) yield* settle(commit, { resource, ids })
    }
    for (const refusal of refusals) yield* refuse(commit.connection, refusal)
    return new Map(
      some.map(({ resource }) => [
        resource,
        new Set(refusals.flatMap((one) => (one.resource === resource ? [one.id] : []))).size
      ])
    )
  })

  /** What a commit has changed is projected; gives how many records of each resource were refused. */
  const within = (commit: Commit, all: ReadonlyArray<Ids>, sequence: number) =>
    commit.projections.length === 0
      ? Effect.succeed<ReadonlyMap<string, number>>(new Map())
      : over(commit, all, sequence)

  /** Projects anew, from what is stored; what others refused, that are no more, goes with what these did. */
  const again = Effect.fnUntraced(function* (
    { connection, ids, resource }: SyncStore.Some,
    projections: ReadonlyArray<Projections.Ready>
  ) {
    yield* sql`
      DELETE FROM openfaith_unprojected
      WHERE connection = ${connection} AND resource = ${resource}
        AND id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`
    const refused = yield* over({ connection, projections }, [{ resource, ids }])
    return refused.get(resource) ?? 0
  })

  /** The next few that a projection has not been over; says whether there are more. */
  const catchUp = Effect.fnUntraced(function* (connection: string, projection: Projections.Ready, limit: number) {
    const { name, resource, version } = projection
    const [known] = yield* sql<{ readonly after: string | null; readonly done: number }>`
      SELECT after, done FROM openfaith_projection
      WHERE connection = ${connection} AND resource = ${resource} AND projection = ${name} AND version = ${version}`
    if (known?.done === 1) return false
    const after = known?.after ?? undefined
    const next = yield* sql<{ readonly id: string }>`
      SELECT id FROM openfaith_record
      WHERE connection = ${connection} AND resource = ${resource} ${after === undefined ? sql`` : sql`AND id > ${after}`}
      ORDER BY id LIMIT ${limit}`
    const ids = next.map(({ id }) => id)
    yield* over({ connection, projections: [projection] }, [{ resource, ids }])
    const done = ids.length < limit
    yield* sql`
      INSERT INTO openfaith_projection (connection, resource, projection, version, after, done)
      VALUES (${connection}, ${resource}, ${name}, ${version}, ${ids.at(-1) ?? after ?? null}, ${done ? 1 : 0})
      ON CONFLICT (connection, resource, projection)
        DO UPDATE SET version = excluded.version, after = excluded.after, done = excluded.done`
    return !done
  })

  const list = ({ after, connection, limit, resource, waiting }: SyncStore.UnprojectedPart) =>
    Effect.map(
      sql<UnprojectedRow>`
        SELECT resource, id, projection, issue, waits FROM openfaith_unprojected
        WHERE connection = ${connection} AND resource = ${resource} ${waiting ? sql`AND waits = 1` : sql``}
          ${after === undefined ? sql`` : sql`AND (id, projection) > (${after.id}, ${after.projection})`}
        ORDER BY id, projection LIMIT ${limit}`,
      (rows) => rows.map((row): SyncStore.Unprojected => ({ ...row, waits: row.waits === 1 }))
    )

  return { within, again, catchUp, list }
}
