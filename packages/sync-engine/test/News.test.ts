import { assert, describe, it } from "@effect/vitest"
import { Instant } from "@openfaith/client-core"
import * as FastCheck from "effect/FastCheck"
import * as News from "../src/News.ts"

const changedAt = FastCheck.option(
  FastCheck.nat(3).map((second) => Instant.Instant.make(`2026-01-01T00:00:0${second}Z`)),
  { nil: undefined }
)

const version: FastCheck.Arbitrary<News.Version> = FastCheck.record({
  changedAt,
  hash: FastCheck.constantFrom("a", "b", "c"),
  sparse: FastCheck.boolean(),
  readAt: FastCheck.nat(5)
})

const kept: FastCheck.Arbitrary<News.Kept> = FastCheck.tuple(
  version,
  FastCheck.option(FastCheck.nat(5), { nil: undefined })
).map(([version, deletedAt]) => ({ ...version, deletedAt }))

describe("a record", () => {
  it.prop("that is there is never replaced by itself", [version], ([one]) => {
    assert.strictEqual(News.verdict({ ...one, deletedAt: undefined }, one), "kept")
  })

  it.prop(
    "does not change places with another for ever: of two versions, one stays",
    [version, version],
    ([one, two]) => {
      // both asked for at different times, since of one time the last is taken
      const [early, late] = [
        { ...one, readAt: 1 },
        { ...two, readAt: 2 }
      ]
      const outcomes = [
        News.verdict({ ...early, deletedAt: undefined }, late),
        News.verdict({ ...late, deletedAt: undefined }, early)
      ]
      assert.notDeepEqual(outcomes, ["replaced", "replaced"])
    }
  )

  it.prop("that was read whole is never replaced by one that was not", [kept, version], ([stored, incoming]) => {
    const verdict = News.verdict({ ...stored, sparse: false }, { ...incoming, sparse: true })
    assert.notStrictEqual(verdict, "replaced")
  })

  it.prop(
    "that was deleted comes back by whatever was asked for after that",
    [version, version],
    ([stored, incoming]) => {
      const verdict = News.verdict({ ...stored, deletedAt: 3 }, { ...incoming, readAt: 3 })
      assert.notStrictEqual(verdict, "kept")
    }
  )
})

describe("the records of a page", () => {
  const page = FastCheck.array(
    FastCheck.tuple(FastCheck.constantFrom("1", "2", "3"), version).map(([id, version]) => ({ id, ...version })),
    { maxLength: 10 }
  )

  it.prop("have each id once, and none is lost or made up", [page], ([records]) => {
    const folded = News.fold(records)
    assert.deepStrictEqual(
      folded.map(({ id }) => id),
      Array.from(new Set(records.map(({ id }) => id)))
    )
    for (const each of folded) assert.include(records, each)
    assert.deepStrictEqual(News.fold(folded), folded)
  })
})
