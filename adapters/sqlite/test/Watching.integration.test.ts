/** What metrics, spans and logs show of a sync, over real HTTP and a real file. */
import { assert, describe, it } from "@effect/vitest"
import * as groups from "@openfaith/pco-client/groups"
import { Metrics, Progress, StoreError, Sync } from "@openfaith/sync-engine"
import * as Cause from "effect/Cause"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as LogLevel from "effect/LogLevel"
import * as Metric from "effect/Metric"
import * as Option from "effect/Option"
import * as TestClock from "effect/TestClock"
import type * as Tracer from "effect/Tracer"
import * as SqliteAdapter from "../src/SqliteAdapter.ts"
import * as Church from "./Church.ts"
import * as Spy from "./Spy.ts"

const sync = Sync.Sync

/** A connection under a name of a test's own, since metrics are counted for the whole process. */
let connections = 0
const newConnection = () => `watched-${++connections}`

/** A church whose process is seen. */
const make = (options: Church.Options = {}) =>
  Effect.gen(function* () {
    const spy = yield* Spy.make
    const connection = newConnection()
    const church = yield* Church.make({ people: 330, connection, logging: LogLevel.All, ...options })
    return { ...church, connection, spy, process: Layer.provide(church.process, spy.layer) }
  })

type Watched = Effect.Effect.Success<ReturnType<typeof make>>

const inProcess = <A, E>(church: Watched, work: Effect.Effect<A, E, Church.Process>) =>
  Effect.scoped(Effect.provide(work, Layer.merge(church.process, church.spy.layer)))

const counters = ["requests", "pages", "seen", "changed", "deleted", "rejected"] as const

const valueOf = (metric: Metric.Metric.Counter<number>, connection: string, resource: string) =>
  Effect.map(
    Metric.value(Metric.tagged(Metric.tagged(metric, "connection", connection), "resource", resource)),
    ({ count }) => count
  )

const gaugeOf = (metric: Metric.Metric.Gauge<number>, connection: string, resource: string) =>
  Effect.map(
    Metric.value(Metric.tagged(Metric.tagged(metric, "connection", connection), "resource", resource)),
    ({ value }) => value
  )

/** What was counted of a resource, as a run's numbers have it. */
const counted = (connection: string, resource: string) =>
  Effect.map(
    Effect.forEach(counters, (name) => valueOf(Metrics[name], connection, resource)),
    (values) => Object.fromEntries(counters.map((name, index) => [name, values[index]]))
  )

/** The listings of a resource in all runs there were. */
const listingsOf = (resource: string) =>
  Effect.gen(function* () {
    const { inspect, runs } = yield* sync
    const all = yield* Effect.forEach(yield* runs(), ({ id }) => inspect(id))
    return all.flatMap(({ listings }) => listings.filter((one) => one.resource === resource))
  })

/** The same from the store. */
const kept = (resource: string) =>
  Effect.gen(function* () {
    const listings = yield* listingsOf(resource)
    return Object.fromEntries(counters.map((name) => [name, listings.reduce((sum, one) => sum + one[name], 0)]))
  })

const runsOf = (connection: string, mode: string, outcome: string) =>
  Effect.map(
    Metric.value(
      Metric.tagged(
        Metric.tagged(Metric.tagged(Metrics.runs, "connection", connection), "mode", mode),
        "outcome",
        outcome
      )
    ),
    ({ count }) => count
  )

