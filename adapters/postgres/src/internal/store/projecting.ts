/** The host's projections within a commit: savepoints, who is to blame for a failure, and what was refused. */
import type { SqlError } from "@effect/sql/SqlError"
import { Projections, type SyncStore } from "@openfaith/sync-engine"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Exit from "effect/Exit"
import { type AskWithin, decoded, isSqlError, refusalOf } from "../database.ts"
import type * as Queries from "./queries.ts"
import * as Rows from "./rows.ts"
import { toText } from "./texts.ts"

const missingParent = "23503"

/**
 * What the server says of itself or of the connection, not of a row: connection, transaction state, rollback, resources,
 * locks, an operator, system, configuration, damage (postgresql.org/docs/current/errcodes-appendix.html).
 */
const ofServer = /^(08(?!P01)|0B|25|26|28|2D|34|3B|40|53|55(?!000)|57(?!014)|58|72|F0|XX00[12])/

/** What may be said of a row, or of the statement: too many values, features, names, time-outs, errors of extensions. */
const doubtful = /^(08P01|0A|3D|3F|42|55000|57014|HV|XX)/

/** Of these, what is mostly said of the statement: a table or a right that is missing. */
const ofStatements = /^(0A|3D|3F|42|55000)/

const judge = (cause: Cause.Cause<unknown>): Projections.Verdict<SqlError> => {
  const error = Cause.squash(cause)
  const refusal = refusalOf(error)
  if (refusal === undefined) {
    // a connection that failed, or the host's own code
    return isSqlError(error) ? Either.left(error) : Either.right(Projections.blame(cause))
  }
  const { code, issue, routine } = refusal
  const ofRecord = { issue, waits: code === missingParent }
  // a trigger of the host's means the row, under whatever code but that for "do all of it again"; row-level security does, too
  const isMeant =
    (routine === "exec_stmt_raise" && !code.startsWith("40")) || (code === "42501" && routine !== "aclcheck_error")
  if (isMeant || !isSqlError(error)) return Either.right(ofRecord)
  if (ofServer.test(code)) return Either.left(error)
  if (!doubtful.test(code)) return Either.right(ofRecord)
  return Either.right({ issue, waits: true, doubt: { failure: error, failsAlone: ofStatements.test(code) } })
}

/** The ids of one resource. */
interface Ids {
  readonly resource: string
  readonly ids: ReadonlyArray<string>
}

/** A commit, and the projections that belong to it. */
interface Commit {
  readonly connection: string
  readonly projections: ReadonlyArray<Projections.Ready>
}

/** Within one transaction. */
export const make = (queries: ReturnType<typeof Queries.make>, ask: AskWithin) => {
  /** One after another, so that one name is enough. What the host's tables check at the end of all, they check now. */
  const attempt = <A, E>(work: Effect.Effect<A, E>) =>
    Effect.uninterruptibleMask((restore) =>
      Effect.gen(function* () {
        yield* ask("SAVEPOINT openfaith_projection", [])
        const exit = yield* Effect.exit(restore(Effect.zipLeft(work, ask("SET CONSTRAINTS ALL IMMEDIATE", []))))
        if (Exit.isFailure(exit)) yield* ask("ROLLBACK TO SAVEPOINT openfaith_projection", [])
        yield* ask("RELEASE SAVEPOINT openfaith_projection", [])
        return yield* exit
      })
    )

  const stored = ({ connection }: Commit, { ids, resource }: Ids, now: boolean) =>
    ask(queries.changed(now), [toText(connection), toText(resource), ids.map(toText)]).pipe(
      Effect.flatMap(decoded(Rows.decodeChanged)),
      Effect.map(
        (rows): Projections.Change => ({
          resource,
          written: rows.filter(({ deleted }) => !deleted),
          removed: rows.flatMap(({ deleted, id }) => (deleted ? [id] : []))
        })
      )
    )

  /** Runs projections over these, as they are stored; or over those that this transaction has changed. */
  const over = Effect.fnUntraced(function* (commit: Commit, all: ReadonlyArray<Ids>, now: boolean) {
    const { connection, projections } = commit
    const projected = new Set(projections.map(({ resource }) => resource))
    const some = all.filter(({ ids, resource }) => ids.length > 0 && projected.has(resource))
    const changes = yield* Effect.forEach(some, (of) => stored(commit, of, now))
    const refusals = yield* Projections.run(projections, changes, { connection, attempt, judge })
    for (const { removed, resource, written } of changes) {
      const ids = [...written.map(({ id }) => id), ...removed]
      const names = projections.flatMap((one) => (one.resource === resource ? [one.name] : []))
      if (ids.length === 0) continue
      yield* ask(queries.projected, [toText(connection), toText(resource), ids.map(toText), names.map(toText)])
    }
    if (refusals.length > 0) yield* ask(queries.refused, [toText(connection), ...Rows.fromRefusals(refusals)])
    return some.flatMap(({ resource }) => {
      const refused = new Set(refusals.flatMap((one) => (one.resource === resource ? [one.id] : []))).size
      return refused === 0 ? [] : [{ resource, refused }]
    })
  })

  /** The next few that a projection has not been over; says whether there are more. */
  const catchUp = Effect.fnUntraced(function* (connection: string, projection: Projections.Ready, limit: number) {
    const { name, resource, version } = projection
    const which = [toText(connection), toText(resource), toText(name), version]
    const next = yield* Effect.flatMap(ask(queries.next, [...which, limit]), decoded(Rows.decodeNext))
    if (next.done) return false
    yield* over({ connection, projections: [projection] }, [{ resource, ids: next.ids }], false)
    const done = next.ids.length < limit
    const last = next.ids.at(-1)
    yield* ask(queries.caught, [...which, last === undefined ? (next.after ?? null) : toText(last), done])
    return !done
  })

  return {
    catchUp,
    /** Of the resources of which something was refused, of how many records. */
    changed: (commit: Commit, all: ReadonlyArray<Ids>) => over(commit, all, true),
    /** Projects anew, from what is stored; what others refused, that are no more, goes with what these did. */
    again: Effect.fnUntraced(function* (
      { connection, ids, resource }: SyncStore.Some,
      projections: ReadonlyArray<Projections.Ready>
    ) {
      yield* ask(queries.projected, [toText(connection), toText(resource), ids.map(toText), null])
      const [of] = yield* over({ connection, projections }, [{ resource, ids }], false)
      return of?.refused ?? 0
    })
  }
}
