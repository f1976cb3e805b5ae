/** What the engine claims, and what it deletes, when the source does not tell the truth. */
import { assert, describe, it } from "@effect/vitest"
import * as groups from "@openfaith/pco-client/groups"
import * as people from "@openfaith/pco-client/people"
import { type Faults, Row, World } from "@openfaith/pco-mock"
import * as Effect from "effect/Effect"
import * as Truth from "./Truth.ts"

const person = "people.Person"
const onlyPeople = { resources: [person] }

/** Listings of people hide these. */
const hide = (ids: ReadonlyArray<string>): Faults.Rule => ({
  match: { path: "/people/v2/people?" },
  do: { hideRecords: { ids } }
})

/** Reads of single people answer so. */
const single = (deed: Faults.Deed): Faults.Rule => ({ match: { path: "people/v2/people/\\d+" }, do: deed })

const byId = (id: string, deed: Faults.Deed): Faults.Rule => ({
  match: { path: `people/v2/people/${id}(\\?|$)` },
  do: deed
})

const shown = (church: Effect.Effect.Success<ReturnType<typeof Truth.make>>, count: number, from = 0) =>
  church.world
    .rows("Person")
    .slice(from, from + count)
    .map(({ id }) => id)

describe("another organisation behind the same address", () => {
  const other = { otherWorld: World.make({ seed: 2, people: 60, organizationId: "200" }) }

  for (const mode of ["full", "delta", "audit"] as const) {
    it.scopedLive(`stops a ${mode} run before it writes, and names both`, () =>
      Effect.gen(function* () {
        const church = yield* Truth.make({ ...other, people: 60 })
        yield* church.sync.refresh()
        const before = yield* church.records(person)
        church.faults.replace([{ do: { otherOrganization: true } }])
        const failure = yield* Effect.flip(church.sync.run(mode))
        assert.deepInclude(failure, { _tag: "OtherAccount", stored: "100093", answered: "200", connection: "main" })
        assert.deepStrictEqual(yield* church.records(person), before)
        assert.include((yield* church.sync.status()).needs[0]?._tag, "FailedRun")

        church.faults.replace([])
        assert.isTrue((yield* church.sync.refresh()).inSync)
      })
    )
  }

  it.scopedLive("that answers from the middle of an audit on deletes nothing", () =>
    Effect.gen(function* () {
      const church = yield* Truth.make({ ...other, people: 250 })
      yield* church.sync.refresh(onlyPeople)
      const gone = shown(church, 3)
      for (const id of gone) church.world.delete("Person", id)
      church.faults.replace([single({ otherOrganization: true })])
      const failure = yield* Effect.flip(church.sync.run("audit", onlyPeople))
      assert.strictEqual(failure._tag, "OtherAccount")
      assert.lengthOf(yield* church.live(person), 250)
    })
  )

  it.scopedLive("is not taken for the account of a single record", () =>
    Effect.gen(function* () {
      const church = yield* Truth.make({ ...other, people: 60 })
      yield* church.sync.refresh()
      const [id = ""] = shown(church, 1)
      const before = yield* church.records(person)
      church.faults.replace([{ do: { otherOrganization: true } }])
      assert.strictEqual((yield* Effect.flip(church.sync.record(person, id)))._tag, "OtherAccount")
      assert.deepStrictEqual(yield* church.records(person), before)
    })
  )
})

describe("a full read", () => {
  it.scopedLive("heals whatever is stored, whatever its dates say", () =>
    Effect.gen(function* () {
      const church = yield* Truth.make()
      yield* church.sync.refresh(onlyPeople)
      const stored = yield* church.records(person)
      // as if another account's records had been stored, which changed later
      const readAt = yield* church.store.draw("main")
      yield* church.store.commitLookup({
        ...{ connection: "main", resource: person, readAt, rejected: [], gone: [] },
        records: stored.map(({ body, id, changedAt }) => ({
          ...{
            resource: person,
            id,
            hash: `foreign ${id}`,
            body: body.replace(/"first_name":"[^"]*"/, `"first_name":"X"`)
          },
          changedAt: changedAt?.replace(/^\d{4}/, "2031") as typeof changedAt
        }))
      })
      assert.strictEqual(yield* church.attribute(person, stored[0]?.id ?? "", "first_name"), "X")
      assert.strictEqual((yield* church.sync.run("full", onlyPeople)).resources[person]?.changed, stored.length)
      assert.deepStrictEqual(yield* church.records(person), stored)
    })
  )
})

