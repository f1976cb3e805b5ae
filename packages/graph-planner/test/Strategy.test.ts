import { assert, describe, it } from "@effect/vitest"
import { Attribute, Endpoint, Resource } from "@openfaith/client-core"
import * as Strategy from "../src/Strategy.ts"
import { readable } from "./Church.ts"

const of = (by: ReadonlyArray<"created_at" | "updated_at">, mode: Strategy.Mode) =>
  Strategy.of(readable("a.Thing", { by }).list, mode)

describe("the strategy", () => {
  it.each<
    readonly [mode: Strategy.Mode, by: ReadonlyArray<"created_at" | "updated_at">, expected: string, sees: string]
  >([
    ["full", ["created_at", "updated_at"], "by updated_at", "everything"],
    ["delta", ["created_at", "updated_at"], "by updated_at", "changed"],
    ["audit", ["created_at", "updated_at"], "by created_at", "everything"],
    ["full", ["created_at"], "by created_at", "everything"],
    ["delta", ["created_at"], "by created_at", "created"],
    ["audit", ["created_at"], "by created_at", "everything"],
    ["full", ["updated_at"], "by updated_at", "everything"],
    ["delta", ["updated_at"], "by updated_at", "changed"],
    ["audit", ["updated_at"], "by updated_at", "everything"],
    ["full", [], "by offset", "everything"],
    ["delta", [], "by offset", "everything"],
    ["audit", [], "by offset", "everything"]
  ])("of a %s run over a listing that knows %j goes %s, and sees what is %s", (mode, by, expected, sees) => {
    const reading = of(by, mode)
    assert.deepStrictEqual([Strategy.words(reading.strategy), reading.sees], [expected, sees])
  })

  const { list } = readable("a.Thing")
  const having = (part: Partial<Endpoint.Capabilities>) => ({
    ...list,
    capabilities: { ...list.capabilities, ...part }
  })

  it("begins a delta with the newest where a listing can be ordered and not filtered", () => {
    const ordered = having({ where: {} })
    assert.deepStrictEqual(Strategy.of(ordered, "delta"), {
      strategy: { _tag: "Descending", by: "updated_at" },
      sees: "changed"
    })
    assert.deepStrictEqual(Strategy.of(ordered, "full").strategy, { _tag: "Offset" })
    assert.deepStrictEqual(Strategy.of(ordered, "audit").strategy, { _tag: "Offset" })
  })

  it("counts what a delta's filter leaves where a listing can be filtered and not ordered", () => {
    const filtered = having({ order: [] })
    assert.deepStrictEqual(Strategy.of(filtered, "delta"), {
      strategy: { _tag: "Filtered", by: "updated_at" },
      sees: "changed"
    })
    assert.deepStrictEqual(Strategy.of(filtered, "full").strategy, { _tag: "Offset" })
  })

  it("asks for no moment that is no moment", () => {
    const text = having({ where: { updated_at: "string" }, order: [] })
    assert.deepStrictEqual(Strategy.of(text, "delta").strategy, { _tag: "Offset" })
  })

  it("believes what is told of a listing over what it seems to be able to", () => {
    const told = having({ delta: { _tag: "None" } })
    for (const mode of ["full", "delta", "audit"] as const) {
      assert.deepStrictEqual(Strategy.of(told, mode).strategy, { _tag: "Offset" })
    }
  })

  it("of a single record is to ask for it", () => {
    const resource = Resource.make("a", "Thing", { attributes: { name: Attribute.string } })
    const one = Endpoint.get("/a/thing", resource)
    assert.deepStrictEqual(Strategy.of(one, "delta"), { strategy: { _tag: "One" }, sees: "everything" })
  })
})