describe("the metrics of a sync", () => {
  it.scopedLive("count what the store has of its runs: reading, changes, deletions, what is kept aside", () =>
    Effect.gen(function* () {
      const church = yield* make()
      const { connection, world } = church
      const id = world.rows("Person")[50]?.id ?? ""
      world.update("Person", id, { child: "perhaps" })
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { refresh } = yield* sync
          yield* refresh()
          for (const { id } of world.rows("Person").slice(100, 105)) world.delete("Person", id)
          world.update("Person", world.rows("Person")[7]?.id ?? "", { first_name: "Changed" })
          yield* refresh()
          for (const resource of ["people.Person", "people.Email", "people.PhoneNumber", "people.Campus"]) {
            assert.deepStrictEqual(yield* counted(connection, resource), yield* kept(resource), resource)
            const millis = (yield* listingsOf(resource)).reduce((sum, { waitedMillis }) => sum + waitedMillis, 0)
            assert.closeTo(yield* valueOf(Metrics.waited, connection, resource), millis / 1000, 0.05)
          }
          const person = yield* counted(connection, "people.Person")
          assert.deepInclude(person, { deleted: 5 })
          assert.isAbove(person.rejected ?? 0, 0)
          assert.isAtLeast(person.changed ?? 0, 330)
          assert.deepStrictEqual(
            yield* Effect.forEach(["full", "delta", "audit"], (mode) => runsOf(connection, mode, "done")),
            [1, 1, 1]
          )
        })
      )
    })
  )

  it.scopedLive("count branches that are read side by side once each", () =>
    Effect.gen(function* () {
      const church = yield* make({ definitions: groups, people: 20 })
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { run } = yield* sync
          yield* run("full", { resources: ["groups.Membership", "groups.Attendance"] })
          for (const resource of ["groups.Group", "groups.Membership", "groups.Event", "groups.Attendance"]) {
            assert.deepStrictEqual(yield* counted(church.connection, resource), yield* kept(resource), resource)
          }
          assert.isAbove((yield* counted(church.connection, "groups.Membership")).changed ?? 0, 20)
        })
      )
    })
  )

  it.scopedLive("count a page once, though its answer was lost and it was committed again", () =>
    Effect.gen(function* () {
      const lost = new Set<string>()
      const church = yield* make({
        store: (store) => ({
          ...store,
          commitPage: (entry) =>
            Effect.tap(store.commitPage(entry), () => {
              if (lost.has(entry.commit)) return Effect.void
              lost.add(entry.commit)
              return Effect.fail(
                new StoreError.StoreError({ operation: "commitPage", reason: "the connection was cut" })
              )
            })
        })
      })
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { refresh } = yield* sync
          assert.isTrue((yield* refresh()).inSync)
          assert.isAbove(lost.size, 3)
          assert.deepStrictEqual(yield* counted(church.connection, "people.Person"), yield* kept("people.Person"))
          assert.deepStrictEqual(yield* counted(church.connection, "people.Email"), yield* kept("people.Email"))
        })
      )
    })
  )

  it.scopedLive("count in a process what was committed there, of a run that another had begun", () =>
    Effect.gen(function* () {
      const cut = yield* Deferred.make<void>()
      let asked = 0
      const church = yield* make({
        people: 750,
        before: () => {
          asked++
          if (asked === 8) Deferred.unsafeDone(cut, Effect.void)
        }
      })
      const { connection } = church
      yield* inProcess(
        church,
        Effect.flatMap(sync, ({ refresh }) => Effect.raceFirst(refresh(), Deferred.await(cut)))
      )
      const first = yield* counted(connection, "people.Person")
      assert.isAbove(first.changed ?? 0, 0)
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { refresh } = yield* sync
          yield* refresh()
          // both were this test's process
          const all = yield* counted(connection, "people.Person")
          const { changed, pages, seen } = yield* kept("people.Person")
          assert.deepInclude(all, { changed, pages, seen })
        })
      )
    })
  )

  it.scopedLive("count runs by how they came to rest", () =>
    Effect.gen(function* () {
      const church = yield* make({ attempts: 1, faults: [{ after: 4, do: { status: 401 } }] })
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { cancel, run, runs } = yield* sync
          yield* Effect.flip(run("full"))
          assert.strictEqual(yield* runsOf(church.connection, "full", "failed"), 1)
          yield* cancel((yield* runs())[0]?.id ?? "")
          assert.strictEqual(yield* runsOf(church.connection, "full", "cancelled"), 1)
          assert.strictEqual(yield* runsOf(church.connection, "full", "done"), 0)
        })
      )
    })
  )

  it.scoped("show how current each resource is, and go on doing so while nothing is read", () =>
    Effect.gen(function* () {
      const church = yield* make({ people: 20 })
      const { connection } = church
      const lag = gaugeOf(Metrics.lag, connection, "people.Person")
      yield* Effect.gen(function* () {
        const { refresh, status } = yield* sync
        yield* refresh()
        assert.isAtLeast(yield* lag, 0)
        const { resources } = yield* status()
        const asOf = resources["people.Person"]?.asOf
        assert.strictEqual(yield* gaugeOf(Metrics.asOf, connection, "people.Person"), (asOf?.epochMillis ?? 0) / 1000)
        // the store's clock is the real one, and so is the lag
        const before = yield* lag
        yield* Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 30)))
        assert.strictEqual(yield* lag, before)
        yield* TestClock.adjust("1 minute")
        while ((yield* lag) === before) yield* Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 2)))
        // clocks may be read in whole milliseconds
        assert.isAtLeast(yield* lag, before + 0.028)
      }).pipe(
        Effect.provide(Layer.provideMerge(Metrics.layerLag({ every: "1 minute" }), church.process)),
        Effect.scoped
      )
    })
  )
})

