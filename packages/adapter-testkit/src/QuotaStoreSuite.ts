/** What every `QuotaStore` promises. */
import * as Test from "@effect/vitest"
import { QuotaStore } from "@openfaith/client-core"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { answers } from "./internal/quota/answers.ts"
import { laws } from "./internal/quota/laws.ts"
import { pauses } from "./internal/quota/pauses.ts"
import { permits } from "./internal/quota/permits.ts"
import { Another } from "./internal/quota/scene.ts"
import { ownTime, sharing } from "./internal/quota/sharing.ts"

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
  /** How long it may take to come up; default one minute. */
  readonly startup?: Duration.DurationInput | undefined
  /** How many random stories are played with it; default 15. */
  readonly stories?: number | undefined
}

/**
 * Holds a quota store to all its port promises. Others may use the store meanwhile, since every test has budgets of its own.
 * Time is real, and a matter of seconds at most.
 *
 * @since 0.1.0
 * @category testing
 */
export const suite = <E>(
  name: string,
  layer: Layer.Layer<QuotaStore.QuotaStore, E>,
  { another, startup = Duration.minutes(1), stories = 15, supports = {} }: Options = {}
): void => {
  const twice =
    another === undefined
      ? Layer.effect(Another, QuotaStore.QuotaStore)
      : // not the one that is there already, though it may be the same layer
        Layer.scoped(Another, Effect.map(Layer.build(Layer.fresh(another)), Context.get(QuotaStore.QuotaStore)))
  Test.layer(Layer.provideMerge(twice, layer), {
    timeout: startup,
    excludeTestServices: true
  })(`QuotaStore (${name})`, (it) => {
    permits(it)
    answers(it, stories)
    pauses(it)
    sharing(it)
    if (supports.ownTime ?? true) ownTime(it)
    else Test.it.skip("is not misled by the askers' clocks — no: its time is theirs", () => {})
    laws(it, stories)
  })
}
