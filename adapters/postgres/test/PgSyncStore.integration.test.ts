import * as PgClient from "@effect/sql-pg/PgClient"
import { assert, it } from "@effect/vitest"
import { SyncStore } from "@openfaith/sync-engine"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Schedule from "effect/Schedule"
import { describe } from "vitest"
import * as PgMigrations from "../src/PgMigrations.ts"
import * as PgSyncStore from "../src/PgSyncStore.ts"
import { client, one } from "./Database.ts"
import { begun, page, record, resource } from "./Records.ts"
import * as Server from "./Server.ts"

if (!Server.isPossible) console.warn("SKIPPED: no Postgres programs on this machine to start a server with")

describe.skipIf(!Server.isPossible)("a server that is killed in the middle of a commit", () => {
  it.live("is the store's failure, and the page is kept once when it is back", () =>
    Effect.acquireUseRelease(
      Effect.promise(Server.start),
      (server) => {
        const Client = client({ url: Redacted.make(server.url) })
        const Store = PgSyncStore.layer().pipe(Layer.provide(PgMigrations.layer()), Layer.provideMerge(Client))
        const locked = `SELECT count(*)::text AS answer FROM pg_stat_activity
          WHERE wait_event_type = 'Lock' AND query LIKE '%store_commit_page%'`
        return Effect.gen(function* () {
          const store = yield* SyncStore.SyncStore
          const run = yield* begun()
          yield* store.commitPage(page(run, 0, [record("1")]))
          const entry = page(run, 1, [record("2"), record("3")])
          // another program's connection holds the page up within its transaction
          const other = Context.get(
            yield* Layer.build(client({ url: Redacted.make(server.url), maxConnections: 1 })),
            PgClient.PgClient
          )
          yield* other.unsafe("BEGIN")
          yield* other.unsafe("LOCK TABLE openfaith.quarantine IN ACCESS EXCLUSIVE MODE")
          const committing = yield* Effect.fork(Effect.either(store.commitPage(entry)))
          yield* Effect.repeat(Effect.zipRight(Effect.sleep("20 millis"), one(locked)), {
            until: (count) => count === "1"
          })
          yield* Effect.sync(server.down)
          const failure = yield* Effect.flip(Effect.flatten(Fiber.join(committing)))
          assert.deepInclude(failure, { _tag: "StoreError", operation: "commitPage", retryable: true })
          yield* Effect.sync(server.up)

          const { listing } = yield* Effect.retry(store.commitPage(entry), {
            while: (error) => error._tag === "StoreError" && error.retryable,
            schedule: Schedule.intersect(Schedule.spaced("100 millis"), Schedule.recurs(50))
          })
          assert.deepInclude(listing, { sequence: 2, pages: 2, changed: 3 })
          assert.deepStrictEqual((yield* store.commitPage(entry)).listing, listing)
          const records = yield* store.records({ connection: "main", resource, limit: 9 })
          assert.deepStrictEqual(
            records.map(({ id }) => id),
            ["1", "2", "3"]
          )
        }).pipe(Effect.scoped, Effect.provide(Store))
      },
      (server) => Effect.sync(server.remove)
    )
  )
})