/** Hours pass in steps, with time for what happens in the real world in between. */
const passing = <A, E>(until: Fiber.RuntimeFiber<A, E>) =>
  Effect.gen(function* () {
    while (Option.isNone(yield* Fiber.poll(until))) {
      yield* TestClock.adjust("10 seconds")
      yield* Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 5)))
    }
  })

const said = ({ lines }: Spy.Spy, ...messages: ReadonlyArray<string>) =>
  lines.filter(({ message }) => messages.includes(message))

const engine = "@openfaith/sync-engine"

describe("the log of a sync", () => {
  it.scopedLive("says when a run begins and is done, with all its numbers, and of what it is in each line", () =>
    Effect.gen(function* () {
      const church = yield* make({ people: 120 })
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { run, runs } = yield* sync
          yield* run("full")
          const [{ id, numbers } = assert.fail("there is none")] = yield* runs()
          const about = { connection: church.connection, run: id, mode: "full", attempt: 1 }
          const [begins, done, ...others] = said(church.spy, "a run begins", "a run is done")
          assert.deepStrictEqual([begins?.level, done?.level, others], ["INFO", "INFO", []])
          assert.deepInclude(begins?.about, about)
          assert.deepInclude(done?.about, { ...about, ...numbers })
          assert.deepInclude(done?.about, { workflow: `${engine}/SyncConnection`, step: "close" })
          const read = said(church.spy, "a resource was read")
          assert.sameMembers(
            read.map(({ about }) => about.resource),
            ["people.Campus", "people.Person", "people.Email", "people.PhoneNumber"]
          )
          for (const line of read) {
            assert.deepInclude(line.about, { ...about, workflow: `${engine}/SyncResource`, step: "chunk/0" })
            assert.strictEqual(line.level, "DEBUG")
          }
          // nothing of a run is without its names
          const named = church.spy.lines.filter(({ message }) => /^(a|deletions) /.test(message))
          assert.isTrue(named.every(({ about }) => about.run === id && about.connection === church.connection))
        })
      )
    })
  )

  it.scopedLive("says that a run waits for its turn, and when that has come", () =>
    Effect.gen(function* () {
      const church = yield* make({ people: 20 })
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { start, wait } = yield* sync
          const first = yield* start("full")
          const second = yield* start("delta")
          yield* wait(second.run.id)
          const lines = said(church.spy, "a run begins", "a run waits for its turn", "a run is done")
          assert.deepStrictEqual(
            lines.map(({ about, message }) => `${message}: ${about.run}`),
            [
              `a run begins: ${first.run.id}`,
              `a run waits for its turn: ${second.run.id}`,
              `a run is done: ${first.run.id}`,
              `a run begins: ${second.run.id}`,
              `a run is done: ${second.run.id}`
            ]
          )
        })
      )
    })
  )

  it.scoped("says that a run waits, and why, and repeats nothing when it goes on", () =>
    Effect.gen(function* () {
      const church = yield* make({ people: 120, attempts: 1, faults: [{ after: 3, times: 4, do: { status: 503 } }] })
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { run } = yield* sync
          const running = yield* Effect.fork(run("full"))
          yield* passing(running)
          yield* Fiber.join(running)
          const waits = said(church.spy, "a run waits")
          assert.isAtLeast(waits.length, 1)
          for (const { about, level } of waits) {
            assert.strictEqual(level, "WARN")
            assert.include(String(about.reason), "unavailable (503)")
            assert.match(String(about.step), /^(chunk|begin)\/\d+$/)
          }
          assert.lengthOf(said(church.spy, "a run begins"), 1)
          assert.lengthOf(said(church.spy, "a run is done"), 1)
          assert.lengthOf(said(church.spy, "a resource was read"), 4)
        })
      )
    })
  )

  it.scopedLive("repeats nothing of what a process has said that ended, when the next goes on with its workflows", () =>
    Effect.gen(function* () {
      const cut = yield* Deferred.make<void>()
      let asked = 0
      const church = yield* make({
        people: 750,
        before: () => {
          asked++
          if (asked === 8) Deferred.unsafeDone(cut, Effect.void)
        }
      })
      const process = Sync.layer({ readables: Church.readables }).pipe(
        Layer.provide(Church.source(church.url, 6, { readables: Church.readables }, church.connection)),
        Layer.provideMerge(SqliteAdapter.layer({ filename: church.filename })),
        Layer.provideMerge(church.spy.layer)
      )
      const id = yield* Effect.gen(function* () {
        const { start } = yield* sync
        const { run } = yield* start("full")
        yield* Deferred.await(cut)
        return run.id
      }).pipe(Effect.provide(process), Effect.scoped)
      assert.lengthOf(said(church.spy, "a run begins"), 1)
      assert.lengthOf(said(church.spy, "a run is done"), 0)
      yield* Effect.gen(function* () {
        const { wait } = yield* sync
        yield* wait(id)
      }).pipe(Effect.provide(process), Effect.scoped)
      assert.lengthOf(said(church.spy, "a run begins"), 1)
      assert.lengthOf(said(church.spy, "a run is done"), 1)
      const read = said(church.spy, "a resource was read").map(({ about }) => about.resource)
      assert.strictEqual(new Set(read).size, read.length)
      for (const { about } of said(church.spy, "a resource was read", "a run is done")) {
        assert.isString(about.workflow)
        assert.isString(about.step)
      }
    })
  )

  it.scopedLive("says why a run has failed, and what was left out, kept aside or held back", () =>
    Effect.gen(function* () {
      const church = yield* make({
        people: 120,
        faults: [{ match: { path: "/people/v2/campuses" }, do: { status: 403 } }]
      })
      church.world.update("Person", church.world.rows("Person")[100]?.id ?? "", { child: "perhaps" })
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { refresh, run } = yield* sync
          yield* refresh()
          const [left] = said(church.spy, "a resource is left out")
          assert.deepInclude(left?.about, { resource: "people.Campus", requests: 1 })
          assert.include(String(left?.about.reason), "not allowed")
          const [aside] = said(church.spy, "a resource was read, with records kept aside")
          assert.deepInclude(aside?.about, { resource: "people.Person", rejected: 1 })
          for (const { id } of church.world.rows("Person").slice(0, 60)) church.world.delete("Person", id)
          yield* refresh()
          assert.isNotEmpty(said(church.spy, "deletions are held back"))
          assert.isTrue(
            [left, aside, ...said(church.spy, "deletions are held back")].every((line) => line?.level === "WARN")
          )
          church.faults.replace([{ do: { status: 401 } }])
          yield* Effect.flip(run("delta"))
          const [failed] = said(church.spy, "a run has failed")
          assert.strictEqual(failed?.level, "ERROR")
          assert.deepInclude(failed?.about, { mode: "delta", error: "Unauthorized" })
          assert.include(String(failed?.about.reason), "refused (401)")
        })
      )
    })
  )

  it.scopedLive("holds nothing of any record and no secret, however a run ends", () =>
    Effect.gen(function* () {
      const church = yield* make({ people: 120 })
      for (const { id } of church.world.rows("Person").slice(0, 40)) {
        church.world.update("Person", id, { first_name: "Planted", child: "planted-value" })
      }
      yield* inProcess(
        church,
        Effect.flatMap(sync, ({ run }) => Effect.flip(run("full")))
      )
      assert.lengthOf(said(church.spy, "a run has failed"), 1)
      const metrics = Metric.unsafeSnapshot().flatMap(({ metricKey }) => [...metricKey.tags].map(({ value }) => value))
      // an exporter tells of what a span failed with, and of nothing that came of it
      const spans = church.spy.spans.map(({ attributes, name, status }) => {
        const failure =
          status._tag === "Ended" && Exit.isFailure(status.exit)
            ? Cause.pretty(status.exit.cause, { renderErrorCause: true })
            : ""
        return [name, [...attributes], failure]
      })
      const seen = JSON.stringify([church.spy.lines, metrics, spans])
      // the password of Church.ts is a word of every day
      const secret = Buffer.from("app:secret").toString("base64")
      for (const planted of ["Planted", "planted-value", secret]) assert.notInclude(seen, planted)
    })
  )
})

