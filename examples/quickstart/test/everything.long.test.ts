/** All of Planning Center, copied by the engine from the simulator: more than two hundred kinds, most of them below others. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { FetchHttpClient } from "@effect/platform"
import { SqliteAdapter } from "@openfaith/adapter-sqlite"
import { Credentials, QuotaStore } from "@openfaith/client-core"
import { Estimates, Plan } from "@openfaith/graph-planner"
import { Pco } from "@openfaith/pco-client"
import * as all from "@openfaith/pco-client/all"
import { HttpServer, World } from "@openfaith/pco-mock"
import { Source, Sync, SyncStore } from "@openfaith/sync-engine"
import { Effect, Layer, ManagedRuntime, Redacted } from "effect"
import { afterAll, assert, beforeAll, describe, it } from "vitest"

const world = World.make({ seed: 5, people: 60 })
const folder = mkdtempSync(path.join(tmpdir(), "openfaith-everything-"))

let server: Awaited<ReturnType<typeof HttpServer.listen>>
let church: ManagedRuntime.ManagedRuntime<Sync.Sync | SyncStore.SyncStore, unknown>

beforeAll(async () => {
  server = await HttpServer.listen({ world, quota: { limit: 1_000_000 } })
  const account = Pco.layer({
    credentials: Credentials.personalToken({ id: "app", secret: Redacted.make("secret") }),
    origin: server.url
  }).pipe(Layer.provide([FetchHttpClient.layer, QuotaStore.layerMemory]))
  church = ManagedRuntime.make(
    Sync.layer(all).pipe(
      Layer.provide(Source.layerClient(all).pipe(Layer.provide(account))),
      Layer.provideMerge(SqliteAdapter.layer({ filename: path.join(folder, "church.sqlite") }))
    )
  )
})
afterAll(async () => {
  await church.dispose()
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

const counts = Estimates.fromCounts(
  Object.fromEntries(all.resources.flatMap(({ key }) => (world.kinds.has(key) ? [[key, world.count(key)]] : [])))
)

/** A run, what its plan expected, and what the simulator counted until the records were read. */
const run = (mode: Plan.Mode) =>
  church.runPromise(
    Effect.gen(function* () {
      const sync = yield* Sync.Sync
      const store = yield* SyncStore.SyncStore
      const plan = yield* sync.plan(mode, { estimates: counts })
      server.handler.log.clear()
      const report = yield* sync.run(mode)
      // at the end each listing is counted once more, for the report
      const requests = server.handler.log.entries().length - all.readables.length
      const live = new Map((yield* store.stored("main")).map(({ live, resource }) => [resource, live]))
      return { plan, report, requests, live }
    })
  )

/** What the simulator has more of than Planning Center says there is, or shows. */
const excepted = new Set([
  // whoever asks is one of all people
  "current.Person",
  // the simulator counts all people; there are no owners but those of notes
  "groups.Owner"
])

const missing = (plan: Plan.Plan, live: ReadonlyMap<string, number>) =>
  [...new Set(plan.stages.flat().flatMap((task) => [task, ...task.sideLoads]))].flatMap(({ covers, resource, why }) => {
    if (covers === "some" || excepted.has(resource) || !world.kinds.has(resource)) return []
    const found = live.get(resource) ?? 0
    return found < world.count(resource) ? [`${resource}: ${found} of ${world.count(resource)}, ${why}`] : []
  })

describe("all of Planning Center", () => {
  it("is copied whole, for as many requests as the plan says, within a tenth", async () => {
    const { live, plan, report, requests } = await run("full")
    const expected = Plan.total(plan)
    assert.deepStrictEqual(expected.uncounted, [])
    // The first full run counts each listing before it plans.
    const counting = new Set(plan.stages.flat().map(({ resource }) => resource)).size
    const off = Math.abs(requests - counting - expected.requests)
    assert.isAtMost(off, expected.requests / 10, `${requests}, ${counting}, ${expected.requests}`)
    assert.deepStrictEqual(missing(plan, live), [])
    const outcomes = Object.entries(report.resources).map(([resource, { outcome, rejected }]) => ({
      resource,
      outcome: rejected > 0 ? `${rejected} rejected` : outcome
    }))
    const unread = outcomes.filter(({ outcome }) => outcome !== "done")
    // every resource that no request leads to says so, and no other
    const told = unread.toSorted((one, other) => (one.resource < other.resource ? -1 : 1))
    assert.deepStrictEqual(
      told,
      plan.unreadable.map((resource) => ({ resource, outcome: "unreadable" }))
    )
    console.log(`full: ${requests} requests where ${expected.requests} were expected, ${live.size} kinds of records`)
  })

  it("loses nothing to an audit that finds nothing gone", async () => {
    const { plan, report, requests } = await run("audit")
    const deleted = Object.entries(report.resources).filter(([, { deleted }]) => deleted > 0)
    assert.deepStrictEqual(deleted, [])
    const expected = Plan.total(plan).requests
    assert.isAtMost(Math.abs(requests - expected), expected / 10, `${requests}, ${expected}`)
    console.log(`audit: ${requests} requests where ${expected} were expected`)
  })
})
