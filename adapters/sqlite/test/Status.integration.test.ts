/** What a host is told of its sync at three in the morning, over real HTTP and a real file. */
import { assert, describe, it } from "@effect/vitest"
import { Plan } from "@openfaith/graph-planner"
import * as groups from "@openfaith/pco-client/groups"
import type { Faults } from "@openfaith/pco-mock"
import { Status, Sync } from "@openfaith/sync-engine"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Queue from "effect/Queue"
import * as Stream from "effect/Stream"
import * as Church from "./Church.ts"

const sync = Sync.Sync

const resources = ["people.Campus", "people.Email", "people.Person", "people.PhoneNumber"]

/** A church whose requests are counted. */
const make = (options: Church.Options = {}) =>
  Effect.gen(function* () {
    const places = yield* Queue.unbounded<number>()
    let requests = 0
    const church = yield* Church.make({
      people: 330,
      ...options,
      before: () => {
        requests++
        Queue.unsafeOffer(places, requests)
      }
    })
    const sent = (count: number) => Effect.repeat(Queue.take(places), { until: (place) => place >= count })
    return { ...church, sent, requests: () => requests }
  })

const inProcess = <A, E>(church: Church.Church, work: Effect.Effect<A, E, Church.Process>) =>
  Effect.scoped(Effect.provide(work, church.process))

const tags = ({ needs }: Status.Status) => needs.map(({ _tag }) => _tag)

const forbidden = (path: string): Faults.Rule => ({ match: { path }, do: { status: 403 } })