describe("the spans of a sync", () => {
  const attributesOf = (span: Tracer.Span) => Object.fromEntries(span.attributes)

  it.scopedLive("say of every workflow, step, page and request on whose behalf it is done", () =>
    Effect.gen(function* () {
      const church = yield* make({ people: 230 })
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { run, runs } = yield* sync
          yield* run("full")
          const [{ id } = assert.fail("there is none")] = yield* runs()
          const { connection } = church
          const named = (name: string) => church.spy.spans.filter((span) => span.name === name)
          const [body] = named(`${engine}/SyncConnection`)
          assert.deepInclude(attributesOf(body ?? assert.fail("no body")), {
            ...{ connection, run: id, workflow: `${engine}/SyncConnection` }
          })
          const pages = [...named("Source.page"), ...named("Chunk.keepPage")]
          assert.isAbove(pages.length, 6)
          for (const { status } of named("Source.page")) {
            assert.deepStrictEqual(status._tag === "Ended" ? status.exit : status, Exit.void)
          }
          const within = { connection, run: id, workflow: `${engine}/SyncResource` }
          for (const span of [...named("chunk/0"), ...named("Chunk.read"), ...pages]) {
            assert.deepInclude(attributesOf(span), { ...within, step: "chunk/0" }, span.name)
            assert.match(String(attributesOf(span).resource), /^people\./)
          }
          const requests = named("Connection.request").filter((span) => attributesOf(span).step !== undefined)
          assert.isAbove(requests.length, 3)
          for (const span of requests)
            assert.deepInclude(attributesOf(span), { ...within, endpoint: attributesOf(span).endpoint })
          assert.isNotEmpty(named("close"))
          assert.deepInclude(attributesOf(named("close")[0] ?? assert.fail("no end")), { run: id, step: "close" })
        })
      )
    })
  )
})

