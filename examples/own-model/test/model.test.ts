import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { SqlClient } from "@effect/sql"
import { assert, it } from "@effect/vitest"
import { HttpServer, World } from "@openfaith/pco-mock"
import { Sync } from "@openfaith/sync-engine"
import { ConfigProvider, Effect, Layer } from "effect"
import * as Church from "../src/Church.ts"

const church = Effect.gen(function* () {
  const world = World.make({ seed: 5, people: 120 })
  const server = yield* Effect.acquireRelease(
    Effect.promise(() => HttpServer.listen({ world, quota: { limit: 1_000_000 } })),
    ({ close }) => Effect.promise(close)
  )
  const folder = yield* Effect.acquireRelease(
    Effect.sync(() => mkdtempSync(join(tmpdir(), "openfaith-model-"))),
    (path) => Effect.sync(() => rmSync(path, { recursive: true }))
  )
  const settings = new Map([
    ["PCO_APP_ID", "app"],
    ["PCO_SECRET", "secret"],
    ["PCO_BASE_URL", server.url],
    ["DATABASE_FILE", join(folder, "church.sqlite")]
  ])
  const process = Church.layer.pipe(Layer.provide(Layer.setConfigProvider(ConfigProvider.fromMap(settings))))
  return { world, process }
})

const ids = (table: string) =>
  Effect.flatMap(SqlClient.SqlClient, (sql) =>
    Effect.map(sql<{ readonly id: string }>`SELECT id FROM ${sql(table)} ORDER BY id`, (rows) =>
      rows.map(({ id }) => id)
    )
  )

it.scopedLive("a church's people and addresses are rows of the host's, and follow the church", () =>
  Effect.gen(function* () {
    const { process, world } = yield* church
    yield* Effect.gen(function* () {
      const sync = yield* Sync.Sync
      const all = (type: string) =>
        world
          .rows(type)
          .map(({ id }) => id)
          .toSorted()
      const equal = Effect.gen(function* () {
        assert.deepStrictEqual(yield* ids("member"), all("Person"))
        assert.deepStrictEqual(yield* ids("address"), all("Email"))
      })
      yield* sync.refresh()
      yield* equal
      assert.isNotEmpty(yield* ids("address"))
      // with their addresses, which the host's own foreign key wants gone first
      for (const { id } of world.rows("Person").slice(0, 4)) world.delete("Person", id)
      world.create("Person", { first_name: "Ada", last_name: "Lovelace" })
      const { inSync } = yield* sync.refresh()
      assert.isTrue(inSync)
      yield* equal
    }).pipe(Effect.provide(process))
  })
)
