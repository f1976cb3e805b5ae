/** What every `QuotaStore` promises. */
import * as Test from "@effect/vitest"
import { QuotaStore } from "@openfaith/client-core"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { answers } from "./internal/quota/answers.ts"
import { laws } from "./internal/quota/laws.ts"
import { pauses } from "./internal/quota/pauses.ts"
import { permits } from "./internal/quota/permits.ts"
import { Another } from "./internal/quota/scene.ts"
import { ownTime, sharing } from "./internal/quota/sharing.ts"
import { over } from "./internal/suite.ts"

/**
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** The same budgets over a connection of its own, as another process has them; by default the same store again. */
  readonly another?: Layer.Layer<QuotaStore.QuotaStore, unknown> | undefined
  readonly supports?: {
    /** Whether time is the store's own, whatever the askers' clocks say; default true. */
    readonly ownTime?: boolean
  }
  /** How many random stories are played with it; default 15. */
  readonly stories?: number | undefined
}

/**
 * Holds a quota store to all its port promises. Others may use the store meanwhile, since every test has budgets of its own.
 * Time is real.
 *
 * @since 0.1.0
 * @category testing
 */
export const suite = <E>(
  name: string,
  layer: Layer.Layer<QuotaStore.QuotaStore, E>,
  { another, stories = 15, supports = {} }: Options = {}
): void => {
  const twice =
    another === undefined
      ? Layer.effect(Another, QuotaStore.QuotaStore)
      : // not the one that is there already, though it may be the same layer
        Layer.scoped(Another, Effect.map(Layer.build(Layer.fresh(another)), Context.get(QuotaStore.QuotaStore)))
  over(`QuotaStore (${name})`, Layer.provideMerge(twice, layer), (it) => {
    permits(it)
    answers(it, stories)
    pauses(it)
    sharing(it)
    if (supports.ownTime ?? true) ownTime(it)
    else Test.it.skip("is not misled by the askers' clocks — no: its time is theirs", () => {})
    laws(it, stories)
  })
}
