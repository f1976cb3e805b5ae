/** From rows of the tables to the models of the port, and back. */
import { Instant } from "@openfaith/client-core"
import { Plan } from "@openfaith/graph-planner"
import { Cursor, type RunTransition, SourceRecord, StoreError, SyncStore } from "@openfaith/sync-engine"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

const Count = Schema.Int

const ListingRow = Schema.Struct({
  run: Schema.String,
  resource: Schema.String,
  sequence: Count,
  stamp: Count,
  began: Count,
  commit_id: Schema.String,
  cursor: Schema.String,
  status: SyncStore.ListingStatus,
  reason: Schema.NullOr(Schema.String),
  pages: Count,
  seen: Count,
  changed: Count,
  deleted: Count,
  rejected: Count,
  total: Schema.NullOr(Count),
  requests: Count,
  waited: Count,
  latest: Schema.NullOr(Instant.Instant)
})

const BranchColumns = Schema.Struct({
  endpoint: Schema.String,
  parent: Schema.String,
  sequence: Count,
  stamp: Count,
  commit_id: Schema.String,
  cursor: Schema.String,
  status: SyncStore.ListingStatus,
  reason: Schema.NullOr(Schema.String)
})

/** A listing, with what only the store itself needs to know. */
export interface ListingRow {
  readonly listing: SyncStore.Listing
  readonly began: number
  readonly commit: string
  readonly latest: Instant.Instant | undefined
}

/** One branch of a listing, and how it stands. */
export interface BranchRow
  extends SyncStore.Branch,
    Pick<SyncStore.Listing, "sequence" | "stamp" | "cursor" | "status" | "reason"> {
  readonly commit: string
}

const RunRow = Schema.Struct({
  id: Schema.String,
  connection: Schema.String,
  mode: Plan.Mode,
  plan_text: Schema.parseJson(Plan.Plan),
  accept_deletions: Count,
  status: SyncStore.RunStatus,
  attempt: Count
})

const StateRow = Schema.Struct({
  id: Schema.String,
  mode: Schema.String,
  resources: Schema.String,
  attempt: Count,
  accept_deletions: Count,
  status: SyncStore.RunStatus,
  place: Count
})

/** A row that does not decode was written by another release, or by another hand. @internal */
export const decode = <A, I>(schema: Schema.Schema<A, I>, table: string) => {
  const parse = Schema.decodeUnknown(schema)
  return (row: unknown) =>
    Effect.mapError(
      parse(row),
      (error) => new StoreError.StoreError({ operation: `read ${table}`, reason: error.message, retryable: false })
    )
}

const StoredCursor = Schema.parseJson(Cursor.Cursor)
const encodeCursor = Schema.encodeSync(StoredCursor)
const decodeCursor = decode(StoredCursor, "openfaith_listing")

/** Cursors by what was lately stored for them: at every page the last one is read back, and to decode it takes longest. */
const lately = new Map<string, Cursor.Cursor>()

const keep = (text: string, cursor: Cursor.Cursor) => {
  const [oldest] = lately.keys()
  if (oldest !== undefined && lately.size >= 64) lately.delete(oldest)
  lately.set(text, cursor)
}

const toCursor = (text: string): Effect.Effect<Cursor.Cursor, StoreError.StoreError> => {
  const known = lately.get(text)
  return known === undefined ? decodeCursor(text) : Effect.succeed(known)
}

/** A cursor as it is stored. */
export const fromCursor = (cursor: Cursor.Cursor): string => {
  const text = encodeCursor(cursor)
  keep(text, cursor)
  return text
}

const decodeListing = decode(ListingRow, "openfaith_listing")

/** @internal */
export const toListing = (row: unknown): Effect.Effect<ListingRow, StoreError.StoreError> =>
  Effect.flatMap(decodeListing(row), ({ began, commit_id, cursor: stored, latest, reason, total, ...listing }) =>
    Effect.map(toCursor(stored), (cursor) => ({
      listing: { ...listing, cursor, branch: undefined, reason: reason ?? undefined, total: total ?? undefined },
      began,
      commit: commit_id,
      latest: latest ?? undefined
    }))
  )

