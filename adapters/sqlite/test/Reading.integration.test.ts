/** What upstream may send instead of a good page, over real HTTP and a store in memory: no store has a part in these. */

import { assert, describe, it } from "@effect/vitest"
import * as WorkflowEngine from "@effect/workflow/WorkflowEngine"
import type { Definitions } from "@openfaith/graph-planner"
import { Group, Membership } from "@openfaith/pco-client/groups"
import { Campus, Email, Person, PhoneNumber } from "@openfaith/pco-client/people"
import { type Faults, HttpServer, World } from "@openfaith/pco-mock"
import { MemorySyncStore, Sync, SyncStore } from "@openfaith/sync-engine"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as LogLevel from "effect/LogLevel"
import * as Church from "./Church.ts"

const readables = [Campus.readable, Person.readable, Email.readable, PhoneNumber.readable, Group.readable]

interface Options {
  /** Whether the members of each group are read, too, which takes a request for each. */
  readonly members?: boolean
  readonly people?: number
  readonly faults?: ReadonlyArray<Faults.Rule>
  readonly world?: World.World
}

/** A sync of a church, in a process that keeps all it knows in memory. */
const start = ({ faults = [], people = 149, ...options }: Options = {}) =>
  Effect.gen(function* () {
    const world = options.world ?? World.make({ seed: 1, people })
    const definitions: Definitions.Definitions = {
      readables,
      ...(options.members === true ? { nested: [Membership.nested] } : {})
    }
    const server = yield* Effect.acquireRelease(
      Effect.promise(() => HttpServer.listen({ world, faults, quota: { limit: 1_000_000 } })),
      (server) => Effect.promise(() => server.close())
    )
    const context = yield* Layer.build(
      Layer.orDie(Sync.layer(definitions)).pipe(
        Layer.provideMerge(Church.source(server.url, 2, definitions)),
        Layer.provideMerge(MemorySyncStore.layer),
        Layer.provideMerge(WorkflowEngine.layerMemory),
        Layer.provideMerge(Logger.minimumLogLevel(LogLevel.None))
      )
    )
    const on = <A, E>(work: (sync: Sync.Sync["Type"], store: SyncStore.SyncStore["Type"]) => Effect.Effect<A, E>) =>
      Effect.provide(
        Effect.flatMap(Effect.all([Sync.Sync, SyncStore.SyncStore]), ([sync, store]) => work(sync, store)),
        context
      )
    const { faults: rules, log } = server.handler
    const kept = (resource: string) =>
      on((_, store) => store.quarantined({ connection: "main", resource, limit: 1_000 }))
    const stored = (resource: string) =>
      on((_, store) => store.records({ connection: "main", resource, limit: 10_000 }))
    return { world, rules, log, on, kept, stored, refresh: on((sync) => sync.refresh()) }
  })

const groups = "^/groups/v2/groups(\\?|$)"

const refusals: ReadonlyArray<readonly [what: string, deed: Faults.Deed]> = [
  ["401 with the hint TRASH_PANDA", { status: 401, hint: "TRASH_PANDA" }],
  ["401 with the hint PELICAN", { status: 401, hint: "PELICAN" }],
  ["400", { status: 400 }],
  ["403", { status: 403 }],
  ["404", { status: 404 }],
  ["404 of HTML", { status: 404, body: "<html>" }],
  ["405", { status: 405 }],
  ["409", { status: 409 }],
  ["410", { status: 410 }],
  ["422", { status: 422 }],
  ["501", { status: 501 }]
]

