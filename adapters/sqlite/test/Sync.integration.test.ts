import { assert, describe, it } from "@effect/vitest"
import { type Faults, World } from "@openfaith/pco-mock"
import { Sync } from "@openfaith/sync-engine"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/TestClock"
import * as Church from "./Church.ts"

/** Work on a church in a process of its own. */
const inProcess = <A, E>(
  church: Church.Church,
  work: (sync: Sync.Sync["Type"]) => Effect.Effect<A, E, Church.Process>
) => Effect.flatMap(Sync.Sync, work).pipe(Effect.provide(church.process), Effect.scoped)

const listings = (asked: ReadonlyArray<string>, collection: string) =>
  asked.filter((request) => request.startsWith(`/people/v2/${collection}?`) && request.includes("per_page=100"))

describe("a record that does not decode", () => {
  it.scopedLive(
    "is kept aside with its body and the reason, while all others are stored, and comes in when it is mended",
    () =>
      Effect.gen(function* () {
        const church = yield* Church.make({ people: 120 })
        const id = church.world.rows("Person")[50]?.id ?? ""
        church.world.update("Person", id, { child: "perhaps" })
        const first = yield* inProcess(church, (sync) => sync.refresh())
        const [kept] = yield* Effect.provide(Church.quarantine, Church.store(church.filename))
        assert.strictEqual(kept?.id, id)
        assert.include(kept?.body, "perhaps")
        assert.include(kept?.issue, "child")
        assert.strictEqual(first.resources["people.Person"]?.stored, 119)
        assert.strictEqual(first.resources["people.Person"]?.rejected, 1)
        assert.isFalse(first.inSync)

        church.world.update("Person", id, { child: true })
        const second = yield* inProcess(church, (sync) => sync.refresh())
        assert.isTrue(second.inSync)
        assert.deepStrictEqual(yield* Effect.provide(Church.quarantine, Church.store(church.filename)), [])
      })
  )

  it.scopedLive("is forgotten when it is gone from the source", () =>
    Effect.gen(function* () {
      const church = yield* Church.make({ people: 120 })
      const id = church.world.rows("Person")[50]?.id ?? ""
      church.world.update("Person", id, { child: "perhaps" })
      yield* inProcess(church, (sync) => sync.refresh())
      church.world.delete("Person", id)
      const report = yield* inProcess(church, (sync) => sync.refresh())
      assert.deepStrictEqual(yield* Effect.provide(Church.quarantine, Church.store(church.filename)), [])
      assert.isTrue(report.inSync)
    })
  )

  it.scopedLive("and that a listing hides is asked for: it stays kept aside, or comes to be, or is stored again", () =>
    Effect.gen(function* () {
      const hidden = new Set<string>()
      const world = World.hiding(World.make({ seed: 3, people: 120 }), hidden, { findable: true })
      const church = yield* Church.make({ world })
      const [first = "", second = "", third = ""] = world.rows("Person").map(({ id }) => id)
      for (const id of [first, third]) world.update("Person", id, { child: "perhaps" })
      yield* inProcess(church, (sync) => sync.refresh())
      world.update("Person", second, { child: "perhaps" })
      world.update("Person", third, { child: true })
      for (const id of [first, second, third]) hidden.add(id)
      const { resources } = yield* inProcess(church, (sync) => sync.run("audit", { resources: ["people.Person"] }))
      const kept = yield* Effect.provide(Church.quarantine, Church.store(church.filename))
      assert.sameMembers(
        kept.map(({ id }) => id),
        [first, second]
      )
      assert.deepInclude(resources["people.Person"], { stored: 119, deleted: 0, changed: 1 })
    })
  )

  it.scopedLive("that was stored before keeps its last good version until it is mended", () =>
    Effect.gen(function* () {
      const church = yield* Church.make({ people: 120 })
      const id = church.world.rows("Person")[50]?.id ?? ""
      yield* inProcess(church, (sync) => sync.refresh())
      church.world.update("Person", id, { child: "perhaps" })
      const report = yield* inProcess(church, (sync) => sync.refresh())
      assert.strictEqual(report.resources["people.Person"]?.stored, 120)
      assert.strictEqual(report.resources["people.Person"]?.deleted, 0)
      assert.isFalse(report.inSync)
    })
  )

  it.scopedLive("stops its listing where there are too many of its kind", () =>
    Effect.gen(function* () {
      const church = yield* Church.make({ people: 120 })
      for (const { id } of church.world.rows("Person").slice(0, 40))
        church.world.update("Person", id, { child: "perhaps" })
      const failure = yield* Effect.flip(inProcess(church, (sync) => sync.refresh()))
      assert.strictEqual(failure._tag, "TooManyRejected")
    })
  )

  it.scopedLive("is one of its kind, though its page has to be read twice", () =>
    Effect.gen(function* () {
      // which is found out on the second page, and the first one read again
      const church = yield* Church.make({
        people: 120,
        faults: [{ do: { ignoreParameter: ["where[updated_at]", "order"] } }]
      })
      for (const { id } of church.world.rows("Person").slice(80, 95))
        church.world.update("Person", id, { child: "perhaps" })
      const { resources } = yield* inProcess(church, (sync) => sync.run("audit"))
      assert.strictEqual(resources["people.Person"]?.stored, 105)
      assert.strictEqual(resources["people.Person"]?.rejected, 15)
    })
  )
})

