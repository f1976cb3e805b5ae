/** What the tests of a token store begin with. */
import { assert, type Vitest } from "@effect/vitest"
import { TokenStore } from "@openfaith/client-core"
import * as Context from "effect/Context"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Random from "effect/Random"
import * as Redacted from "effect/Redacted"

export type Store = TokenStore.TokenStore["Type"]

/** The same tokens through a connection of its own, as another process has them; the same store where there is none. */
export class Another extends Context.Tag("@openfaith/adapter-testkit/TokenStoreSuite/Another")<Another, Store>() {}

/** The same tokens as a copy of the store's database has them; the same store where it cannot tell. */
export class Copy extends Context.Tag("@openfaith/adapter-testkit/TokenStoreSuite/Copy")<Copy, Store>() {}

/** Tests that share one store, on the real clock. */
export type Tests = Vitest.MethodsNonLive<TokenStore.TokenStore | Another | Copy, true>

export const { Claim } = TokenStore

let keys = 0

/** An account nobody has had before, in a store that earlier runs may have used. */
export const newKey: Effect.Effect<string> = Effect.map(
  Random.nextIntBetween(0, 2 ** 31),
  (number) => `account-${number.toString(36)}-${++keys}`
)

export const tokens = (name: string): TokenStore.Tokens => ({
  access: Redacted.make(`access-${name}`),
  refresh: Redacted.make(`refresh-${name}`),
  issuedAt: DateTime.unsafeMake(0),
  expiresAt: DateTime.unsafeMake(7_200_000),
  scopes: ["people"]
})

/** Which tokens, under which revision. */
export const nameOf = (stored: Option.Option<TokenStore.Stored>) =>
  Option.map(stored, ({ revision, tokens }) => [revision, Redacted.value(tokens.access)] as const)

export const expectClaim = (claim: TokenStore.Claim): string =>
  Claim.$is("Claimed")(claim) ? claim.claim : assert.fail(`expected a claim, and was told ${claim._tag}`)

export const expectBusy = (claim: TokenStore.Claim): number =>
  Claim.$is("Busy")(claim) ? Duration.toMillis(claim.wait) : assert.fail(`expected to wait, and was told ${claim._tag}`)

/** So long that no test sees it end. */
export const long = Duration.hours(1)