describe("a listing that is refused for good", () => {
  it.scopedLive.each(refusals)("from the start is left out with the reason, and the others are read: %s", ([, deed]) =>
    Effect.gen(function* () {
      const church = yield* start({ faults: [{ match: { path: groups }, do: deed }] })
      const { resources } = yield* church.refresh
      assert.strictEqual(resources["groups.Group"]?.outcome, "skipped")
      assert.include(resources["groups.Group"]?.reason, `${deed.status}`)
      assert.deepInclude(resources["people.Person"], { outcome: "done", stored: 149 })
      const status = yield* church.on((sync) => sync.status())
      assert.deepInclude(status.resources["groups.Group"], { outcome: "skipped" })
      assert.deepStrictEqual(status.failed, [])

      church.rules.replace([])
      const after = yield* church.refresh
      assert.strictEqual(after.resources["groups.Group"]?.outcome, "done")
      assert.strictEqual(after.resources["groups.Group"]?.stored, church.world.rows("groups.Group").length)
    })
  )

  it.scopedLive.each(refusals)("from some day on keeps what is stored, and people get their changes: %s", ([, deed]) =>
    Effect.gen(function* () {
      const church = yield* start()
      yield* church.refresh
      const before = (yield* church.stored("groups.Group")).length
      church.rules.replace([{ match: { path: groups }, do: deed }])
      church.world.update("Person", church.world.rows("Person")[7]?.id ?? "", { first_name: "Edited" })
      const { resources } = yield* church.refresh
      assert.strictEqual(resources["people.Person"]?.changed, 1)
      assert.deepInclude(resources["groups.Group"], { outcome: "skipped", stored: before, deleted: 0 })
    })
  )

  it.scopedLive("below parents that are there leaves them out, and deletes nothing", () =>
    Effect.gen(function* () {
      const church = yield* start({ members: true })
      yield* church.refresh
      const before = (yield* church.stored("groups.Membership")).length
      assert.isAbove(before, 0)
      church.rules.replace([{ match: { path: "^/groups/v2/groups/\\d+/memberships" }, do: { status: 404 } }])
      const { resources } = yield* church.refresh
      assert.deepInclude(resources["groups.Membership"], { outcome: "partial", stored: before, deleted: 0 })
      assert.match(resources["groups.Membership"]?.reason ?? "", /parents were left out: .*404/)
    })
  )
})

describe("a page that holds what is no record", () => {
  it.scopedLive.each(["null", "text", "nullId", "noId", "emptyId", "nullType", "noType"] as const)(
    "puts that in quarantine, as it came, and goes on: %s",
    (as) =>
      Effect.gen(function* () {
        const church = yield* start({
          faults: [{ match: { path: "^/people/v2/people\\?" }, do: { malformed: { as, position: 50 } } }]
        })
        const { inSync, resources } = yield* church.on((sync) => sync.run("full"))
        // there are two pages
        assert.deepInclude(resources["people.Person"], {
          stored: 147,
          rejected: as === "null" || as === "text" ? 1 : 2
        })
        assert.isFalse(inSync)
        const kept = yield* church.kept("people.Person")
        assert.isNotEmpty(kept)
        for (const { body, id, issue } of kept) {
          assert.match(id, /^openfaith:(unnamed|id):/)
          assert.match(issue, /no type and id|id is empty/)
          assert.notInclude(body, "undefined")
        }
        // nobody has to wait for it either, whatever is asked of it later
        yield* church.refresh
        church.rules.replace([])
        const healed = yield* church.refresh
        assert.isTrue(healed.inSync)
        assert.deepStrictEqual(yield* church.kept("people.Person"), [])
      })
  )

  it.scopedLive.each([
    ["null", { included: "null" }],
    ["[null]", { malformed: { in: "included", as: "null" } }]
  ] as const)("with `included` that nobody asked for is read as if it had none: %s", ([, deed]) =>
    Effect.gen(function* () {
      const church = yield* start({ faults: [{ match: { path: "/people/v2/campuses" }, do: deed }] })
      const { inSync } = yield* church.refresh
      assert.isTrue(inSync)
    })
  )

  it.scopedLive("with `included` that was asked for and is null is read by itself", () =>
    Effect.gen(function* () {
      const church = yield* start({ faults: [{ match: { path: "^/people/v2/people\\?" }, do: { included: "null" } }] })
      const { inSync } = yield* church.refresh
      assert.isTrue(inSync)
    })
  )
})

