/** Whose records a connection holds, and whether the source still answers for that account. */
import * as Effect from "effect/Effect"
import type { StoreError } from "../../StoreError.ts"
import { OtherAccount } from "../../SyncError.ts"
import { SyncStore } from "../../SyncStore.ts"

/** A function that fails for an answer of another account. It looks into the store once for each account it is told. */
export const checker = (connection: string) => {
  let known: string | undefined
  return (answered: string | undefined): Effect.Effect<void, OtherAccount | StoreError, SyncStore> =>
    Effect.gen(function* () {
      if (answered === undefined || answered === known) return
      const store = yield* SyncStore
      const stored = yield* store.bindAccount(connection, answered)
      if (stored !== answered) return yield* new OtherAccount({ connection, stored, answered })
      known = answered
    })
}
