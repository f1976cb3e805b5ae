/** From the database's answers to the models of the port, and from those to parameters. */
import { Instant, type Usage } from "@openfaith/client-core"
import { Plan } from "@openfaith/graph-planner"
import { Cursor, News, type Projections, SourceRecord, SyncStore } from "@openfaith/sync-engine"
import * as Duration from "effect/Duration"
import * as Schema from "effect/Schema"
import { readable } from "../entries.ts"
import { fromText, toBody, toText } from "./texts.ts"

/** A text that may have been anything. */
export const Text = Schema.transform(Schema.String, Schema.String, { strict: true, decode: fromText, encode: toText })

export const Maybe = <A, I>(schema: Schema.Schema<A, I>) =>
  Schema.transform(Schema.NullOr(schema), Schema.UndefinedOr(Schema.typeSchema(schema)), {
    strict: true,
    decode: (value) => value ?? undefined,
    encode: (value) => value ?? null
  })

const Moment = Schema.transform(Schema.NullOr(Schema.Number), Schema.UndefinedOr(Schema.typeSchema(Instant.Instant)), {
  strict: true,
  decode: (millis) => (millis === null ? undefined : Instant.parse(new Date(millis).toISOString())),
  encode: (instant) => (instant === undefined ? null : Instant.toEpochMillis(instant))
})

/** Ids may have been anything. */
const Above = Schema.transform(Schema.NullOr(Schema.Record({ key: Schema.String, value: Text })), SourceRecord.Above, {
  strict: true,
  decode: (above) => above ?? {},
  encode: (above) => above
})

const PlaceRow = { id: Text, above: Above }

export const ListingRow = Schema.Struct({
  run: Text,
  resource: Text,
  branch: Maybe(Schema.Struct({ endpoint: Text, parent: Text })),
  sequence: Schema.Int,
  stamp: Schema.Int,
  cursor: Schema.parseJson(Cursor.Cursor),
  status: SyncStore.ListingStatus,
  reason: Maybe(Schema.String),
  pages: Schema.Int,
  seen: Schema.Int,
  changed: Schema.Int,
  deleted: Schema.Int,
  rejected: Schema.Int,
  total: Maybe(Schema.Int),
  requests: Schema.Int,
  waited: Schema.Int
})

const RunRow = Schema.Struct({
  id: Schema.String,
  connection: Text,
  mode: Plan.Mode,
  plan: Schema.parseJson(Plan.Plan),
  attempt: Schema.Int,
  acceptDeletions: Schema.Boolean
})

const Standing = { ...RunRow.fields, status: SyncStore.RunStatus }

export const answer = <A, I>(schema: Schema.Schema<A, I>) => Schema.decodeUnknownOption(Schema.parseJson(schema))

/** How a run stands, in a word. */
export const toStatus = Schema.decodeUnknownOption(SyncStore.RunStatus)

export const decodeRun = answer(RunRow)
export const decodeStanding = answer(Schema.Struct(Standing))

const State = Schema.Struct({
  id: Schema.String,
  mode: Schema.String,
  resources: Schema.String,
  attempt: Schema.Int,
  acceptDeletions: Schema.Boolean,
  status: SyncStore.RunStatus,
  place: Schema.Int
})

export const decodeTransition = answer(
  Schema.Struct({ place: Schema.Int, number: Schema.Int, seen: Schema.String, states: Schema.Array(State) })
)
export const decodeListing = answer(ListingRow)
export const decodeListings = answer(Schema.Array(ListingRow))
export const decodeCommitted = answer(Schema.Struct({ listing: ListingRow, sideLoads: Schema.Array(ListingRow) }))

export const decodeAbsences = answer(
  Schema.Struct({
    missing: Schema.Int,
    live: Schema.Int,
    recentlyDeleted: Schema.Int,
    first: Schema.Array(Schema.Struct({ ...PlaceRow, missedIn: Maybe(Schema.String) })),
    met: Schema.Array(Schema.Struct(PlaceRow))
  })
)

export const decodePlaces = answer(Schema.Array(Schema.Struct(PlaceRow)))

export const decodeBranches = answer(
  Schema.Struct({ reading: Schema.Int, done: Schema.Int, skipped: Schema.Int, reason: Maybe(Schema.String) })
)

export const decodeMemory = answer(Schema.Struct({ watermark: Maybe(Instant.Instant), complete: Schema.Boolean }))

