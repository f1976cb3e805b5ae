/** What hangs below the records of other resources, read over real HTTP into a real file. */

import * as SqlClient from "@effect/sql/SqlClient"
import { assert, describe, it } from "@effect/vitest"
import { Estimates, Plan } from "@openfaith/graph-planner"
import * as groups from "@openfaith/pco-client/groups"
import * as people from "@openfaith/pco-client/people"
import type { Faults, World } from "@openfaith/pco-mock"
import { Sync } from "@openfaith/sync-engine"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Church from "./Church.ts"

const run = (mode: Plan.Mode, resources: ReadonlyArray<string>) =>
  Effect.flatMap(Sync.Sync, (sync) => sync.run(mode, { resources }))

interface Stored {
  readonly id: string
  readonly above: string | null
}

/** Live records, by id. */
const stored = (resource: string) =>
  Effect.flatMap(
    SqlClient.SqlClient,
    (sql) =>
      sql<Stored>`SELECT id, above FROM openfaith_record WHERE resource = ${resource} AND deleted_in IS NULL ORDER BY id`
  )

const idsOf = (resource: string) => Effect.map(stored(resource), (rows) => rows.map(({ id }) => id))

const ids = (world: World.World, resource: string) =>
  world
    .rows(resource)
    .map(({ id }) => id)
    .sort()

/** Everything the engine holds of these is what the church has. */
const assertEqual = (world: World.World, resources: ReadonlyArray<string>) =>
  Effect.forEach(resources, (resource) =>
    Effect.map(idsOf(resource), (found) => assert.deepStrictEqual(found, ids(world, resource), resource))
  )

/** One level, and with the attendances of some sixty events two. */
const circles = ["groups.GroupType", "groups.Group", "groups.Membership"]
const life = [...circles, "groups.Event", "groups.Attendance"]

const withGroups = <A, E>(
  work: (church: Church.Church) => Effect.Effect<A, E, Church.Process>,
  faults: ReadonlyArray<Faults.Rule> = []
) =>
  Effect.gen(function* () {
    const church = yield* Church.make({ world: Church.groups(), definitions: groups, faults, attempts: 2 })
    return yield* Effect.provide(work(church), church.process)
  })

/** The requests of a run that nothing interrupts. */
const whole = Effect.scoped(withGroups(({ asked }) => Effect.map(run("full", circles), () => asked().length)))

/** How much there is, as somebody knows who has been here before. */
const counts = (world: World.World, resources: ReadonlyArray<string>) =>
  Estimates.fromCounts(Object.fromEntries(resources.map((resource) => [resource, world.rows(resource).length])))

