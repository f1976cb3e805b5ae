/** What the credentials of a connection sign with, and which of them are left alone for a while. */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Redacted from "effect/Redacted"
import { type ClientError, InvalidRequest, Unreachable } from "../ClientError.ts"
import type { Authorization, AuthorizationError, Credentials } from "../Credentials.ts"

/** What is signed with, by the index of its credential. */
export type Signed = ReadonlyMap<number, Authorization>

/** A refused credential is left alone for so long, if there are others. */
const asideFor = Duration.toMillis("1 minute")

/** Whether a header may have this value; clients complain of others by printing or by throwing them. */
const isSendable = ({ header }: Authorization) => /^[\t\x20-\x7e]*$/.test(Redacted.value(header))

/** A failure to get an authorization, as the failure of a request that was not sent for it. */
const notSent = (error: AuthorizationError, origin: string): ClientError =>
  error._tag === "Unavailable"
    ? new Unreachable({ endpoint: error.endpoint, origin, reason: error.message, sent: false })
    : error

export const make = (accounts: ReadonlyArray<Credentials>, host: string) => {
  /** Until when a refused credential is left alone. */
  const aside = accounts.map(() => 0)

  return {
    /** What every credential signs with now that is neither aside nor among the refused; fails only if none can. */
    authorizations: Effect.fnUntraced(function* (endpoint: string, refused: ReadonlySet<number>) {
      const now = yield* Clock.currentTimeMillis
      const admitted = accounts.map((_, index) => !refused.has(index) && (aside[index] ?? 0) <= now)
      const everybody = !admitted.includes(true)
      const signed = new Map<number, Authorization>()
      let failure: ClientError | undefined
      for (const [index, { authorization }] of accounts.entries()) {
        if (refused.has(index) || (!everybody && admitted[index] !== true)) continue
        const either = yield* Effect.either(authorization)
        if (Either.isLeft(either)) failure ??= notSent(either.left, host)
        else if (isSendable(either.right)) signed.set(index, either.right)
        else {
          const problem = "no header may hold all of them"
          return yield* Effect.fail<ClientError>(new InvalidRequest({ endpoint, field: "credentials", problem }))
        }
      }
      if (signed.size > 0 || failure === undefined) return signed
      return yield* Effect.fail(failure)
    }),
    /** Asks a credential for another authorization than the one that was refused; false where it has none. */
    renew: (account: number, authorization: Authorization): Effect.Effect<boolean, ClientError> => {
      const credentials = accounts[account]
      return credentials === undefined
        ? Effect.succeed(false)
        : Effect.mapError(credentials.renew(authorization), (error) => notSent(error, host))
    },
    /** Leaves a credential alone for a while. */
    putAside: (account: number): Effect.Effect<void> =>
      Effect.map(Clock.currentTimeMillis, (now) => {
        aside[account] = now + asideFor
      }),
    /** What a credential is called where that is no secret. */
    publicId: (account: number): string | undefined => accounts[account]?.publicId
  }
}
