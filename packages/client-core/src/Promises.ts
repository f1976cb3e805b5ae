/** Promises for hosts that do not use Effect themselves. */
import * as Cause from "effect/Cause"
import type * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as ManagedRuntime from "effect/ManagedRuntime"
import * as Runtime from "effect/Runtime"

/**
 * How a promise can be ended from outside.
 *
 * @since 0.1.0
 * @category models
 */
export interface RunOptions {
  /** Interrupts the work, and what it has under way. */
  readonly signal?: AbortSignal
}

/**
 * Runs an effect, and gives a promise of its result. It rejects with the error itself, so that `instanceof` and `_tag` tell
 * what happened: an error of the effect, or of a layer of the runtime. (`runPromise` of Effect wraps it in a `FiberFailure`.)
 * Where the signal ended the work, it rejects with the signal's reason.
 *
 * @example
 * import { ClientError, Promises } from "@openfaith/client-core"
 *
 * try {
 *   await Promises.run(runtime, sync.refresh(), { signal: AbortSignal.timeout(60_000) })
 * } catch (error) {
 *   if (error instanceof ClientError.Unauthorized) console.error("ask the account's owner for new credentials")
 *   else throw error
 * }
 *
 * @since 0.1.0
 * @category combinators
 */
export const run = async <A, E, R, ER = never>(
  runtime: ManagedRuntime.ManagedRuntime<R, ER> | Runtime.Runtime<R>,
  effect: Effect.Effect<A, E, R>,
  options: RunOptions = {}
): Promise<A> => {
  const exit = await ("runPromiseExit" in runtime
    ? runtime.runPromiseExit(effect, options)
    : Runtime.runPromiseExit(runtime)(effect, options))
  if (Exit.isSuccess(exit)) return exit.value
  const { signal } = options
  throw signal?.aborted === true && Cause.isInterruptedOnly(exit.cause) ? signal.reason : Cause.squash(exit.cause)
}
