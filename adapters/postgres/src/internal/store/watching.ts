/** What is told of runs and resources: how they stand, since when, and what they did. Each is one statement. */
import { Instant } from "@openfaith/client-core"
import { Plan } from "@openfaith/graph-planner"
import { type Freshness, type RunSummary, SyncStore } from "@openfaith/sync-engine"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { quoted } from "../names.ts"
import { listing, shared } from "./queries.ts"
import { answer, ListingRow, Maybe, Text } from "./rows.ts"

const millis = (moment: string) => `floor(extract(epoch FROM ${moment}) * 1000)`

const columns = (alias: string, names: Readonly<Record<string, string>>) =>
  Object.entries(names)
    .map(([name, column]) => `'${name}', ${alias}.${column}`)
    .join(", ")

const moments = (alias: string, names: Readonly<Record<string, string>>) =>
  Object.entries(names)
    .map(([name, column]) => `'${name}', ${millis(`${alias}.${column}`)}`)
    .join(", ")

const counts = ["requests", "pages", "seen", "changed", "deleted", "rejected", "waited"] as const

const summary = (schema: string) => `json_build_object(
    ${columns("x", { id: "id", connection: "connection", mode: "mode", status: "status" })},
    'resources', ${shared(schema, "x.resources")},
    ${columns("x", { attempt: "attempt", acceptDeletions: "accept_deletions", failure: "failure", kind: "failure_kind" })},
    ${moments("x", { since: "since", openedAt: "started_at", begunAt: "begun_at", endedAt: "ended_at" })},
    ${moments("x", { waitingSince: "waiting_since" })}, 'waitingFor', x.waiting_for,
    'listings', (
      SELECT json_build_object('ended', count(l.ended_at), 'movedAt', ${millis("max(l.moved_at)")},
        ${counts.map((name) => `'${name}', coalesce(sum(l.${name}), 0)`).join(", ")})
      FROM ${schema}.listing l WHERE l.run = x.id
    ))`

/** Texts of the statements for one schema. */
export const make = (name: string) => {
  const schema = quoted(name)
  const one = `SELECT ${summary(schema)}::text AS answer FROM ${schema}.run x`
  return {
    runs: (before: boolean) => `SELECT array_to_json(ARRAY(
        SELECT ${summary(schema)} FROM ${schema}.run x
        WHERE x.connection = $1::text AND x.status = ANY ($2::text[])
          ${before ? `AND x.sequence < (SELECT b.sequence FROM ${schema}.run b WHERE b.id = $4::text AND b.connection = $1::text)` : ""}
        ORDER BY x.sequence DESC LIMIT $3::bigint
      ))::text AS answer`,
    summary: `${one} WHERE x.id = $1::text`,
    lastEnded: `${one} WHERE x.connection = $1::text AND x.ended_at IS NOT NULL
      ORDER BY x.ended_at DESC, x.sequence DESC LIMIT 1`,
    timedListings: `SELECT array_to_json(ARRAY(
        SELECT json_build_object('listing', ${listing()},
          ${moments("l", { begunAt: "begun_at", movedAt: "moved_at", endedAt: "ended_at" })})
        FROM ${schema}.listing l WHERE l.run = $1::text ORDER BY l.resource
      ))::text AS answer`,
    freshness: `SELECT json_build_object('at', ${millis("clock_timestamp()")}, 'resources', ARRAY(
        SELECT json_build_object(
          'resource', n.resource, 'watermark', m.watermark, 'complete', coalesce(m.complete, false),
          'reads', ARRAY(
            SELECT json_build_object(
              ${columns("r", { mode: "mode", status: "status", reason: "reason", run: "run", doneRun: "done_run" })},
              ${moments("r", { endedAt: "ended_at", doneBegunAt: "done_begun_at", doneEndedAt: "done_ended_at" })})
            FROM ${schema}.last_read r WHERE r.connection = $1::text AND r.resource = n.resource
            ORDER BY array_position(ARRAY[${Plan.Mode.literals.map((mode) => `'${mode}'`).join(", ")}], r.mode)
          ))
        FROM (
          SELECT o.resource FROM ${schema}.resource o WHERE o.connection = $1::text
          UNION SELECT r.resource FROM ${schema}.last_read r WHERE r.connection = $1::text
        ) n LEFT JOIN ${schema}.resource m ON m.connection = $1::text AND m.resource = n.resource
        ORDER BY n.resource
      ))::text AS answer`
  }
}

