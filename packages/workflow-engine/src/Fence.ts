/** Under which term a piece of work runs. */
import * as Context from "effect/Context"

/**
 * The epoch of the term under which the current step runs; nothing outside of one. A store that lets only the owner write
 * compares it in the transaction that writes.
 *
 * @since 0.1.0
 * @category tags
 */
export class Fence extends Context.Reference<Fence>()("@openfaith/workflow-engine/Fence", {
  defaultValue: (): number | undefined => undefined
}) {}