describe("a listing the credentials do not reach", () => {
  const forbidden = (path: string): ReadonlyArray<Faults.Rule> => [{ match: { path }, do: { status: 403 } }]

  it.scopedLive("is left out with the reason, and the rest goes on", () =>
    Effect.gen(function* () {
      const church = yield* Church.make({ people: 120, faults: forbidden("/people/v2/campuses") })
      const { inSync, resources } = yield* inProcess(church, (sync) => sync.refresh())
      assert.isFalse(inSync)
      assert.include(resources["people.Campus"]?.reason, "not allowed")
      assert.isUndefined(resources["people.Person"]?.reason)
      assert.strictEqual(resources["people.Person"]?.stored, 120)
    })
  )

  it.scopedLive("takes only itself out, though it was to ride on another's pages", () =>
    Effect.gen(function* () {
      const church = yield* Church.make({ people: 120, faults: forbidden("/people/v2/emails") })
      const { resources } = yield* inProcess(church, (sync) => sync.refresh())
      assert.include(resources["people.Email"]?.reason, "not allowed")
      assert.isUndefined(resources["people.Person"]?.reason)
      assert.strictEqual(resources["people.Person"]?.stored, 120)
      assert.strictEqual(resources["people.PhoneNumber"]?.stored, church.world.count("PhoneNumber"))
    })
  )

  it.scopedLive("does not take with it what was to ride on its pages", () =>
    Effect.gen(function* () {
      const church = yield* Church.make({ people: 120, faults: forbidden("/people/v2/people") })
      const { resources } = yield* inProcess(church, (sync) => sync.refresh())
      assert.include(resources["people.Person"]?.reason, "not allowed")
      assert.isUndefined(resources["people.Email"]?.reason)
      assert.strictEqual(resources["people.Email"]?.stored, church.world.count("Email"))
    })
  )

  it.scopedLive("is read again as soon as it may be", () =>
    Effect.gen(function* () {
      const church = yield* Church.make({ people: 120, faults: forbidden("/people/v2/") })
      yield* inProcess(church, (sync) => sync.refresh())
      church.faults.replace([])
      const { inSync } = yield* inProcess(church, (sync) => sync.refresh())
      assert.isTrue(inSync)
    })
  )
})

