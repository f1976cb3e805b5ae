import { expect, it } from "@effect/vitest"
import * as FastCheck from "effect/FastCheck"
import { cases } from "../../adapter-testkit/test/cases.ts"
import * as Ring from "../src/internal/webhooks/ring.ts"

const put = (ring: Ring.Ring, content: Uint8Array): number => {
  const position = Ring.reserve(ring, content.length)
  ring.bytes.set(content, Ring.place(ring, position))
  return position
}

const read = (ring: Ring.Ring, position: number, length: number): Uint8Array | undefined => {
  const place = Ring.place(ring, position)
  return place < 0 ? undefined : ring.bytes.slice(place, place + length)
}

const limit = 64 * 1024

it.prop(
  "a run is read as it was written or not at all, and the newest are always there",
  [FastCheck.array(FastCheck.integer({ min: 0, max: limit >> 3 }), { minLength: 30, maxLength: 60 })],
  ([lengths]) => {
    const ring = Ring.make(limit)
    const runs = lengths.map((length, n) => {
      const content = new Uint8Array(length).fill((n % 255) + 1)
      return { content, position: put(ring, content) }
    })
    let since = 0
    for (const { content, position } of [...runs].reverse()) {
      since += content.length + 4
      const found = read(ring, position, content.length)
      if (found !== undefined) expect(found.every((byte) => byte === content[0])).toBe(true)
      // what is skipped at the end of the memory, so that no run is cut, is never more than the longest run
      if (since < limit - Ring.longest(ring)) expect(found?.length).toBe(content.length)
      expect(position % 4).toBe(0)
    }
    expect(ring.bytes.length).toBeLessThanOrEqual(limit)
  },
  cases(30)
)

it("what was forgotten is not found, and neither is a position of nothing", () => {
  const ring = Ring.make(limit)
  expect(Ring.place(ring, 0)).toBe(-1)
  const before = put(ring, Uint8Array.of(1, 2, 3))
  expect(read(ring, before, 3)).toEqual(Uint8Array.of(1, 2, 3))
  Ring.forget(ring)
  expect(Ring.place(ring, before)).toBe(-1)
  expect(read(ring, put(ring, Uint8Array.of(4)), 1)).toEqual(Uint8Array.of(4))
})

it("a ring begins small", () => {
  expect(Ring.make(1024 * limit).bytes.length).toBeLessThanOrEqual(limit)
})
