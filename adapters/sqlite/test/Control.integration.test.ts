/** What a host does to runs while they read, over real HTTP into a real file, and across the end of processes. */

import * as SqlClient from "@effect/sql/SqlClient"
import { assert, describe, it } from "@effect/vitest"
import * as groups from "@openfaith/pco-client/groups"
import type { World } from "@openfaith/pco-mock"
import { Sync } from "@openfaith/sync-engine"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import * as Queue from "effect/Queue"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/TestClock"
import * as Church from "./Church.ts"

const life = ["groups.Group", "groups.Membership", "groups.Event", "groups.Attendance"]

/** Listings read side by side, times branches read side by side: as many requests may be on their way at once. */
const inFlight = 12

const ids = (resource: string) =>
  Effect.flatMap(SqlClient.SqlClient, (sql) =>
    Effect.map(
      sql<{ readonly id: string }>`
        SELECT id FROM openfaith_record WHERE resource = ${resource} AND deleted_in IS NULL ORDER BY id`,
      (rows) => rows.map(({ id }) => id)
    )
  )

const assertEqual = (world: World.World, resources: ReadonlyArray<string> = life) =>
  Effect.forEach(resources, (resource) =>
    Effect.map(ids(resource), (found) =>
      assert.deepStrictEqual(
        found,
        world
          .rows(resource)
          .map(({ id }) => id)
          .sort(),
        resource
      )
    )
  )

const sync = Sync.Sync

/** A church whose requests are counted, and where something is done just before one of them is answered. */
const make = (options: Church.Options = {}) =>
  Effect.gen(function* () {
    const places = yield* Queue.unbounded<number>()
    let requests = 0
    const church = yield* Church.make({
      world: Church.groups(),
      definitions: groups,
      ...options,
      before: () => {
        requests++
        Queue.unsafeOffer(places, requests)
      }
    })
    /** Until so many requests were sent, counted from now. */
    const sent = (count: number) => {
      const goal = requests + count
      return Effect.repeat(Queue.take(places), { until: (place) => place >= goal })
    }
    return { ...church, sent, requests: () => requests }
  })

const inProcess = <A, E>(church: Church.Church, work: Effect.Effect<A, E, Church.Process>) =>
  Effect.scoped(Effect.provide(work, church.process))

/** The requests of a run that nothing interrupts, counted once; the report asks two more. */
const whole = Effect.runSync(
  Effect.cached(
    Effect.scoped(
      Effect.gen(function* () {
        const church = yield* make()
        yield* inProcess(
          church,
          Effect.flatMap(sync, ({ run }) => run("full", { resources: life }))
        )
        return church.requests()
      })
    )
  )
)

const assertStopped = <R>(status: string, work: Effect.Effect<unknown, { readonly _tag: string }, R>) =>
  Effect.map(Effect.flip(work), (error) => {
    assert.strictEqual(error._tag, "Stopped")
    assert.strictEqual("status" in error ? error.status : "unknown", status)
  })

/** Hours pass in steps, with time for what happens in the real world in between. */
const passing = <A, E>(until: Fiber.RuntimeFiber<A, E>) =>
  Effect.gen(function* () {
    while (Option.isNone(yield* Fiber.poll(until))) {
      yield* TestClock.adjust("10 seconds")
      yield* Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 5)))
    }
  })

