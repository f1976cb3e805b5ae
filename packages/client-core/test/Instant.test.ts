import { assert, describe, it } from "@effect/vitest"
import * as DateTime from "effect/DateTime"
import * as FastCheck from "effect/FastCheck"
import * as Instant from "../src/Instant.ts"

const text = (value: string): Instant.Instant => {
  const instant = Instant.parse(value)
  return instant ?? assert.fail(`${value} is no instant`)
}

describe("an instant", () => {
  it.each([
    "2015-05-05T22:40:07Z",
    "2015-05-05T22:40:07.5Z",
    "2015-05-05T22:40:07.123456789Z",
    "2015-05-05T22:40:07+02:00",
    "2015-05-05T22:40:07-11:30",
    "2024-02-29T00:00:00Z",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z"
  ])("keeps its spelling: %s", (spelling) => {
    assert.strictEqual(String(text(spelling)), spelling)
  })

  it.each([
    "",
    "2015-05-05",
    "2015-05-05T22:40:07",
    "2015-05-05 22:40:07Z",
    "2015-05-05T22:40Z",
    "2015-5-5T22:40:07Z",
    "2015-05-05T22:40:07z",
    "2015-05-05T22:40:07+0200",
    "2015-05-05T22:40:07.Z",
    " 2015-05-05T22:40:07Z",
    "2015-05-05T22:40:07Z\n",
    "2015-13-05T22:40:07Z",
    "2015-05-32T22:40:07Z",
    "2015-05-05T25:40:07Z",
    "2015-05-05T22:61:07Z",
    "2015-05-05T22:40:07+99:00",
    "2015-02-30T00:00:00Z",
    "2023-02-29T00:00:00Z",
    "2015-04-31T12:00:00+02:00",
    "2015-00-10T00:00:00Z",
    "2015-01-00T00:00:00Z"
  ])("is not what is no moment of any calendar, or has no zone: %j", (spelling) => {
    assert.isUndefined(Instant.parse(spelling))
  })

  it.each([undefined, null, 0, 1_431_000_000_000, true, {}, [], new Date(0)])("is a text, and so not %s", (value) => {
    assert.isUndefined(Instant.parse(value))
  })

  it("stands before a later one, however the two are spelled", () => {
    const [noon, sameNoon, later] = [
      "2026-01-01T12:00:00Z",
      "2026-01-01T14:00:00.000+02:00",
      "2026-01-01T11:30:00-01:00"
    ]
    assert.strictEqual(Instant.order(text(noon), text(sameNoon)), 0)
    assert.strictEqual(Instant.order(text(sameNoon), text(later)), -1)
    assert.strictEqual(Instant.order(text(later), text(noon)), 1)
  })

  it.prop(
    "of a moment is that moment in whole seconds, and reads back as it",
    [
      FastCheck.date({
        min: new Date("0001-01-01T00:00:00Z"),
        max: new Date("9999-12-31T23:59:59Z"),
        noInvalidDate: true
      })
    ],
    ([date]) => {
      const instant = Instant.fromDateTime(DateTime.unsafeMake(date))
      const seconds = Math.floor(date.getTime() / 1000) * 1000
      assert.strictEqual(Instant.toEpochMillis(instant), seconds)
      assert.strictEqual(DateTime.toEpochMillis(Instant.toDateTime(instant)), seconds)
      assert.strictEqual(Instant.parse(instant), instant)
    }
  )

  it.prop(
    "is the same moment as text, as number and as DateTime, in any zone",
    [
      FastCheck.date({
        noInvalidDate: true,
        min: new Date("0001-02-01T00:00:00Z"),
        max: new Date("9999-11-30T00:00:00Z")
      }),
      FastCheck.integer({ min: -840, max: 840 })
    ],
    ([date, offset]) => {
      const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, 19)
      const two = (value: number) => String(value).padStart(2, "0")
      const size = Math.abs(offset)
      const instant = text(`${local}${offset < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`)
      const seconds = Math.floor(date.getTime() / 1000) * 1000
      assert.strictEqual(Instant.toEpochMillis(instant), seconds)
      assert.strictEqual(DateTime.toEpochMillis(Instant.toDateTime(instant)), seconds)
    }
  )
})
