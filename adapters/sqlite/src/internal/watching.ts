/** What is told of runs and resources: how they stand, since when, and what they did. */
import type * as SqlClient from "@effect/sql/SqlClient"
import type { Fragment } from "@effect/sql/Statement"
import { Instant } from "@openfaith/client-core"
import { Plan } from "@openfaith/graph-planner"
import { type Freshness, type RunSummary, SyncStore } from "@openfaith/sync-engine"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { decode, toListing } from "./rows.ts"
import { now } from "./times.ts"

const Count = Schema.Int
const Moment = Schema.DateTimeUtc
const MaybeText = Schema.NullOr(Schema.String)
const MaybeMoment = Schema.NullOr(Moment)

const SummaryRow = Schema.Struct({
  id: Schema.String,
  connection: Schema.String,
  mode: Plan.Mode,
  resources: Schema.parseJson(Schema.Array(Schema.String)),
  accept_deletions: Count,
  status: SyncStore.RunStatus,
  attempt: Count,
  since: Moment,
  started_at: Moment,
  begun_at: MaybeMoment,
  moved_at: MaybeMoment,
  ended_at: MaybeMoment,
  failure: MaybeText,
  failure_kind: MaybeText,
  waiting_since: MaybeMoment,
  waiting_for: MaybeText,
  ended: Count,
  requests: Count,
  pages: Count,
  seen: Count,
  changed: Count,
  deleted: Count,
  rejected: Count,
  waited: Count
})

const decodeSummary = decode(SummaryRow, "openfaith_run")

const toSummary = (row: unknown) =>
  Effect.map(decodeSummary(row), (told): RunSummary.RunSummary => {
    const { attempt, connection, ended, failure, id, mode, resources, since, status, waiting_since } = told
    const { changed, deleted, pages, rejected, requests, seen, waited } = told
    return {
      ...{ id, connection, mode, attempt, resources, ended, status, since },
      acceptDeletions: told.accept_deletions === 1,
      openedAt: told.started_at,
      begunAt: told.begun_at ?? undefined,
      movedAt: told.moved_at ?? undefined,
      endedAt: told.ended_at ?? undefined,
      waiting: waiting_since === null ? undefined : { since: waiting_since, reason: told.waiting_for ?? "" },
      // one that was cancelled afterwards still has it in its row
      failure:
        failure === null || status !== "failed"
          ? undefined
          : { kind: told.failure_kind ?? undefined, message: failure },
      numbers: { requests, pages, seen, changed, deleted, rejected, waitedMillis: waited }
    }
  })

const TimesRow = Schema.Struct({ begun_at: Moment, moved_at: Moment, ended_at: MaybeMoment })

const decodeTimes = decode(TimesRow, "openfaith_listing")

const toTimed = (row: unknown) =>
  Effect.zipWith(
    toListing(row),
    decodeTimes(row),
    ({ listing }, { begun_at, ended_at, moved_at }): SyncStore.TimedListing => ({
      ...listing,
      begunAt: begun_at,
      movedAt: moved_at,
      endedAt: ended_at ?? undefined
    })
  )

const ReadRow = Schema.Struct({
  resource: Schema.String,
  mode: Plan.Mode,
  status: Schema.Literal("done", "skipped", "held"),
  reason: MaybeText,
  run: Schema.String,
  ended_at: Moment,
  done_run: MaybeText,
  done_begun_at: MaybeMoment,
  done_ended_at: MaybeMoment
})

const decodeRead = decode(ReadRow, "openfaith_last_read")

const toRead = ({
  done_begun_at: begunAt,
  done_ended_at: endedAt,
  done_run: run,
  ...read
}: typeof ReadRow.Type): Freshness.LastRead => ({
  mode: read.mode,
  status: read.status,
  reason: read.reason ?? undefined,
  run: read.run,
  endedAt: read.ended_at,
  done: run === null || begunAt === null || endedAt === null ? undefined : { run, begunAt, endedAt }
})

