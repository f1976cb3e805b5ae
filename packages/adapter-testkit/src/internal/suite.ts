/** How every suite of a port begins. */
import * as Test from "@effect/vitest"
import type * as Layer from "effect/Layer"
import { hangBoundMillis } from "./hangBound.ts"

/** Tests that share one layer and the real clock. Their bound is ours, whatever the host's configuration of vitest says. */
export const over = <R, E>(
  title: string,
  layer: Layer.Layer<R, E>,
  tests: (it: Test.Vitest.MethodsNonLive<R, true>) => void
): void => {
  Test.describe(title, { timeout: hangBoundMillis }, () => {
    Test.layer(layer, { timeout: hangBoundMillis, excludeTestServices: true })(tests)
  })
}