export const decodeStored = answer(
  Schema.Array(
    Schema.Struct({
      resource: Text,
      live: Schema.Int,
      deleted: Schema.Int,
      rejected: Schema.Int,
      unprojected: Schema.Int,
      unconfirmed: Schema.Int,
      ahead: Schema.Int
    })
  )
)

const RecordRow = Schema.Struct({
  ...PlaceRow,
  changedAt: Moment,
  hash: Text,
  body: Text,
  sparse: Schema.Boolean,
  ahead: Schema.Boolean,
  deletedIn: Maybe(Schema.String)
})

export const decodeRecord = answer(RecordRow)
export const decodeRecords = answer(Schema.Array(RecordRow))

export const decodeChanged = answer(Schema.Array(Schema.Struct({ id: Text, body: Text, deleted: Schema.Boolean })))

export const decodeNext = answer(
  Schema.Struct({ done: Schema.Boolean, after: Maybe(Schema.String), ids: Schema.Array(Text) })
)

export const decodeLooked = answer(Schema.Struct({ changed: Schema.Int, deleted: Schema.Int }))

export const decodeUnprojected = answer(
  Schema.Array(
    Schema.Struct({ resource: Text, id: Text, projection: Text, issue: Schema.String, waits: Schema.Boolean })
  )
)

export const decodeQuarantined = answer(
  Schema.Array(Schema.Struct({ resource: Text, id: Text, body: Text, issue: Text, run: Schema.String }))
)

export const fromCursor = Schema.encodeSync(Schema.parseJson(Cursor.Cursor))
export const fromPlan = Schema.encodeSync(Schema.parseJson(Plan.Plan))

const millis = (instant: Instant.Instant | undefined) => (instant === undefined ? null : Instant.toEpochMillis(instant))

/** The endpoint and the parent; nothing where it is the resource itself. */
export const fromBranch = (branch: SyncStore.Branch | undefined) =>
  branch === undefined ? ([null, null] as const) : ([toText(branch.endpoint), toText(branch.parent)] as const)

/** A moment as it is spelled, and as it is compared. */
export const fromInstant = (instant: Instant.Instant | undefined) => [instant ?? null, millis(instant)] as const

export const fromUsage = ({ requests, waited }: Usage.Usage) =>
  [requests, Math.round(Duration.toMillis(waited))] as const

const fromAbove = (above: SourceRecord.Above | undefined) =>
  above === undefined
    ? null
    : JSON.stringify(Object.fromEntries(Object.entries(above).map(([resource, id]) => [resource, toText(id)])))

/** Columns of records: nine parameters, however many there are. */
export const fromRecords = (
  pages: ReadonlyArray<{ readonly resource: string; readonly records: ReadonlyArray<SourceRecord.SourceRecord> }>
) => {
  const all = pages.flatMap(({ records, resource }) =>
    News.fold(records).map((record) => ({ ...record, ...toBody(record.body), resource }))
  )
  return [
    all.map(({ resource }) => toText(resource)),
    all.map(({ id }) => toText(id)),
    all.map(({ changedAt }) => millis(changedAt)),
    all.map(({ hash }) => toText(hash)),
    all.map(({ body }) => body),
    all.map(({ raw }) => raw),
    all.map(({ sparse }) => sparse === true),
    all.map(({ above }) => fromAbove(above)),
    all.map(({ ahead }) => ahead === true)
  ] as const
}

/** Columns of what projections refused. */
export const fromRefusals = (refusals: ReadonlyArray<Projections.Refusal>) =>
  [
    refusals.map(({ resource }) => toText(resource)),
    refusals.map(({ id }) => toText(id)),
    refusals.map(({ projection }) => toText(projection)),
    refusals.map(({ issue }) => readable(issue)),
    refusals.map(({ waits }) => waits)
  ] as const

/** Columns of what does not decode; of one that comes twice, the last. */
export const fromRejected = (rejected: ReadonlyArray<SourceRecord.RejectedRecord>) => {
  const all = Array.from(
    new Map(rejected.map((record) => [JSON.stringify([record.resource, record.id]), record])).values()
  )
  return [
    all.map(({ resource }) => toText(resource)),
    all.map(({ id }) => toText(id)),
    all.map(({ body }) => toText(body)),
    all.map(({ issue }) => toText(issue))
  ] as const
}
