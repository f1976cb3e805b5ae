/**
 * OAuth 2.0 with PKCE (RFC 6749, RFC 7636): an account's owner lets an application in, and the access renews itself.
 *
 * @example
 * // the host sends the owner to `url`, and keeps `state` and `verifier` in the owner's session
 * const { state, url, verifier } = yield* OAuth.authorize(app)
 * // the owner is back, at `redirectUri`
 * yield* OAuth.exchange(app, { account: "church-42", callback: request.url, state, verifier })
 * // from now on, in any process that shares the `TokenStore`
 * const Church = Connection.layer(api, { credentials: OAuth.credentials(app, { account: "church-42" }) })
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Encoding from "effect/Encoding"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"
import * as Scope from "effect/Scope"
import type { TokenStoreUnavailable, TokensUnreadable, Unavailable, Unreachable } from "./ClientError.ts"
import type { Credentials } from "./Credentials.ts"
import type { App } from "./internal/app.ts"
import * as Endpoint from "./internal/oauthEndpoint.ts"
import * as Renewal from "./internal/oauthRenewal.ts"
import * as OAuthSecrets from "./internal/oauthSecrets.ts"
import { bounded } from "./internal/oauthStore.ts"
import { TokenStore, type Tokens } from "./TokenStore.ts"

export type { App } from "./internal/app.ts"

/**
 * Makes so many bytes that nobody can guess. The default is the platform's Web Crypto.
 *
 * @since 0.1.0
 * @category tags
 */
export class Entropy extends Context.Reference<Entropy>()("@openfaith/client-core/OAuth/Entropy", {
  defaultValue: (): ((length: number) => Effect.Effect<Uint8Array>) => (length) =>
    Effect.sync(() => globalThis.crypto.getRandomValues(new Uint8Array(length)))
}) {}

/**
 * The callback does not belong to this authorization: its `state` is missing or another. Somebody may be trying to slip in
 * an account of their own; nothing was sent.
 *
 * @since 0.1.0
 * @category errors
 */
export class CallbackMismatch extends Schema.TaggedError<CallbackMismatch>("@openfaith/client-core/CallbackMismatch")(
  "CallbackMismatch",
  { account: Schema.String, reason: Schema.String }
) {
  override get message() {
    return `the callback is not the answer to this authorization of ${this.account}: ${this.reason}`
  }
}

/**
 * There will be no access from this authorization: its owner or the API said no.
 *
 * @since 0.1.0
 * @category errors
 */
export class AuthorizationRefused extends Schema.TaggedError<AuthorizationRefused>(
  "@openfaith/client-core/AuthorizationRefused"
)("AuthorizationRefused", {
  account: Schema.String,
  /** The API's own word for it, such as `access_denied` where the owner declined (RFC 6749 §4.1.2.1 and §5.2). */
  code: Schema.String,
  reason: Schema.String
}) {
  override get message() {
    return `authorization of ${this.account}: ${this.reason}`
  }
}

/**
 * An authorization that has begun. `state` and `verifier` belong in the owner's session, and nowhere else.
 *
 * @since 0.1.0
 * @category models
 */
export interface Authorizing {
  /** Where to send the account's owner. */
  readonly url: string
  readonly state: Redacted.Redacted
  readonly verifier: Redacted.Redacted
}

const digest = (text: string): Effect.Effect<Uint8Array> =>
  Effect.map(
    Effect.promise(() => globalThis.crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))),
    (buffer) => new Uint8Array(buffer)
  )

/** Whether two texts are the same, in a time that tells nothing of where they differ. */
const isSame = (left: string, right: string): Effect.Effect<boolean> =>
  Effect.zipWith(
    digest(left),
    digest(right),
    (one, other) => one.reduce((difference, byte, index) => difference | (byte ^ (other[index] ?? 0)), 0) === 0
  )

/**
 * Begins an authorization: a fresh `state`, a fresh PKCE verifier, and the address with its challenge (S256).
 *
 * `parameters` go along in the address, such as `prompt`; none of them replaces one of OAuth's own.
 *
 * @since 0.1.0
 * @category constructors
 */
