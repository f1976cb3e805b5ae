import { assert, describe, it } from "@effect/vitest"
import * as FastCheck from "effect/FastCheck"
import * as Deletion from "../src/Deletion.ts"

const blows = (missing: number, live: number, recentlyDeleted = 0) =>
  Deletion.blows({ missing, live, recentlyDeleted, first: [] })

describe("the fuse", () => {
  it("lets twenty go, however few there are", () => {
    assert.isFalse(blows(20, 20))
    assert.isTrue(blows(21, 21))
  })

  it("lets a twentieth go, however many that is", () => {
    assert.isFalse(blows(50, 1000))
    assert.isTrue(blows(51, 1000))
    assert.isFalse(blows(21, 420))
    assert.isTrue(blows(21, 419))
  })

  it("counts what went within the week, against what there was before it went", () => {
    assert.isFalse(blows(6, 985, 15))
    assert.isFalse(blows(35, 985, 15))
    assert.isTrue(blows(36, 985, 15))
    assert.isTrue(blows(1, 180, 20))
  })

  it("has nothing to hold back where nothing is missing, whatever went before", () => {
    assert.isFalse(blows(0, 10, 500))
  })

  it.prop(
    "judges the rest of a run as it judged the whole, in whichever batches it deletes",
    [FastCheck.nat(400), FastCheck.nat(2000), FastCheck.nat(50), FastCheck.nat(400)],
    ([missing, others, recent, batch]) => {
      const live = missing + others
      const done = Math.min(batch, Math.max(0, missing - 1))
      if (!blows(missing, live, recent)) assert.isFalse(blows(missing - done, live - done, recent + done))
    }
  )
})
