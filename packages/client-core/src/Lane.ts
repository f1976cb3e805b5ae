/** Whose request goes first when a budget is short. */
import * as Effect from "effect/Effect"
import * as FiberRef from "effect/FiberRef"
import { globalValue } from "effect/GlobalValue"

/**
 * What a request is for: somebody waits for it (`interactive`, webhooks among them), it follows changes (`delta`), or it
 * copies what is already old (`backfill`). A lane goes before those after it.
 *
 * @since 0.1.0
 * @category models
 */
export type Lane = "interactive" | "delta" | "backfill"

/**
 * The lanes, the first served first.
 *
 * @since 0.1.0
 * @category combinators
 */
export const lanes: ReadonlyArray<Lane> = ["interactive", "delta", "backfill"]

/**
 * The lane of the requests of the current fiber; `interactive` until told otherwise.
 *
 * @since 0.1.0
 * @category models
 */
export const current: FiberRef.FiberRef<Lane> = globalValue("@openfaith/client-core/Lane", () =>
  FiberRef.unsafeMake<Lane>("interactive")
)

/**
 * Puts every request of a piece of work in a lane.
 *
 * @example
 * copyEverybody.pipe(Lane.within("backfill"))
 *
 * @since 0.1.0
 * @category combinators
 */
export const within =
  (lane: Lane) =>
  <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.locally(work, current, lane)
