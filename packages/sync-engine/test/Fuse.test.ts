import { assert, describe, it } from "@effect/vitest"
import * as FastCheck from "effect/FastCheck"
import * as Fuse from "../src/internal/deleting/fuse.ts"

const absent = (missing: number, live: number, more: Partial<Fuse.Absent> = {}): Fuse.Absent => ({
  resource: "people.Person",
  ...{ missing, live, recentlyDeleted: 0, covers: "all", addressable: true },
  ...more
})

const large = (missing: number, live: number, recentlyDeleted = 0) =>
  // beside so many others that all together are never too many
  Fuse.judge([absent(missing, live, { recentlyDeleted }), absent(0, 100_000, { resource: "people.Email" })]).size > 0

describe("the fuse of one resource", () => {
  it("lets a twentieth go, however many that is", () => {
    assert.isFalse(large(50, 1000))
    assert.isTrue(large(51, 1000))
    assert.isFalse(large(21, 420))
    assert.isTrue(large(21, 419))
  })

  it("counts what went within the week, against what there was before it went", () => {
    assert.isFalse(large(6, 985, 15))
    assert.isFalse(large(35, 985, 15))
    assert.isTrue(large(36, 985, 15))
    assert.isTrue(large(1, 180, 20))
  })

  it("has nothing to hold back where nothing is missing, whatever went before", () => {
    assert.isFalse(large(0, 10, 500))
  })

  it("lets a third of a small resource go, or four records, but not all of it", () => {
    assert.isFalse(large(4, 12))
    assert.isFalse(large(4, 5))
    assert.isTrue(large(5, 14))
    assert.isFalse(large(5, 15))
    assert.isTrue(large(2, 2))
    assert.isFalse(large(1, 1))
  })

  it("lets a quarter go of what cannot be asked for one by one", () => {
    const judge = (missing: number, live: number) =>
      Fuse.judge([absent(missing, live, { addressable: false }), absent(0, 100_000, { resource: "b" })]).size
    assert.strictEqual(judge(1, 4), 0)
    assert.strictEqual(judge(1, 3), 1)
    assert.strictEqual(judge(7, 14), 1)
    assert.strictEqual(judge(5, 20), 0)
  })

  it("does not judge by its share what is only met in part, since the others are always missing", () => {
    assert.strictEqual(Fuse.judge([absent(5, 5, { covers: "some" })]).size, 0)
    assert.strictEqual(Fuse.judge([absent(50, 50, { covers: "some", addressable: false })]).size, 0)
    assert.strictEqual(Fuse.judge([absent(50, 50, { covers: "some" })]).size, 1)
  })

  it.prop(
    "judges the rest of a run as it judged the whole, in whichever batches it deletes",
    [
      FastCheck.array(FastCheck.record({ missing: FastCheck.nat(60), others: FastCheck.nat(400) }), { maxLength: 6 }),
      FastCheck.nat(50),
      FastCheck.nat(60)
    ],
    ([kinds, recentlyDeleted, batch]) => {
      const all = kinds.map(({ missing, others }, index) =>
        absent(missing, missing + others, { resource: `${index}`, recentlyDeleted })
      )
      const held = Fuse.judge(all)
      const later = all.map((one) => {
        const done = held.has(one.resource) ? 0 : Math.min(batch, Math.max(0, one.missing - 1))
        return { ...one, missing: one.missing - done, live: one.live - done, recentlyDeleted: recentlyDeleted + done }
      })
      for (const resource of Fuse.judge(later).keys()) assert.isTrue(held.has(resource), resource)
    }
  )
})

describe("the fuse of all resources of a run", () => {
  const kinds = (number: number, missing: number, live: number) =>
    Array.from({ length: number }, (_, index) => absent(missing, live, { resource: `r${index}` }))

  it("holds everything back where more than a tenth of all records is missing, each resource little of its own", () => {
    assert.strictEqual(Fuse.judge(kinds(10, 4, 20)).size, 10)
    assert.strictEqual(Fuse.judge(kinds(10, 2, 20)).size, 0)
    // twenty records in all are no disaster
    assert.strictEqual(Fuse.judge(kinds(5, 4, 20)).size, 0)
  })

  it("holds everything back where nothing of what is stored is there any more, however little that was", () => {
    assert.sameMembers(Array.from(Fuse.judge(kinds(3, 1, 1)).keys()), ["r0", "r1", "r2"])
    assert.strictEqual(Fuse.judge([...kinds(3, 1, 1), absent(0, 1, { resource: "there" })]).size, 0)
  })

  it("leaves out of the sum what is only met in part", () => {
    assert.strictEqual(Fuse.judge([...kinds(3, 1, 20), absent(15, 15, { resource: "some", covers: "some" })]).size, 0)
  })
})
