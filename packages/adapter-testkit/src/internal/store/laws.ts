/** Whatever is done, in whatever order: the store holds what the one in memory holds, and answers alike. */
import { assert } from "@effect/vitest"
import type { Plan } from "@openfaith/graph-planner"
import {
  Cursor,
  MemorySyncStore,
  Projection,
  type Projections,
  type SourceRecord,
  type SyncStore
} from "@openfaith/sync-engine"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FastCheck from "effect/FastCheck"
import * as Option from "effect/Option"
import {
  absent,
  begin,
  child,
  commit,
  commitAbsences,
  contents,
  everything,
  moment,
  newConnection,
  open,
  page,
  port,
  record,
  rejection,
  resource,
  type Tests,
  usage
} from "./scene.ts"

/** What is known of a story while it is told: its runs in the order in which they came up, and how far each listing is. */
interface Told {
  readonly connection: string
  readonly runs: Array<SyncStore.Run>
  readonly sequences: Map<string, number>
  /** The stamps of each listing, the last one last. */
  readonly stamps: Map<string, ReadonlyArray<number>>
  /** What was drawn from the store's sequence. */
  readonly drawn: Array<number>
  /** A host's own rows, and what it does to have them. */
  readonly rows: Map<string, string>
  readonly projections: ReadonlyArray<Projections.Ready>
  /** The last commits, to be sent again. */
  readonly sent: Array<Effect.Effect<unknown, unknown, SyncStore.SyncStore>>
}

/** A host that refuses what says `c`, and has no place yet for what says `b`. */
const host = (rows: Map<string, string>, resource: string): Projections.Ready => {
  const name = (id: string) => `${resource} ${id}`
  return {
    name: "rows",
    version: 1,
    resource,
    rows: (records) => ({
      ids: records.map(({ id }) => id),
      without: [],
      refused: [],
      write: (from, to) =>
        Effect.forEach(records.slice(from, to), ({ body, id }): Effect.Effect<void, unknown> => {
          const { content }: { readonly content: string } = JSON.parse(body)
          if (content === "c") return Effect.fail("c is refused")
          if (content === "b") return Effect.fail(new Projection.MissingParent({ parent: "b" }))
          return Effect.sync(() => void rows.set(name(id), content))
        })
    }),
    remove: (ids) => Effect.sync(() => ids.forEach((id) => void rows.delete(name(id))))
  }
}

/** One thing that happens; its answer is compared. */
type Deed = (told: Told) => Effect.Effect<unknown, unknown, SyncStore.SyncStore>

const of = FastCheck.constantFrom(resource, child)
const which = FastCheck.nat(3)
const id = FastCheck.constantFrom("1", "2", "3", "4", "5")
const branch = FastCheck.option(
  FastCheck.record({ endpoint: FastCheck.constantFrom("below", "beside"), parent: FastCheck.constantFrom("1", "2") }),
  { nil: undefined }
)
const at = FastCheck.option(FastCheck.nat(3), { nil: undefined })
const number = FastCheck.option(FastCheck.nat(9), { nil: undefined })
const spent = FastCheck.tuple(FastCheck.nat(3), FastCheck.nat(50)).map(([requests, millis]) => usage(requests, millis))

const version = FastCheck.tuple(id, at, FastCheck.constantFrom("a", "b", "c"), FastCheck.nat(4), FastCheck.nat(2)).map(
  ([id, at, content, whole, above]): SourceRecord.SourceRecord =>
    record(id, at, content, {
      body: `{"content":"${content}"}`,
      ...(whole === 0 ? { sparse: true } : {}),
      ...(whole === 1 ? { ahead: true } : {}),
      ...(above === 0 ? {} : { above: { "groups.Group": `${above}` } })
    })
)

const records = FastCheck.array(version, { maxLength: 5 })

const cursor = FastCheck.constantFrom<Cursor.Cursor>(
  Cursor.offset,
  Cursor.done,
  Cursor.keyset("updated_at", moment(2)),
  { _tag: "Offset", skip: 3, last: "3", restarts: 1, newest: null }
)

/** Mostly the commit that is there; sometimes one too early or too late. */
const turn = FastCheck.constantFrom(0, 0, 0, 0, 0, -1, 1)