describe("a listing that does less than it says", () => {
  it.scopedLive("is read whole where it ignores the filter, and ends in sync", () =>
    Effect.gen(function* () {
      const church = yield* Church.make({ faults: [{ do: { ignoreParameter: ["where[updated_at]"] } }] })
      const { inSync } = yield* inProcess(church, (sync) => sync.refresh())
      assert.isTrue(inSync)
      assert.deepStrictEqual(yield* Effect.provide(Church.differences(church.world), Church.store(church.filename)), [])
      assert.isTrue(
        listings(church.asked(), "people").some((request) => !request.includes("order") && request.includes("offset"))
      )
    })
  )

  it.scopedLive("is read by itself where an include leaves children out", () =>
    Effect.gen(function* () {
      const church = yield* Church.make({ faults: [{ match: { path: "/people/v2/people" }, do: { dropIncluded: 1 } }] })
      const { inSync } = yield* inProcess(church, (sync) => sync.run("full"))
      assert.isTrue(inSync)
      const asked = church.asked()
      assert.isNotEmpty([...listings(asked, "phone_numbers"), ...listings(asked, "emails")])
    })
  )

  it.scopedLive("goes on reading children by themselves where an earlier attempt left off", () =>
    Effect.gen(function* () {
      const drop: Faults.Rule = { match: { path: "/people/v2/people" }, do: { dropIncluded: 1 } }
      const church = yield* Church.make({
        people: 600,
        faults: [drop, { match: { path: "v2/phone_numbers\\?.*per_page=100" }, after: 2, do: { status: 401 } }]
      })
      yield* Effect.flip(inProcess(church, (sync) => sync.run("full")))
      church.faults.replace([drop])
      church.asked()
      const { inSync, resumed } = yield* inProcess(church, (sync) => sync.run("full"))
      assert.isTrue(resumed)
      assert.isTrue(inSync)
      const asked = listings(church.asked(), "phone_numbers")
      assert.isNotEmpty(asked)
      assert.isTrue(asked.every((request) => request.includes("where")))
    })
  )
})

describe("a listing that lies", () => {
  const people = "v2/people\\?.*per_page=100"
  /** Answered with no people at all, though there are many. */
  const empty: Faults.Deed = {
    status: 200,
    body: { data: [], included: [], links: { self: "" }, meta: { total_count: 330, count: 0 } }
  }

  const lies: ReadonlyArray<readonly [string, Faults.Rule]> = [
    ["of a next page that is this one, on every page", { do: { next: "repeat" } }],
    ["of a next page that is the first one, on every page", { do: { next: "backward" } }],
    ["of no next page, on every page", { do: { next: "missing" } }],
    ["of a next page elsewhere", { do: { next: "foreign" } }],
    ["of nothing on its first page", { match: { path: people }, times: 1, do: empty }],
    ["of nothing on a later page", { match: { path: people }, after: 2, times: 2, do: empty }],
    [
      "of nothing on a page of a listing that is counted",
      { match: { path: "v2/campuses\\?.*=100" }, times: 2, do: empty }
    ]
  ]
  for (const [what, rule] of lies) {
    it.scopedLive(`${what}, is read whole, each page once or a few times`, () =>
      Effect.gen(function* () {
        const church = yield* Church.make({ people: 330, faults: [rule] })
        const { inSync } = yield* inProcess(church, (sync) => sync.refresh())
        assert.isTrue(inSync)
        assert.isBelow(church.asked().length, 40)
        assert.deepStrictEqual(
          yield* Effect.provide(Church.differences(church.world), Church.store(church.filename)),
          []
        )
      })
    )
  }

  for (const totalOff of [-200, -1, 1, 200]) {
    it.scopedLive(`by ${totalOff} of its total, for ever, is read whole, and is not said to be in sync`, () =>
      Effect.gen(function* () {
        const church = yield* Church.make({ people: 330, faults: [{ do: { totalOff } }] })
        const { inSync } = yield* inProcess(church, (sync) => sync.refresh())
        assert.isFalse(inSync)
        assert.deepStrictEqual(
          yield* Effect.provide(Church.differences(church.world), Church.store(church.filename)),
          []
        )
      })
    )
  }

  it.scopedLive("by the same page for ever is given up by name, and goes on when it is mended", () =>
    Effect.gen(function* () {
      const church = yield* Church.make({
        people: 330,
        faults: [{ match: { path: people }, do: { ignoreParameter: ["offset", "where", "order"] } }]
      })
      yield* inProcess(church, (sync) =>
        Effect.gen(function* () {
          const failure = yield* Effect.flip(sync.run("full"))
          assert.strictEqual(failure._tag, "ListingUnstable")
          assert.isBelow(church.asked().length, 200)
          church.faults.replace([])
          assert.isTrue((yield* sync.run("full")).inSync)
        })
      )
      assert.deepStrictEqual(yield* Effect.provide(Church.differences(church.world), Church.store(church.filename)), [])
    })
  )
})

