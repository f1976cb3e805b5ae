/** What a piece of work cost at the API: counted where requests are sent, read by whoever started the work. */
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as FiberRef from "effect/FiberRef"
import { globalValue } from "effect/GlobalValue"

/**
 * Requests sent, retries among them, and the time spent waiting for quota.
 *
 * @since 0.1.0
 * @category models
 */
export class Usage extends Data.Class<{ readonly requests: number; readonly waited: Duration.Duration }> {}

/**
 * Nothing used.
 *
 * @since 0.1.0
 * @category combinators
 */
export const none = new Usage({ requests: 0, waited: Duration.zero })

/**
 * Both together.
 *
 * @since 0.1.0
 * @category combinators
 */
export const sum = (left: Usage, right: Usage): Usage =>
  new Usage({ requests: left.requests + right.requests, waited: Duration.sum(left.waited, right.waited) })

const current = globalValue("@openfaith/client-core/Usage", () => FiberRef.unsafeMake<Meter | undefined>(undefined))

/** What the work around a call has used so far. */
interface Meter {
  used: Usage
}

/**
 * Adds to what the work around this call has used.
 *
 * @since 0.1.0
 * @category combinators
 */
export const record = (usage: Usage): Effect.Effect<void> =>
  Effect.map(FiberRef.get(current), (meter) => {
    if (meter !== undefined) meter.used = sum(meter.used, usage)
  })

/**
 * Runs a piece of work and says what it used, retries inside it included.
 *
 * @since 0.1.0
 * @category combinators
 */
export const measured = <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<readonly [A, Usage], E, R> =>
  Effect.flatMap(FiberRef.get(current), (outer) => {
    const meter: Meter = { used: none }
    const forward = Effect.sync(() => {
      if (outer !== undefined) outer.used = sum(outer.used, meter.used)
    })
    return work.pipe(
      Effect.locally(current, meter),
      Effect.ensuring(forward),
      Effect.map((result) => [result, meter.used] as const)
    )
  })