describe("the status of a connection", () => {
  it.scopedLive("that was never read has nothing to tell", () =>
    Effect.gen(function* () {
      const church = yield* make()
      const { at, ...status } = yield* inProcess(
        church,
        Effect.flatMap(sync, ({ status }) => status())
      )
      assert.isAbove(DateTime.toEpochMillis(at), 0)
      assert.deepStrictEqual(status, {
        ...{ connection: "main", needs: [], running: [], queued: [], paused: [], failed: [] },
        ...{ last: undefined, lagMillis: undefined, resources: {} }
      })
    })
  )

  it.scopedLive("shows what was asked for and never read, too", () =>
    Effect.gen(function* () {
      const church = yield* make()
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { run, status } = yield* sync
          yield* run("full", { resources: ["people.Campus"] })
          assert.isDefined((yield* status()).lagMillis)
          const { lagMillis, resources } = yield* status({ resources: ["people.Campus", "people.Person"] })
          assert.isUndefined(lagMillis)
          assert.deepInclude(resources["people.Person"], { outcome: "unread", complete: false, lagMillis: undefined })
          const misspelt = yield* Effect.flip(status({ resources: ["people.Persn"] }))
          assert.include(misspelt.message, "people.Person")
        })
      )
    })
  )

  it.scopedLive("tells of a run that reads how far it is, and asks nothing of the source", () =>
    Effect.gen(function* () {
      const church = yield* make({ definitions: groups, people: 20 })
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { pause, start, status } = yield* sync
          const { run } = yield* start("full", { resources: ["groups.Membership", "groups.Attendance"] })
          const read = [...Plan.resources(run.plan)].sort()
          yield* church.sent(12)
          const { lagMillis, last, running, resources } = yield* status()
          const [one] = running
          assert.deepInclude(one, { id: run.id, mode: "full", attempt: 1, status: "running", waiting: undefined })
          assert.deepStrictEqual(one?.resources, read)
          assert.isAbove(one?.numbers.requests ?? 0, 0)
          assert.isAtLeast(one?.stage.number ?? 0, 1)
          assert.isAbove(one?.stage.of ?? 0, 1)
          assert.isTrue(one?.listings.some(({ resource }) => resource === "groups.Group"))
          assert.deepStrictEqual(Object.keys(resources), read)
          // some of it was never read to its end so far
          assert.deepStrictEqual([lagMillis, last], [undefined, undefined])
          yield* pause(run.id)
          const asked = church.requests()
          yield* status()
          assert.isAtMost(church.requests(), asked + 12)
        })
      )
    })
  )

  it.scopedLive("tells when each resource was last read, how old its copy may be, and what is stored of it", () =>
    Effect.gen(function* () {
      const church = yield* make()
      const id = church.world.rows("Person")[50]?.id ?? ""
      church.world.update("Person", id, { child: "perhaps" })
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { refresh, run, status } = yield* sync
          yield* refresh()
          const first = yield* status()
          assert.deepStrictEqual(Object.keys(first.resources), resources)
          const person = first.resources["people.Person"]
          assert.deepInclude(person, { stored: 329, deleted: 0, rejected: 1, complete: true, outcome: "done" })
          assert.deepInclude(first.last, { mode: "full", status: "done", failure: undefined, ended: 4 })
          assert.deepStrictEqual(first.needs, [])
          assert.isUndefined(person?.done.delta)
          assert.deepStrictEqual(person?.asOf, person?.done.full?.begunAt)
          assert.deepStrictEqual(person?.lagMillis, DateTime.distance(person?.asOf ?? first.at, first.at))
          const again = yield* run("delta")
          assert.isFalse(again.resumed)
          const second = yield* status()
          const after = second.resources["people.Person"]
          assert.deepStrictEqual(after?.asOf, after?.done.delta?.begunAt)
          assert.deepStrictEqual(after?.done.full, person?.done.full)
          const lags = Object.values(second.resources).map(({ lagMillis = -1 }) => lagMillis)
          assert.strictEqual(second.lagMillis ?? -2, Math.max(...lags))
        })
      )
    })
  )

  it.scopedLive("is told from the store alone, with no source and no engine", () =>
    Effect.gen(function* () {
      const church = yield* make({ people: 20 })
      const told = yield* inProcess(
        church,
        Effect.flatMap(sync, ({ refresh, status }) => Effect.zipRight(refresh(), status()))
      )
      const { connection, last, resources } = yield* Effect.scoped(
        Effect.provide(Status.make({ connection: "main" }), Church.store(church.filename))
      )
      assert.deepStrictEqual(
        [connection, last?.id, Object.keys(resources)],
        ["main", told.last?.id, Object.keys(told.resources)]
      )
    })
  )

  it.scopedLive("says since when a run waits for the source, and why; then that it is paused, and then cancelled", () =>
    Effect.gen(function* () {
      const church = yield* make({ attempts: 1, faults: [{ after: 6, do: { status: 503 } }] })
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { cancel, events, pause, start, status } = yield* sync
          const asleep = yield* Effect.fork(Stream.runHead(Stream.filter(events, ({ _tag }) => _tag === "Waiting")))
          const { run } = yield* start("full")
          yield* Fiber.join(asleep)
          const { at, running } = yield* status()
          const { begunAt, waiting } = running[0] ?? assert.fail("nothing runs")
          assert.include(waiting?.reason, "unavailable (503)")
          assert.isTrue(DateTime.between(waiting?.since ?? at, { minimum: begunAt ?? at, maximum: at }))
          yield* pause(run.id)
          const stopped = yield* status()
          assert.deepStrictEqual([stopped.running, tags(stopped)], [[], ["PausedRun"]])
          assert.deepInclude(stopped.paused[0], { id: run.id, waiting: undefined, endedAt: undefined })
          yield* cancel(run.id)
          const ended = yield* status()
          assert.deepStrictEqual([ended.paused, ended.needs], [[], []])
          assert.deepInclude(ended.last, { id: run.id, status: "cancelled", failure: undefined })
        })
      )
    })
  )

  it.scopedLive("tells which runs wait for their turn, in the order in which they will begin", () =>
    Effect.gen(function* () {
      const church = yield* make({ attempts: 1, faults: [{ after: 2, do: { status: 503 } }] })
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { pause, resume, start, status } = yield* sync
          const first = yield* start("full")
          const second = yield* start("delta")
          const third = yield* start("audit")
          const queued = Effect.map(status(), (told) => told.queued.map(({ id }) => id))
          assert.deepStrictEqual(yield* queued, [second.run.id, third.run.id])
          // it loses its place
          yield* pause(second.run.id)
          yield* Effect.sleep("5 millis")
          yield* resume(second.run.id)
          assert.deepStrictEqual(yield* queued, [third.run.id, second.run.id])
          for (const { run } of [first, second, third]) yield* pause(run.id)
        })
      )
    })
  )

  it.scopedLive("asks for new credentials where the source refuses them, until the run goes on", () =>
    Effect.gen(function* () {
      const church = yield* make({ faults: [{ after: 4, do: { status: 401 } }] })
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { retry, run, status, wait } = yield* sync
          yield* Effect.flip(run("full"))
          const failed = yield* status()
          assert.deepStrictEqual(tags(failed), ["Reauthorization"])
          assert.strictEqual(failed.last?.failure?.kind, "Unauthorized")
          assert.include(failed.last?.failure?.message, "the credentials were refused (401)")
          const [need = assert.fail("it needs nothing")] = failed.needs
          assert.match(Status.sentence(need), /refused \(401\).*: give new credentials, then retry full-/)
          church.faults.replace([])
          const id = failed.failed[0]?.id ?? ""
          yield* retry(id)
          assert.deepStrictEqual(tags(yield* status()), [])
          yield* wait(id)
          assert.deepInclude((yield* status()).last, { id, attempt: 2, status: "done", failure: undefined })
        })
      )
    })
  )

  it.scopedLive("says which run has failed otherwise, and why", () =>
    Effect.gen(function* () {
      const church = yield* make({ people: 120 })
      for (const { id } of church.world.rows("Person").slice(0, 40)) {
        church.world.update("Person", id, { child: "perhaps" })
      }
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { run, status } = yield* sync
          yield* Effect.flip(run("full"))
          const { last, needs } = yield* status()
          assert.strictEqual(last?.failure?.kind, "TooManyRejected")
          const [need = assert.fail("it needs nothing")] = needs
          const complaint =
            /^full-1 has failed: people\.Person: 4\d of 12\d records were refused.*: retry or cancel it$/
          assert.match(Status.sentence(need), complaint)
        })
      )
    })
  )

  it.scopedLive("asks whether deletions that are held back are meant, until an audit has settled them", () =>
    Effect.gen(function* () {
      const church = yield* make({ people: 120 })
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { refresh, run, status } = yield* sync
          yield* refresh()
          for (const { id } of church.world.rows("Person").slice(0, 60)) church.world.delete("Person", id)
          yield* refresh()
          const held = yield* status()
          assert.include(tags(held), "HeldDeletions")
          assert.strictEqual(held.resources["people.Person"]?.outcome, "held")
          assert.include(held.resources["people.Person"]?.reason, "60 of 120 records are missing at the source")
          yield* run("delta")
          assert.strictEqual((yield* status()).resources["people.Person"]?.outcome, "held")
          // of another resource alone it is not asked
          assert.deepStrictEqual(tags(yield* status({ resources: ["people.Campus"] })), [])
          yield* run("audit", { acceptDeletions: true })
          const settled = yield* status()
          assert.deepStrictEqual(tags(settled), [])
          assert.deepInclude(settled.resources["people.Person"], { stored: 60, deleted: 60, outcome: "done" })
        })
      )
    })
  )

  it.scopedLive("says what was left out and why, and does not wait for that to become current", () =>
    Effect.gen(function* () {
      const church = yield* make({ people: 120, faults: [forbidden("/people/v2/campuses")] })
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { refresh, status } = yield* sync
          yield* refresh()
          const left = yield* status()
          assert.deepInclude(left.resources["people.Campus"], { outcome: "skipped", complete: false, asOf: undefined })
          assert.include(left.resources["people.Campus"]?.reason, "not allowed")
          assert.isDefined(left.lagMillis)
          church.faults.replace([])
          yield* refresh()
          assert.deepInclude((yield* status()).resources["people.Campus"], { outcome: "done", complete: true })
        })
      )
    })
  )
})

