import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { describe } from "vitest"
import { client } from "./Database.ts"
import { assertWhole, begin, load, ownerOf, prepare, until } from "./Replicas.ts"
import * as Server from "./Server.ts"

if (!Server.isPossible) console.warn("SKIPPED: no Postgres programs on this machine to start a server with")

const pause = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis))

describe.skipIf(!Server.isPossible)("a Postgres server that restarts", () => {
  it.live("holds work up, and it goes on by itself", () =>
    Effect.acquireUseRelease(
      Effect.promise(Server.start),
      (server) => {
        const Client = client({ url: Redacted.make(server.url) })
        const schema = "openfaith"
        return Effect.gen(function* () {
          yield* prepare(schema).pipe(Effect.provide(Client))
          const orders = yield* Effect.acquireUseRelease(
            Effect.promise(() => Promise.all([begin(server.url, schema), begin(server.url, schema)])),
            (replicas) =>
              Effect.promise(async () => {
                const traffic = load(() => replicas, 6)
                await until("orders are placed", async () => traffic.placed.length > 12)
                // short, within the lease, and so that all connections die in the middle of what they do
                server.down()
                server.up()
                const after = traffic.placed.length
                await until("orders go on", async () => traffic.placed.length > after + 12)
                // long, until every lease has run out
                server.down()
                await pause(16_000)
                server.up()
                const later = traffic.placed.length
                await until("orders go on again", async () => traffic.placed.length > later + 12)
                const placed = await traffic.stop()
                assert.isDefined(await ownerOf(replicas))
                for (const replica of replicas) assert.isNull(replica.process.exitCode, replica.log())
                return placed
              }),
            (replicas) =>
              Effect.sync(() => {
                for (const replica of replicas) replica.process.kill("SIGKILL")
              })
          )
          const { terms } = yield* assertWhole(schema, orders).pipe(Effect.provide(Client))
          console.info(`server restarts: ${orders} orders, ${terms.length} terms`)
        })
      },
      (server) => Effect.sync(server.remove)
    )
  )
})
