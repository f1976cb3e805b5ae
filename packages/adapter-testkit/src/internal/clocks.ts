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

/** One that is right, one five minutes ahead, one five minutes behind. */
export const clocks: ReadonlyArray<Clock.Clock> = [1, 0, -1].map((sign) =>
  skewed(sign * Duration.toMillis("5 minutes"))
)
