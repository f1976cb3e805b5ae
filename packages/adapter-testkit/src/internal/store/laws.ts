/** Whatever is done, in whatever order: the store holds what the one in memory holds, and answers alike. */
import { assert } from "@effect/vitest"
import type { Plan } from "@openfaith/graph-planner"
import { Cursor, type SourceRecord, SyncStore } from "@openfaith/sync-engine"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FastCheck from "effect/FastCheck"
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
  /** The last commits, to be sent again. */
  readonly sent: Array<Effect.Effect<unknown, unknown, SyncStore.SyncStore>>
}

/** One thing that happens; its answer is compared. */
type Deed = (told: Told) => Effect.Effect<unknown, unknown, SyncStore.SyncStore>

const of = FastCheck.constantFrom(resource, child)
const which = FastCheck.nat(3)
const id = FastCheck.constantFrom("1", "2", "3", "4", "5")
const at = FastCheck.option(FastCheck.nat(3), { nil: undefined })
const spent = FastCheck.tuple(FastCheck.nat(3), FastCheck.nat(50)).map(([requests, millis]) => usage(requests, millis))

const version = FastCheck.tuple(id, at, FastCheck.constantFrom("a", "b", "c"), FastCheck.nat(4)).map(
  ([id, at, content, whole]): SourceRecord.SourceRecord =>
    record(id, at, content, { body: `{"content":"${content}"}`, ...(whole === 0 ? { sparse: true } : {}) })
)

const records = FastCheck.array(version, { maxLength: 5 })

const cursor = FastCheck.constantFrom<Cursor.Cursor>(
  Cursor.offset,
  Cursor.done,
  Cursor.keyset("updated_at", moment(2)),
  { _tag: "Offset", skip: 3, last: "3", restarts: 1 }
)

/** Mostly the commit that is there; sometimes one too early or too late. */
const turn = FastCheck.constantFrom(0, 0, 0, 0, 0, -1, 1)

const put = (resource: string, all: ReadonlyArray<SourceRecord.SourceRecord>) =>
  all.map((one) => ({ ...one, resource }))

const other = (resource: string) => (resource === child ? "people.Person" : child)

const runOf = ({ runs }: Told, index: number) => (runs.length === 0 ? undefined : runs[index % runs.length])

const nothing: Effect.Effect<unknown> = Effect.succeed("nothing to do it to")

const followed = (told: Told, run: SyncStore.Run, of: string, turn: number) =>
  (told.sequences.get(`${run.id} ${of}`) ?? 0) + turn

const moved = (told: Told, ...listings: ReadonlyArray<SyncStore.Listing>) => {
  for (const { resource, run, sequence } of listings) told.sequences.set(`${run} ${resource}`, sequence)
}

/** What a run is called differs from store to store. */
const anonymous = (told: Told, value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, inner) => {
      if (inner === undefined) return "nothing"
      const index = typeof inner === "string" ? told.runs.findIndex((run) => run.id === inner) : -1
      return index === -1 ? inner : `run ${index}`
    })
  )

