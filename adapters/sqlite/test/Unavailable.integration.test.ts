/** A listing that the API does not answer, while it answers for others. Nothing leaves the process. */
import { assert, describe, it } from "@effect/vitest"
import * as Calendar from "@openfaith/pco-client/calendar"
import { Group, Membership } from "@openfaith/pco-client/groups"
import { Campus, Email, Person } from "@openfaith/pco-client/people"
import type { Faults } from "@openfaith/pco-mock"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import { passingTime, start, turns } from "./InProcess.ts"

const down = (product: string): Faults.Rule => ({ match: { path: `^/${product}/v2/` }, do: { status: 500 } })

const minutes = (millis: number) => millis / 60_000

describe("a product that answers 500", () => {
  it.scoped("is left out within minutes, while the others are read, and is read once it is back", () =>
    Effect.gen(function* () {
      const church = yield* start({ rules: [down("groups")] })
      const { resources } = yield* passingTime(church.on((sync) => sync.run("full")))
      assert.isBelow(minutes(yield* Clock.currentTimeMillis), 10)
      assert.deepInclude(resources["people.Person"], { outcome: "done", stored: 30, verdict: "agrees" })
      assert.deepInclude(resources["groups.Group"], { outcome: "skipped", stored: 0, verdict: "unverified" })
      assert.include(resources["groups.Group"]?.reason, "500")

      church.faults.replace([])
      const healed = yield* passingTime(church.on((sync) => sync.refresh()))
      assert.isTrue(healed.inSync)
      assert.strictEqual(healed.resources["groups.Group"]?.stored, church.world.rows("groups.Group").length)
    })
  )

  it.scoped("does not keep people from their changes, also where it is read in a run of its own", () =>
    Effect.gen(function* () {
      const church = yield* start()
      yield* passingTime(church.on((sync) => sync.refresh({ resources: ["people.Person", "people.Campus"] })))
      church.faults.replace([down("groups")])
      church.world.update("Person", church.world.rows("Person")[7]?.id ?? "", { first_name: "Edited" })
      const { resources } = yield* passingTime(church.on((sync) => sync.refresh()))
      assert.strictEqual(resources["people.Person"]?.changed, 1)
      assert.deepInclude(resources["groups.Group"], { outcome: "skipped", verdict: "unverified" })
    })
  )

  it.scoped("is waited for where the source answers for nothing else", () =>
    Effect.gen(function* () {
      const church = yield* start({ rules: [down("people"), down("groups")] })
      const running = yield* Effect.fork(passingTime(church.on((sync) => sync.run("full"))))
      while (minutes(yield* Clock.currentTimeMillis) < 20) yield* turns
      assert.isTrue(Option.isNone(yield* Fiber.poll(running)))
      church.faults.replace([])
      const { inSync } = yield* Fiber.join(running)
      assert.isTrue(inSync)
    })
  )

  it.scoped("is left out of an audit, too, though it has the most listings and comes first", () =>
    Effect.gen(function* () {
      const definitions = { readables: [...Calendar.readables.slice(0, 6), Person.readable, Campus.readable] }
      const church = yield* start({ definitions })
      yield* passingTime(church.on((sync) => sync.refresh()))
      church.faults.replace([down("calendar")])
      const { resources } = yield* passingTime(church.on((sync) => sync.run("audit")))
      assert.isBelow(minutes(yield* Clock.currentTimeMillis), 15)
      assert.deepInclude(resources["people.Person"], { outcome: "done", verdict: "agrees" })
      assert.deepInclude(resources["calendar.Event"], {
        outcome: "skipped",
        stored: church.world.count("calendar.Event")
      })
    })
  )

  it.scoped("keeps what is below its records from being called complete", () =>
    Effect.gen(function* () {
      const definitions = { readables: [Group.readable, Campus.readable], nested: [Membership.nested] }
      const church = yield* start({ definitions, rules: [down("groups")] })
      const { resources } = yield* passingTime(church.on((sync) => sync.refresh()))
      assert.deepInclude(resources["groups.Membership"], { outcome: "partial", verdict: "unverified", stored: 0 })
      assert.include(resources["groups.Membership"]?.reason, "groups.Group, were not read")
    })
  )
})

describe("a listing that fails", () => {
  it.scoped("because its newest record is broken is read without that one", () =>
    Effect.gen(function* () {
      const world = (yield* start()).world
      const newest = world.rows("Person", [{ attribute: "updated_at", descending: true }])[0]?.id ?? ""
      const church = yield* start({
        rules: [{ match: { path: "/people/v2/people", reads: "list" }, do: { poison: { ids: [newest], status: 500 } } }]
      })
      const { resources } = yield* passingTime(church.on((sync) => sync.run("full")))
      assert.deepInclude(resources["people.Person"], { outcome: "done", stored: 29, rejected: 1 })
    })
  )

  it.scoped("leaves out nothing that is read along with others", () =>
    Effect.gen(function* () {
      const definitions = { readables: [Campus.readable, Person.readable, Email.readable] }
      const church = yield* start({
        definitions,
        rules: [{ match: { path: "^/people/v2/emails(\\?|$)" }, do: { status: 500 } }]
      })
      const { resources } = yield* passingTime(church.on((sync) => sync.run("full")))
      assert.deepInclude(resources["people.Person"], { outcome: "done", stored: 30 })
      assert.deepInclude(resources["people.Email"], { outcome: "done", stored: church.world.count("people.Email") })
    })
  )
})
