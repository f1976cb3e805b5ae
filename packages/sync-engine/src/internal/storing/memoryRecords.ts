/** Records in memory: what is news, what of it becomes rows of the host's, and what is kept aside. */
import { Instant } from "@openfaith/client-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import { identity } from "effect/Function"
import * as News from "../../News.ts"
import * as Projections from "../../Projections.ts"
import type { RejectedRecord, SourceRecord } from "../../SourceRecord.ts"
import type * as Port from "../../SyncStore.ts"
import { inner, key } from "./memoryTables.ts"

export interface RecordRow extends SourceRecord {
  readonly sparse: boolean
  readonly ahead: boolean
  /** The commit that wrote it last. */
  readonly sequence: number
  readonly readAt: number
  readonly deletedIn: string | undefined
  readonly deletedOn: number
}

export interface Kept extends RejectedRecord {
  readonly run: string
}

/** What a page or a lookup changes of one resource. */
export interface Changes {
  readonly resource: string
  readonly rows: ReadonlyArray<RecordRow>
}

/** What projections are told of it. */
export const toChange = ({ resource, rows }: Changes): Projections.Change => ({
  resource,
  // of what was not read whole nobody knows what it says
  written: byId(rows.filter(({ deletedIn, sparse }) => deletedIn === undefined && !sparse)),
  removed: byId(rows).flatMap(({ deletedIn, id }) => (deletedIn === undefined ? [] : [id]))
})

/** So many of what was met are named. */
export const mostMet = 3

export const byId = <A extends { readonly id: string }>(rows: Iterable<A>): ReadonlyArray<A> =>
  Array.from(rows).sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0))

export const part = <A extends { readonly id: string }>(
  rows: Iterable<A>,
  { after, limit }: Port.Part
): ReadonlyArray<A> =>
  byId(rows)
    .filter(({ id }) => after === undefined || id > after)
    .slice(0, limit)

/** The same moment as every other store spells it. */
export const inUtc = (instant: Instant.Instant | undefined) =>
  instant === undefined ? undefined : Instant.parse(new Date(Instant.toEpochMillis(instant)).toISOString())

export const toStored = ({
  above = {},
  ahead,
  body,
  changedAt,
  deletedIn,
  hash,
  id,
  sparse
}: RecordRow): Port.StoredRecord => ({
  id,
  above,
  changedAt: inUtc(changedAt),
  hash,
  body,
  sparse,
  ahead,
  deletedIn
})