const put = (resource: string, all: ReadonlyArray<SourceRecord.SourceRecord>) =>
  all.map((one) => ({ ...one, resource }))

const other = (resource: string) => (resource === child ? "people.Person" : child)

const runOf = ({ runs }: Told, index: number) => (runs.length === 0 ? undefined : runs[index % runs.length])

const nothing: Effect.Effect<unknown> = Effect.succeed("nothing to do it to")

const listed = (run: string, of: string, branch: SyncStore.Branch | undefined) => JSON.stringify([run, of, branch])

const followed = (told: Told, run: SyncStore.Run, of: string, turn: number, branch?: SyncStore.Branch) =>
  (told.sequences.get(listed(run.id, of, branch)) ?? 0) + turn

/** When a page was asked for, where that was some commits ago; of a listing that has not moved so often, nothing. */
const asked = (told: Told, run: SyncStore.Run, of: string, ahead: number, branch?: SyncStore.Branch) =>
  ahead === 0 ? undefined : told.stamps.get(listed(run.id, of, branch))?.at(-1 - ahead)

const moved = (told: Told, ...listings: ReadonlyArray<SyncStore.Listing>) => {
  for (const { branch, resource, run, sequence, stamp } of listings) {
    const name = listed(run, resource, branch)
    told.sequences.set(name, sequence)
    told.stamps.set(name, [...(told.stamps.get(name) ?? []), stamp])
  }
}

/** What a run or a lookup is called differs from store to store, and so do the numbers of their sequences. */
const anonymous = (told: Told, value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (name, inner) => {
      if (inner === undefined) return "nothing"
      if (name === "stamp") return "a stamp"
      if (name === "missedIn" && typeof inner !== "string") return "nothing"
      if (typeof inner !== "string") return inner
      const index = told.runs.findIndex((run) => run.id === inner)
      return index === -1 ? inner.replace(/^lookup-\d+$/, "a lookup") : `run ${index}`
    })
  )

/** Told by name where a story fails. */
const named = <A>(name: string, given: FastCheck.Arbitrary<A>, make: (given: A) => Deed): FastCheck.Arbitrary<Deed> =>
  given.map((value) =>
    Object.assign(make(value), { [FastCheck.toStringMethod]: () => `${name} ${JSON.stringify(value)}` })
  )

const opening = named(
  "open",
  FastCheck.record({
    mode: FastCheck.constantFrom<Plan.Mode>("full", "delta", "audit"),
    acceptDeletions: FastCheck.boolean(),
    resources: FastCheck.constantFrom([resource], [resource, child]),
    whenActive: FastCheck.constantFrom<SyncStore.WhenActive>("alongside", "alongside", "queue", "leave")
  }),
  ({ mode, ...options }) =>
    (told) =>
      Effect.map(open(told.connection, mode, options), (opened) => {
        const index = told.runs.findIndex(({ id }) => id === opened.run.id)
        if (index === -1) told.runs.push(opened.run)
        else told.runs[index] = opened.run
        return opened
      })
)

const beginning = (of: FastCheck.Arbitrary<string>) =>
  named(
    "begin",
    FastCheck.record({ which, of, branch, cursor, latest: at, total: number, usage: spent }),
    ({ branch, cursor, latest, of, total, usage, which }) =>
      (told) => {
        const run = runOf(told, which)
        if (run === undefined) return nothing
        const begun = begin(run, {
          resource: of,
          branch,
          cursor,
          latest: latest === undefined ? undefined : moment(latest),
          total,
          usage
        })
        return Effect.tap(begun, (listing) => Effect.sync(() => moved(told, listing)))
      }
  )

