/** A token store that answers in time, or is out of reach: drivers may wait for ever. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { TokenStoreUnavailable } from "../ClientError.ts"
import type { TokenStore } from "../TokenStore.ts"

const patience = Duration.seconds(30)

const within = (limit: Duration.Duration) =>
  Effect.timeoutFail({
    duration: limit,
    onTimeout: () => new TokenStoreUnavailable({ reason: `no answer in ${Duration.format(limit)}` })
  })

export const bounded = (store: TokenStore["Type"]): TokenStore["Type"] => ({
  read: (key) => within(patience)(store.read(key)),
  write: (key, tokens) => within(patience)(store.write(key, tokens)),
  // a claim that comes after its lease is none
  claim: (key, revision, lease) => within(lease)(store.claim(key, revision, lease)),
  replace: (key, revision, tokens) => within(patience)(store.replace(key, revision, tokens)),
  release: (key, claim) => within(patience)(store.release(key, claim)),
  remove: (key) => within(patience)(store.remove(key))
})
