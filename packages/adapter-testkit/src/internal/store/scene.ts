/** What the tests of a store begin with. */
import { assert, type Vitest } from "@effect/vitest"
import { Instant, Usage } from "@openfaith/client-core"
import type { Plan } from "@openfaith/graph-planner"
import {
  Cursor,
  type Freshness,
  type Projections,
  type RunSummary,
  type SourceRecord,
  SyncStore
} from "@openfaith/sync-engine"
import { Fence, WorkflowJournal } from "@openfaith/workflow-engine"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import * as StorePlan from "../../StorePlan.ts"

/** Tests that share one store, on the real clock. */
export type Tests = Vitest.MethodsNonLive<SyncStore.SyncStore | WorkflowJournal.WorkflowJournal, true>

export const port = SyncStore.SyncStore

/** A resource that is read by itself, and one that rides on it. */
export const resource = "people.Person"
export const child = "people.Email"

let names = 0

/** A connection nobody has used before, on a store that earlier runs may have written to. */
export const newConnection: Effect.Effect<string> = Effect.map(
  Random.nextIntBetween(0, 2 ** 31),
  (number) => `c-${number.toString(36)}-${++names}`
)

export const plan = StorePlan.make

export const moment = (second: number): Instant.Instant =>
  Instant.Instant.make(`2026-01-01T00:00:${String(second).padStart(2, "0")}Z`)

export const record = (
  id: string,
  at: number | undefined,
  content = "a",
  more: Partial<SourceRecord.SourceRecord> = {}
): SourceRecord.SourceRecord => ({
  resource,
  id,
  changedAt: at === undefined ? undefined : moment(at),
  hash: content,
  body: JSON.stringify({ id, content }),
  ...more
})

export const rejection = (
  id: string,
  more: Partial<SourceRecord.RejectedRecord> = {}
): SourceRecord.RejectedRecord => ({
  resource,
  id,
  body: `{"id":${JSON.stringify(id)}}`,
  issue: "it does not decode",
  ...more
})

export const usage = (requests: number, millis: number): Usage.Usage =>
  new Usage.Usage({ requests, waited: Duration.millis(millis) })

export const open = (
  connection: string,
  mode: Plan.Mode = "full",
  {
    acceptDeletions = false,
    resources = [resource] as ReadonlyArray<string>,
    whenActive = "alongside" as SyncStore.WhenActive
  } = {}
) =>
  Effect.flatMap(port, (store) =>
    store.openRun({ connection, plan: plan(mode, ...resources), acceptDeletions, whenActive })
  )

/** The run alone. */
export const opened = (...parameters: Parameters<typeof open>) => Effect.map(open(...parameters), ({ run }) => run)

export const begin = (run: SyncStore.Run, more: Partial<SyncStore.Beginning> = {}) =>
  Effect.flatMap(port, (store) =>
    store.begin({
      run,
      resource,
      cursor: Cursor.offset,
      total: undefined,
      latest: undefined,
      usage: Usage.none,
      ...more
    })
  )

let commits = 0

/** What nobody has called a commit before. */
export const newCommit = (): string => `commit-${++commits}`

export const page = (
  run: SyncStore.Run,
  follows: number,
  records: ReadonlyArray<SourceRecord.SourceRecord> = [],
  more: Partial<SyncStore.PageCommit> = {}
): SyncStore.PageCommit => ({
  run,
  resource,
  follows,
  commit: newCommit(),
  pages: 1,
  cursor: Cursor.offset,
  status: "reading",
  records,
  rejected: [],
  sideLoaded: [],
  total: undefined,
  reached: undefined,
  usage: Usage.none,
  ...more
})

export const absent = (
  run: SyncStore.Run,
  follows: number,
  more: Partial<SyncStore.AbsenceCommit> = {}
): SyncStore.AbsenceCommit => ({
  run,
  resource,
  follows,
  commit: newCommit(),
  looked: [],
  gone: [],
  found: [],
  unconfirmed: [],
  status: "reading",
  usage: Usage.none,
  ...more
})

export const commit = (entry: SyncStore.PageCommit, projections?: ReadonlyArray<Projections.Ready>) =>
  Effect.flatMap(port, (store) => store.commitPage(entry, projections))

export const commitAbsences = (entry: SyncStore.AbsenceCommit, projections?: ReadonlyArray<Projections.Ready>) =>
  Effect.flatMap(port, (store) => store.commitAbsences(entry, projections))

/** The ids of what an audit has not met. */
export const missing = (run: SyncStore.Run, limit: number, of = resource) =>
  Effect.flatMap(port, (store) => Effect.map(store.absences(run, of, limit), ({ first }) => first.map(({ id }) => id)))