describe("a run that is paused", () => {
  for (const place of [2, 6, 15, 40]) {
    it.scopedLive(`at request ${place} asks for nothing more, and is resumed to an equal copy`, () =>
      Effect.gen(function* () {
        const church = yield* make()
        yield* inProcess(
          church,
          Effect.gen(function* () {
            const { pause, resume, run, start, wait } = yield* sync
            const { run: one } = yield* start("full", { resources: life })
            const waiting = yield* Effect.fork(run("full", { resources: life }))
            yield* church.sent(place)
            yield* pause(one.id)
            yield* assertStopped("paused", Fiber.join(waiting))
            const asked = church.requests()
            assert.isAtMost(asked, place + inFlight)
            // not by asking for it once more either
            yield* assertStopped("paused", run("full", { resources: life }))
            assert.strictEqual(church.requests(), asked)

            assert.deepInclude(yield* resume(one.id), { status: "running" })
            assert.isTrue((yield* wait(one.id)).inSync)
            yield* assertEqual(church.world)
          })
        )
        assert.isAtMost(church.requests(), (yield* whole) + inFlight)
      })
    )
  }

  it.scopedLive("is resumed by another process than the one it was paused in", () =>
    Effect.gen(function* () {
      const church = yield* make()
      const id = yield* inProcess(
        church,
        Effect.gen(function* () {
          const { pause, start } = yield* sync
          const { run } = yield* start("full", { resources: life })
          yield* church.sent(12)
          yield* pause(run.id)
          return run.id
        })
      )
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { resume, wait } = yield* sync
          const { run, status } = yield* resume(id)
          assert.deepStrictEqual([run.id, run.attempt, status], [id, 2, "running"])
          assert.isTrue((yield* wait(id)).inSync)
          yield* assertEqual(church.world)
        })
      )
      assert.isAtMost(church.requests(), (yield* whole) + inFlight)
    })
  )

  it.scoped("while it sleeps through an outage does not wake to ask again", () =>
    Effect.gen(function* () {
      const church = yield* make({ attempts: 1, faults: [{ after: 6, do: { status: 503 } }] })
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { events, pause, resume, run, start, wait } = yield* sync
          const asleep = yield* Effect.fork(Stream.runHead(Stream.filter(events, ({ _tag }) => _tag === "Waiting")))
          const { run: one } = yield* start("full", { resources: life })
          yield* Fiber.join(asleep)
          const waiting = yield* Effect.fork(run("full", { resources: life }))
          yield* pause(one.id)
          const asked = church.requests()
          yield* passing(waiting)
          yield* assertStopped("paused", Fiber.join(waiting))
          assert.isAtMost(church.requests(), asked + inFlight)
          church.faults.replace([])
          yield* resume(one.id)
          const end = yield* Effect.fork(wait(one.id))
          yield* passing(end)
          assert.isTrue((yield* Fiber.join(end)).inSync)
          yield* assertEqual(church.world)
        })
      )
    })
  )
})

describe("a run that is cancelled", () => {
  it.scopedLive("in the middle keeps what it has read, is no more to be done, and a new one reads the rest", () =>
    Effect.gen(function* () {
      const church = yield* make()
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { cancel, resume, retry, run, start, wait } = yield* sync
          const { run: one } = yield* start("full", { resources: life })
          const waiting = yield* Effect.fork(run("full", { resources: life }))
          yield* church.sent(12)
          yield* cancel(one.id)
          yield* assertStopped("cancelled", Fiber.join(waiting))
          assert.isAtMost(church.requests(), 12 + inFlight)
          assert.isNotEmpty(yield* ids("groups.Group"))
          yield* assertStopped("cancelled", wait(one.id))
          for (const refused of [resume(one.id), retry(one.id)]) {
            assert.deepInclude(yield* Effect.flip(refused), { _tag: "WrongStatus", status: "cancelled" })
          }
          const report = yield* run("full", { resources: life })
          assert.isFalse(report.resumed)
          assert.isTrue(report.inSync)
          yield* assertEqual(church.world)
        })
      )
    })
  )
})

describe("a run that failed", () => {
  it.scopedLive("is retried from where it was", () =>
    Effect.gen(function* () {
      const church = yield* make({ faults: [{ after: 12, do: { status: 401 } }] })
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { retry, start, wait } = yield* sync
          const { run } = yield* start("full", { resources: life })
          assert.deepInclude(yield* Effect.flip(retry(run.id)), { _tag: "WrongStatus", status: "running" })
          assert.strictEqual((yield* Effect.flip(wait(run.id)))._tag, "Unauthorized")
          assert.deepInclude(yield* Effect.flip(wait(run.id)), { _tag: "Stopped", status: "failed" })
          church.faults.replace([])
          yield* retry(run.id)
          assert.isTrue((yield* wait(run.id)).inSync)
          yield* assertEqual(church.world)
        })
      )
      // what was refused is asked for once more
      assert.isAtMost(church.requests(), (yield* whole) + inFlight)
    })
  )
})

