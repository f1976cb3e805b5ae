/** What every `TokenStore` promises. */
import * as Test from "@effect/vitest"
import { TokenStore } from "@openfaith/client-core"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { claims, ownTime } from "./internal/tokens/claims.ts"
import { Another } from "./internal/tokens/scene.ts"
import { storing } from "./internal/tokens/storing.ts"

/**
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** The same tokens over a connection of its own, as another process has them; by default the same store again. */
  readonly another?: Layer.Layer<TokenStore.TokenStore, unknown> | undefined
  readonly supports?: {
    /** Whether time is the store's own, whatever the claimants' clocks say; default true. */
    readonly ownTime?: boolean
  }
  /** How long it may take to come up; default one minute. */
  readonly startup?: Duration.DurationInput | undefined
  /** How many random tokens are stored; default 50. */
  readonly stories?: number | undefined
}

/**
 * Holds a token store to all its port promises. Others may use the store meanwhile, since every test has accounts of its
 * own. Time is real, and a matter of milliseconds.
 *
 * @since 0.1.0
 * @category testing
 */
export const suite = <E>(
  name: string,
  layer: Layer.Layer<TokenStore.TokenStore, E>,
  { another, startup = Duration.minutes(1), stories = 50, supports = {} }: Options = {}
): void => {
  const twice =
    another === undefined
      ? Layer.effect(Another, TokenStore.TokenStore)
      : // not the one that is there already, though it may be the same layer
        Layer.scoped(Another, Effect.map(Layer.build(Layer.fresh(another)), Context.get(TokenStore.TokenStore)))
  Test.layer(Layer.provideMerge(twice, layer), { timeout: startup, excludeTestServices: true })(
    `TokenStore (${name})`,
    (it) => {
      storing(it, stories)
      claims(it)
      if (supports.ownTime ?? true) ownTime(it)
      else Test.it.skip("is not misled by the claimants' clocks — no: its time is theirs", () => {})
    }
  )
}
