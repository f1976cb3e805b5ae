/** How every suite of a port begins. */
import * as Test from "@effect/vitest"
import type * as Layer from "effect/Layer"
import { hangBoundMillis } from "./hangBound.ts"

/**
 * Tests that share one layer and the real clock. Their bound is ours, whatever the host's configuration of vitest says. With
 * `concurrent`, several run at a time: those that mostly wait, each for something of its own.
 */
export const over = <R, E>(
  title: string,
  layer: Layer.Layer<R, E>,
  tests: (it: Test.Vitest.MethodsNonLive<R, true>) => void,
  { concurrent = false }: { readonly concurrent?: boolean } = {}
): void => {
  Test.describe(title, { concurrent, timeout: hangBoundMillis }, () => {
    Test.layer(layer, { timeout: hangBoundMillis, excludeTestServices: true })(tests)
  })
}