export const make = () => {
  /** By connection and resource, then by id. */
  const records = new Map<string, Map<string, RecordRow>>()
  const quarantine = new Map<string, Map<string, Kept>>()
  /** What an audit did not meet, and nothing confirms to be gone: the run that missed it; by connection and resource. */
  const unconfirmed = new Map<string, Map<string, string | undefined>>()
  /** By connection and resource, then by id and projection. */
  const unprojected = new Map<string, Map<string, Port.Unprojected>>()
  /** How far each projection has come over what was there before it; by connection, resource and name. */
  const caught = new Map<
    string,
    { readonly version: number; readonly after: string | undefined; readonly done: boolean }
  >()

  /** The rows of what is news. */
  const news = (
    connection: string,
    resource: string,
    { direct, ...stamps }: { readonly sequence: number; readonly readAt: number; readonly direct: boolean },
    given: ReadonlyArray<SourceRecord>
  ): ReadonlyArray<RecordRow> => {
    const rows = inner(records, key(connection, resource))
    const changed: Array<RecordRow> = []
    for (const record of News.fold(given)) {
      const stored = rows.get(record.id)
      const verdict =
        stored === undefined
          ? "replaced"
          : News.verdict(
              {
                ...stored,
                writtenAt: stored.sequence,
                deletedAt: stored.deletedIn === undefined ? undefined : stored.sequence
              },
              { ...record, readAt: stamps.readAt, direct }
            )
      if (verdict === "kept") continue
      const content = verdict === "revived" && stored !== undefined ? stored : record
      changed.push({
        ...content,
        above: record.above ?? stored?.above,
        sparse: content.sparse === true,
        ahead: content.ahead === true,
        ...stamps,
        deletedIn: undefined,
        deletedOn: 0
      })
    }
    return changed
  }

  /** The rows of what is gone, unless it was written since. */
  const vanished = (
    connection: string,
    resource: string,
    ids: ReadonlyArray<string>,
    before: number,
    deletion: Pick<RecordRow, "sequence" | "deletedIn" | "deletedOn">
  ): ReadonlyArray<RecordRow> => {
    const rows = inner(records, key(connection, resource))
    return Array.from(new Set(ids)).flatMap((id) => {
      const record = rows.get(id)
      return record === undefined || record.deletedIn !== undefined || record.readAt >= before
        ? []
        : [{ ...record, ...deletion }]
    })
  }

  /** What projections refuse of changes. It comes before anything is kept, since it may take its time. */
  const projected = (
    connection: string,
    changes: ReadonlyArray<Changes>,
    projections: ReadonlyArray<Projections.Ready> = []
  ): Effect.Effect<ReadonlyArray<Projections.Refusal>> =>
    Projections.run(projections, changes.map(toChange), {
      connection,
      attempt: identity,
      judge: (cause) => Either.right(Projections.blame(cause))
    })

  /** Keeps changes, and what was refused of them. */
  const keepChanges = (
    connection: string,
    changes: ReadonlyArray<Changes>,
    projections: ReadonlyArray<Projections.Ready> = [],
    refusals: ReadonlyArray<Projections.Refusal>
  ) => {
    for (const { resource, rows } of changes) {
      for (const row of rows) inner(records, key(connection, resource)).set(row.id, row)
      settle(
        connection,
        resource,
        rows.flatMap(({ deletedIn, id, sparse }) => (sparse && deletedIn === undefined ? [] : [id])),
        projections
      )
    }
    for (const refusal of refusals) {
      inner(unprojected, key(connection, refusal.resource)).set(key(refusal.id, refusal.projection), refusal)
    }
  }

  /** These projections have had their turn with these records. */
  const settle = (
    connection: string,
    resource: string,
    ids: ReadonlyArray<string>,
    projections: ReadonlyArray<Projections.Ready>
  ) => {
    const kept = inner(unprojected, key(connection, resource))
    for (const { name, resource: of } of projections) {
      if (of === resource) for (const id of ids) kept.delete(key(id, name))
    }
  }

  const refusedOf = (refusals: ReadonlyArray<Projections.Refusal>, resource: string) =>
    new Set(refusals.flatMap((one) => (one.resource === resource ? [one.id] : []))).size

  /** Remembers what was not met, and since which run; what was shown since, or is gone, is forgotten. */
  const keepUnconfirmed = (
    { connection, id: run }: Port.Run,
    resource: string,
    { found, gone, unconfirmed: missed }: Pick<Port.AbsenceCommit, "found" | "gone" | "unconfirmed">
  ) => {
    const kept = inner(unconfirmed, key(connection, resource))
    for (const { id } of found) kept.delete(id)
    for (const id of gone) kept.delete(id)
    for (const { enumerated, id } of missed) kept.set(id, kept.get(id) ?? (enumerated ? run : undefined))
  }

  const keepAside = (
    { connection, id: run }: Pick<Port.Run, "connection" | "id">,
    good: ReadonlyArray<SourceRecord>,
    bad: Port.PageCommit["rejected"]
  ) => {
    for (const { id, resource } of [...good, ...bad]) unconfirmed.get(key(connection, resource))?.delete(id)
    for (const { id, resource, sparse } of good) {
      if (sparse !== true) quarantine.get(key(connection, resource))?.delete(id)
    }
    for (const record of bad) inner(quarantine, key(connection, record.resource)).set(record.id, { ...record, run })
  }

  const project = ({ connection, ids, resource }: Port.Some, projections: ReadonlyArray<Projections.Ready>) =>
    Effect.gen(function* () {
      const stored = inner(records, key(connection, resource))
      const rows = ids.flatMap((id) => stored.get(id) ?? [])
      const refusals = yield* projected(connection, [{ resource, rows }], projections)
      const kept = inner(unprojected, key(connection, resource))
      for (const [name, { id }] of kept) if (rows.some((row) => row.id === id)) kept.delete(name)
      keepChanges(connection, [], projections, refusals)
      return refusedOf(refusals, resource)
    })

  const catchUp = (connection: string, projection: Projections.Ready, limit: number) =>
    Effect.gen(function* () {
      const { name, resource, version } = projection
      const of = key(connection, resource, name)
      const known = caught.get(of)
      const at = known?.version === version ? known : { version, after: undefined, done: false }
      if (at.done) return false
      const rows = part(inner(records, key(connection, resource)).values(), {
        connection,
        resource,
        after: at.after,
        limit
      })
      const refusals = yield* projected(connection, [{ resource, rows }], [projection])
      keepChanges(connection, [{ resource, rows }], [projection], refusals)
      const done = rows.length < limit
      caught.set(of, { version, after: rows.at(-1)?.id ?? at.after, done })
      return !done
    })

  const discard = ({ connection, ids, resource }: Port.Some): number => {
    const of = key(connection, resource)
    const discarded = new Set<string>()
    for (const id of ids) if (quarantine.get(of)?.delete(id) === true) discarded.add(id)
    for (const [name, { id }] of inner(unprojected, of)) {
      if (!ids.includes(id)) continue
      inner(unprojected, of).delete(name)
      discarded.add(id)
    }
    return discarded.size
  }

  const unprojectedOf = ({ after, connection, limit, resource, waiting }: Port.UnprojectedPart) => {
    const isAfter = ({ id, projection }: Port.Unprojected) =>
      after === undefined || id > after.id || (id === after.id && projection > after.projection)
    return Array.from(inner(unprojected, key(connection, resource)).values())
      .filter((one) => isAfter(one) && (one.waits || !waiting))
      .sort((one, other) =>
        one.id === other.id ? (one.projection < other.projection ? -1 : 1) : one.id < other.id ? -1 : 1
      )
      .slice(0, limit)
  }

  const stored = (connection: string, now: number): ReadonlyArray<Port.Stored> => {
    const isAhead = ({ ahead, changedAt, deletedIn }: RecordRow) =>
      ahead && deletedIn === undefined && changedAt !== undefined && Instant.toEpochMillis(changedAt) > now
    const resources = [...records.keys(), ...quarantine.keys(), ...unprojected.keys(), ...unconfirmed.keys()].flatMap(
      (name): ReadonlyArray<string> => {
        const [of, resource]: ReadonlyArray<string> = JSON.parse(name)
        return of === connection && resource !== undefined ? [resource] : []
      }
    )
    return Array.from(new Set(resources))
      .sort()
      .map((resource) => {
        const rows = Array.from(inner(records, key(connection, resource)).values())
        const deleted = rows.filter(({ deletedIn }) => deletedIn !== undefined).length
        const rejected = inner(quarantine, key(connection, resource)).size
        const refused = new Set(Array.from(inner(unprojected, key(connection, resource)).values(), ({ id }) => id))
        return {
          resource,
          live: rows.length - deleted,
          deleted,
          rejected,
          unprojected: refused.size,
          unconfirmed: inner(unconfirmed, key(connection, resource)).size,
          ahead: rows.filter(isAhead).length
        }
      })
      .filter(
        ({ deleted, live, rejected, unconfirmed, unprojected }) =>
          live + deleted + rejected + unprojected + unconfirmed > 0
      )
  }

  return {
    records,
    quarantine,
    unconfirmed,
    keepUnconfirmed,
    news,
    vanished,
    projected,
    keepChanges,
    refusedOf,
    keepAside,
    project,
    catchUp,
    discard,
    unprojectedOf,
    stored
  }
}
