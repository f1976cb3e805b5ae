import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import { assert, it } from "@effect/vitest"
import { Credentials, QuotaStore } from "@openfaith/client-core"
import { Pco } from "@openfaith/pco-client"
import { Campus, Email, Person, PhoneNumber } from "@openfaith/pco-client/people"
import { HttpServer, World } from "@openfaith/pco-mock"
import { Source, Sync } from "@openfaith/sync-engine"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { describe } from "vitest"
import * as PgAdapter from "../src/PgAdapter.ts"
import { client } from "./Database.ts"
import * as Server from "./Server.ts"

if (!Server.isPossible) console.warn("SKIPPED: no Postgres programs on this machine to start a server with")

const readables = [Campus.readable, Person.readable, Email.readable, PhoneNumber.readable]

describe.skipIf(!Server.isPossible)("a Postgres server that restarts in the middle of a sync", () => {
  it.live("holds it up, and it goes on by itself to an equal copy", () =>
    Effect.acquireUseRelease(
      Effect.promise(Server.start),
      (server) =>
        Effect.gen(function* () {
          const world = World.make({ seed: 5, people: 930 })
          let pages = 0
          let restarts = 0
          const mock = yield* Effect.acquireRelease(
            Effect.promise(() =>
              HttpServer.listen({
                world,
                quota: { limit: 1_000_000 },
                before: ({ url }) => {
                  if (!url.pathname.startsWith("/people/v2/people") || !url.search.includes("per_page=100")) return
                  pages++
                  // once so short that it is hardly noticed, once for longer than any patience within a step
                  if (pages !== 3 && pages !== 6) return
                  restarts++
                  server.down()
                  setTimeout(server.up, pages === 3 ? 200 : 6000)
                }
              })
            ),
            ({ close }) => Effect.promise(close)
          )
          const source = Source.layerClient({ readables }).pipe(
            Layer.provide(
              Pco.layer({
                credentials: Credentials.personalToken({ id: "app", secret: Redacted.make("secret") }),
                origin: mock.url
              })
            ),
            Layer.provide([FetchHttpClient.layer, QuotaStore.layerMemory])
          )
          const process = Sync.layer({ readables }).pipe(
            Layer.provideMerge(PgAdapter.layer()),
            Layer.provide([source, client({ url: Redacted.make(server.url) })])
          )
          yield* Effect.gen(function* () {
            const sync = yield* Sync.Sync
            const report = yield* sync.run("full")
            assert.strictEqual(restarts, 2)
            assert.isTrue(report.inSync, JSON.stringify(report))
            assert.strictEqual(report.resources["people.Person"]?.stored, world.rows("Person").length)
          }).pipe(Effect.provide(process))
        }).pipe(Effect.scoped),
      (server) => Effect.sync(server.remove)
    )
  )
})
