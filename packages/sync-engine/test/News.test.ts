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
  readAt: FastCheck.nat(5),
  direct: FastCheck.boolean()
})

/** As a store has it that was asked for it and wrote it right away. */
const stored = (version: News.Version, deletedAt?: number): News.Kept => ({
  ...version,
  writtenAt: deletedAt ?? version.readAt + 1,
  deletedAt
})

const kept: FastCheck.Arbitrary<News.Kept> = FastCheck.tuple(
  version,
  FastCheck.option(FastCheck.nat(5), { nil: undefined })
).map(([version, deletedAt]) => stored(version, deletedAt))

describe("a record", () => {
  it.prop("that is there is never replaced by itself", [version], ([one]) => {
    assert.strictEqual(News.verdict(stored(one), one), "kept")
  })

  it.prop(
    "does not change places with another for ever in deltas: of two versions, one stays",
    [version, version],
    ([one, two]) => {
      // both asked for at different times, since of one time the last is taken
      const [early, late] = [
        { ...one, readAt: 1, direct: false },
        { ...two, readAt: 2, direct: false }
      ]
      const outcomes = [News.verdict(stored(early), late), News.verdict(stored(late), early)]
      assert.notDeepEqual(outcomes, ["replaced", "replaced"])
    }
  )

  it.prop("that was read whole is never replaced by one that was not", [kept, version], ([before, incoming]) => {
    const verdict = News.verdict({ ...before, sparse: false }, { ...incoming, sparse: true })
    assert.notStrictEqual(verdict, "replaced")
  })

  it.prop(
    "that was deleted comes back by whatever was asked for after that",
    [version, version],
    ([before, incoming]) => {
      const verdict = News.verdict(stored(before, 3), { ...incoming, readAt: 3 })
      assert.notStrictEqual(verdict, "kept")
    }
  )

  const whole = { sparse: false, hash: "a", changedAt: Instant.Instant.make("2026-01-01T00:00:05Z") }
  const older = { sparse: false, hash: "b", changedAt: Instant.Instant.make("2026-01-01T00:00:01Z"), direct: true }

  it("whose date went back is replaced by a direct read that began after it was written, and by no other", () => {
    const before = { ...whole, readAt: 1, writtenAt: 3, deletedAt: undefined }
    assert.strictEqual(News.verdict(before, { ...older, readAt: 3 }), "replaced")
    // written while that read was on its way: nothing says which of them is later
    assert.strictEqual(News.verdict(before, { ...older, readAt: 2 }), "kept")
    assert.strictEqual(News.verdict(before, { ...older, readAt: 9, direct: false }), "kept")
  })

  it("whose date went back with the same content takes the earlier date, so that later changes are seen", () => {
    const before = { ...whole, readAt: 1, writtenAt: 3, deletedAt: undefined }
    assert.strictEqual(News.verdict(before, { ...older, hash: "a", readAt: 3 }), "replaced")
    assert.strictEqual(News.verdict(before, { ...whole, direct: true, readAt: 3 }), "kept")
  })
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