const MemoryRow = Schema.Struct({ resource: Schema.String, watermark: MaybeText, complete: Count })

const decodeMemory = decode(MemoryRow, "openfaith_resource")

const decodeNow = decode(Schema.Struct({ at: Moment }), "the clock")

/** Only reads; each is one statement, but for `freshness`. */
export const make = (sql: SqlClient.SqlClient) => {
  const moment = sql.literal(now)

  /** Plans are long: what picks the runs looks into an index alone. */
  const summaries = (picked: Fragment) =>
    Effect.flatMap(
      sql`
        SELECT r.id, r.connection, r.mode, coalesce((SELECT text FROM openfaith_text WHERE digest = r.resources), r.resources) AS resources,
          r.accept_deletions, r.status, r.attempt, r.since, r.started_at,
          r.begun_at, r.ended_at, r.failure, r.failure_kind, r.waiting_since, r.waiting_for,
          max(l.moved_at) AS moved_at, count(l.ended_at) AS ended,
          ${sql.csv(
            ["requests", "pages", "seen", "changed", "deleted", "rejected", "waited"].map((name) =>
              sql.literal(`coalesce(sum(l.${name}), 0) AS ${name}`)
            )
          )}
        FROM openfaith_run AS r LEFT JOIN openfaith_listing AS l ON l.run = r.id
        WHERE r.id IN (${picked}) GROUP BY r.id ORDER BY r.sequence DESC`,
      Effect.forEach(toSummary)
    )

  const first = <A, E>(all: Effect.Effect<ReadonlyArray<A>, E>) => Effect.map(all, ([one]) => Option.fromNullable(one))

  const runs = ({ before, connection, limit, status }: RunSummary.RunQuery) =>
    status?.length === 0
      ? Effect.succeed([])
      : summaries(sql`
          SELECT id FROM openfaith_run WHERE connection = ${connection}
            ${before === undefined ? sql`` : sql`AND sequence < (SELECT sequence FROM openfaith_run WHERE id = ${before} AND connection = ${connection})`}
            ${status === undefined ? sql`` : sql`AND ${sql.in("status", status)}`}
          ORDER BY sequence DESC LIMIT ${limit}`)

  const freshness = Effect.fnUntraced(function* (connection: string) {
    const [clock] = yield* sql`SELECT ${moment} AS at`
    const { at } = yield* decodeNow(clock)
    const memories = yield* Effect.flatMap(
      sql`SELECT resource, watermark, complete FROM openfaith_resource WHERE connection = ${connection}`,
      Effect.forEach(decodeMemory)
    )
    const reads = yield* Effect.flatMap(
      sql`SELECT resource, mode, status, reason, run, ended_at, done_run, done_begun_at, done_ended_at
        FROM openfaith_last_read WHERE connection = ${connection}`,
      Effect.forEach(decodeRead)
    )
    const resources = new Set([...memories, ...reads].map(({ resource }) => resource))
    return {
      at,
      resources: Array.from(resources)
        .sort()
        .map((resource): Freshness.ResourceFreshness => {
          const memory = memories.find((one) => one.resource === resource)
          return {
            resource,
            watermark: Instant.parse(memory?.watermark),
            complete: memory?.complete === 1,
            reads: Plan.Mode.literals.flatMap((mode) =>
              reads.filter((one) => one.resource === resource && one.mode === mode).map(toRead)
            )
          }
        })
    }
  })

  return {
    runs,
    summary: (id: string) => first(summaries(sql`${id}`)),
    lastEnded: (connection: string) =>
      first(
        summaries(sql`
          SELECT id FROM openfaith_run WHERE connection = ${connection} AND ended_at IS NOT NULL
          ORDER BY ended_at DESC, sequence DESC LIMIT 1`)
      ),
    timedListings: (run: string) =>
      Effect.flatMap(
        sql`SELECT * FROM openfaith_listing WHERE run = ${run} ORDER BY resource`,
        Effect.forEach(toTimed)
      ),
    freshness
  }
}