describe("a record whose date goes back", () => {
  const restored = (mode: "audit" | "full" | "record") =>
    Effect.gen(function* () {
      const church = yield* Truth.make()
      yield* church.sync.refresh(onlyPeople)
      const [id = ""] = shown(church, 1)
      church.world.update("Person", id, { nickname: "edited" })
      yield* church.sync.refresh(onlyPeople)
      assert.strictEqual(yield* church.attribute(person, id, "nickname"), "edited")
      church.world.update("Person", id, { nickname: "restored", updated_at: "2020-01-01T00:00:00Z" })
      const came = mode === "record" ? yield* church.sync.record(person, id) : yield* church.sync.run(mode, onlyPeople)
      if (mode === "record") assert.strictEqual(came, "changed")
      assert.strictEqual(yield* church.attribute(person, id, "nickname"), "restored")
    })

  it.scopedLive("is brought in by the next audit", () => restored("audit"))
  it.scopedLive("is brought in by the next full read", () => restored("full"))
  it.scopedLive("is brought in when it is asked for", () => restored("record"))
})

describe("a record that is dated after the source's own time", () => {
  const ahead = (church: Effect.Effect.Success<ReturnType<typeof Truth.make>>, id: string) => {
    church.world.update("Person", id, { updated_at: "2099-01-01T00:00:00Z" })
  }

  it.scopedLive("moves no watermark: what others change later is still seen, and it is counted and shown", () =>
    Effect.gen(function* () {
      const church = yield* Truth.make()
      const [wrong = "", edited = ""] = shown(church, 2)
      ahead(church, wrong)
      const first = yield* church.sync.refresh(onlyPeople)
      assert.strictEqual(first.resources[person]?.ahead, 1)
      const { watermark = "9" } = yield* church.store.memory("main", person)
      assert.isBelow(Date.parse(watermark), Date.UTC(2099, 0, 1))

      church.world.update("Person", edited, { nickname: "edited" })
      church.asked()
      const second = yield* church.sync.run("delta", onlyPeople)
      assert.isTrue(church.asked().every((request) => !request.includes("2098") && !request.includes("2099")))
      assert.strictEqual(yield* church.attribute(person, edited, "nickname"), "edited")
      assert.strictEqual(second.resources[person]?.ahead, 1)
      assert.strictEqual((yield* church.sync.status()).resources[person]?.ahead, 1)
    })
  )

  it.scopedLive("moves none either where its page holds nothing else", () =>
    Effect.gen(function* () {
      const church = yield* Truth.make({ people: 240 })
      for (const id of shown(church, 130)) ahead(church, id)
      yield* church.sync.run("full", onlyPeople)
      const { watermark } = yield* church.store.memory("main", person)
      const plausible = church.world
        .rows("Person")
        .map((row) => Date.parse(String(Row.value(row, "updated_at"))))
        .filter((at) => at < Date.UTC(2098, 0, 1))
      assert.strictEqual(Date.parse(watermark ?? ""), Math.max(...plausible))
    })
  )
})

describe("a record that a listing hides", () => {
  const page: Faults.Deed = { status: 404, body: "<html><body>404</body></html>" }
  const answers: Readonly<Record<string, Faults.Deed>> = {
    "a web page with 404": page,
    "an empty 404": { status: 404, body: "" },
    "a web page with 410": { ...page, status: 410 },
    "a JSON document of something else with 404": { status: 404, body: { message: "no route" } },
    "a document about another status with 404": { status: 404, body: { errors: [{ status: "500", title: "Oops" }] } },
    "no data": { status: 200, body: { data: null } },
    "no data and an error": { status: 200, body: { data: null, errors: [{ status: "500" }] } },
    "data and an error": { status: 200, body: { data: { type: "Person", id: "1" }, errors: [{ status: "404" }] } },
    "a redirect to another origin": { redirect: "https://elsewhere.example/" },
    "the organisation": { redirect: "/people/v2" },
    "a listing": { redirect: "/people/v2/emails" }
  }
  for (const [what, deed] of Object.entries(answers)) {
    it.scopedLive(`is not deleted where a read by id answers with ${what}`, () =>
      Effect.gen(function* () {
        const church = yield* Truth.make({ people: 400, definitions: people })
        yield* church.sync.run("full", onlyPeople)
        const hidden = shown(church, 15)
        church.faults.replace([hide(hidden), ...hidden.map((id) => byId(id, deed))])
        const report = yield* church.sync.run("audit", onlyPeople)
        assert.lengthOf(yield* church.live(person), 400)
        assert.deepInclude(report.resources[person], { deleted: 0, unconfirmed: 15 })
        assert.isFalse(report.inSync)
        assert.notStrictEqual(report.resources[person]?.verdict, "agrees")

        church.faults.replace([])
        assert.deepInclude((yield* church.sync.run("audit", onlyPeople)).resources[person], {
          unconfirmed: 0,
          verdict: "agrees",
          comparedBy: "ids"
        })
      })
    )
  }

  it.scopedLive("is not deleted where reads by id deny what the same listing shows", () =>
    Effect.gen(function* () {
      const church = yield* Truth.make({ people: 400 })
      yield* church.sync.run("full", onlyPeople)
      const hidden = shown(church, 5)
      church.faults.replace([hide(hidden), single({ status: 404 })])
      const report = yield* church.sync.run("audit", onlyPeople)
      assert.lengthOf(yield* church.live(person), 400)
      assert.deepInclude(report.resources[person], { deleted: 0, unconfirmed: 5 })
      const failure = yield* Effect.flip(church.sync.record(person, hidden[0] ?? ""))
      assert.strictEqual(failure._tag, "SightLost")
    })
  )

  it.scopedLive("is deleted where the API itself says that there is no such record", () =>
    Effect.gen(function* () {
      const church = yield* Truth.make({ people: 400 })
      yield* church.sync.run("full", onlyPeople)
      for (const id of shown(church, 5)) church.world.delete("Person", id)
      const report = yield* church.sync.run("audit", onlyPeople)
      assert.deepInclude(report.resources[person], { deleted: 5, unconfirmed: 0, verdict: "agrees", comparedBy: "ids" })
    })
  )
})

