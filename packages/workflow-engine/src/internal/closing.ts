/** The end of a layer. It interrupts each fiber that waits for a result of that layer. */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"

export interface Closing {
  /** Interrupts the work when the scope closes: a host's fiber that waits must not outlive what it waits for. */
  readonly until: <A, E, R>(work: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
}

export const make: Effect.Effect<Closing, never, Scope.Scope> = Effect.gen(function* () {
  const closed = yield* Deferred.make<never>()
  yield* Effect.addFinalizer(() => Deferred.interrupt(closed))
  return { until: (work) => Effect.raceFirst(Effect.disconnect(work), Deferred.await(closed)) }
})
