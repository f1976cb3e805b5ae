/** What a piece of work cost at the API: counted where requests are sent, read by whoever started the work. */
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as FiberRef from "effect/FiberRef"
import { globalValue } from "effect/GlobalValue"
import * as Option from "effect/Option"
import * as Ref from "effect/Ref"

/**
 * Requests sent, retries among them, and the time spent waiting for quota.
 *
 * @since 0.1.0
 * @category models
 */
export class Usage extends Data.Class<{ readonly requests: number; readonly waited: Duration.Duration }> {}

/** Nothing used. */
export const none = new Usage({ requests: 0, waited: Duration.zero })

/** Both together. */
export const sum = (left: Usage, right: Usage): Usage =>
  new Usage({ requests: left.requests + right.requests, waited: Duration.sum(left.waited, right.waited) })

const current = globalValue("@openfaith/client-core/Usage", () =>
  FiberRef.unsafeMake<Option.Option<Ref.Ref<Usage>>>(Option.none())
)

/** Adds to what the work around this call has used. */
export const record = (usage: Usage): Effect.Effect<void> =>
  Effect.flatMap(
    FiberRef.get(current),
    Option.match({ onNone: () => Effect.void, onSome: Ref.update((before) => sum(before, usage)) })
  )

/**
 * Runs a piece of work and says what it used, retries inside it included.
 *
 * @since 0.1.0
 * @category combinators
 */
export const measured = <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<readonly [A, Usage], E, R> =>
  Effect.gen(function* () {
    const outer = yield* FiberRef.get(current)
    const meter = yield* Ref.make(none)
    const forward = Effect.flatMap(Ref.get(meter), (usage) =>
      Option.match(outer, { onNone: () => Effect.void, onSome: Ref.update((before) => sum(before, usage)) })
    )
    const result = yield* work.pipe(Effect.locally(current, Option.some(meter)), Effect.ensuring(forward))
    return [result, yield* Ref.get(meter)] as const
  })