describe("a record that was merged into another", () => {
  const ways: Readonly<Record<string, (survivor: string) => Faults.Deed>> = {
    "a redirect": (survivor) => ({ redirect: `/people/v2/people/${survivor}` }),
    "the survivor itself": (survivor) => ({ instead: `/people/v2/people/${survivor}` })
  }
  for (const [what, deed] of Object.entries(ways)) {
    it.scopedLive(`is gone where a read by id answers with ${what}, and the survivor is read`, () =>
      Effect.gen(function* () {
        const church = yield* Truth.make({ people: 400 })
        yield* church.sync.run("full", onlyPeople)
        const [id = "", survivor = "", asked = ""] = shown(church, 3)
        church.faults.replace([hide([id]), byId(id, deed(survivor)), byId(asked, deed(survivor))])
        const report = yield* church.sync.run("audit", onlyPeople)
        assert.strictEqual(report.resources[person]?.deleted, 1)
        assert.notInclude(yield* church.live(person), id)
        church.world.update("Person", survivor, { nickname: "survivor" })
        assert.strictEqual(yield* church.sync.record(person, asked), "merged")
        assert.notInclude(yield* church.live(person), asked)
        assert.strictEqual(yield* church.attribute(person, survivor, "nickname"), "survivor")
      })
    )
  }

  it.scopedLive("into one of another type is gone, and that one is read", () =>
    Effect.gen(function* () {
      const church = yield* Truth.make({ people: 400, definitions: people })
      yield* church.sync.run("full", onlyPeople)
      const [id = ""] = shown(church, 1)
      const household = church.world.rows("people.Household")[0]?.id ?? ""
      church.faults.replace([hide([id]), byId(id, { instead: `/people/v2/households/${household}` })])
      yield* church.sync.run("audit", onlyPeople)
      assert.notInclude(yield* church.live(person), id)
      assert.deepStrictEqual(yield* church.live("people.Household"), [household])
    })
  )
})

describe("a source that has lost sight", () => {
  const everything: Faults.Rule = { match: { path: "\\?" }, do: { hideRecords: {} } }

  it.scopedLive("of everything deletes nothing, though each resource is small and reads by id deny it too", () =>
    Effect.gen(function* () {
      const church = yield* Truth.make({ people: 15 })
      yield* church.sync.refresh()
      const before = yield* church.store.stored("main")
      church.faults.replace([
        { match: { path: "\\?" }, do: { hideRecords: { alsoById: true } } },
        single({ status: 404 })
      ])
      const report = yield* church.sync.run("audit")
      assert.deepStrictEqual(yield* church.store.stored("main"), before)
      assert.strictEqual(report.verdict, "differs")
      assert.isTrue(Object.values(report.resources).some(({ outcome }) => outcome === "held"))
    })
  )

  it.scopedLive("of one small resource deletes nothing of it", () =>
    Effect.gen(function* () {
      const church = yield* Truth.make({ people: 12 })
      yield* church.sync.refresh(onlyPeople)
      church.faults.replace([everything, single({ status: 404 })])
      const report = yield* church.sync.run("audit", onlyPeople)
      assert.deepInclude(report.resources[person], { deleted: 0, outcome: "held", verdict: "differs" })
      assert.include(report.resources[person]?.reason, "12 of 12")
    })
  )
})

