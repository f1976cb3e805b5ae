import { Sync } from "@openfaith/sync-engine"
import { Console, Effect, Stream } from "effect"
import * as Church from "./Church.ts"

// #region program
const program = Effect.gen(function* () {
  const sync = yield* Sync.Sync
  yield* Console.log(yield* sync.refresh())
  // rows that the host's tables refused, with the reason each
  yield* Stream.runForEach(sync.quarantine.list(), (kept) => Console.log(kept))
})
// #endregion program

Effect.runPromise(Effect.provide(program, Church.layer))