const Moment = Schema.DateTimeUtcFromNumber
const MaybeMoment = Maybe(Moment)

const SummaryRow = Schema.Struct({
  id: Schema.String,
  connection: Text,
  mode: Plan.Mode,
  resources: Schema.parseJson(Schema.Array(Schema.String)),
  status: SyncStore.RunStatus,
  attempt: Schema.Int,
  acceptDeletions: Schema.Boolean,
  failure: Maybe(Schema.String),
  kind: Maybe(Schema.String),
  since: Moment,
  openedAt: Moment,
  begunAt: MaybeMoment,
  endedAt: MaybeMoment,
  waitingSince: MaybeMoment,
  waitingFor: Maybe(Schema.String),
  listings: Schema.Struct({
    ended: Schema.Int,
    movedAt: MaybeMoment,
    requests: Schema.Int,
    pages: Schema.Int,
    seen: Schema.Int,
    changed: Schema.Int,
    deleted: Schema.Int,
    rejected: Schema.Int,
    waited: Schema.Number
  })
})

const toSummary = ({
  failure: message,
  kind,
  listings: { ended, movedAt, waited: waitedMillis, ...numbers },
  waitingFor,
  waitingSince,
  ...run
}: typeof SummaryRow.Type): RunSummary.RunSummary => ({
  ...run,
  ...{ ended, movedAt, numbers: { ...numbers, waitedMillis } },
  waiting: waitingSince === undefined ? undefined : { since: waitingSince, reason: waitingFor ?? "" },
  // one that was cancelled afterwards still has it in its row
  failure: message === undefined || run.status !== "failed" ? undefined : { kind, message }
})

const summaryOf = answer(SummaryRow)
const summariesOf = answer(Schema.Array(SummaryRow))

export const decodeSummary = (text: string) => Option.map(summaryOf(text), toSummary)
export const decodeSummaries = (text: string) => Option.map(summariesOf(text), (all) => all.map(toSummary))

const timedOf = answer(
  Schema.Array(Schema.Struct({ listing: ListingRow, begunAt: Moment, movedAt: Moment, endedAt: MaybeMoment }))
)

export const decodeTimedListings = (text: string) =>
  Option.map(timedOf(text), (all) =>
    all.map(({ listing, ...times }): SyncStore.TimedListing => ({ ...listing, ...times }))
  )

const ReadRow = Schema.Struct({
  mode: Plan.Mode,
  status: Schema.Literal("done", "skipped", "held"),
  reason: Maybe(Schema.String),
  run: Schema.String,
  endedAt: Moment,
  doneRun: Maybe(Schema.String),
  doneBegunAt: MaybeMoment,
  doneEndedAt: MaybeMoment
})

const toRead = ({
  doneBegunAt: begunAt,
  doneEndedAt: endedAt,
  doneRun: run,
  ...read
}: typeof ReadRow.Type): Freshness.LastRead => ({
  ...read,
  done: run === undefined || begunAt === undefined || endedAt === undefined ? undefined : { run, begunAt, endedAt }
})

const freshnessOf = answer(
  Schema.Struct({
    at: Moment,
    resources: Schema.Array(
      Schema.Struct({
        resource: Text,
        watermark: Maybe(Instant.Instant),
        complete: Schema.Boolean,
        reads: Schema.Array(ReadRow)
      })
    )
  })
)

export const decodeFreshness = (text: string) =>
  Option.map(
    freshnessOf(text),
    ({ at, resources }): Freshness.Freshness => ({
      at,
      resources: resources.map((resource) => ({ ...resource, reads: resource.reads.map(toRead) }))
    })
  )