describe("what cannot be asked for one by one", () => {
  const described = { ...groups, nested: groups.nested.map(({ get: _, ...one }) => one) }
  const membership = "groups.Membership"
  const selected = { resources: ["groups.Group", membership] }

  it.scopedLive("is deleted when two audits have missed it, and not by the first", () =>
    Effect.gen(function* () {
      const church = yield* Truth.make({ people: 120, definitions: described })
      yield* church.sync.run("full", selected)
      const all = yield* church.live(membership)
      const gone = all.slice(0, 2)
      for (const id of gone) church.world.delete(membership, id)
      const first = yield* church.sync.run("audit", selected)
      assert.deepInclude(first.resources[membership], { deleted: 0, unconfirmed: 2, verdict: "unverified" })
      const second = yield* church.sync.run("audit", selected)
      assert.deepInclude(second.resources[membership], {
        ...{ deleted: 2, unconfirmed: 0, verdict: "agrees", comparedBy: "ids" }
      })
    })
  )

  it.scopedLive("is not deleted where it was shown between the two", () =>
    Effect.gen(function* () {
      const church = yield* Truth.make({ people: 120, definitions: described })
      yield* church.sync.run("full", selected)
      const [id = ""] = yield* church.live(membership)
      const hidden: Faults.Rule = { match: { path: "memberships" }, do: { hideRecords: { ids: [id] } } }
      church.faults.replace([hidden])
      yield* church.sync.run("audit", selected)
      church.faults.replace([])
      yield* church.sync.run("full", selected)
      church.faults.replace([hidden])
      const report = yield* church.sync.run("audit", selected)
      assert.deepInclude(report.resources[membership], { deleted: 0, unconfirmed: 1 })
    })
  )

  it.scopedLive("is not deleted at all where much of it is missing, however small it is", () =>
    Effect.gen(function* () {
      const church = yield* Truth.make({ people: 120, definitions: described })
      yield* church.sync.run("full", selected)
      const all = yield* church.live(membership)
      church.faults.replace([{ match: { path: "memberships" }, do: { hideRecords: { share: 0.5 } } }])
      for (let audits = 0; audits < 3; audits++) {
        const report = yield* church.sync.run("audit", selected)
        assert.deepInclude(report.resources[membership], { deleted: 0, outcome: "held", verdict: "differs" })
      }
      assert.deepStrictEqual(yield* church.live(membership), all)
    })
  )
})

describe("what nothing leads to", () => {
  it.scopedLive("fails by name where nothing else is selected", () =>
    Effect.gen(function* () {
      const church = yield* Truth.make({ definitions: people })
      for (const run of [church.sync.refresh, (options: object) => church.sync.run("full", options)]) {
        const failure = yield* Effect.flip(run({ resources: ["people.Carrier"] }))
        assert.strictEqual(failure._tag, "NothingReadable")
        assert.include(failure.message, "people.Carrier")
      }
      assert.deepStrictEqual(church.asked(), [])
    })
  )

  it.scopedLive("is in the report with the reason where other things are selected", () =>
    Effect.gen(function* () {
      const church = yield* Truth.make({ definitions: people })
      const report = yield* church.sync.refresh({ resources: ["people.Carrier", "people.Campus"] })
      assert.deepInclude(report.resources["people.Carrier"], { outcome: "unreadable", verdict: "unverified" })
      assert.isString(report.resources["people.Carrier"]?.reason)
      assert.strictEqual(report.resources["people.Campus"]?.verdict, "agrees")
      assert.deepStrictEqual([report.verdict, report.inSync], ["unverified", false])
    })
  )
})

describe("what is only met in part", () => {
  it.scopedLive("is never said to be in sync", () =>
    Effect.gen(function* () {
      const church = yield* Truth.make({ people: 40, definitions: groups })
      const selected = { resources: ["groups.Group", "groups.Resource"] }
      yield* church.sync.refresh(selected)
      for (const id of (yield* church.live("groups.Resource")).slice(0, 5)) church.world.delete("groups.Resource", id)
      for (let audits = 0; audits < 2; audits++) {
        const report = yield* church.sync.run("audit", selected)
        assert.strictEqual(report.resources["groups.Resource"]?.verdict, "unverified")
        assert.isFalse(report.inSync)
      }
    })
  )
})

describe("a resource whose listing hides what comes along with others", () => {
  it.scopedLive("agrees by its ids, says why its count does not, and is not read again and again", () =>
    Effect.gen(function* () {
      const church = yield* Truth.make({ people: 60 })
      const selected = { resources: [person, "people.Email"] }
      const hidden = church.world
        .rows("Email")
        .slice(0, 3)
        .map(({ id }) => id)
      church.faults.replace([{ match: { path: "/people/v2/emails?" }, do: { hideRecords: { ids: hidden } } }])
      yield* church.sync.refresh(selected)
      church.asked()
      const report = yield* church.sync.refresh(selected)
      const email = report.resources["people.Email"]
      assert.deepInclude(email, { verdict: "agrees", comparedBy: "ids", source: (email?.stored ?? 0) - 3 })
      assert.include(email?.reason, person)
      assert.isTrue(report.inSync)
      const walks = church
        .asked()
        .filter((request) => request.startsWith("/people/v2/people?") && /per_page=100/.test(request))
      assert.isAtMost(walks.length, 3)
    })
  )
})
