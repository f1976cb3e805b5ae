/** A store as a host's own fibers ask it: outside of any step that would be done again. */
import type * as Effect from "effect/Effect"
import type { StoreError } from "../../StoreError.ts"
import type { SyncStore } from "../../SyncStore.ts"
import * as Chunk from "../reading/chunk.ts"

const again =
  <Parameters extends ReadonlyArray<unknown>, A>(
    ask: (...parameters: Parameters) => Effect.Effect<A, StoreError>
  ): ((...parameters: Parameters) => Effect.Effect<A, StoreError>) =>
  (...parameters) =>
    Chunk.patiently(ask(...parameters))

/**
 * Waits out what a store cannot do just now, as steps do: everything that is read, and what may be written twice. What a
 * host asks to be changed is told by what it found, and fails at once.
 */
export const patient = (store: SyncStore["Type"]): SyncStore["Type"] => ({
  ...store,
  openRun: again(store.openRun),
  closeRun: again(store.closeRun),
  findRun: again(store.findRun),
  unfinishedRun: again(store.unfinishedRun),
  listings: again(store.listings),
  listing: again(store.listing),
  timedListings: again(store.timedListings),
  memory: again(store.memory),
  stored: again(store.stored),
  freshness: again(store.freshness),
  runs: again(store.runs),
  summary: again(store.summary),
  absences: again(store.absences)
})
