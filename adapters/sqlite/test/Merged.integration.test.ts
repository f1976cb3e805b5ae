/** Reads by id that answer with another record. Nothing leaves the process. */
import { assert, describe, it } from "@effect/vitest"
import { Campus, Person } from "@openfaith/pco-client/people"
import type { Faults, World } from "@openfaith/pco-mock"
import * as Effect from "effect/Effect"
import { passingTime, start } from "./InProcess.ts"

const person = "people.Person"

const definitions = { readables: [Campus.readable, Person.readable] }

const ids = (world: World.World) => world.rows("Person").map(({ id }) => id)

const hidden = (all: ReadonlyArray<string>): Faults.Rule => ({
  match: { path: "/people/v2/people", reads: "list" },
  do: { hideRecords: { ids: all } }
})

const instead = (of: string, id: string): Faults.Rule => ({
  match: { path: `^/people/v2/people/${of}(\\?|$)` },
  do: { instead: `/people/v2/people/${id}` }
})

describe("an API that answers each read by id with one and the same person", () => {
  it.scoped("deletes nothing in an audit, and nothing that is asked for by hand", () =>
    Effect.gen(function* () {
      const church = yield* start({ definitions, people: 400 })
      yield* passingTime(church.on((sync) => sync.run("full")))
      const [survivor = "", asked = "", ...others] = ids(church.world)
      church.faults.replace([hidden(others.slice(0, 15)), instead("\\d+", survivor)])
      const { inSync, resources } = yield* passingTime(church.on((sync) => sync.run("audit")))
      assert.isFalse(inSync)
      assert.deepInclude(resources[person], { deleted: 0, unconfirmed: 15, verdict: "unverified" })
      const error = yield* Effect.flip(passingTime(church.on((sync) => sync.record(person, asked))))
      assert.strictEqual(error._tag, "SightLost")
      assert.lengthOf(yield* church.live(person), 400)
    })
  )
})

describe("two records that answer for each other", () => {
  it.scoped("are both kept", () =>
    Effect.gen(function* () {
      const church = yield* start({ definitions, people: 400 })
      yield* passingTime(church.on((sync) => sync.run("full")))
      const [one = "", other = ""] = ids(church.world)
      church.faults.replace([hidden([one, other]), instead(one, other), instead(other, one)])
      const { resources } = yield* passingTime(church.on((sync) => sync.run("audit")))
      assert.deepInclude(resources[person], { deleted: 0, unconfirmed: 2 })
      const live = yield* church.live(person)
      assert.includeMembers(live, [one, other])
    })
  )
})