const deed: FastCheck.Arbitrary<Deed> = FastCheck.oneof(
  {
    weight: 3,
    arbitrary: FastCheck.tuple(
      FastCheck.constantFrom<Plan.Mode>("full", "delta", "audit"),
      FastCheck.boolean(),
      FastCheck.constantFrom([resource], [resource, child])
    ).map(
      ([mode, acceptDeletions, resources]): Deed =>
        (told) =>
          Effect.map(open(told.connection, mode, { acceptDeletions, resources }), (opened) => {
            const index = told.runs.findIndex(({ id }) => id === opened.run.id)
            if (index === -1) told.runs.push(opened.run)
            else told.runs[index] = opened.run
            return opened
          })
    )
  },
  {
    weight: 4,
    arbitrary: FastCheck.tuple(
      which,
      of,
      cursor,
      at,
      FastCheck.option(FastCheck.nat(9), { nil: undefined }),
      spent
    ).map(
      ([index, of, cursor, at, total, usage]): Deed =>
        (told) => {
          const run = runOf(told, index)
          if (run === undefined) return nothing
          const latest = at === undefined ? undefined : moment(at)
          return Effect.tap(begin(run, { resource: of, cursor, latest, total, usage }), (listing) =>
            Effect.sync(() => moved(told, listing))
          )
        }
    )
  },
  {
    weight: 10,
    arbitrary: FastCheck.record({
      index: which,
      of,
      turn,
      cursor,
      records,
      riding: FastCheck.option(FastCheck.tuple(records, FastCheck.boolean()), { nil: undefined }),
      rejected: FastCheck.array(FastCheck.tuple(id, of), { maxLength: 3 }),
      status: FastCheck.constantFrom<SyncStore.ListingStatus>("reading", "reading", "done", "incomplete", "skipped"),
      reached: at,
      total: FastCheck.option(FastCheck.nat(9), { nil: undefined }),
      spent
    }).map(
      ({ cursor, index, of, reached, records, rejected, riding, spent, status, total, turn }): Deed =>
        (told) => {
          const run = runOf(told, index)
          if (run === undefined) return nothing
          const entry = page(run, followed(told, run, of, turn), put(of, records), {
            resource: of,
            cursor,
            status,
            ...(status === "skipped" ? { reason: "closed" } : {}),
            rejected: rejected.map(([id, resource], index) => rejection(id, { resource, issue: `${index}` })),
            sideLoaded:
              riding === undefined
                ? []
                : [{ resource: other(of), records: put(other(of), riding[0]), complete: riding[1] }],
            reached: reached === undefined ? undefined : moment(reached),
            total,
            usage: spent
          })
          const sending = Effect.tap(commit(entry), ({ listing, sideLoads }) =>
            Effect.sync(() => moved(told, listing, ...sideLoads))
          )
          told.sent.push(sending)
          return sending
        }
    )
  },
  {
    weight: 1,
    arbitrary: FastCheck.nat(2).map(
      (back): Deed =>
        (told) =>
          told.sent.at(-1 - back) ?? nothing
    )
  },
  {
    weight: 3,
    arbitrary: FastCheck.record({
      index: which,
      of,
      turn,
      looked: FastCheck.array(id, { maxLength: 3 }),
      gone: FastCheck.array(id, { maxLength: 3 }),
      found: records,
      status: FastCheck.constantFrom<SyncStore.ListingStatus>("reading", "done", "held"),
      spent
    }).map(
      ({ found, gone, index, looked, of, spent, status, turn }): Deed =>
        (told) => {
          const run = runOf(told, index)
          if (run === undefined) return nothing
          const entry = absent(run, followed(told, run, of, turn), {
            resource: of,
            looked,
            gone,
            found: put(of, found),
            status,
            usage: spent
          })
          const sending = Effect.tap(commitAbsences(entry), (listing) => Effect.sync(() => moved(told, listing)))
          told.sent.push(sending)
          return sending
        }
    )
  },
  {
    weight: 2,
    arbitrary: FastCheck.tuple(which, of, FastCheck.nat(4)).map(
      ([index, of, limit]): Deed =>
        (told) => {
          const run = runOf(told, index)
          return run === undefined ? nothing : Effect.flatMap(port, (store) => store.absences(run, of, limit))
        }
    )
  },
  {
    weight: 1,
    arbitrary: FastCheck.tuple(which, FastCheck.constantFrom(undefined, undefined, "no luck")).map(
      ([index, failure]): Deed =>
        (told) => {
          const run = runOf(told, index)
          return run === undefined ? nothing : Effect.flatMap(port, (store) => store.closeRun(run, failure))
        }
    )
  },
  {
    weight: 1,
    arbitrary: FastCheck.tuple(which, of, spent).map(
      ([index, of, spent]): Deed =>
        (told) => {
          const run = runOf(told, index)
          return run === undefined ? nothing : Effect.flatMap(port, (store) => store.noteUsage(run, of, spent))
        }
    )
  }
)

const story = FastCheck.array(deed, { minLength: 4, maxLength: 25 })

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
    const told: Told = { connection, runs: [], sequences: new Map(), sent: [] }
    const answers: Array<unknown> = []
    for (const each of deeds) answers.push(outcome(told, yield* Effect.exit(each(told))))
    const text = JSON.stringify({ answers, end: anonymous(told, yield* everything(connection, told.runs)) })
    return JSON.parse(text.replaceAll(connection, "the connection"))
  })

/** Versions of one record, as pages of two runs bring them. */
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
        const runs = yield* Effect.forEach(["full", "delta"] as const, (mode) => open(connection, mode))
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
    { fastCheck: { numRuns: stories }, timeout: 120_000 }
  )

  it.effect.prop(
    "holds, and answers, what the store in memory does, whatever is done",
    [story],
    ([deeds]) =>
      Effect.gen(function* () {
        const expected = yield* Effect.provide(tell(deeds), SyncStore.layerMemory)
        assert.deepStrictEqual(yield* tell(deeds), expected)
      }),
    { fastCheck: { numRuns: stories }, timeout: 120_000 }
  )
}
