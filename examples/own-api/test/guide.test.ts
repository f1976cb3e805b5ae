/** What the guide says of failures, on the library's own server. */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { Library } from "../src/Tool.ts"
import { inShed } from "./Shed.ts"
import { type Fault, serve } from "./ToolServer.ts"

/** What one call fails with, and how often it was sent. */
const failing = <A, E>(faults: ReadonlyArray<Fault>, call: (library: Library) => Effect.Effect<A, E>) =>
  Effect.gen(function* () {
    const server = yield* serve(7)
    server.faults.push(...faults)
    const error = yield* Effect.flip(inShed(server)(Effect.flatMap(Library, call)))
    return { error, sent: server.asked.length }
  })

describe("a write", () => {
  it.scopedLive("that may be repeated is, and finds its first self done", () =>
    Effect.gen(function* () {
      const { error, sent } = yield* failing(["lose the answer"], ({ tools }) => tools.delete({ path: { id: "1" } }))
      assert.deepStrictEqual([error._tag, sent], ["NotFound", 2])
    })
  )

  it.scopedLive("that may not is sent once, whatever is the matter with the API", () =>
    Effect.gen(function* () {
      const { error, sent } = yield* failing([{ status: 503, body: {} }], ({ tools }) =>
        tools.create({ attributes: { name: "Spade" } })
      )
      assert.deepStrictEqual([error._tag, sent], ["Unavailable", 1])
    })
  )

  it.scopedLive("is of unknown outcome behind a gateway that gave up", () =>
    Effect.gen(function* () {
      const { error, sent } = yield* failing([{ status: 504, body: {} }], ({ tools }) =>
        tools.create({ attributes: { name: "Spade" } })
      )
      assert.deepStrictEqual([error._tag, sent], ["UnknownOutcome", 1])
    })
  )

  it.scopedLive("says by its status that it was carried out, if its answer cannot be read", () =>
    Effect.gen(function* () {
      const { error, sent } = yield* failing([{ status: 201, body: { thanks: true } }], ({ tools }) =>
        tools.create({ attributes: { name: "Spade" } })
      )
      assert(error._tag === "UnexpectedBody")
      assert.deepStrictEqual([error.status, sent], [201, 1])
    })
  )
})

describe("a read", () => {
  it.scopedLive("of a record that is not as described names the record and the attribute", () =>
    Effect.gen(function* () {
      const { error, sent } = yield* failing(
        [{ status: 200, body: { object: "tool", id: 7, name: "" } }],
        ({ tools }) => tools.getById({ path: { id: "7" } })
      )
      assert(error._tag === "UnexpectedBody")
      assert.include(error.problem, 'tool "7"')
      assert.include(error.problem, "name")
      assert.strictEqual(sent, 1)
    })
  )
})