const committing = named(
  "commitPage",
  FastCheck.record({
    which,
    of,
    branch,
    turn,
    ahead: FastCheck.constantFrom(0, 0, 1, 2),
    pages: FastCheck.constantFrom<0 | 1>(0, 1, 1),
    cursor,
    records,
    riding: FastCheck.option(FastCheck.record({ records, complete: FastCheck.boolean() }), { nil: undefined }),
    rejected: FastCheck.array(FastCheck.tuple(id, of), { maxLength: 3 }),
    status: FastCheck.constantFrom<SyncStore.ListingStatus>("reading", "reading", "done", "incomplete", "skipped"),
    reached: at,
    total: number,
    usage: spent
  }),
  ({ ahead, of, reached, records, rejected, riding, turn, which, ...more }) =>
    (told) => {
      const run = runOf(told, which)
      if (run === undefined) return nothing
      const entry = page(run, followed(told, run, of, turn, more.branch), put(of, records), {
        ...more,
        resource: of,
        readAt: asked(told, run, of, ahead, more.branch),
        ...(more.status === "skipped" ? { reason: "closed" } : {}),
        rejected: rejected.map(([id, resource], index) => rejection(id, { resource, issue: `${index}` })),
        sideLoaded:
          riding === undefined
            ? []
            : [{ resource: other(of), records: put(other(of), riding.records), complete: riding.complete }],
        reached: reached === undefined ? undefined : moment(reached)
      })
      const sending = Effect.tap(commit(entry, told.projections), ({ listing, sideLoads }) =>
        Effect.sync(() => moved(told, listing, ...sideLoads))
      )
      told.sent.push(sending)
      return sending
    }
)

const confirming = named(
  "commitAbsences",
  FastCheck.record({
    which,
    of,
    turn,
    looked: FastCheck.array(id, { maxLength: 3 }),
    gone: FastCheck.array(id, { maxLength: 3 }),
    found: records,
    unconfirmed: FastCheck.uniqueArray(FastCheck.record({ id, enumerated: FastCheck.boolean() }), {
      maxLength: 3,
      selector: ({ id }) => id
    }),
    status: FastCheck.constantFrom<SyncStore.ListingStatus>("reading", "done", "held"),
    usage: spent
  }),
  ({ found, of, turn, which, ...more }) =>
    (told) => {
      const run = runOf(told, which)
      if (run === undefined) return nothing
      const entry = absent(run, followed(told, run, of, turn), { ...more, resource: of, found: put(of, found) })
      const sending = Effect.tap(commitAbsences(entry, told.projections), (listing) =>
        Effect.sync(() => moved(told, listing))
      )
      told.sent.push(sending)
      return sending
    }
)

const again = named("send again", FastCheck.nat(2), (back) => (told) => told.sent.at(-1 - back) ?? nothing)

const asking = named(
  "absences",
  FastCheck.record({ which, of, limit: FastCheck.nat(4) }),
  ({ limit, of, which }) =>
    (told) => {
      const run = runOf(told, which)
      return run === undefined ? nothing : Effect.flatMap(port, (store) => store.absences(run, of, limit))
    }
)

const fanning = named(
  "openBranches",
  FastCheck.record({ which, of, after: FastCheck.option(id, { nil: undefined }), limit: FastCheck.nat(4) }),
  ({ of, which, ...more }) =>
    (told) => {
      const run = runOf(told, which)
      return run === undefined
        ? nothing
        : Effect.flatMap(port, (store) =>
            store.openBranches({ run, resource: of, endpoint: "below", below: other(of), ...more })
          )
    }
)

const closing = named(
  "closeRun",
  FastCheck.record({
    which,
    failure: FastCheck.constantFrom(undefined, undefined, "no luck"),
    kind: FastCheck.constantFrom(undefined, "Unlucky")
  }),
  ({ failure, kind, which }) =>
    (told) => {
      const run = runOf(told, which)
      return run === undefined ? nothing : Effect.flatMap(port, (store) => store.closeRun(run, failure, kind))
    }
)

const waiting = named(
  "noteWaiting",
  FastCheck.record({ which, reason: FastCheck.constantFrom("no answer", "still none") }),
  ({ reason, which }) =>
    (told) => {
      const run = runOf(told, which)
      return run === undefined ? nothing : Effect.flatMap(port, (store) => store.noteWaiting(run, reason))
    }
)

const stopping = named(
  "stopRun",
  FastCheck.record({ which, as: FastCheck.constantFrom<"paused" | "cancelled">("paused", "paused", "cancelled") }),
  ({ as, which }) =>
    (told) => {
      const run = runOf(told, which)
      return run === undefined ? nothing : Effect.flatMap(port, (store) => store.stopRun(run, as))
    }
)