describe("the progress of a sync", () => {
  const plain = () => {
    const written: Array<string> = []
    return { live: false, write: (text: string) => void written.push(text), lines: () => written.join("").split("\n") }
  }

  it.scopedLive("is shown while a piece of work is done, to its last line, and nothing that was before", () =>
    Effect.gen(function* () {
      const church = yield* make({ people: 120 })
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { run } = yield* sync
          const first = plain()
          yield* Progress.during(first)(run("full"))
          assert.match(first.lines()[0] ?? "", /^full run full-\d+$/)
          assert.match(first.lines().at(-2) ?? "", /^full-\d+ is done: \d+ requests, /)
          assert.isTrue(first.lines().some((line) => /^people.Person +█{24} {2}120 of 120 records /.test(line)))
          const second = plain()
          yield* Progress.during(second)(run("delta"))
          assert.match(second.lines()[0] ?? "", /^delta run delta-\d+$/)
          church.faults.replace([{ do: { status: 401 } }])
          const third = plain()
          yield* Effect.flip(Progress.during(third)(run("audit")))
          assert.match(third.lines().at(-2) ?? "", /^audit-\d+ has failed: .*refused \(401\)/)
        })
      )
    })
  )

  it.scopedLive("is shown for as long as its layer is there", () =>
    Effect.gen(function* () {
      const church = yield* make({ people: 20 })
      const screen = plain()
      yield* Effect.gen(function* () {
        const { refresh } = yield* sync
        yield* refresh()
        while (!screen.lines().some((line) => line.includes("is done"))) yield* Effect.yieldNow()
      }).pipe(Effect.provide(Layer.provideMerge(Progress.layer(screen), church.process)), Effect.scoped)
      assert.match(screen.lines()[0] ?? "", /^full run full-\d+$/)
    })
  )
})
