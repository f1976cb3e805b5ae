/** A token store that answers in time, or is out of reach: drivers may wait for ever. What is encrypted is no token. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { TokenStoreUnavailable, TokensUnreadable } from "../ClientError.ts"
import type { Stored, TokenStore } from "../TokenStore.ts"
import * as SealedTokens from "./sealedTokens.ts"

const patience = Duration.seconds(30)

const within = (limit: Duration.Duration) =>
  Effect.timeoutFail({
    duration: limit,
    onTimeout: () => new TokenStoreUnavailable({ reason: `no answer in ${Duration.format(limit)}` })
  })

/** A ciphertext that nobody has decrypted is not to be sent to an API as access. */
const inClear = (stored: Option.Option<Stored>): Effect.Effect<Option.Option<Stored>, TokensUnreadable> =>
  Option.match(
    Option.flatMap(stored, ({ tokens }) => SealedTokens.fromTokens(tokens)),
    {
      onNone: () => Effect.succeed(stored),
      onSome: ({ keyId }) =>
        Effect.fail(
          new TokensUnreadable({
            keyId,
            reason: `they were encrypted with the key ${JSON.stringify(keyId)}, and this process was given no key; give it with \`TokenEncryption.encrypted\``
          })
        )
    }
  )

export const bounded = (store: TokenStore["Type"]): TokenStore["Type"] => ({
  read: (key) => Effect.flatMap(within(patience)(store.read(key)), inClear),
  write: (key, tokens) => within(patience)(store.write(key, tokens)),
  // a claim that comes after its lease is none
  claim: (key, revision, lease) => within(lease)(store.claim(key, revision, lease)),
  replace: (key, revision, tokens) => within(patience)(store.replace(key, revision, tokens)),
  release: (key, claim) => within(patience)(store.release(key, claim)),
  remove: (key) => Effect.flatMap(within(patience)(store.remove(key)), inClear)
})