describe("deletions", () => {
  const remove = (church: Church.Church, count: number) => {
    for (const { id } of church.world.rows("Person").slice(0, count)) church.world.delete("Person", id)
  }

  it.scopedLive("are marked, and not erased", () =>
    Effect.gen(function* () {
      const church = yield* Church.make({ people: 120 })
      yield* inProcess(church, (sync) => sync.refresh())
      remove(church, 5)
      const { inSync, resources } = yield* inProcess(church, (sync) => sync.refresh())
      assert.isTrue(inSync)
      assert.strictEqual(resources["people.Person"]?.deleted, 5)
    })
  )

  it.scopedLive("of more than a fuse allows wait for the host, and go through when it says so", () =>
    Effect.gen(function* () {
      const church = yield* Church.make({ people: 60 })
      yield* inProcess(church, (sync) => sync.refresh())
      remove(church, 30)
      const held = yield* inProcess(church, (sync) => sync.refresh())
      assert.isFalse(held.inSync)
      assert.include(held.resources["people.Person"]?.reason, "30 of 60")
      assert.strictEqual(held.resources["people.Person"]?.stored, 60)
      const accepted = yield* inProcess(church, (sync) => sync.refresh({ acceptDeletions: true }))
      assert.isTrue(accepted.inSync)
      assert.strictEqual(accepted.resources["people.Person"]?.deleted, 30)
    })
  )

  it.scopedLive("that the host has allowed do not blow the fuse of the next run", () =>
    Effect.gen(function* () {
      const church = yield* Church.make({ people: 60 })
      yield* inProcess(church, (sync) => sync.refresh())
      remove(church, 30)
      yield* inProcess(church, (sync) => sync.refresh({ acceptDeletions: true }))
      assert.isTrue((yield* inProcess(church, (sync) => sync.refresh())).inSync)
      remove(church, 1)
      assert.isTrue((yield* inProcess(church, (sync) => sync.refresh())).inSync)
    })
  )

  it.scopedLive("in small portions blow the fuse together", () =>
    Effect.gen(function* () {
      const church = yield* Church.make({ people: 200 })
      yield* inProcess(church, (sync) => sync.refresh())
      remove(church, 15)
      assert.isTrue((yield* inProcess(church, (sync) => sync.refresh({ resources: ["people.Person"] }))).inSync)
      remove(church, 15)
      const { resources } = yield* inProcess(church, (sync) => sync.refresh({ resources: ["people.Person"] }))
      assert.include(resources["people.Person"]?.reason, "15 of 185")
    })
  )

  it.scopedLive("are undone by the record itself when it is there again", () =>
    Effect.gen(function* () {
      const hidden = new Set<string>()
      const world = World.hiding(World.make({ seed: 3, people: 120 }), hidden)
      const church = yield* Church.make({ world })
      yield* inProcess(church, (sync) => sync.refresh())
      const id = world.rows("Campus")[0]?.id ?? ""
      hidden.add(id)
      const gone = yield* inProcess(church, (sync) => sync.refresh({ resources: ["people.Campus"] }))
      assert.strictEqual(gone.resources["people.Campus"]?.deleted, 1)
      hidden.clear()
      const back = yield* inProcess(church, (sync) => sync.refresh({ resources: ["people.Campus"] }))
      assert.isTrue(back.inSync)
      assert.deepStrictEqual(yield* Effect.provide(Church.differences(world), Church.store(church.filename)), [])
    })
  )

  it.scopedLive("are not made of a listing that hides a record which is there", () =>
    Effect.gen(function* () {
      const hidden = new Set<string>()
      const world = World.hiding(World.make({ seed: 3, people: 120 }), hidden, { findable: true })
      const church = yield* Church.make({ world })
      yield* inProcess(church, (sync) => sync.refresh())
      hidden.add(world.rows("Campus")[0]?.id ?? "")
      const { resources } = yield* inProcess(church, (sync) => sync.refresh({ resources: ["people.Campus"] }))
      assert.strictEqual(resources["people.Campus"]?.deleted, 0)
    })
  )
})

