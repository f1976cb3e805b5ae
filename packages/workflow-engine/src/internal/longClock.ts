/** A clock on which every sleep ends. */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"

/** The longest that a timer of the runtime can take, in milliseconds; a sleep that is longer would never end. */
const longest = 2 ** 31 - 1

/** The same clock, on which a long sleep is several. */
export const make = (clock: Clock.Clock): Clock.Clock => {
  const sleep = (duration: Duration.Duration): Effect.Effect<void> => {
    const left = Duration.toMillis(duration) - longest
    return left <= 0
      ? clock.sleep(duration)
      : Effect.zipRight(
          clock.sleep(Duration.millis(longest)),
          Effect.suspend(() => sleep(Duration.millis(left)))
        )
  }
  return {
    [Clock.ClockTypeId]: Clock.ClockTypeId,
    currentTimeMillis: clock.currentTimeMillis,
    currentTimeNanos: clock.currentTimeNanos,
    unsafeCurrentTimeMillis: () => clock.unsafeCurrentTimeMillis(),
    unsafeCurrentTimeNanos: () => clock.unsafeCurrentTimeNanos(),
    sleep
  }
}
