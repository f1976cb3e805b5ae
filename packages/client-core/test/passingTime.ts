import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/TestClock"

/** A pause of the client between two requests is no longer than this. The bound of a request, which must not run out, is 30 s or more. */
const longestPauseMillis = 5_000

/** Lets the process answer real requests for a turn. */
const turn = Effect.promise(() => new Promise((done) => setTimeout(done, 2)))

/** Moves the test clock to the end of a pause, where someone pauses. While requests are under way, the clock stands. */
const endPause = Effect.gen(function* () {
  const now = yield* Clock.currentTimeMillis
  const ends = Array.from(yield* TestClock.sleeps()).filter((end) => end - now <= longestPauseMillis)
  if (ends.length > 0) yield* TestClock.setTime(Math.max(now, Math.min(...ends)))
})

/**
 * Runs work that sends real requests and pauses on the test clock. However slow the machine answers, no time passes for the
 * work but its own pauses.
 */
export const withPassingTime = <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.raceFirst(work, Effect.forever(Effect.zipRight(turn, endPause)))
