import { Sync } from "@openfaith/sync-engine"
import { Console, Effect } from "effect"
import { Mail } from "./Mail.ts"

const program = Effect.gen(function* () {
  const sync = yield* Sync.Sync
  yield* Console.log(yield* sync.refresh())
})
Effect.runPromise(Effect.provide(program, Mail))
