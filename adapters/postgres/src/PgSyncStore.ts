/**
 * `SyncStore` in tables of the host's own Postgres: `record` holds the copy, with bodies to be asked by `->>`; `run`,
 * `listing`, `resource` and `quarantine` how it came about.
 */
import { createHash } from "node:crypto"
import type { SqlError } from "@effect/sql/SqlError"
import * as PgClient from "@effect/sql-pg/PgClient"
import type { Plan } from "@openfaith/graph-planner"
import { Cursor, News, type Projections, RunTransition, StoreError, SyncStore } from "@openfaith/sync-engine"
import { Fence } from "@openfaith/workflow-engine"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Database from "./internal/database.ts"
import { readable } from "./internal/entries.ts"
import * as Projecting from "./internal/store/projecting.ts"
import * as Queries from "./internal/store/queries.ts"
import * as Rows from "./internal/store/rows.ts"
import { fromText, toText } from "./internal/store/texts.ts"
import * as Watching from "./internal/store/watching.ts"
import { defaultSchema } from "./PgMigrations.ts"

/**
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** The schema our tables are in; default `openfaith`. */
  readonly schema?: string | undefined
  /** How many runs that have ended are kept of each connection, with what each did to each resource; default 50. */
  readonly history?: number | undefined
}

/** More than this is no message that Postgres takes, and would only cost its connection. */
const largest = 250_000_000

/** For a person to read: what Postgres cannot hold may be missing. */
const said = (text: string | undefined) => (text === undefined ? null : readable(text))

/** Records of one resource that a commit has to do with. */
interface Shown {
  readonly resource: string
  readonly records: ReadonlyArray<{ readonly id: string }>
}

/** Whether any projection may have something to do: else one statement is all there is to a commit. */
const touches = (projections: ReadonlyArray<Projections.Ready>, shown: ReadonlyArray<Shown>) =>
  projections.some((projection) =>
    shown.some(({ records, resource }) => resource === projection.resource && records.length > 0)
  )

/** A listing, and what more of it was refused since. */
const counted = (
  listing: SyncStore.Listing,
  more: ReadonlyArray<{ readonly resource: string; readonly refused: number }>
): SyncStore.Listing => ({
  ...listing,
  rejected: listing.rejected + (more.find(({ resource }) => resource === listing.resource)?.refused ?? 0)
})

/** The runs of a connection as a transition finds them, and numbers for what it writes. */
interface Standing {
  readonly number: number
  readonly place: number
  readonly own: RunTransition.State | undefined
  readonly unfinished: ReadonlyArray<RunTransition.State>
}

/** Further columns of a transition. */
interface With {
  readonly failure?: { readonly message: string | undefined; readonly kind: string | undefined }
  readonly plan?: Plan.Plan
}

/** How texts that many runs share are called in their place. */
const digestOf = (text: string) => createHash("sha256").update(text).digest("hex")

