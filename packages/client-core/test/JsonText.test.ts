import { assert, describe, it } from "@effect/vitest"
import * as FastCheck from "effect/FastCheck"
import * as JsonText from "../src/JsonText.ts"

/** The same value as a text, with room in it that JSON allows. */
const spaced = (value: unknown, room: string): string => {
  if (Array.isArray(value)) return `[${room}${value.map((one) => spaced(one, room)).join(`${room},${room}`)}${room}]`
  if (typeof value !== "object" || value === null) return JSON.stringify(value)
  const members = Object.entries(value).map(
    ([name, one]) => `${JSON.stringify(name)}${room}:${room}${spaced(one, room)}`
  )
  return `{${room}${members.join(`${room},${room}`)}${room}}`
}

const room = FastCheck.constantFrom("", " ", "\n\t")

describe("a JSON text", () => {
  it.prop(
    "gives the members of a list to the letter",
    [FastCheck.array(FastCheck.jsonValue()), room],
    ([all, room]) => {
      const text = spaced({ before: '"data":[1]', data: all, after: [{ data: [] }] }, room)
      assert.deepStrictEqual(
        JsonText.list(text, "data"),
        // a member of a list keeps the room within it
        all.map((one) => spaced(JSON.parse(JSON.stringify(one)), room))
      )
    }
  )

  it("keeps what parsing would lose", () => {
    const member = `{"10":1,"9":2,"n":2512292042121000001,"n":1.0,"e":1e400,"s":"\\"\\\\"}`
    assert.deepStrictEqual(JsonText.list(`{"data":[${member}, ${member}]}`, "data"), [member, member])
  })

  it("takes the last of two members with one name, however it is spelled", () => {
    assert.deepStrictEqual(JsonText.list(`{"data":[1],"d\\u0061ta":[2]}`, "data"), ["2"])
  })

  it("has no members where there is none, or nothing", () => {
    for (const text of ["{}", `{"data":null}`, `{"data":[]}`, "[]", "7"]) {
      assert.deepStrictEqual(JsonText.list(text, "data"), [])
    }
    assert.deepStrictEqual(JsonText.list(`{"data":{"id":"1"}}`, "data"), [`{"id":"1"}`])
  })

  it.prop(
    "is the same but for the members that are left out",
    [FastCheck.dictionary(FastCheck.string(), FastCheck.jsonValue()), FastCheck.array(FastCheck.string()), room],
    ([all, others, room]) => {
      const names = [...others, ...Object.keys(all).slice(0, 2)]
      const text = spaced({ type: "A", relationships: all, z: 1 }, room)
      const kept = Object.entries(JSON.parse(text).relationships).filter(([name]) => !names.includes(name))
      assert.deepStrictEqual(JSON.parse(JsonText.without(text, "relationships", names)), {
        type: "A",
        relationships: Object.fromEntries(kept),
        z: 1
      })
      assert.strictEqual(JsonText.without(text, "nothing", names), text)
    }
  )

  it("tells which numbers parsing may change", () => {
    assert.deepStrictEqual(
      JsonText.longNumbers(`{"a":1,"b":[12345678901234567890, -1e400],"c":1.5,"d":"2026-01-01"}`),
      ["[12345678901234567890", ", -1e400"]
    )
  })

  it("nested a hundred thousand deep is taken like any other", () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`
    assert.strictEqual(JsonText.list(`{"data":[${deep}]}`, "data")[0]?.length, 200_000)
  })
})
