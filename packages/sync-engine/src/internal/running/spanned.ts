/** A span over work whose answer is large. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"

/**
 * A span that says whether the work ended well, and not what it came to: a tracer holds what a span ended with until it has
 * exported it, and would see records.
 */
export const spanned =
  (name: string) =>
  <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.acquireUseRelease(
      Effect.makeSpan(name, { captureStackTrace: false }),
      (span) => Effect.withParentSpan(work, span),
      (span, exit) => Effect.map(Clock.currentTimeNanos, (now) => span.end(now, Exit.asVoid(exit)))
    )