describe("a resource that is skipped", () => {
  it.scopedLive(
    "in the middle of its listing is left out with the reason; the rest goes on, and a later run reads it",
    () =>
      Effect.gen(function* () {
        const church = yield* Church.make({ people: 330 })
        yield* inProcess(
          church,
          Effect.gen(function* () {
            const { events, refresh, skip, start, wait } = yield* sync
            const pages = yield* Effect.fork(
              Stream.runHead(
                Stream.filter(
                  events,
                  (event) => event._tag === "Committed" && event.listing.resource === "people.Person"
                )
              )
            )
            const { run } = yield* start("full")
            yield* Fiber.join(pages)
            const skipped = yield* skip(run.id, "people.Person", "not this week")
            assert.deepInclude(skipped, { status: "skipped", reason: "not this week" })
            const report = yield* wait(run.id)
            assert.deepInclude(report.resources["people.Person"], { outcome: "skipped", reason: "not this week" })
            assert.isFalse(report.inSync)
            assert.deepInclude(report.resources["people.Campus"], { outcome: "done" })
            assert.isBelow(report.resources["people.Person"]?.stored ?? 0, 330)
            assert.isTrue((yield* refresh()).inSync)
            assert.deepStrictEqual(yield* Church.differences(church.world), [])
          })
        )
      })
  )

  it.scopedLive("while it rides on another's pages takes only itself out", () =>
    Effect.gen(function* () {
      const church = yield* Church.make({ people: 330 })
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { events, refresh, skip, start, wait } = yield* sync
          const pages = yield* Effect.fork(
            Stream.runHead(
              Stream.filter(events, (event) => event._tag === "Committed" && event.listing.resource === "people.Person")
            )
          )
          const { run } = yield* start("full")
          yield* Fiber.join(pages)
          yield* skip(run.id, "people.Email")
          const { resources } = yield* wait(run.id)
          assert.deepInclude(resources["people.Email"], { outcome: "skipped", reason: "left out by the host" })
          assert.deepInclude(resources["people.Person"], { outcome: "done", stored: 330 })
          assert.isTrue((yield* refresh()).inSync)
        })
      )
    })
  )

  it.scopedLive("while its branches are read ends all of them, and what does not hang below it goes on", () =>
    Effect.gen(function* () {
      const church = yield* make()
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { events, run, skip, start, wait } = yield* sync
          const branches = yield* Effect.fork(
            Stream.runHead(
              Stream.filter(
                events,
                (event) => event._tag === "Committed" && event.listing.resource === "groups.Membership"
              )
            )
          )
          const { run: one } = yield* start("full", { resources: life })
          yield* Fiber.join(branches)
          yield* skip(one.id, "groups.Membership", "too many")
          const { resources } = yield* wait(one.id)
          assert.deepInclude(resources["groups.Membership"], { outcome: "skipped", reason: "too many" })
          yield* assertEqual(church.world, ["groups.Group", "groups.Event", "groups.Attendance"])
          yield* run("full", { resources: life })
          yield* assertEqual(church.world)
        })
      )
    })
  )
})

