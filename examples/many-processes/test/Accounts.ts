/** An account whose owner let us in, and whose access is over. */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import { OAuth, TokenStore } from "@openfaith/client-core"
import * as ConfigProvider from "effect/ConfigProvider"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { Shared } from "../src/Shared.ts"
import { app } from "../src/Work.ts"

export const account = "church-42"

/** What a process with these variables shares. */
const sharedBy = (env: Readonly<Record<string, string>>) =>
  Shared.pipe(Layer.provide(Layer.setConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(env))))))

/** The owner signs in; by the time anybody asks, the access they gave is over, though not what renews it. */
export const signedInLongAgo = (origin: string, env: Readonly<Record<string, string>>) =>
  Effect.gen(function* () {
    const store = yield* TokenStore.TokenStore
    const { state, url, verifier } = yield* OAuth.authorize(app(origin))
    const response = yield* Effect.promise(() => fetch(url, { redirect: "manual" }))
    const callback = response.headers.get("location") ?? ""
    const aged: typeof store.write = (key, tokens) =>
      store.write(key, {
        ...tokens,
        // no API knows it: whoever sends it is refused
        access: Redacted.make("of-yesterday"),
        issuedAt: DateTime.subtract(tokens.issuedAt, { hours: 24 }),
        expiresAt: DateTime.subtract(tokens.issuedAt, { hours: 22 })
      })
    yield* OAuth.exchange(app(origin), { account, callback, state, verifier }).pipe(
      Effect.provideService(TokenStore.TokenStore, { ...store, write: aged })
    )
  }).pipe(Effect.provide(Layer.merge(sharedBy(env), FetchHttpClient.layer)), Effect.orDie)
