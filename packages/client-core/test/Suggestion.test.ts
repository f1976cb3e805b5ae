import { assert, describe, it } from "@effect/vitest"
import * as FastCheck from "effect/FastCheck"
import * as Suggestion from "../src/Suggestion.ts"

describe("the nearest name", () => {
  it.each([
    ["frist_name", "first_name"],
    ["firstname", "first_name"],
    ["FIRST_NAME", "first_name"],
    ["update_at", "updated_at"],
    ["emailz", "emails"]
  ])("of %s is %s", (name, meant) => {
    const known = ["created_at", "updated_at", "first_name", "last_name", "emails"]
    assert.strictEqual(Suggestion.nearest(name, known), meant)
  })

  it("is none where nothing is near", () => {
    assert.isUndefined(Suggestion.nearest("zebra_crossing", ["created_at", "first_name"]))
    assert.isUndefined(Suggestion.nearest("anything", []))
  })

  it.prop(
    "is always one of the known names, and a known name is its own",
    [FastCheck.array(FastCheck.string()), FastCheck.string()],
    ([known, name]) => {
      const found = Suggestion.nearest(name, known)
      assert.isTrue(found === undefined || known.includes(found))
      for (const each of known) assert.strictEqual(Suggestion.nearest(each, known)?.toLowerCase(), each.toLowerCase())
    }
  )

  it("does not depend on the order where one name is nearest", () => {
    const known = ["created_at", "updated_at", "name"]
    assert.strictEqual(Suggestion.nearest("nmae", known), "name")
    assert.strictEqual(Suggestion.nearest("nmae", known.toReversed()), "name")
  })
})

describe("the sentence", () => {
  it("names all that is allowed, then what was probably meant", () => {
    assert.strictEqual(Suggestion.sentence("nmae", ["id", "name"]), "allowed: id, name; did you mean name?")
    assert.strictEqual(Suggestion.sentence("whatever", ["id", "name"]), "allowed: id, name")
    assert.strictEqual(Suggestion.sentence("whatever", []), "nothing is allowed here")
  })
})