describe("a page that is too much", () => {
  it.scopedLive.each([
    [50, { status: 504, body: "<html>504 Gateway Time-out</html>" }],
    [50, { corrupt: "truncated" }],
    [7, { reset: "after" }],
    [1, { status: 500 }]
  ] as const)("for more than %s records is read by smaller ones", ([most, deed]) =>
    Effect.gen(function* () {
      const church = yield* start({
        faults: [{ match: { path: "^/people/v2/people\\?", perPageAbove: most === 1 ? 2 : most }, do: deed }]
      })
      const { inSync, resources } = yield* church.refresh
      assert.deepInclude(resources["people.Person"], { stored: 149, outcome: "done", rejected: 0 })
      assert.isTrue(inSync)
    })
  )

  it.scopedLive("because of one record passes over that one, and says where it is", () =>
    Effect.gen(function* () {
      const world = World.make({ seed: 1, people: 149 })
      const [first = "", second = "", last = ""] = [
        ...[world.rows("Person")[0]?.id, world.rows("Person")[70]?.id, world.rows("Person").at(-1)?.id]
      ].map((id) => id ?? "")
      for (const ids of [[second], [first], [last], [first, second, last]]) {
        const church = yield* start({
          world,
          faults: [{ match: { path: "/people/v2/people", reads: "list" }, do: { poison: { ids, status: 500 } } }]
        })
        const report = yield* church.on((sync) => sync.run("full"))
        assert.strictEqual(report.resources["people.Person"]?.stored, 149 - ids.length, ids.join())
        const kept = yield* church.kept("people.Person")
        assert.lengthOf(kept, ids.length)
        for (const { id, issue } of kept) {
          assert.match(id, /^openfaith:position:/)
          assert.match(issue, /cannot be read: .*500/)
        }
        assert.isFalse(report.inSync)

        church.rules.replace([])
        assert.isTrue((yield* church.refresh).inSync)
        assert.deepStrictEqual(yield* church.kept("people.Person"), [])
      }
    })
  )
})

describe("a record that breaks each page it is on", () => {
  const memberships = "^/groups/v2/groups/\\d+/memberships"

  it.scopedLive("after the first run keeps no delta from reading the changes of others", () =>
    Effect.gen(function* () {
      const church = yield* start()
      yield* church.refresh
      const [broken, edited] = church.world.rows("Person").map(({ id }) => id)
      for (const id of [broken, edited]) church.world.update("Person", id ?? "", { first_name: "Edited" })
      church.rules.replace([
        { match: { path: "/people/v2/people", reads: "list" }, do: { poison: { ids: [broken ?? ""], status: 500 } } }
      ])
      const { resources } = yield* church.on((sync) => sync.run("delta"))
      assert.deepInclude(resources["people.Person"], { outcome: "done", changed: 1, stored: 149 })
      assert.isNotEmpty(yield* church.kept("people.Person"))

      church.rules.replace([])
      assert.isTrue((yield* church.refresh).inSync)
      assert.deepStrictEqual(yield* church.kept("people.Person"), [])
      const people = yield* church.stored("people.Person")
      assert.lengthOf(
        people.filter(({ body }) => body.includes(`"first_name":"Edited"`)),
        2
      )
    })
  )

  it.scopedLive("below a parent is passed over, and the others are read", () =>
    Effect.gen(function* () {
      const world = World.make({ seed: 1, people: 149 })
      const all = world.rows("groups.Membership").map(({ id }) => id)
      const church = yield* start({
        members: true,
        world,
        faults: [{ match: { path: memberships }, do: { poison: { ids: all.slice(3, 4), status: 500 } } }]
      })
      yield* church.on((sync) => sync.run("full"))
      assert.lengthOf(yield* church.stored("groups.Membership"), all.length - 1)
      church.rules.replace([])
      yield* church.refresh
      assert.lengthOf(yield* church.stored("groups.Membership"), all.length)
      assert.deepStrictEqual(yield* church.kept("groups.Membership"), [])
    })
  )

  it.scopedLive("when every page of a listing below a parent is broken, that parent is left out with the reason", () =>
    Effect.gen(function* () {
      const world = World.make({ seed: 1, people: 149 })
      const [group] = world.rows("groups.Group")
      const church = yield* start({
        members: true,
        world,
        faults: [{ match: { path: `^/groups/v2/groups/${group?.id}/memberships` }, do: { status: 500 } }]
      })
      const { resources } = yield* church.on((sync) => sync.run("full"))
      assert.deepInclude(resources["groups.Membership"], { outcome: "partial", verdict: "unverified" })
      assert.match(resources["groups.Membership"]?.reason ?? "", /1 of \d+ parents were left out: .*500/)
      assert.deepInclude(resources["people.Person"], { outcome: "done", stored: 149 })
    })
  )
})