describe("branches", () => {
  it.scopedLive("hold what hangs below each parent, and below that; for as many requests as were planned", () =>
    withGroups(({ asked, world }) =>
      Effect.gen(function* () {
        const sync = yield* Sync.Sync
        yield* run("full", ["groups.Group", "groups.Event"])
        const plan = yield* sync.plan("full", { resources: life, estimates: counts(world, life) })
        asked()
        const report = yield* run("full", life)
        const requests = asked().length
        yield* assertEqual(world, life)
        assert.isTrue(report.inSync)
        assert.strictEqual(report.resources["groups.Membership"]?.source, null)
        // the report asks each listing once more for its count
        const planned = Plan.total(plan).requests + 3
        assert.isAtMost(Math.abs(requests - planned), planned * 0.1, `${requests} for ${planned}`)
      })
    )
  )

  it.scopedLive("tell below what each of their records hangs", () =>
    withGroups(({ world }) =>
      Effect.gen(function* () {
        yield* run("full", circles)
        for (const { above, id } of yield* stored("groups.Membership")) {
          const group = world.get("groups.Membership", id)?.relationships.group
          assert.deepInclude(JSON.parse(above ?? "{}"), {
            "groups.Group": group !== null && group !== undefined && "id" in group ? group.id : ""
          })
        }
      })
    )
  )

  it.scopedLive("are brought up to date by a delta, and by an audit of what is gone", () =>
    withGroups(({ world }) =>
      Effect.gen(function* () {
        yield* run("full", life)
        const [first, second] = world.rows("groups.Group")
        const membership = world.rows("groups.Membership")[0]?.id ?? ""
        const attendance = world.rows("groups.Attendance")[0]?.id ?? ""
        world.update("groups.Membership", world.rows("groups.Membership")[1]?.id ?? "", { role: "leader" })
        world.delete("groups.Membership", membership)
        // there is no request for one of these
        world.delete("groups.Attendance", attendance)
        world.delete("groups.Group", second?.id ?? "")
        assert.notStrictEqual(first?.id, second?.id)
        const delta = yield* run("delta", life)
        assert.strictEqual(delta.resources["groups.Membership"]?.changed, 1)
        assert.include(yield* idsOf("groups.Membership"), membership)
        const sync = yield* Sync.Sync
        yield* sync.run("audit", { resources: life, acceptDeletions: true })
        yield* assertEqual(world, life)
      })
    )
  )

  it.scopedLive("lead through what their parents hang below, as deep as paths go", () =>
    Effect.gen(function* () {
      const deep = ["people.List", "people.Rule", "people.Condition"]
      const { process, world } = yield* Church.make({ people: 20, definitions: people })
      yield* Effect.gen(function* () {
        const report = yield* run("full", deep)
        yield* assertEqual(world, deep)
        assert.isTrue(report.inSync)
        const [condition] = yield* stored("people.Condition")
        assert.sameMembers(Object.keys(JSON.parse(condition?.above ?? "{}")), deep.slice(0, 2))
      }).pipe(Effect.provide(process))
    })
  )

  it.scopedLive("that may not be seen are left out with the reason, and nothing of them is taken for gone", () =>
    withGroups(({ faults, world }) =>
      Effect.gen(function* () {
        yield* run("full", circles)
        const hidden = world.rows("groups.Group")[0]?.id
        faults.replace([{ match: { path: `^/groups/v2/groups/${hidden}/memberships` }, do: { status: 403 } }])
        const { resources } = yield* run("audit", ["groups.Group", "groups.Membership"])
        const told = resources["groups.Membership"]
        assert.deepInclude(told, { outcome: "partial", deleted: 0 })
        assert.match(told?.reason ?? "", /^1 of 8 parents were left out: .*403/s)
        yield* assertEqual(world, circles)
      })
    )
  )

  it.scopedLive("of a run that failed are kept, and the next attempt reads those that are left", () =>
    withGroups(({ asked, faults, world }) =>
      Effect.gen(function* () {
        yield* run("full", ["groups.Group"])
        const bad = world.rows("groups.Group")[3]?.id
        const path = /^\/groups\/v2\/groups\/\d+\/memberships/
        faults.replace([{ match: { path: `^/groups/v2/groups/${bad}/memberships` }, do: { status: 401 } }])
        const failure = yield* Effect.flip(run("full", ["groups.Group", "groups.Membership"]))
        assert.strictEqual(failure._tag, "Unauthorized")
        assert.lengthOf(
          asked().filter((one) => path.test(one)),
          8
        )
        faults.replace([])
        yield* run("full", ["groups.Group", "groups.Membership"])
        assert.lengthOf(
          asked().filter((one) => path.test(one)),
          1
        )
        yield* assertEqual(world, ["groups.Membership"])
      })
    )
  )

  it.scopedLive("are empty where their parent is gone meanwhile", () =>
    withGroups(({ faults, world }) =>
      Effect.gen(function* () {
        yield* run("full", ["groups.Group"])
        const gone = world.rows("groups.Group")[2]?.id ?? ""
        faults.replace([{ match: { path: `^/groups/v2/groups/${gone}(/|\\?|$)` }, do: { status: 404 } }])
        const report = yield* run("full", ["groups.Group", "groups.Membership"])
        assert.strictEqual(report.resources["groups.Membership"]?.outcome, "done")
        const others =
          world.rows("groups.Membership").length - world.children("groups.Membership", "group", gone).length
        assert.strictEqual(report.resources["groups.Membership"]?.stored, others)
      })
    )
  )

  for (const place of [4, 6, 9]) {
    it.scopedLive(`go on where they were, though their process ended at request ${place}`, () =>
      Effect.gen(function* () {
        const cut = yield* Deferred.make<void>()
        let requests = 0
        const before = () => {
          requests++
          if (requests === place) Deferred.unsafeDone(cut, Effect.void)
        }
        const church = yield* Church.make({ world: Church.groups(), definitions: groups, before })
        const all = run("full", circles)
        yield* Effect.provide(Effect.raceFirst(all, Deferred.await(cut)), church.process)
        yield* Effect.provide(Effect.zipRight(all, assertEqual(church.world, circles)), church.process)
        // what was on its way when it ended is asked for once more
        assert.isAtMost(requests, (yield* whole) + 16)
      })
    )
  }

  it.scopedLive("are forgotten when their run is done", () =>
    withGroups(() =>
      Effect.gen(function* () {
        yield* run("full", circles)
        const sql = yield* SqlClient.SqlClient
        assert.deepStrictEqual(yield* sql`SELECT count(*) AS number FROM openfaith_branch`, [{ number: 0 }])
      })
    )
  )
})
