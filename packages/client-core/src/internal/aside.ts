/** An answer kept out of what outlives its request. */
import * as Effect from "effect/Effect"

/**
 * Runs the work inside of something that keeps how it ended, a span or a fiber, without giving it the answer: that would
 * hold a page in memory for as long as the client holds on to its request, and a tracer would see records.
 */
export const around =
  <E, R>(inside: (work: Effect.Effect<void, E, R>) => Effect.Effect<void, E, R>) =>
  <A>(work: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.suspend(() => {
      let answer: [A] | undefined
      const kept = Effect.map(work, (value) => {
        answer = [value]
      })
      return Effect.flatMap(inside(kept), () => {
        const found = answer
        // whoever holds on to the work does not hold on to its answer
        answer = undefined
        // it ended well, so the answer is there
        return found === undefined
          ? Effect.dieMessage("work that ended well without an answer")
          : Effect.succeed(found[0])
      })
    })