describe("the runs of a connection", () => {
  it.scopedLive("are listed with what each did, and can be looked into one by one", () =>
    Effect.gen(function* () {
      const church = yield* make({ people: 120 })
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { inspect, refresh, run, runs } = yield* sync
          const { resources: reports } = yield* refresh()
          yield* run("delta")
          yield* run("audit")
          const all = yield* runs()
          assert.deepStrictEqual(
            all.map(({ mode }) => mode),
            ["audit", "delta", "full"]
          )
          assert.deepStrictEqual(yield* runs({ limit: 1, before: all[0]?.id }), all.slice(1, 2))
          assert.deepStrictEqual(yield* runs({ status: ["failed"] }), [])
          const full = all[2] ?? assert.fail("it is not there")
          const { listings, stage, ...summary } = yield* inspect(full.id)
          assert.deepStrictEqual(summary, full)
          assert.strictEqual(stage.number, stage.of)
          const sum = (of: (listing: Status.ListingSummary) => number) =>
            listings.reduce((total, listing) => total + of(listing), 0)
          assert.deepStrictEqual(
            [full.numbers.requests, full.numbers.pages, full.numbers.changed],
            [sum(({ requests }) => requests), sum(({ pages }) => pages), sum(({ changed }) => changed)]
          )
          assert.strictEqual(
            full.numbers.changed,
            Object.values(reports).reduce((total, { changed }) => total + changed, 0)
          )
          assert.isTrue(listings.every(({ endedAt }) => endedAt !== undefined))
          assert.strictEqual((yield* Effect.flip(inspect("full-999")))._tag, "UnknownRun")
        })
      )
    })
  )
})