export const authorize = (app: App, parameters: Readonly<Record<string, string>> = {}): Effect.Effect<Authorizing> =>
  Effect.gen(function* () {
    const random = yield* Entropy
    const state = Encoding.encodeBase64Url(yield* random(32))
    const verifier = Encoding.encodeBase64Url(yield* random(32))
    const query = new URLSearchParams({
      ...parameters,
      response_type: "code",
      client_id: app.clientId,
      redirect_uri: app.redirectUri,
      ...(app.scopes.length === 0 ? {} : { scope: app.scopes.join(" ") }),
      state,
      code_challenge: Encoding.encodeBase64Url(yield* digest(verifier)),
      code_challenge_method: "S256"
    })
    const url = `${app.authorizeUrl}${app.authorizeUrl.includes("?") ? "&" : "?"}${query}`
    return { url, state: Redacted.make(state), verifier: Redacted.make(verifier) }
  })

/** Stable, and no two accounts of two applications share one. */
const publicId = ({ clientId }: App, account: string) =>
  `${clientId.replaceAll("%", "%25").replaceAll("/", "%2F")}/${account}`

const keyOf = (app: App, account: string) => {
  const host = URL.canParse(app.tokenUrl) ? new URL(app.tokenUrl).host : app.tokenUrl
  return `${host}/${publicId(app, account)}`
}

/**
 * The owner's return: the address, whole or from its path on, and what `authorize` gave to keep.
 *
 * @since 0.1.0
 * @category models
 */
export interface Callback {
  /** Names the account among the host's. */
  readonly account: string
  readonly callback: string
  readonly state: Redacted.Redacted
  readonly verifier: Redacted.Redacted
}

