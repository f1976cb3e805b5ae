import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Aside from "../src/internal/aside.ts"

/** Keeps how the work inside of it ended, as a span does. */
const keeping = (ends: Array<Exit.Exit<unknown, unknown>>) =>
  Aside.around((work: Effect.Effect<void, string>) => Effect.onExit(work, (exit) => Effect.sync(() => ends.push(exit))))

describe("an answer", () => {
  it.effect("comes out, and what was around the work does not see it, however often it is run", () =>
    Effect.gen(function* () {
      const ends: Array<Exit.Exit<unknown, unknown>> = []
      let run = 0
      const work = Effect.sync(() => ({ page: ++run })).pipe(keeping(ends))
      assert.deepStrictEqual(yield* Effect.replicateEffect(work, 2), [{ page: 1 }, { page: 2 }])
      assert.deepStrictEqual(ends, [Exit.void, Exit.void])
    })
  )

  it.effect("may be nothing", () =>
    Effect.gen(function* () {
      assert.isUndefined(yield* Effect.succeed(undefined).pipe(keeping([])))
    })
  )

  it.effect("that does not come leaves its error to both", () =>
    Effect.gen(function* () {
      const ends: Array<Exit.Exit<unknown, unknown>> = []
      assert.strictEqual(yield* Effect.flip(Effect.fail("gone").pipe(keeping(ends))), "gone")
      assert.deepStrictEqual(ends, [Exit.fail("gone")])
    })
  )
})
