/** What a run takes is what its plan says: the engine over a church of five thousand, the simulator counting. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { FetchHttpClient } from "@effect/platform"
import { SqliteAdapter } from "@openfaith/adapter-sqlite"
import { Credentials, QuotaStore } from "@openfaith/client-core"
import { Plan } from "@openfaith/graph-planner"
import { Pco } from "@openfaith/pco-client"
import * as people from "@openfaith/pco-client/people"
import { HttpServer, World } from "@openfaith/pco-mock"
import { Source, Sync } from "@openfaith/sync-engine"
import { Effect, Layer, ManagedRuntime, Redacted } from "effect"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { rows } from "./Church.ts"

const world = World.make({ seed: 3, people: 5000 })
const folder = mkdtempSync(path.join(tmpdir(), "openfaith-prediction-"))

let server: Awaited<ReturnType<typeof HttpServer.listen>>
let church: ManagedRuntime.ManagedRuntime<Sync.Sync, unknown>

beforeAll(async () => {
  server = await HttpServer.listen({ world, quota: { limit: 1_000_000 } })
  const account = Pco.layer({
    credentials: Credentials.personalToken({ id: "app", secret: Redacted.make("secret") }),
    origin: server.url
  }).pipe(Layer.provide([FetchHttpClient.layer, QuotaStore.layerMemory]))
  church = ManagedRuntime.make(
    Sync.layer({ readables: people.readables }).pipe(
      Layer.provide([
        Source.layerClient({ readables: people.readables }).pipe(Layer.provide(account)),
        SqliteAdapter.layer({ filename: path.join(folder, "church.sqlite") })
      ])
    )
  )
})
afterAll(async () => {
  await church.dispose()
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

const selection = ["people.Email", "people.PhoneNumber", "people.Address", "people.FieldDatum"]

/** A run, what its plan expected, and what the simulator counted until the records were read. */
const run = (mode: Plan.Mode) =>
  church.runPromise(
    Effect.gen(function* () {
      const sync = yield* Sync.Sync
      const options = { resources: selection }
      const plan = yield* sync.plan(mode, {
        ...options,
        ...(mode === "full" ? { estimates: yield* sync.count(options) } : {})
      })
      server.handler.log.clear()
      const report = yield* sync.run(mode, options)
      // at the end each resource is counted once more, for the report
      const requests = server.handler.log.entries().length - Object.keys(report.resources).length
      return { expected: Plan.total(plan), plan, report, requests }
    })
  )

const isWithinATenth = (requests: number, expected: number) =>
  assert.isAtMost(Math.abs(requests - expected), expected / 10, `${requests} requests where ${expected} were expected`)

describe("a run over people and four things that belong to them", () => {
  it("takes in full what its plan says, within a tenth, and at most 1.2 requests for each hundred people", async () => {
    const { expected, plan, report, requests } = await run("full")
    assert.isTrue(report.inSync, JSON.stringify(report))
    assert.deepStrictEqual(expected.uncounted, [])
    isWithinATenth(requests, expected.requests)
    const reading = plan.stages.flat().find(({ resource }) => resource === "people.Person")
    assert.sameMembers(reading?.sideLoads.map(({ resource }) => resource) ?? [], selection)
    const { requests: asked = Number.NaN } = report.resources["people.Person"] ?? {}
    const others = selection.reduce((sum, resource) => sum + (report.resources[resource]?.requests ?? Number.NaN), 0)
    // less the count for the report, of each
    assert.isAtMost(asked + others - (selection.length + 1), (5000 / 100) * 1.2)
  })

  it("keeps its plan once, however many listings it reads", async () => {
    const payloads = await rows(
      path.join(folder, "church.sqlite"),
      "SELECT workflow, payload FROM openfaith_workflow_execution"
    )
    const listings = payloads.filter(({ workflow }) => String(workflow).includes("/SyncResource"))
    assert.isNotEmpty(listings)
    for (const { payload } of listings) assert.notInclude(String(payload), '"stages"')
  })

  it("takes in an audit what its plan says, within a tenth", async () => {
    const { expected, report, requests } = await run("audit")
    assert.isTrue(report.inSync)
    isWithinATenth(requests, expected.requests)
  })

  it("takes in a delta what its plan says, within a tenth", async () => {
    for (const [index, { id }] of world.rows("people.Person").entries()) {
      if (index % 100 === 0) world.update("people.Person", id, { nickname: `Edited ${index}` })
    }
    const { expected, report, requests } = await run("delta")
    assert.strictEqual(report.resources["people.Person"]?.changed, 50)
    isWithinATenth(requests, expected.requests)
  })
})
