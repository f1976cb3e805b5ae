/** Clocks of processes that do not agree. */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"

/** A real clock that is so much ahead of the right one, or behind it where `by` is negative; milliseconds. */
export const skewed = (by: number): Clock.Clock => {
  const real = Clock.make()
  const nanos = BigInt(by) * 1_000_000n
  return {
    [Clock.ClockTypeId]: Clock.ClockTypeId,
    sleep: (duration) => real.sleep(duration),
    unsafeCurrentTimeMillis: () => real.unsafeCurrentTimeMillis() + by,
    unsafeCurrentTimeNanos: () => real.unsafeCurrentTimeNanos() + nanos,
    currentTimeMillis: Effect.map(real.currentTimeMillis, (now) => now + by),
    currentTimeNanos: Effect.map(real.currentTimeNanos, (now) => now + nanos)
  }
}

/** A clock that stands still, as that of a test does. */
const still: Clock.Clock = {
  ...skewed(0),
  sleep: (duration) => Clock.make().sleep(duration),
  unsafeCurrentTimeMillis: () => 0,
  unsafeCurrentTimeNanos: () => 0n,
  currentTimeMillis: Effect.succeed(0),
  currentTimeNanos: Effect.succeed(0n)
}

/**
 * One that is right, one two hours ahead, one two hours behind, and one that stands still. The difference is longer than what
 * the tests wait for, an hour, which in turn no test takes.
 */
export const clocks: ReadonlyArray<Clock.Clock> = [
  ...[1, 0, -1].map((sign) => skewed(sign * Duration.toMillis("2 hours"))),
  still
]
