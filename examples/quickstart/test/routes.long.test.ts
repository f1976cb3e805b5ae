/** All of Planning Center, read by its plan from the simulator: what it took, and what was met. */
import { FetchHttpClient } from "@effect/platform"
import { Credentials, QuotaStore } from "@openfaith/client-core"
import { Estimates, Plan } from "@openfaith/graph-planner"
import { Pco } from "@openfaith/pco-client"
import * as all from "@openfaith/pco-client/all"
import { HttpServer, World } from "@openfaith/pco-mock"
import { Effect, Either, Layer, Redacted } from "effect"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import * as Reader from "./Reader.ts"

const world = World.make({ seed: 5, people: 60 })
let server: Awaited<ReturnType<typeof HttpServer.listen>>

beforeAll(async () => {
  server = await HttpServer.listen({ world, quota: { limit: 1_000_000 } })
})
afterAll(() => server.close())

const known = new Set(all.resources.map(({ key }) => key))

const counts = Estimates.fromCounts(
  Object.fromEntries([...known].flatMap((key) => (world.kinds.has(key) ? [[key, world.count(key)]] : [])))
)

const read = async (options: Omit<Plan.Options, "definitions">) => {
  const plan = Either.getOrThrow(Plan.make({ definitions: all, estimates: counts, ...options }))
  const { log } = server.handler
  log.clear()
  const account = await Reader.read(plan, all).pipe(
    Effect.provide(
      Pco.layer({
        credentials: Credentials.personalToken({ id: "app", secret: Redacted.make("secret") }),
        origin: server.url
      }).pipe(Layer.provide([FetchHttpClient.layer, QuotaStore.layerMemory]))
    ),
    Effect.runPromise
  )
  return { plan, account, requests: log.entries().length }
}

/** What the simulator has more of than Planning Center says there is, or shows. */
const excepted = new Set([
  // whoever asks is one of all people
  "current.Person",
  // the simulator counts all people; there are no owners but those of notes
  "groups.Owner"
])

const missing = (plan: Plan.Plan, account: Reader.Account) =>
  [...new Set(plan.stages.flat().flatMap((task) => [task, ...task.sideLoads]))].flatMap(({ covers, resource, why }) => {
    if (covers === "some" || excepted.has(resource) || !world.kinds.has(resource)) return []
    const met = account.get(resource)?.size ?? 0
    return met < world.count(resource) ? [`${resource}: ${met} of ${world.count(resource)}, ${why}`] : []
  })

describe("all of Planning Center, by its plan", () => {
  it("takes as many requests as the plan says, within a tenth, and meets every record that it promises", async () => {
    const { account, plan, requests } = await read({ mode: "full" })
    const expected = Plan.total(plan)
    assert.deepStrictEqual(expected.uncounted, [])
    assert.isAtMost(Math.abs(requests - expected.requests), expected.requests / 10)
    assert.deepStrictEqual(missing(plan, account), [])
  })

  it("takes no more than a tenth of what asking each person for each of theirs takes", async () => {
    const selection = ["people.Email", "people.PhoneNumber", "people.Address", "people.FieldDatum"]
    const { account, plan, requests } = await read({ mode: "full", selection })
    const people = account.get("people.Person")?.size ?? 0
    assert.strictEqual(people, world.count("people.Person"))
    assert.deepStrictEqual(missing(plan, account), [])
    assert.isBelow(requests, (people * selection.length) / 10)
  })
})