describe("a run that did not come to its end", () => {
  it.scopedLive("goes on from its committed page with the next attempt", () =>
    Effect.gen(function* () {
      const listing = "v2/people\\?.*per_page=100"
      const church = yield* Church.make({
        people: 750,
        faults: [{ match: { path: listing }, after: 4, do: { status: 401 } }]
      })
      yield* inProcess(church, (sync) =>
        Effect.gen(function* () {
          const failure = yield* Effect.flip(sync.refresh())
          assert.strictEqual(failure._tag, "Unauthorized")
          church.asked()
          const again = yield* Effect.flip(sync.refresh())
          assert.strictEqual(again._tag, "Unauthorized")
          assert.isTrue(listings(church.asked(), "people").every((request) => request.includes("where[updated_at]")))
          church.faults.replace([])
          const report = yield* sync.refresh()
          assert.isTrue(report.resumed)
          assert.isTrue(report.inSync)
          const asked = church.asked()
          assert.isTrue(listings(asked, "people").every((request) => request.includes("where[updated_at]")))
          assert.isAtMost(listings(asked, "people").length, 5)
          // the first attempt has read these, and they may have changed since
          assert.lengthOf(
            listings(asked, "campuses").filter((request) => !request.includes("where")),
            1
          )
        })
      )
      assert.deepStrictEqual(yield* Effect.provide(Church.differences(church.world), Church.store(church.filename)), [])
    })
  )

  it.scopedLive("does not keep what it had no part in from being brought up to date", () =>
    Effect.gen(function* () {
      const church = yield* Church.make({ people: 120 })
      yield* inProcess(church, (sync) =>
        sync.refresh({ resources: ["people.Person", "people.Email", "people.PhoneNumber"] })
      )
      church.faults.replace([{ match: { path: "/people/v2/campuses" }, do: { status: 401 } }])
      // a full read of the campuses alone begins, and fails
      yield* Effect.flip(inProcess(church, (sync) => sync.run("full", { resources: ["people.Campus"] })))
      church.faults.replace([])
      const id = church.world.rows("Person")[7]?.id ?? ""
      church.world.update("Person", id, { first_name: "Changed" })
      yield* inProcess(church, (sync) => sync.refresh())
      assert.deepStrictEqual(yield* Effect.provide(Church.differences(church.world), Church.store(church.filename)), [])
    })
  )

  for (const requests of [1, 2, 3, 5, 6, 7, 8, 9, 10, 12, 14]) {
    it.scopedLive(`ends like one that did, though its process ended at request ${requests}`, () =>
      Effect.gen(function* () {
        const cut = yield* Deferred.make<void>()
        let asked = 0
        const church = yield* Church.make({
          people: 330,
          before: () => {
            asked++
            if (asked === requests) Deferred.unsafeDone(cut, Effect.void)
          }
        })
        yield* inProcess(church, (sync) => Effect.raceFirst(sync.refresh(), Deferred.await(cut)))
        church.asked()
        const report = yield* inProcess(church, (sync) => sync.refresh())
        assert.isTrue(report.inSync)
        assert.deepStrictEqual(
          yield* Effect.provide(Church.differences(church.world), Church.store(church.filename)),
          []
        )
      })
    )
  }

  it.scoped("sleeps through an outage, says so, and ends well", () =>
    Effect.gen(function* () {
      const church = yield* Church.make({
        people: 120,
        attempts: 1,
        faults: [{ after: 3, times: 4, do: { status: 503 } }]
      })
      const report = yield* inProcess(church, (sync) =>
        Effect.gen(function* () {
          const waiting = yield* sync.events.pipe(
            Stream.filter(({ _tag }) => _tag === "Waiting"),
            Stream.runHead,
            Effect.fork
          )
          const running = yield* Effect.fork(sync.refresh())
          // an hour passes in steps, with time for what happens in the real world in between
          while (Option.isNone(yield* Fiber.poll(running))) {
            yield* TestClock.adjust("10 seconds")
            yield* Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 5)))
          }
          assert.isTrue(Option.isSome(yield* Fiber.join(waiting)))
          return yield* Fiber.join(running)
        })
      )
      assert.isTrue(report.inSync)
    })
  )
})