describe("an empty page with a next link", () => {
  it.scopedLive.each([true, false])("in the middle of a listing is no end, with a total or without (%s)", (hasTotal) =>
    Effect.gen(function* () {
      const world = World.make({ seed: 1, people: 349 })
      // in the order of the listing
      const people = world.rows("Person", [{ attribute: "updated_at", descending: false }]).map(({ id }) => id)
      const hidden = people.slice(99, 230)
      const church = yield* start({
        world,
        faults: [
          {
            match: { path: "/people/v2/people", reads: "list" },
            do: { hideRecords: { ids: hidden, counted: true }, ...(hasTotal ? {} : { withoutTotal: true }) }
          }
        ]
      })
      const report = yield* church.on((sync) => sync.run("full"))
      assert.strictEqual(report.resources["people.Person"]?.stored, people.length - hidden.length)
      // an offset walk comes upon them elsewhere
      const audit = yield* church.on((sync) => sync.run("audit"))
      assert.strictEqual(audit.resources["people.Person"]?.deleted, 0)
    })
  )
})

const page = (members: string) => ({
  status: 200,
  body: `{"links":{},"data":[${members}],"included":[],"meta":{"total_count":${members === "" ? 0 : 1}}}`
})

const campuses = "^/people/v2/campuses\\?"

describe("what a record holds", () => {
  it.scopedLive("is stored to the letter: numbers, the order of keys, keys twice, space", () =>
    Effect.gen(function* () {
      const attributes = `{"name":"x","10":1,"9":2, "n":2512292042121000001,"big":1e400,"one":1.0,"zero":-0,"name":"y"}`
      const campus = (of: string) =>
        `{"type":"Campus","id":"1","attributes":${of},"links":{"self":"https://api.planningcenteronline.com/people/v2/campuses/1"}}`
      const church = yield* start({ faults: [{ match: { path: campuses }, do: page(campus(attributes)) }] })
      yield* church.on((sync) => sync.run("full", { resources: ["people.Campus"] }))
      const [stored] = yield* church.stored("people.Campus")
      assert.strictEqual(stored?.body, campus(attributes))

      // only the last digit is another: once parsed, the two are the same
      const changed = attributes.replace("1000001", "1000002")
      church.rules.replace([{ match: { path: campuses }, do: page(campus(changed)) }])
      const { resources } = yield* church.on((sync) => sync.run("full", { resources: ["people.Campus"] }))
      assert.strictEqual(resources["people.Campus"]?.changed, 1)
      const [again] = yield* church.stored("people.Campus")
      assert.strictEqual(again?.body, campus(changed))
    })
  )
})

const ids: ReadonlyArray<readonly [id: string, isUsable: boolean]> = [
  ["", false],
  [".", false],
  ["..", false],
  ["\ud800", false],
  ["a\udc00b", false],
  ["x".repeat(3_000), false],
  ["é".repeat(1_500), false],
  ["openfaith:unnamed:x", false],
  ["a/b", true],
  ["a?b", true],
  ["a#b", true],
  ["%2F", true],
  ["%", true],
  ["a\u0000b", true],
  ["...", true],
  ["__proto__", true],
  ["😀", true],
  [" ", true],
  ["x".repeat(1_000), true]
]

