import { assert, describe, it } from "@effect/vitest"
import { isDeeper } from "../src/internal/depth.ts"

const nested = (depth: number): unknown => JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`)

describe("a value", () => {
  it("may nest as deep as the bound, and not deeper", () => {
    assert.isFalse(isDeeper(nested(64), 64))
    assert.isTrue(isDeeper(nested(65), 64))
    assert.isFalse(isDeeper(1, 0))
    assert.isTrue(isDeeper([], 0))
    assert.isFalse(isDeeper({ a: [[]], b: {} }, 3))
    assert.isTrue(isDeeper({ a: [[]], b: {} }, 2))
  })

  it("nested a million deep is looked at no further than the bound", () => {
    assert.isTrue(isDeeper(nested(1_000_000), 64))
    assert.isTrue(isDeeper(JSON.parse(`${'{"a":'.repeat(1_000_000)}1${"}".repeat(1_000_000)}`), 64))
  })

  it("hides no depth under names that objects have of themselves", () => {
    for (const name of ["__proto__", "constructor", "toString", "0"]) {
      assert.isTrue(isDeeper(JSON.parse(`{"${name}":${"[".repeat(64)}${"]".repeat(64)}}`), 64), name)
    }
  })
})