const reopening = named(
  "reopenRun",
  FastCheck.record({ which, from: FastCheck.constantFrom<"paused" | "failed">("paused", "failed") }),
  ({ from, which }) =>
    (told) => {
      const run = runOf(told, which)
      if (run === undefined) return nothing
      return Effect.flatMap(port, (store) => store.reopenRun(run, from)).pipe(
        Effect.tap((opened) => Effect.sync(() => told.runs.splice(told.runs.indexOf(run), 1, opened.run)))
      )
    }
)

const turning = named("takeTurn", which, (which) => (told) => {
  const run = runOf(told, which)
  return run === undefined
    ? nothing
    : Effect.flatMap(port, (store) =>
        Effect.map(
          store.takeTurn(run),
          Option.getOrElse(() => "its turn")
        )
      )
})

const skipping = named("skip", FastCheck.record({ which, of }), ({ of, which }) => (told) => {
  const run = runOf(told, which)
  return run === undefined
    ? nothing
    : Effect.tap(
        Effect.flatMap(port, (store) => store.skip(run, of, "not now")),
        (listing) => Effect.sync(() => moved(told, listing))
      )
})

const using = named("noteUsage", FastCheck.record({ which, of, usage: spent }), ({ of, usage, which }) => (told) => {
  const run = runOf(told, which)
  return run === undefined ? nothing : Effect.flatMap(port, (store) => store.noteUsage(run, of, usage))
})

const drawing = named(
  "draw",
  FastCheck.constant(undefined),
  () => (told) =>
    Effect.flatMap(port, (store) =>
      Effect.map(store.draw(told.connection), (drawn) => {
        told.drawn.push(drawn)
      })
    )
)

const looking = named(
  "commitLookup",
  FastCheck.record({
    of,
    drawn: FastCheck.nat(2),
    records,
    rejected: FastCheck.array(id, { maxLength: 2 }),
    gone: FastCheck.array(id, { maxLength: 2 })
  }),
  ({ drawn, gone, of, records, rejected }) =>
    ({ connection, drawn: all, projections }) => {
      const readAt = all.at(-1 - drawn)
      if (readAt === undefined) return nothing
      const found = { records: put(of, records), rejected: rejected.map((id) => rejection(id, { resource: of })), gone }
      return Effect.flatMap(port, (store) =>
        store.commitLookup({ connection, resource: of, readAt, ...found }, projections)
      )
    }
)

const projecting = named(
  "project",
  FastCheck.record({ of, ids: FastCheck.array(id, { maxLength: 3 }) }),
  ({ ids, of }) =>
    ({ connection, projections }) =>
      Effect.flatMap(port, (store) => store.project({ connection, resource: of, ids }, projections))
)

const catching = named(
  "catchUp",
  FastCheck.record({
    of,
    limit: FastCheck.integer({ min: 1, max: 3 }),
    version: FastCheck.integer({ min: 1, max: 2 })
  }),
  ({ limit, of, version }) =>
    ({ connection, projections }) =>
      Effect.flatMap(port, (store) =>
        Effect.forEach(
          projections.filter(({ resource }) => resource === of),
          (projection) => store.catchUp(connection, { ...projection, version }, limit)
        )
      )
)

const discarding = named(
  "discard",
  FastCheck.record({ of, ids: FastCheck.array(id, { maxLength: 3 }) }),
  ({ ids, of }) =>
    ({ connection }) =>
      Effect.flatMap(port, (store) => store.discard({ connection, resource: of, ids }))
)