/** The code in a callback that belongs to this authorization. */
const codeOf = Effect.fnUntraced(function* (app: App, { account, callback, state, verifier }: Callback) {
  const query = new URLSearchParams(callback.replace(/#.*$/s, "").replace(/^[^?]*/, ""))
  const mismatch = (reason: string) => new CallbackMismatch({ account, reason })
  const [echoed, ...others] = query.getAll("state")
  if (echoed === undefined) return yield* mismatch("it has no state")
  if (others.length > 0 || !(yield* isSame(echoed, Redacted.value(state)))) {
    return yield* mismatch("its state is another")
  }
  const error = query.get("error")
  if (error !== null) {
    const clean = OAuthSecrets.make([...Endpoint.secretsOf(app), Redacted.value(state), Redacted.value(verifier)])
    const code = clean.code(error).slice(0, 100)
    const description = clean.text(query.get("error_description") ?? "").slice(0, 200)
    return yield* new AuthorizationRefused({
      account,
      code,
      reason: description === "" ? code : `${code}: ${description}`
    })
  }
  const [code, ...more] = query.getAll("code")
  if (code === undefined || code === "" || more.length > 0) return yield* mismatch("it has no code")
  return code
})

/** Storing is tried for some seconds: what the API gave, it gives once. */
const patiently = Schedule.exponential("100 millis").pipe(Schedule.intersect(Schedule.recurs(4)))

/**
 * Ends an authorization: checks that the callback belongs to it, asks for the tokens, and stores them.
 *
 * Once asked for, tokens are stored even if the caller is interrupted. A code works once: after any error but
 * `CallbackMismatch`, begin again with `authorize`.
 *
 * @since 0.1.0
 * @category constructors
 */
export const exchange = (
  app: App,
  options: Callback
): Effect.Effect<
  Tokens,
  CallbackMismatch | AuthorizationRefused | TokenStoreUnavailable | Unavailable | Unreachable,
  TokenStore | HttpClient.HttpClient
> =>
  Effect.gen(function* () {
    const { account, state, verifier } = options
    const store = bounded(yield* TokenStore)
    const endpoint = yield* Endpoint.make(app, () => [Redacted.value(state)])
    const code = yield* codeOf(app, options)
    const form = {
      grant_type: "authorization_code",
      code,
      redirect_uri: app.redirectUri,
      code_verifier: Redacted.value(verifier)
    }
    const before = { refresh: undefined, scopes: app.scopes }
    return yield* Renewal.toItsEnd(
      endpoint.grant(form, { before }).pipe(
        Effect.catchTag("Refused", ({ code, words }) =>
          Effect.fail(new AuthorizationRefused({ account, code, reason: words }))
        ),
        Effect.tap((tokens) => Effect.retry(store.write(keyOf(app, account), tokens), patiently))
      )
    )
  }).pipe(Effect.withSpan("OAuth.exchange", { attributes: { account: options.account } }))

/**
 * The access of an account that was authorised before, by this process or another: it renews itself ahead of its end and
 * when the API refuses it.
 *
 * - Ahead is `ahead` (5 minutes) before the end, or a fifth of the access's life where that is shorter. A request waits for
 *   it 2 seconds at most, and while the old access lasts, no failure to renew it is a failure of a request.
 * - One renewal at a time: in this process everybody waits for it, and through the `TokenStore` so do other processes. Once
 *   asked for, new tokens are stored even if everybody who waited is gone. A process that ends takes a renewal with it, so
 *   these credentials wait for it when the scope they were made in closes, if they were made in one.
 * - What another process did to the tokens is noticed within a minute, or when the access is refused.
 * - `NeedsReauthorization` says why; it comes at once, without asking the API again, until other tokens are stored. Where
 *   it is the application that was refused, which is not for the account's owner to put right, the API is asked again after
 *   a minute.
 *
 * @since 0.1.0
 * @category constructors
 */
export const credentials = (
  app: App,
  options: { readonly account: string; readonly ahead?: Duration.DurationInput }
): Effect.Effect<Credentials, never, TokenStore | HttpClient.HttpClient> =>
  Effect.gen(function* () {
    const { account } = options
    const seen = OAuthSecrets.memory(16)
    const renewal = Renewal.make({
      account,
      key: keyOf(app, account),
      store: bounded(yield* TokenStore),
      endpoint: yield* Endpoint.make(app, seen.texts),
      ahead: Duration.decode(options.ahead ?? "5 minutes"),
      remember: (tokens) => seen.remember(...Endpoint.textsOf(tokens))
    })
    const scope = yield* Effect.serviceOption(Scope.Scope)
    if (Option.isSome(scope)) yield* Scope.addFinalizer(scope.value, renewal.close)
    return {
      publicId: publicId(app, account),
      authorization: renewal.authorization,
      renew: renewal.renew,
      secrets: () => [...Endpoint.secretsOf(app), ...seen.texts()]
    }
  })

/**
 * Forgets an account: its tokens leave the store, and then are given back to the API, if `revokeUrl` says where.
 *
 * An error says that the API may still honour them; the store no longer has them either way. Processes that use them stop
 * within a minute. An account that is not there is forgotten already.
 *
 * @since 0.1.0
 * @category constructors
 */
export const forget = (
  app: App,
  { account }: { readonly account: string }
): Effect.Effect<
  void,
  AuthorizationRefused | TokenStoreUnavailable | TokensUnreadable | Unavailable | Unreachable,
  TokenStore | HttpClient.HttpClient
> =>
  Effect.gen(function* () {
    const store = bounded(yield* TokenStore)
    const endpoint = yield* Endpoint.make(app, () => [])
    yield* Renewal.toItsEnd(
      Effect.flatMap(
        store.remove(keyOf(app, account)),
        Option.match({ onNone: () => Effect.void, onSome: ({ tokens }) => endpoint.revoke(tokens) })
      )
    )
  }).pipe(
    Effect.catchTag("Refused", ({ code, words }) =>
      Effect.fail(new AuthorizationRefused({ account, code, reason: `its tokens were not taken back (${words})` }))
    ),
    Effect.withSpan("OAuth.forget", { attributes: { account } })
  )
