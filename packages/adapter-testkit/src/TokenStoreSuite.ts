/** What every `TokenStore` promises. */
import * as Test from "@effect/vitest"
import { TokenStore } from "@openfaith/client-core"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import { over } from "./internal/suite.ts"
import { claims, ownTime } from "./internal/tokens/claims.ts"
import { homes } from "./internal/tokens/homes.ts"
import { Another, Copy } from "./internal/tokens/scene.ts"
import { storing } from "./internal/tokens/storing.ts"

/**
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** The same tokens over a connection of its own, as another process has them; by default the same store again. */
  readonly another?: Layer.Layer<TokenStore.TokenStore, unknown> | undefined
  /**
   * The same tokens as a copy of the store's database has them, or, in words, why the store cannot tell a copy from the
   * original.
   */
  readonly copy: Layer.Layer<TokenStore.TokenStore, unknown> | string
  readonly supports?: {
    /** Whether time is the store's own, whatever the claimants' clocks say; default true. */
    readonly ownTime?: boolean
  }
  /** How many random tokens are stored; default 50. */
  readonly stories?: number | undefined
}

/** Not the store that is there already, though it may be of the same layer; that one, where there is no other. */
const apart = (
  other: Layer.Layer<TokenStore.TokenStore, unknown> | undefined
): Effect.Effect<TokenStore.TokenStore["Type"], unknown, TokenStore.TokenStore | Scope.Scope> =>
  other === undefined
    ? TokenStore.TokenStore
    : Effect.map(Layer.build(Layer.fresh(other)), Context.get(TokenStore.TokenStore))

/**
 * Holds a token store to all its port promises. Others may use the store meanwhile, since every test has accounts of its
 * own. Time is real.
 *
 * @since 0.1.0
 * @category testing
 */
export const suite = <E>(
  name: string,
  layer: Layer.Layer<TokenStore.TokenStore, E>,
  { another, copy, stories = 50, supports = {} }: Options
): void => {
  const others = Layer.merge(
    Layer.scoped(Another, apart(another)),
    Layer.scoped(Copy, apart(typeof copy === "string" ? undefined : copy))
  )
  over(`TokenStore (${name})`, Layer.provideMerge(others, layer), (it) => {
    storing(it, stories)
    claims(it)
    if (supports.ownTime ?? true) ownTime(it)
    else {
      Test.it.skip("is not misled by the claimants' clocks — no: its time is theirs", () => {})
      Test.it.skip("ends a lease whatever the claimants' clocks say — no: its time is theirs", () => {})
    }
    homes(it, typeof copy === "string" ? copy : undefined)
  })
}
