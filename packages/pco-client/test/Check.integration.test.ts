import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Pco from "../src/Pco.ts"
import * as People from "../src/people.ts"
import * as Replay from "./Replay.ts"

const { capabilities } = People.Campus.list

const meta = {
  can_order_by: [...capabilities.order],
  can_query_by: Object.keys(capabilities.where),
  // an answer names only what it sends along itself
  can_include: ["lists", "service_times"],
  total_count: 1
}

const attributes = Object.fromEntries(
  People.Campus.Campus.attributes.filter((name) => name !== "time_zone_raw").map((name) => [name, null])
)

const campus = { type: "Campus", id: "1", attributes, relationships: { organization: { data: null } } }

const check = (body: unknown, status = 200) =>
  Effect.gen(function* () {
    const server = yield* Replay.serve(() => ({ status, body }))
    return yield* Effect.provide(Pco.check([People.Campus.readable]), Replay.connection(server.url))
  })

describe("an account", () => {
  it.scopedLive("that is as described shows no difference", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* check({ data: [campus], meta }), [])
    })
  )

  it.scopedLive("is different by what it offers, what it has, and what it calls otherwise", () =>
    Effect.gen(function* () {
      const { avatar_url: _, ...others } = attributes
      const differences = yield* check({
        data: [{ ...campus, attributes: { ...others, motto: "x", city: 7 }, relationships: { flag: { data: null } } }],
        meta: { ...meta, can_order_by: ["name", "motto"], can_filter: ["open"] }
      })
      const of = (what: string, is: string) =>
        differences.filter((one) => one.what === what && one.is === is).map(({ name }) => name)
      assert.deepStrictEqual(of("order", "new"), ["motto"])
      assert.sameMembers(of("order", "gone"), ["created_at", "updated_at"])
      assert.deepStrictEqual(of("filter", "new"), ["open"])
      assert.deepStrictEqual(of("attribute", "new"), ["motto"])
      assert.deepStrictEqual(of("attribute", "unseen"), ["avatar_url"])
      assert.deepStrictEqual(of("attribute", "different"), ["city"])
      assert.deepStrictEqual(of("relationship", "new"), ["flag"])
      assert.deepStrictEqual(of("relationship", "unseen"), ["organization"])
      assert.isTrue(differences.every(({ resource }) => resource === "people.Campus"))
    })
  )

  it.scopedLive("without records shows only what it offers", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* check({ data: [], meta }), [])
    })
  )

  it.scopedLive("that may not see a listing is told so, and the check goes on", () =>
    Effect.gen(function* () {
      for (const status of [403, 404]) {
        const body = { errors: [{ status: `${status}`, title: "no", detail: "no" }] }
        assert.deepStrictEqual(yield* check(body, status), [
          { resource: "people.Campus", what: "listing", name: "/people/v2/campuses", is: "refused" }
        ])
      }
    })
  )
})