describe("an id", () => {
  it.scopedLive.each(ids)("is data, and is stored or named in quarantine: %j", ([id, isUsable]) =>
    Effect.gen(function* () {
      const campus = JSON.stringify({ type: "Campus", id, attributes: { name: "x" } })
      const church = yield* start({ faults: [{ match: { path: campuses }, do: page(campus) }] })
      const only = { resources: ["people.Campus"] }
      yield* church.on((sync) => sync.run("full", only))
      const stored = yield* church.stored("people.Campus")
      const kept = yield* church.kept("people.Campus")
      assert.deepStrictEqual([stored.map(({ id }) => id), kept.length], isUsable ? [[id], 0] : [[], 1])
      if (!isUsable) {
        assert.match(kept[0]?.id ?? "", /^openfaith:(id|unnamed):/)
        assert.strictEqual(kept[0]?.body, campus)
        assert.match(kept[0]?.issue ?? "", /\bid\b/)
      }
      yield* church.on((sync) => sync.run("audit", only))
      assert.lengthOf(yield* church.stored("people.Campus"), isUsable ? 1 : 0)

      // once it is gone, an audit finds that out, or forgets it, and asks for nothing that is not this id
      church.rules.replace([{ match: { path: campuses }, do: page("") }])
      church.log.clear()
      yield* church.on((sync) => sync.run("audit", only))
      assert.deepStrictEqual(yield* church.kept("people.Campus"), [])
      const live = (yield* church.stored("people.Campus")).filter(({ deletedIn }) => deletedIn === undefined)
      assert.deepStrictEqual(live, [])
      const singles = church.log.entries().filter(({ path }) => path.startsWith("/people/v2/campuses/"))
      assert.deepStrictEqual(
        singles.map(({ path }) => path),
        isUsable ? [`/people/v2/campuses/${encodeURIComponent(id)}`] : []
      )
    })
  )
})

describe("the first full run", () => {
  it.scopedLive("over what is asked for below parents is planned with what the source counts", () =>
    Effect.gen(function* () {
      const church = yield* start({ people: 20, members: true })
      const { counted, planned } = yield* church.on((sync) =>
        Effect.gen(function* () {
          const estimates = yield* sync.count()
          const counted = yield* sync.plan("full", { estimates })
          const { run } = yield* sync.start("full")
          yield* sync.wait(run.id)
          return { counted, planned: run.plan }
        })
      )
      assert.deepStrictEqual(planned, counted)
    })
  )

  it.scopedLive("is planned without, where the source cannot be counted, and is left to say so", () =>
    Effect.gen(function* () {
      const church = yield* start({ people: 20, faults: [{ match: { path: "/" }, do: { status: 401 } }] })
      const [error, runs] = yield* church.on((sync) => Effect.all([Effect.flip(sync.run("full")), sync.runs()]))
      assert.strictEqual(error._tag, "Unauthorized")
      assert.lengthOf(runs, 1)
    })
  )
})

describe("a listing with too many malformed records", () => {
  it.scopedLive("does not keep a refresh from the other runs, however often it fails", () =>
    Effect.gen(function* () {
      const nameless = Array.from({ length: 30 }, (_, n) => JSON.stringify({ type: "Campus", attributes: { n } }))
      const church = yield* start({ faults: [{ match: { path: campuses }, do: page(nameless.join()) }] })
      for (const name of ["First", "Second", "Third"]) {
        church.world.update("Person", church.world.rows("Person")[7]?.id ?? "", { first_name: name })
        assert.strictEqual((yield* Effect.flip(church.refresh))._tag, "TooManyRejected")
        const people = yield* church.stored("people.Person")
        assert.lengthOf(
          people.filter(({ body }) => body.includes(`"first_name":"${name}"`)),
          1
        )
      }
      church.rules.replace([])
      assert.isTrue((yield* church.refresh).inSync)
    })
  )

  it.scopedLive("fails the run in the end, when all others are read", () =>
    Effect.gen(function* () {
      const nameless = Array.from({ length: 30 }, (_, n) => JSON.stringify({ type: "Campus", attributes: { n } }))
      const church = yield* start({ members: true, faults: [{ match: { path: campuses }, do: page(nameless.join()) }] })
      assert.strictEqual((yield* Effect.flip(church.refresh))._tag, "TooManyRejected")
      assert.lengthOf(yield* church.stored("people.Person"), 149)
      assert.isNotEmpty(yield* church.stored("groups.Membership"))
    })
  )
})