const make = ({ history = 50, schema = defaultSchema }: Options) =>
  Effect.gen(function* () {
    const database = Database.make(yield* PgClient.PgClient)
    const queries = Queries.make(schema)
    const watching = Watching.make(schema)

    const failing =
      (operation: string) =>
      ({ reason, retryable }: Database.DatabaseError) =>
        new StoreError.StoreError({ operation, reason, retryable })

    const ask = (operation: string, statement: string, parameters: ReadonlyArray<unknown>) =>
      Effect.mapError(database.text(operation, statement, parameters), failing(operation))

    const decoded = <A>(operation: string, decode: (text: string) => Option.Option<A>) => {
      const read = Database.decoded(decode)
      return (text: string | null) => Effect.mapError(read(text), failing(operation))
    }

    const read = <A>(
      operation: string,
      decode: (text: string) => Option.Option<A>,
      statement: string,
      parameters: ReadonlyArray<unknown>
    ) => Effect.flatMap(ask(operation, statement, parameters), decoded(operation, decode))

    /** The term is that of the step which asks. */
    const fenced = (parameters: ReadonlyArray<unknown>) =>
      Effect.map(Fence.Fence, (epoch) => [epoch ?? null, ...parameters])

    /** The database gives nothing to whose turn it is not. */
    const write = (operation: string, statement: string, parameters: ReadonlyArray<unknown>) =>
      Effect.flatMap(fenced(parameters), (all) => ask(operation, statement, all))

    /** The answer to a write of what a run reads: a word says how the run stands, where that takes no pages. */
    const answered =
      <A>(
        operation: string,
        decode: (text: string) => Option.Option<A>,
        { resource, run }: { readonly run: SyncStore.Run; readonly resource: string }
      ) =>
      (text: string | null): Effect.Effect<A, StoreError.StoreError | StoreError.Superseded | StoreError.Stopped> => {
        if (text === null) return Effect.fail(new StoreError.Superseded({ run: run.id, resource }))
        const stopped = Rows.toStatus(text)
        return Option.isSome(stopped)
          ? Effect.fail(new StoreError.Stopped({ run: run.id, status: stopped.value }))
          : decoded(operation, decode)(text)
      }

    const writeListing = <A>(
      operation: string,
      decode: (text: string) => Option.Option<A>,
      entry: { readonly run: SyncStore.Run; readonly resource: string },
      statement: string,
      parameters: ReadonlyArray<unknown>
    ): Effect.Effect<A, StoreError.StoreError | StoreError.Superseded | StoreError.Stopped> =>
      Effect.flatMap(write(operation, statement, parameters), answered(operation, decode, entry))

    const transaction = <A, E>(
      operation: string,
      work: (asking: Database.AskWithin) => Effect.Effect<A, E | SqlError>
    ) =>
      Effect.catchIf(
        database.transaction(operation, work),
        (error): error is Database.DatabaseError => error instanceof Database.DatabaseError,
        (error) => Effect.fail(failing(operation)(error))
      )

    /** A write that belongs to no listing: a term that has ended is then the store's failure. */
    const note = (operation: string, statement: string, parameters: ReadonlyArray<unknown>) =>
      Effect.filterOrFail(
        write(operation, statement, parameters),
        (text) => text !== null,
        () => endedTerm(operation)
      )

    const endedTerm = (operation: string) =>
      new StoreError.StoreError({ operation, reason: "the term of this step has ended", retryable: false })

    const known = (operation: string, { id }: SyncStore.Run, { own }: Standing) =>
      own === undefined
        ? Effect.fail(new StoreError.StoreError({ operation, reason: `there is no run ${id}`, retryable: false }))
        : Effect.succeed(own)

    /** In a transaction of its own: one that fails leaves what the next run's end takes away. */
    const forgetRuns = (connection: string) =>
      Effect.ignore(note("forgetRuns", queries.forgetRuns, [toText(connection), Math.max(1, history)]))

    const theRun = (operation: string, id: string) =>
      Effect.map(read(operation, Rows.decodeStanding, queries.findRun, [id]), ({ status, ...run }) => ({ run, status }))

    const opened = (operation: string, { id, ...how }: RunTransition.Chosen) =>
      Effect.map(theRun(operation, id), (standing) => ({ ...standing, ...how }))

    /**
     * Reads the runs of a connection, decides, and writes the decision if the runs have not changed since; else it starts over.
     * It also writes the failure of an attempt, or the plan of a new run.
     */
    const transition = <A, E>(
      operation: string,
      { connection, id }: { readonly connection: string; readonly id?: string },
      decide: (standing: Standing) => Effect.Effect<RunTransition.Decision<A>, E>,
      { failure, plan }: With = {}
    ) => {
      const account = toText(connection)
      const attempt = Effect.gen(function* () {
        const text = yield* note(operation, queries.beginTransition, [account, id ?? null])
        const { number, place, seen, states } = yield* decoded(operation, Rows.decodeTransition)(text)
        const { answer, write: state } = yield* decide({
          number,
          place,
          own: states.find((state) => state.id === id),
          unfinished: states.filter(({ status }) => RunTransition.isUnfinished(status))
        })
        if (state === undefined) return Option.some(answer)
        const isNew = states.every((one) => one.id !== state.id)
        const [message, kind] = [said(failure?.message), said(failure?.kind)]
        const ended = yield* note(operation, queries.endTransition, [
          ...[account, id ?? null, seen],
          JSON.stringify({ ...state, failure: message, kind }),
          ...(isNew && plan !== undefined
            ? [number, RunTransition.resourcesOf(plan), Rows.fromPlan(plan)]
            : [null, null, null])
        ])
        if (ended === "again") return Option.none()
        if (!RunTransition.isUnfinished(state.status)) yield* forgetRuns(connection)
        return Option.some(answer)
      })
      return attempt.pipe(
        Effect.repeat({ until: Option.isSome, times: 1_000 }),
        Effect.flatMap(
          Option.match({
            onSome: Effect.succeed,
            onNone: () =>
              Effect.fail(
                new StoreError.StoreError({ operation, reason: "other processes change the runs all the time" })
              )
          })
        )
      )
    }

    /** What one message cannot hold, can never be written. */
    const fits = (operation: string, bodies: ReadonlyArray<string>) => {
      const length = bodies.reduce((sum, body) => sum + body.length, 0)
      return length <= largest
        ? Effect.void
        : Effect.fail(
            new StoreError.StoreError({
              operation,
              reason: `${length} characters of records are more than Postgres takes at once`,
              retryable: false
            })
          )
    }

    /** What projections refuse of what this transaction has changed. It counts for the listing. */
    const refused = Effect.fnUntraced(function* (
      asking: Database.AskWithin,
      { connection, id }: SyncStore.Run,
      projections: ReadonlyArray<Projections.Ready>,
      shown: ReadonlyArray<Shown>
    ) {
      const all = shown.map(({ records, resource }) => ({ resource, ids: records.map((record) => record.id) }))
      const more = yield* Projecting.make(queries, asking).changed({ connection, projections }, all)
      for (const { refused, resource } of more) yield* asking(queries.countRefused, [id, toText(resource), refused])
      return more
    })

    return SyncStore.SyncStore.of({
      openRun: Effect.fn("PgSyncStore.openRun")(function* ({ acceptDeletions, connection, plan, whenActive }) {
        const { mode } = plan
        const request = { mode, resources: digestOf(RunTransition.resourcesOf(plan)), acceptDeletions, whenActive }
        const open = ({ number, place, unfinished }: Standing) =>
          Effect.succeed(RunTransition.open(unfinished, request, { id: `${mode}-${number}`, place }))
        return yield* opened("openRun", yield* transition("openRun", { connection }, open, { plan }))
      }),
      findRun: Effect.fn("PgSyncStore.findRun")(function* (id) {
        if (id !== toText(id)) return Option.none()
        const text = yield* ask("findRun", queries.findRun, [id])
        if (text === null) return Option.none()
        const { status, ...run } = yield* decoded("findRun", Rows.decodeStanding)(text)
        return Option.some({ run, status })
      }),
      unfinishedRun: Effect.fn("PgSyncStore.unfinishedRun")(function* (connection) {
        const text = yield* ask("unfinishedRun", queries.unfinishedRun, [toText(connection)])
        return text === null ? Option.none() : Option.some(yield* decoded("unfinishedRun", Rows.decodeRun)(text))
      }),
      takeTurn: Effect.fn("PgSyncStore.takeTurn")(function* (run) {
        const take = ({ own, unfinished }: Standing) => RunTransition.takeTurn(unfinished, own, run)
        const ahead = yield* transition("takeTurn", run, take)
        return Option.isNone(ahead) ? Option.none() : Option.some((yield* theRun("takeTurn", ahead.value)).run)
      }),
      stopRun: Effect.fn("PgSyncStore.stopRun")(function* (run, as) {
        return yield* transition("stopRun", run, (standing) =>
          Effect.map(known("stopRun", run, standing), (own) => RunTransition.stop(own, as))
        )
      }),
      reopenRun: Effect.fn("PgSyncStore.reopenRun")(function* (run, from) {
        const chosen = yield* transition("reopenRun", run, (standing) =>
          Effect.map(known("reopenRun", run, standing), (own) =>
            RunTransition.reopen(standing.unfinished, own, from, standing.place)
          )
        )
        return yield* opened("reopenRun", chosen)
      }),
      closeRun: Effect.fn("PgSyncStore.closeRun")(function* (run, message, kind) {
        const close = (standing: Standing) =>
          Effect.map(known("closeRun", run, standing), (own) =>
            RunTransition.close(own, run, message === undefined ? "done" : "failed")
          )
        return yield* transition("closeRun", run, close, { failure: { message, kind } })
      }),
      skip: Effect.fn("PgSyncStore.skip")(function* (run, resource, reason) {
        const text = yield* note("skip", queries.skip, [
          toText(run.connection),
          run.id,
          toText(resource),
          Rows.fromCursor(Cursor.done),
          said(reason)
        ])
        const ended = Rows.toStatus(text)
        if (Option.isSome(ended)) return yield* new StoreError.Stopped({ run: run.id, status: ended.value })
        return yield* decoded("skip", Rows.decodeListing)(text)
      }),
      noteWaiting: Effect.fn("PgSyncStore.noteWaiting")(function* ({ attempt, connection, id }, reason) {
        const text = yield* note("noteWaiting", queries.noteWaiting, [toText(connection), id, attempt, said(reason)])
        if (text === "running") return
        const stopped = Rows.toStatus(text)
        if (Option.isSome(stopped)) return yield* new StoreError.Stopped({ run: id, status: stopped.value })
        return yield* new StoreError.Superseded({ run: id, resource: "-" })
      }),
      noteUsage: Effect.fn("PgSyncStore.noteUsage")(function* ({ connection, id }, resource, usage) {
        yield* note("noteUsage", queries.noteUsage, [
          toText(connection),
          id,
          toText(resource),
          ...Rows.fromUsage(usage)
        ])
      }),
      listings: Effect.fn("PgSyncStore.listings")(function* ({ id }) {
        return yield* read("listings", Rows.decodeListings, queries.listings, [id])
      }),
      listing: Effect.fn("PgSyncStore.listing")(function* ({ id }, resource, branch) {
        const text = yield* ask("listing", queries.listing, [id, toText(resource), ...Rows.fromBranch(branch)])
        return text === null ? Option.none() : Option.some(yield* decoded("listing", Rows.decodeListing)(text))
      }),
      openBranches: Effect.fn("PgSyncStore.openBranches")(function* ({ after, below, endpoint, limit, resource, run }) {
        return yield* read("openBranches", Rows.decodePlaces, queries.openBranches(after !== undefined), [
          toText(run.connection),
          toText(below),
          run.id,
          toText(resource),
          toText(endpoint),
          limit,
          ...(after === undefined ? [] : [toText(after)])
        ])
      }),
      branches: Effect.fn("PgSyncStore.branches")(function* ({ id }, resource) {
        return yield* read("branches", Rows.decodeBranches, queries.branches, [id, toText(resource)])
      }),
      begin: Effect.fn("PgSyncStore.begin")(function* (beginning) {
        const { branch, cursor, latest, resource, run, total, usage } = beginning
        return yield* writeListing("begin", Rows.decodeListing, beginning, queries.begin, [
          toText(run.connection),
          run.id,
          run.attempt,
          toText(resource),
          ...Rows.fromBranch(branch),
          Rows.fromCursor(cursor),
          total ?? null,
          ...Rows.fromInstant(latest),
          ...Rows.fromUsage(usage)
        ])
      }),
      commitPage: Effect.fn("PgSyncStore.commitPage")(function* (entry, projections = []) {
        const { pages, records, rejected, resource, run, sideLoaded, status } = entry
        const [endpoint, parent] = Rows.fromBranch(entry.branch)
        yield* fits(
          "commitPage",
          [...records, ...sideLoaded.flatMap(({ records }) => records), ...rejected].map(({ body }) => body)
        )
        const bad = (of: string) => rejected.filter((one) => one.resource === of)
        const [reached, moment] = Rows.fromInstant(entry.reached)
        const [requests, waited] = Rows.fromUsage(entry.usage)
        const page = JSON.stringify({
          connection: toText(run.connection),
          run: run.id,
          attempt: run.attempt,
          mode: run.mode,
          direct: News.isDirect(run),
          resource: toText(resource),
          endpoint,
          parent,
          follows: entry.follows,
          readAt: entry.readAt ?? null,
          commit: toText(entry.commit),
          cursor: Rows.fromCursor(entry.cursor),
          ended: entry.cursor._tag === "Done",
          status,
          reason: said(entry.reason),
          total: entry.total ?? null,
          reached,
          moment,
          requests,
          waited,
          pages,
          seen: records.length + bad(resource).length,
          rejected: bad(resource).length,
          riding: sideLoaded.map(({ complete, records, resource }) => ({
            resource: toText(resource),
            complete,
            seen: records.length,
            rejected: bad(resource).length
          }))
        })
        const shown = [{ resource, records }, ...sideLoaded]
        const parameters = [page, ...Rows.fromRecords(shown), ...Rows.fromRejected(rejected)]
        if (!touches(projections, shown)) {
          return yield* writeListing("commitPage", Rows.decodeCommitted, entry, queries.commitPage, parameters)
        }
        const all = yield* fenced(parameters)
        return yield* transaction("commitPage", (asking) =>
          Effect.gen(function* () {
            const text = yield* asking(queries.commitPage, all)
            const committed = yield* answered("commitPage", Rows.decodeCommitted, entry)(text)
            const more = yield* refused(asking, run, projections, shown)
            return {
              listing: counted(committed.listing, more),
              sideLoads: committed.sideLoads.map((listing) => counted(listing, more))
            }
          })
        )
      }),
      absences: Effect.fn("PgSyncStore.absences")(function* (run, resource, limit) {
        const text = yield* ask("absences", queries.absences, [run.id, toText(resource), toText(run.connection), limit])
        if (text !== null) return yield* decoded("absences", Rows.decodeAbsences)(text)
        return yield* new StoreError.StoreError({
          operation: "absences",
          reason: `${resource} has not begun in ${run.id}`,
          retryable: false
        })
      }),
      commitAbsences: Effect.fn("PgSyncStore.commitAbsences")(function* (entry, projections = []) {
        const { found, gone, looked, resource, run, unconfirmed } = entry
        yield* fits(
          "commitAbsences",
          found.map(({ body }) => body)
        )
        const [requests, waited] = Rows.fromUsage(entry.usage)
        const text = JSON.stringify({
          connection: toText(run.connection),
          run: run.id,
          attempt: run.attempt,
          resource: toText(resource),
          follows: entry.follows,
          commit: toText(entry.commit),
          status: entry.status,
          reason: said(entry.reason),
          requests,
          waited
        })
        const parameters = [
          text,
          ...Rows.fromRecords([{ resource, records: found }]),
          looked.map(toText),
          gone.map(toText),
          unconfirmed.map(({ id }) => toText(id)),
          unconfirmed.map(({ enumerated }) => enumerated)
        ]
        const shown = [{ resource, records: [...found, ...gone.map((id) => ({ id }))] }]
        if (!touches(projections, shown)) {
          return yield* writeListing("commitAbsences", Rows.decodeListing, entry, queries.commitAbsences, parameters)
        }
        const all = yield* fenced(parameters)
        return yield* transaction("commitAbsences", (asking) =>
          Effect.gen(function* () {
            const answer = yield* asking(queries.commitAbsences, all)
            const listing = yield* answered("commitAbsences", Rows.decodeListing, entry)(answer)
            return counted(listing, yield* refused(asking, run, projections, shown))
          })
        )
      }),
      draw: Effect.fn("PgSyncStore.draw")(function* (connection) {
        return Number(yield* note("draw", queries.draw, [toText(connection)]))
      }),
      bindAccount: Effect.fn("PgSyncStore.bindAccount")(function* (connection, account) {
        const text = yield* note("bindAccount", queries.bindAccount, [toText(connection), toText(account)])
        return fromText(text ?? "")
      }),
      commitLookup: Effect.fn("PgSyncStore.commitLookup")(function* (entry, projections = []) {
        const { connection, gone, readAt, records, rejected, resource } = entry
        yield* fits(
          "commitLookup",
          [...records, ...rejected].map(({ body }) => body)
        )
        const all = yield* fenced([
          JSON.stringify({ connection: toText(connection), resource: toText(resource), readAt }),
          ...Rows.fromRecords([{ resource, records }]),
          ...Rows.fromRejected(rejected),
          gone.map(toText)
        ])
        const ids = [...records.map(({ id }) => id), ...gone]
        return yield* transaction("commitLookup", (asking) =>
          Effect.gen(function* () {
            const text = yield* asking(queries.commitLookup, all)
            if (text === null) return yield* endedTerm("commitLookup")
            yield* Projecting.make(queries, asking).changed({ connection, projections }, [{ resource, ids }])
            return yield* decoded("commitLookup", Rows.decodeLooked)(text)
          })
        )
      }),
      project: Effect.fn("PgSyncStore.project")(function* (some, projections) {
        const entering = yield* fenced([toText(some.connection)])
        return yield* transaction("project", (asking) =>
          Effect.gen(function* () {
            if ((yield* asking(queries.draw, entering)) === null) return yield* endedTerm("project")
            return yield* Projecting.make(queries, asking).again(some, projections)
          })
        )
      }),
      memory: Effect.fn("PgSyncStore.memory")(function* (connection, resource) {
        const text = yield* ask("memory", queries.memory, [toText(connection), toText(resource)])
        return text === null
          ? { watermark: undefined, complete: false }
          : yield* decoded("memory", Rows.decodeMemory)(text)
      }),
      stored: Effect.fn("PgSyncStore.stored")(function* (connection) {
        return yield* read("stored", Rows.decodeStored, queries.stored, [toText(connection)])
      }),
      records: Effect.fn("PgSyncStore.records")(function* ({ after, connection, limit, resource }) {
        return yield* read("records", Rows.decodeRecords, queries.records(after !== undefined), [
          toText(connection),
          toText(resource),
          limit,
          ...(after === undefined ? [] : [toText(after)])
        ])
      }),
      catchUp: Effect.fn("PgSyncStore.catchUp")(function* (connection, projection, limit) {
        const entering = yield* fenced([toText(connection)])
        return yield* transaction("catchUp", (asking) =>
          Effect.gen(function* () {
            if ((yield* asking(queries.draw, entering)) === null) return yield* endedTerm("catchUp")
            return yield* Projecting.make(queries, asking).catchUp(connection, projection, limit)
          })
        )
      }),
      record: Effect.fn("PgSyncStore.record")(function* (connection, resource, id) {
        const text = yield* ask("record", queries.record, [toText(connection), toText(resource), toText(id)])
        return text === null ? Option.none() : Option.some(yield* decoded("record", Rows.decodeRecord)(text))
      }),
      unprojected: Effect.fn("PgSyncStore.unprojected")(function* ({ after, connection, limit, resource, waiting }) {
        return yield* read("unprojected", Rows.decodeUnprojected, queries.unprojected(after !== undefined), [
          toText(connection),
          toText(resource),
          limit,
          waiting,
          ...(after === undefined ? [] : [toText(after.id), toText(after.projection)])
        ])
      }),
      discard: Effect.fn("PgSyncStore.discard")(function* ({ connection, ids, resource }) {
        return Number(yield* note("discard", queries.discard, [toText(connection), toText(resource), ids.map(toText)]))
      }),
      quarantined: Effect.fn("PgSyncStore.quarantined")(function* ({ after, connection, limit, resource }) {
        return yield* read("quarantined", Rows.decodeQuarantined, queries.quarantined(after !== undefined), [
          toText(connection),
          toText(resource),
          limit,
          ...(after === undefined ? [] : [toText(after)])
        ])
      }),
      runs: Effect.fn("PgSyncStore.runs")(function* ({ before, connection, limit, status }) {
        return yield* read("runs", Watching.decodeSummaries, watching.runs(before !== undefined), [
          toText(connection),
          status ?? SyncStore.RunStatus.literals,
          limit,
          ...(before === undefined ? [] : [toText(before)])
        ])
      }),
      summary: Effect.fn("PgSyncStore.summary")(function* (id) {
        const text = yield* ask("summary", watching.summary, [toText(id)])
        return text === null ? Option.none() : Option.some(yield* decoded("summary", Watching.decodeSummary)(text))
      }),
      lastEnded: Effect.fn("PgSyncStore.lastEnded")(function* (connection) {
        const text = yield* ask("lastEnded", watching.lastEnded, [toText(connection)])
        return text === null ? Option.none() : Option.some(yield* decoded("lastEnded", Watching.decodeSummary)(text))
      }),
      timedListings: Effect.fn("PgSyncStore.timedListings")(function* (run) {
        return yield* read("timedListings", Watching.decodeTimedListings, watching.timedListings, [toText(run)])
      }),
      freshness: Effect.fn("PgSyncStore.freshness")(function* (connection) {
        return yield* read("freshness", Watching.decodeFreshness, watching.freshness, [toText(connection)])
      })
    })
  })

/**
 * Keeps records in the host's own Postgres, in tables that `PgMigrations` makes.
 *
 * A page is one call of a function: one round trip and one short transaction. Commits of one connection follow one another,
 * those of several go side by side. Uses at most two connections of the client's pool at a time, and takes part in no
 * transaction of the host's.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (options: Options = {}): Layer.Layer<SyncStore.SyncStore, never, PgClient.PgClient> =>
  Layer.effect(SyncStore.SyncStore, make(options))