/** The end of a listing. */
export const atEnd = { status: "done", cursor: Cursor.done } as const

/** Reads records as one run would, in one page, to its end. */
export const read = (
  connection: string,
  records: ReadonlyArray<SourceRecord.SourceRecord>,
  mode: Plan.Mode = "delta",
  more: Partial<SyncStore.PageCommit> = {}
) =>
  Effect.gen(function* () {
    const store = yield* port
    const run = yield* opened(connection, mode)
    const { sequence } = yield* begin(run)
    const { listing } = yield* commit(page(run, sequence, records, { ...atEnd, ...more }))
    yield* store.closeRun(run, undefined)
    return listing
  })

/** All records of a resource, page after page. */
export const recordsOf = (connection: string, of = resource, limit = 1000) =>
  Effect.gen(function* () {
    const store = yield* port
    const all: Array<SyncStore.StoredRecord> = []
    while (true) {
      const records = yield* store.records({ connection, resource: of, after: all.at(-1)?.id, limit })
      all.push(...records)
      if (records.length < limit) return all
    }
  })

/** The content of all records that are not marked as deleted. */
export const contents = (connection: string, of = resource) =>
  Effect.map(recordsOf(connection, of), (records) =>
    Object.fromEntries(records.flatMap(({ deletedIn, hash, id }) => (deletedIn === undefined ? [[id, hash]] : [])))
  )

export const quarantinedOf = (connection: string, of = resource) =>
  Effect.flatMap(port, (store) => store.quarantined({ connection, resource: of, limit: 1000 }))

export const unprojectedOf = (connection: string, of = resource, waiting = false) =>
  Effect.flatMap(port, (store) => store.unprojected({ connection, resource: of, limit: 1000, waiting }))

export const storedOf = (connection: string, of = resource) =>
  Effect.flatMap(port, (store) =>
    Effect.map(
      store.stored(connection),
      (all) =>
        all.find((each) => each.resource === of) ?? {
          ...{ resource: of, live: 0, deleted: 0, rejected: 0, unprojected: 0 },
          ...{ unconfirmed: 0, ahead: 0 }
        }
    )
  )

/** What is told of a run, but for its moments: those of two stores differ. */
const untimed = ({ begunAt, endedAt, movedAt, openedAt: _, since: __, waiting, ...told }: RunSummary.RunSummary) => ({
  ...told,
  waiting: waiting?.reason,
  has: { begun: begunAt !== undefined, moved: movedAt !== undefined, ended: endedAt !== undefined }
})

const unread = ({ reads, ...resource }: Freshness.ResourceFreshness) => ({
  ...resource,
  reads: reads.map(({ done, endedAt: _, ...read }) => ({ ...read, done: done?.run }))
})

/** Everything that is stored of a connection, as the port tells it. */
export const everything = (connection: string, runs: ReadonlyArray<SyncStore.Run>, of = [resource, child]) =>
  Effect.gen(function* () {
    const store = yield* port
    return {
      stored: yield* store.stored(connection),
      records: yield* Effect.forEach(of, (each) => recordsOf(connection, each)),
      quarantined: yield* Effect.forEach(of, (each) => quarantinedOf(connection, each)),
      unprojected: yield* Effect.forEach(of, (each) => unprojectedOf(connection, each)),
      branches: yield* Effect.forEach(runs, (run) => Effect.forEach(of, (each) => store.branches(run, each))),
      memories: yield* Effect.forEach(of, (each) => store.memory(connection, each)),
      listings: yield* Effect.forEach(runs, (run) => store.listings(run)),
      ended: yield* Effect.forEach(runs, ({ id }) =>
        Effect.map(store.timedListings(id), (all) => all.map(({ endedAt }) => endedAt !== undefined))
      ),
      runs: (yield* store.runs({ connection, limit: 100 })).map(untimed),
      freshness: (yield* store.freshness(connection)).resources.map(unread),
      unfinished: yield* store.unfinishedRun(connection)
    }
  })

export const assertSuperseded = (work: Effect.Effect<unknown, { readonly _tag: string }, SyncStore.SyncStore>) =>
  Effect.map(Effect.flip(work), ({ _tag }) => assert.strictEqual(_tag, "Superseded"))

/** Epochs may be asked for only where the term lasts: the whole test is within it. */
export const term = Effect.flatMap(WorkflowJournal.WorkflowJournal, (journal) =>
  journal.term(Effect.succeed(["testing"]))
)

/** As a step of a workflow does it, in the term of an epoch. */
export const within =
  (epoch: number) =>
  <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.provideService(work, Fence.Fence, epoch)