describe("runs that are asked for while another is active", () => {
  it.scopedLive("run once if they are the same, and are asked of the source once", () =>
    Effect.gen(function* () {
      const church = yield* make()
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { count, run, start } = yield* sync
          const all = yield* Effect.all(
            Array.from({ length: 4 }, () => start("full", { resources: life })),
            { concurrency: "unbounded" }
          )
          assert.strictEqual(new Set(all.map(({ run }) => run.id)).size, 1)
          const reports = yield* Effect.all(
            [run("full", { resources: life }), run("full", { resources: life, whenActive: "refuse" })],
            { concurrency: "unbounded" }
          )
          assert.isTrue(reports.every(({ inSync }) => inSync))
          const before = church.requests()
          yield* count({ resources: life })
          const counts = church.requests() - before
          // each report counts by itself
          assert.strictEqual(before, (yield* whole) + counts)
        })
      )
    })
  )

  it.scopedLive("run one after another in the order in which they were asked for", () =>
    Effect.gen(function* () {
      const church = yield* make()
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { events, run, start } = yield* sync
          const ends = yield* Effect.fork(
            Stream.runCollect(
              events.pipe(
                Stream.filterMap((event) =>
                  event._tag === "RunEnded" ? Option.some([event.run.mode, event.failure]) : Option.none()
                ),
                Stream.take(3)
              )
            )
          )
          const first = yield* start("full", { resources: life })
          const second = yield* start("audit", { resources: ["groups.Group"] })
          assert.deepStrictEqual([first.status, second.status], ["running", "queued"])
          yield* run("delta", { resources: life })
          const ended = Array.from(yield* Fiber.join(ends))
          assert.deepStrictEqual(ended, [
            ["full", undefined],
            ["audit", undefined],
            ["delta", undefined]
          ])
          yield* assertEqual(church.world)
        })
      )
    })
  )

  it.scopedLive("are refused, or take the active one for their own, as the host likes", () =>
    Effect.gen(function* () {
      const church = yield* make()
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { run, start } = yield* sync
          const { run: active } = yield* start("full", { resources: life })
          const refused = yield* Effect.flip(start("delta", { whenActive: "refuse" }))
          assert.deepInclude(refused, { _tag: "ConnectionBusy", run: active.id, mode: "full" })
          assert.include(refused.message, active.id)
          assert.strictEqual((yield* start("delta", { whenActive: "join" })).run.id, active.id)
          const beside = yield* start("audit", { resources: ["groups.Tag"], whenActive: "alongside" })
          assert.strictEqual(beside.status, "running")
          yield* run("delta", { resources: life, whenActive: "join" })
          yield* assertEqual(church.world)
        })
      )
    })
  )

  it.scopedLive("begin though the process has ended in which they were asked for, behind what it left unfinished", () =>
    Effect.gen(function* () {
      const church = yield* make()
      const [first, second] = yield* inProcess(
        church,
        Effect.gen(function* () {
          const { start } = yield* sync
          const first = yield* start("full", { resources: life })
          const second = yield* start("delta", { resources: life })
          yield* church.sent(9)
          return [first.run.id, second.run.id] as const
        })
      )
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { wait } = yield* sync
          // a delta alone compares nothing of what the source does not count
          assert.strictEqual((yield* wait(second)).verdict, "unverified")
          assert.isTrue((yield* wait(first)).inSync)
          yield* assertEqual(church.world)
        })
      )
      assert.isAtMost(church.requests(), (yield* whole) * 2 + inFlight)
    })
  )
})

describe("what cannot be done to a run", () => {
  it.scopedLive("is refused with what can be done instead", () =>
    Effect.gen(function* () {
      const church = yield* make()
      yield* inProcess(
        church,
        Effect.gen(function* () {
          const { cancel, pause, resume, run, skip, start, wait } = yield* sync
          assert.strictEqual((yield* Effect.flip(pause("full-99")))._tag, "UnknownRun")
          const { run: one } = yield* start("full", { resources: ["groups.Group"] })
          const unread = yield* Effect.flip(skip(one.id, "people.Person"))
          assert.deepInclude(unread, { _tag: "NotInRun" })
          assert.include(unread.message, "it reads groups.Group")
          assert.deepInclude(yield* Effect.flip(resume(one.id)), { _tag: "WrongStatus", status: "running" })
          yield* wait(one.id)
          for (const refused of [pause(one.id), cancel(one.id), resume(one.id)]) {
            assert.deepInclude(yield* Effect.flip(refused), { _tag: "WrongStatus", status: "done" })
          }
          assert.deepInclude(yield* Effect.flip(skip(one.id, "groups.Group")), { _tag: "WrongStatus", status: "done" })
          const sql = yield* SqlClient.SqlClient
          yield* sql`UPDATE openfaith_run SET connection = 'another'`
          assert.deepInclude(yield* Effect.flip(cancel(one.id)), { _tag: "ForeignRun", connection: "another" })
          yield* run("full", { resources: ["groups.Group"] })
        })
      )
    })
  )
})
