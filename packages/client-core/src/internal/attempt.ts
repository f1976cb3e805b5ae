/** One attempt at a call: sent by whoever may, followed where it is redirected, signed anew where it was refused. */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type { Api } from "../Api.ts"
import * as ClientError from "../ClientError.ts"
import type { Authorization } from "../Credentials.ts"
import * as Credentials from "../Credentials.ts"
import type { Quota } from "../Quota.ts"
import * as Answer from "./answer.ts"
import type * as Exchange from "./exchange.ts"
import * as Origin from "./origin.ts"
import type { Answered, Request } from "./request.ts"
import type * as Signing from "./signing.ts"

const redirects = new Set([301, 302, 303, 307, 308])

const mostRedirects = 5

/**
 * The shortest pause after so many attempts, whatever wait the API asks for: one that refuses everybody and says to come
 * back at once, or at a time its clock has passed, must not be asked without end as fast as it can refuse.
 */
const leastPause = (attempts: number) => Duration.millis(Math.min(1_000, 50 * 2 ** (attempts - 1)))

/** What happened so far to a request that is sent more than once. */
interface State {
  readonly redirects: number
  /** The accounts whose authorization was renewed for this request. */
  readonly renewed: ReadonlySet<number>
  /** The accounts that were refused for good; if all were aside before, all are asked, but each only once. */
  readonly refused: ReadonlySet<number>
  /** How often the call was tried, this time included. */
  readonly attempts: number
  /** How often a new authorization was refused, by its revision and account: it may not be known everywhere yet. */
  readonly unsettled: ReadonlyMap<string, number>
}

/** Who sent a request, and what it was signed with. */
interface Signer {
  readonly account: number
  readonly authorization: Authorization
}

export interface Options {
  readonly connection: string
  readonly api: Api
  readonly quota: Quota
  readonly signing: ReturnType<typeof Signing.make>
  readonly exchange: ReturnType<typeof Exchange.make>
  /** Takes our secrets out of an error. */
  readonly clean: (error: ClientError.ClientError) => ClientError.ClientError
}

export const make = ({ api, clean, connection, exchange, quota, signing }: Options) => {
  /** Sends once, by whichever credential may send first; says which it was. */
  const once = (request: Request, url: URL, signed: Signing.Signed) => {
    let used: Signer | undefined
    return quota
      .withPermit(
        { url, among: (account) => signed.has(account) },
        (account, waited) => {
          const authorization = signed.get(account)
          if (authorization === undefined) return Effect.die(`a permit of account ${account}, which is not among us`)
          used = { account, authorization }
          return exchange(request, url, authorization, waited)
        },
        ({ headers }) => api.quota.observe(headers)
      )
      .pipe(Effect.map((raw) => ({ raw, used })))
  }

  /** A redirect that is not followed. */
  const unfollowed = ({ endpoint }: Request, { headers, status }: Answer.Raw, problem: string) =>
    new ClientError.UnexpectedBody({
      endpoint,
      status,
      requestId: Answer.requestId(api, headers),
      problem,
      body: "",
      remedy: "none"
    })

  /** Where a redirect leads, if it may be followed with the same request. */
  const redirected = (request: Request, url: URL, raw: Answer.Raw): Either.Either<URL, ClientError.ClientError> => {
    const { location } = raw.headers
    const refuse = (problem: string) => Either.left(unfollowed(request, raw, problem))
    if (location === undefined) return refuse("a redirect that does not say where to")
    // the older three may be followed with another method (RFC 9110 §15.4), and a write must not become a read
    if (request.method !== "GET" && raw.status < 307) return refuse("a redirect that is not for a request that writes")
    const target = URL.canParse(location, url.href) ? new URL(location, url).href : location
    return Origin.resolve(request.endpoint, url, target)
  }

  const follow = (request: Request, url: URL, raw: Answer.Raw, state: State) =>
    state.redirects === mostRedirects
      ? Effect.fail(unfollowed(request, raw, `redirected more than ${mostRedirects} times`))
      : Effect.flatMap(redirected(request, url, raw), (there) =>
          attempt(request, there, { ...state, redirects: state.redirects + 1 })
        )

  /** After a credential was refused: renewed, replaced by another, or given up. */
  const refused = (
    request: Request,
    url: URL,
    state: State,
    { account, authorization }: Signer,
    others: boolean,
    error: ClientError.ClientError
  ): Effect.Effect<Answered, ClientError.ClientError> =>
    Effect.gen(function* () {
      const name = `${account}/${authorization.revision}`
      const tries = state.unsettled.get(name) ?? 0
      const pause = yield* Credentials.settling(authorization, { tries })
      if (pause !== undefined) {
        yield* Effect.sleep(pause)
        return yield* attempt(request, url, { ...state, unsettled: new Map([...state.unsettled, [name, tries + 1]]) })
      }
      const publicId = signing.publicId(account)
      const again = state.renewed.has(account)
      const renewed = again ? Either.right(false) : yield* Effect.either(signing.renew(account, authorization))
      if (Either.isRight(renewed) && renewed.right) {
        return yield* attempt(request, url, { ...state, renewed: new Set([...state.renewed, account]) })
      }
      yield* signing.putAside(account)
      if (others) {
        yield* Effect.logWarning("a credential was refused; the others go on without it").pipe(
          Effect.annotateLogs({ connection, credential: publicId ?? account })
        )
        return yield* attempt(request, url, { ...state, refused: new Set([...state.refused, account]) })
      }
      if (Either.isLeft(renewed)) return yield* Effect.fail(renewed.left)
      return yield* Effect.fail(
        again
          ? new ClientError.NeedsReauthorization({
              account: publicId ?? connection,
              reason: `${clean(error).message}, and once more with fresh credentials`
            })
          : error
      )
    })

  const attempt = (request: Request, url: URL, state: State): Effect.Effect<Answered, ClientError.ClientError> =>
    Effect.gen(function* () {
      const signed = yield* signing.authorizations(request.endpoint, state.refused)
      const { raw, used } = yield* once(request, url, signed)
      if (redirects.has(raw.status)) return yield* follow(request, url, raw, state)
      const answered = Answer.interpret(api, request, url, raw, yield* Clock.currentTimeMillis)
      if (Either.isRight(answered)) return answered.right
      const error = answered.left
      if (used !== undefined && error._tag === "RateLimited") {
        yield* quota.pause(used.account, Duration.max(error.retryAfter, leastPause(state.attempts)))
      }
      if (used !== undefined && ClientError.remedy(error) === "refresh") {
        return yield* refused(request, url, state, used, signed.size > 1, error)
      }
      return yield* Effect.fail(error)
    })

  /** Sends a request, which is the given attempt at its call. */
  return (request: Request, url: URL, attempts: number) =>
    attempt(request, url, {
      redirects: 0,
      renewed: new Set(),
      refused: new Set(),
      attempts,
      unsettled: new Map()
    })
}