/** Most stories begin where there is something to tell. */
const story = FastCheck.tuple(
  FastCheck.array(opening, { minLength: 1, maxLength: 3 }),
  FastCheck.array(beginning(FastCheck.constant(resource)), { maxLength: 2 }),
  FastCheck.array(beginning(FastCheck.constant(child)), { maxLength: 2 }),
  FastCheck.array(
    FastCheck.oneof(
      { weight: 2, arbitrary: opening },
      { weight: 2, arbitrary: beginning(of) },
      { weight: 10, arbitrary: committing },
      { weight: 3, arbitrary: confirming },
      { weight: 2, arbitrary: asking },
      { weight: 2, arbitrary: fanning },
      { weight: 1, arbitrary: again },
      { weight: 1, arbitrary: closing },
      { weight: 1, arbitrary: waiting },
      { weight: 1, arbitrary: stopping },
      { weight: 2, arbitrary: reopening },
      { weight: 1, arbitrary: turning },
      { weight: 1, arbitrary: skipping },
      { weight: 1, arbitrary: using },
      { weight: 2, arbitrary: drawing },
      { weight: 2, arbitrary: looking },
      { weight: 1, arbitrary: projecting },
      { weight: 1, arbitrary: catching },
      { weight: 1, arbitrary: discarding }
    ),
    { minLength: 3, maxLength: 25 }
  )
).map((parts) => parts.flat())

/** An answer, or the name of what went wrong. */
const outcome = (told: Told, exit: Exit.Exit<unknown, unknown>) =>
  Exit.match(exit, {
    onSuccess: (value) => anonymous(told, value ?? "done"),
    onFailure: (cause) =>
      cause._tag === "Fail" && typeof cause.error === "object" && cause.error !== null && "_tag" in cause.error
        ? cause.error._tag
        : String(cause)
  })

/** Everything that was answered, and what there is in the end. */
const tell = (deeds: ReadonlyArray<Deed>) =>
  Effect.gen(function* () {
    const connection = yield* newConnection
    const rows = new Map<string, string>()
    const projections = [resource, child].map((of) => host(rows, of))
    const told: Told = {
      connection,
      runs: [],
      sequences: new Map(),
      stamps: new Map(),
      drawn: [],
      rows,
      projections,
      sent: []
    }
    const answers: Array<unknown> = []
    for (const each of deeds) answers.push(outcome(told, yield* Effect.exit(each(told))))
    const text = JSON.stringify({
      answers,
      end: anonymous(told, yield* everything(connection, told.runs)),
      rows: [...rows].sort()
    })
    return JSON.parse(text.replaceAll(connection, "the connection"))
  })

/** Versions of one record, as pages of two deltas bring them. */
const versions = FastCheck.array(
  FastCheck.tuple(FastCheck.nat(1), FastCheck.array(FastCheck.nat(9), { minLength: 1, maxLength: 5 })),
  { minLength: 1, maxLength: 8 }
)

export const laws = (it: Tests, stories: number) => {
  it.effect.prop(
    "ends with the latest version, in whatever order, pages and runs they come, and counts each that was news",
    [versions],
    ([told]) =>
      Effect.gen(function* () {
        const connection = yield* newConnection
        // two runs of one mode, told apart by what they read
        const selections = [[resource], [resource, child]]
        const runs = yield* Effect.forEach(selections, (resources) => open(connection, "delta", { resources }))
        const follows = [0, 0]
        yield* Effect.forEach(runs, ({ run }) => begin(run))
        let latest = -1
        let news = 0
        let changed = 0
        for (const [of, all] of told) {
          const run = runs[of]?.run
          if (run === undefined) continue
          const records = all.map((at) => record("1", at, `${at}`))
          const { listing } = yield* commit(page(run, follows[of] ?? 0, records))
          follows[of] = listing.sequence
          if (Math.max(...all) > latest) news++
          latest = Math.max(latest, ...all)
        }
        for (const { run } of runs) {
          for (const listing of yield* Effect.flatMap(port, (store) => store.listings(run))) changed += listing.changed
        }
        assert.deepStrictEqual(yield* contents(connection), { "1": `${latest}` })
        assert.strictEqual(changed, news)
      }),
    { fastCheck: { numRuns: stories } }
  )

  it.effect.prop(
    "holds, and answers, what the store in memory does, whatever is done",
    [story],
    ([deeds]) =>
      Effect.gen(function* () {
        const expected = yield* Effect.provide(tell(deeds), MemorySyncStore.layer)
        assert.deepStrictEqual(yield* tell(deeds), expected)
      }),
    { fastCheck: { numRuns: stories } }
  )
}