/** What the driver says of a statement that gives no rows: to have it give them takes a fifth longer. @internal */
export const toWritten = decode(Schema.Struct({ changes: Count }), "openfaith_record")

const decodeBranch = decode(BranchColumns, "openfaith_branch")

/** @internal */
export const toBranch = (row: unknown): Effect.Effect<BranchRow, StoreError.StoreError> =>
  Effect.flatMap(decodeBranch(row), ({ commit_id, cursor, reason, ...branch }) =>
    Effect.map(toCursor(cursor), (decoded) => ({
      ...branch,
      cursor: decoded,
      reason: reason ?? undefined,
      commit: commit_id
    }))
  )

/** The resource's counts, and how the branch stands. @internal */
export const ofBranch = (
  of: ListingRow,
  { commit, cursor, endpoint, parent, reason, sequence, stamp, status }: BranchRow
): ListingRow => ({
  ...of,
  listing: { ...of.listing, branch: { endpoint, parent }, sequence, stamp, cursor, status, reason },
  commit
})

const decodeRun = decode(RunRow, "openfaith_run")

/** @internal */
export const toRun = (row: unknown) =>
  Effect.map(decodeRun(row), ({ accept_deletions, plan_text, status, ...run }) => ({
    run: { ...run, plan: plan_text, acceptDeletions: accept_deletions === 1 } satisfies SyncStore.PlannedRun,
    status
  }))

const decodeState = decode(StateRow, "openfaith_run")

/** @internal */
export const toState = (row: unknown): Effect.Effect<RunTransition.State, StoreError.StoreError> =>
  Effect.map(decodeState(row), ({ accept_deletions, ...state }) => ({
    ...state,
    acceptDeletions: accept_deletions === 1
  }))

const PlaceRow = Schema.Struct({ id: Schema.String, above: Schema.NullOr(Schema.parseJson(SourceRecord.Above)) })

const decodePlace = decode(PlaceRow, "openfaith_record")

/** @internal */
export const toPlace = (row: unknown): Effect.Effect<SourceRecord.Place, StoreError.StoreError> =>
  Effect.map(decodePlace(row), ({ above, id }) => ({ id, above: above ?? {} }))

const decodeMissing = decode(
  Schema.Struct({ ...PlaceRow.fields, missed_in: Schema.NullOr(Schema.String) }),
  "openfaith_record"
)

/** @internal */
export const toMissing = (row: unknown): Effect.Effect<SyncStore.Missing, StoreError.StoreError> =>
  Effect.map(decodeMissing(row), ({ above, id, missed_in }) => ({
    id,
    above: above ?? {},
    missedIn: missed_in ?? undefined
  }))

const RecordRow = Schema.Struct({
  ...PlaceRow.fields,
  changed_at: Schema.NullOr(Count),
  hash: Schema.String,
  body: Schema.String,
  sparse: Count,
  ahead: Count,
  deleted_in: Schema.NullOr(Schema.String)
})

const decodeRecord = decode(RecordRow, "openfaith_record")

/** @internal */
export const toRecord = (row: unknown): Effect.Effect<SyncStore.StoredRecord, StoreError.StoreError> =>
  Effect.map(decodeRecord(row), ({ above, ahead, changed_at, deleted_in, sparse, ...record }) => ({
    ...record,
    above: above ?? {},
    changedAt: changed_at === null ? undefined : Instant.parse(new Date(changed_at).toISOString()),
    sparse: sparse === 1,
    ahead: ahead === 1,
    deletedIn: deleted_in ?? undefined
  }))

const encodePlan = Schema.encodeSync(Schema.parseJson(Plan.Plan))

/** A plan as it is stored. */
export const fromPlan = encodePlan

/** What a record itself says, by column. */
export const fromRecord = ({ above, ahead, body, changedAt, hash, id, sparse }: SourceRecord.SourceRecord) => ({
  id,
  changed_at: changedAt === undefined ? null : Instant.toEpochMillis(changedAt),
  hash,
  body,
  sparse: sparse === true ? 1 : 0,
  ahead: ahead === true ? 1 : 0,
  above: above === undefined ? null : JSON.stringify(above)
})
