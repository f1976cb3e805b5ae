import { FetchHttpClient } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { QuotaStore, TokenStore } from "@openfaith/client-core"
import { Effect, Layer } from "effect"
import * as connections from "../src/connections.ts"
import * as inventory from "../src/inventory.ts"
import * as seeing from "../src/seeing.ts"
import * as signIn from "../src/signIn.ts"
import { Library } from "../src/Tool.ts"
import { inShed, settings } from "./Shed.ts"
import { serve } from "./ToolServer.ts"

const base = [FetchHttpClient.layer, QuotaStore.layerMemory] as const

describe("an API of one's own", () => {
  it.scopedLive("is listed to its end, by its cursors", () =>
    Effect.gen(function* () {
      const server = yield* serve(120)
      const counts = yield* inShed(server)(inventory.byCategory)
      assert.deepStrictEqual(
        counts,
        new Map([
          ["garden", 40],
          ["wood", 40],
          ["other", 40]
        ])
      )
      assert.deepStrictEqual(
        server.asked.map(({ address }) => address),
        ["", "&cursor=NTA", "&cursor=MTAw"].map((cursor) => `/v1/tools?sort=name&limit=50${cursor}`)
      )
    })
  )

  it.scopedLive("takes new records, whose ids come as text", () =>
    Effect.gen(function* () {
      const server = yield* serve(7)
      const { attributes, id } = yield* inShed(server)(inventory.add("Spade", "garden"))
      assert.deepStrictEqual([id, attributes.name, attributes.category], ["8", "Spade", "garden"])
    })
  )

  it.scopedLive("is not sent a write twice: what was lost is looked for", () =>
    Effect.gen(function* () {
      const server = yield* serve(7)
      server.faults.push("lose the answer")
      const { id } = yield* inShed(server)(inventory.add("Spade", "garden"))
      assert.strictEqual(id, "8")
      assert.deepStrictEqual(
        server.asked.map(({ method }) => method),
        ["POST", "GET"]
      )
    })
  )

  it.scopedLive("says by its own codes what is in conflict", () =>
    Effect.gen(function* () {
      const server = yield* serve(7)
      const { id } = yield* inShed(server)(inventory.add("Tool 3", "garden"))
      assert.strictEqual(id, "3")
      assert.strictEqual(server.tools.length, 7)
    })
  )

  it.scopedLive("waits for its quota and passes over what passes, by rules", () =>
    Effect.gen(function* () {
      const server = yield* serve(7)
      const spent = { error: { code: "quota_spent", message: "slow down" } }
      server.faults.push({ status: 403, body: spent, headers: { "retry-after": "0.1" } })
      server.faults.push({ status: 409, body: { error: { code: "stocktaking", message: "we are counting" } } })
      const counts = yield* inShed(server)(inventory.byCategory)
      assert.strictEqual(counts.get("garden"), 3)
      assert.strictEqual(server.asked.length, 3)
    })
  )

  it.scopedLive("is told apart by what went wrong", () =>
    Effect.gen(function* () {
      const server = yield* serve(7)
      const lend = (id: string, days: number) => inShed(server)(inventory.lend(id, days))
      assert.strictEqual(yield* lend("1", 3), "Tool 1 is yours for 3 days")
      assert.strictEqual(yield* lend("99", 3), "there is no such tool")
      assert.strictEqual(yield* lend("3", 3), "this one stays here")
      assert.match(yield* lend("1", 99), /^attributes\.days: /)
      assert.strictEqual(server.asked.length, 3)
    })
  )

  it.scopedLive("deletes, and answers with nothing", () =>
    Effect.gen(function* () {
      const server = yield* serve(7)
      const gone = Effect.flatMap(Library, ({ tools }) => tools.delete({ path: { id: "1" } }))
      assert.isUndefined(yield* inShed(server)(gone))
      assert.strictEqual(server.tools.length, 6)
    })
  )
})

describe("connections", () => {
  it.scopedLive("share the work, and go on with the token that is left", () =>
    Effect.gen(function* () {
      const server = yield* serve(7)
      server.tokens.delete("shed-token")
      const both = Library.Default.pipe(Layer.provide(connections.Tokens), Layer.provide(base))
      yield* Effect.provide(inventory.byCategory, Layer.provide(both, settings(server)))
      assert.strictEqual(server.asked.at(-1)?.authorization, "Bearer barn-token")
    })
  )

  it.scopedLive("can be impatient", () =>
    Effect.gen(function* () {
      const server = yield* serve(7)
      const down = { status: 503, body: "" }
      server.faults.push(down, down, down)
      const counter = Library.Default.pipe(Layer.provide(connections.Impatient), Layer.provide(base))
      const error = yield* Effect.flip(Effect.provide(inventory.byCategory, Layer.provide(counter, settings(server))))
      assert.strictEqual(error._tag, "Unavailable")
      assert.strictEqual(server.asked.length, 2)
    })
  )

  it.scopedLive("come from their owner: authorised once, used, and given back", () =>
    Effect.gen(function* () {
      const server = yield* serve(7)
      const read = Effect.provide(inventory.byCategory, Layer.provide(Library.Default, signIn.ofOwner("shed")))
      yield* Effect.gen(function* () {
        const { session, url } = yield* signIn.begin
        const browser = yield* Effect.promise(() => fetch(url, { redirect: "manual" }))
        const callback = browser.headers.get("location") ?? ""
        const { session: another } = yield* signIn.begin
        assert.strictEqual(yield* signIn.finish("shed", callback, another), "not connected: please begin again")
        assert.strictEqual(yield* signIn.finish("shed", callback, session), "connected")
        assert.strictEqual(yield* signIn.finish("shed", callback, session), "not connected: invalid_grant")
        yield* read
        assert.match(server.asked.at(-1)?.authorization ?? "", /^Bearer access-/)
        yield* signIn.leave("shed")
        assert.strictEqual((yield* Effect.flip(read))._tag, "NeedsReauthorization")
      }).pipe(Effect.provide(settings(server)))
    }).pipe(Effect.provide([...base, TokenStore.layerMemory]))
  )
})

describe("seeing it", () => {
  it.scopedLive("says what a piece of work cost, and counts requests", () =>
    Effect.gen(function* () {
      const server = yield* serve(120)
      const before = yield* seeing.answered
      const { requests, tools } = yield* inShed(server)(seeing.cost)
      assert.deepStrictEqual({ requests, tools }, { requests: 3, tools: 120 })
      assert.strictEqual((yield* seeing.answered) - before, 3)
    })
  )
})
