import { assert, it } from "@effect/vitest"
import { TokenStore } from "@openfaith/client-core"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { describe } from "vitest"
import * as PgMigrations from "../src/PgMigrations.ts"
import * as PgTokenStore from "../src/PgTokenStore.ts"
import { client } from "./Database.ts"
import * as Server from "./Server.ts"

if (!Server.isPossible) console.warn("SKIPPED: no Postgres programs on this machine to start a server with")

const tokens: TokenStore.Tokens = { access: Redacted.make("access"), issuedAt: DateTime.unsafeMake(0), scopes: [] }

/** What a process of the host's does there, and then it ends. */
const on = <A, E>(url: string, work: Effect.Effect<A, E, TokenStore.TokenStore>) =>
  Effect.scoped(
    Effect.provide(
      work,
      PgTokenStore.layer().pipe(Layer.provide(client({ url: Redacted.make(url), maxConnections: 2 })))
    )
  )

const claim = Effect.flatMap(TokenStore.TokenStore, (store) =>
  Effect.flatMap(store.read("account"), (found) =>
    store.claim("account", Option.getOrThrow(found).revision, Duration.millis(1))
  )
)

const running = (make: () => Promise<Awaited<ReturnType<typeof Server.start>>>) =>
  Effect.acquireRelease(Effect.promise(make), ({ remove }) => Effect.sync(remove))

describe.skipIf(!Server.isPossible)("tokens, where their server fails over or is restored elsewhere", () => {
  it.scopedLive("are renewed by the replica that takes over, by itself, and not by a restored dump", () =>
    Effect.gen(function* () {
      const primary = yield* running(Server.start)
      yield* PgMigrations.run().pipe(Effect.provide(client({ url: Redacted.make(primary.url) })))
      yield* on(
        primary.url,
        Effect.flatMap(TokenStore.TokenStore, (store) => store.write("account", tokens))
      )
      const standby = yield* running(() => Server.follow(primary.url))
      const staging = yield* running(Server.start)
      yield* Effect.sync(() => Server.copy(primary.url, staging.url))

      const error = yield* Effect.flip(on(staging.url, claim))
      assert.match(error.message, /and this is database \d+ of server \d+/)

      yield* Effect.sync(() => {
        primary.down()
        standby.promote()
      })
      assert.strictEqual((yield* on(standby.url, claim))._tag, "Claimed")
      // for its own removal
      yield* Effect.sync(primary.up)
    })
  )
})
