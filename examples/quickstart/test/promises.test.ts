/** What a host that awaits a sync catches: the error itself, whichever layer or step it is from. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { FetchHttpClient } from "@effect/platform"
import { SqliteAdapter, SqliteFile } from "@openfaith/adapter-sqlite"
import { ClientError, Credentials, Promises, QuotaStore } from "@openfaith/client-core"
import { PlanError } from "@openfaith/graph-planner"
import { Pco } from "@openfaith/pco-client"
import { HttpServer, World } from "@openfaith/pco-mock"
import { Control, Source, Sync } from "@openfaith/sync-engine"
import { Effect, Layer, ManagedRuntime, Redacted } from "effect"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { readables } from "../src/Readables.ts"

const folder = mkdtempSync(path.join(tmpdir(), "openfaith-promises-"))
let server: HttpServer.HttpServer

beforeAll(async () => {
  server = await HttpServer.listen({
    world: World.make({ seed: 3, people: 20 }),
    credentials: [{ appId: "app", secret: "right" }]
  })
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

const host = (filename: string, secret: string) => {
  const account = Pco.layer({
    credentials: Credentials.personalToken({ id: "app", secret: Redacted.make(secret) }),
    origin: server.url
  }).pipe(Layer.provide([FetchHttpClient.layer, QuotaStore.layerMemory]))
  return ManagedRuntime.make(
    Sync.layer({ readables }).pipe(
      Layer.provide(Source.layerClient({ readables }).pipe(Layer.provide(account))),
      Layer.provide(SqliteAdapter.layer({ filename: path.join(folder, filename) }))
    )
  )
}

const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => assert.fail("it was not rejected"),
    (error: unknown) => error
  )

const tagOf = (error: unknown) => (typeof error === "object" && error !== null && "_tag" in error ? error._tag : error)

describe("a promise of a sync", () => {
  it("rejects with the error of the API, of the host's own mistake, and of a layer", async () => {
    const refused = host("refused.sqlite", "wrong")
    const sync = await Promises.run(refused, Sync.Sync)
    const unauthorized = await rejection(Promises.run(refused, sync.refresh()))
    assert.instanceOf(unauthorized, ClientError.Unauthorized)
    assert.strictEqual(tagOf(unauthorized), "Unauthorized")
    const unknown = await rejection(Promises.run(refused, sync.refresh({ resources: ["people.Persn"] })))
    assert.instanceOf(unknown, PlanError.UnknownResource)
    assert.instanceOf(await rejection(Promises.run(refused, sync.inspect("full-9"))), Control.UnknownRun)
    await refused.dispose()

    const nowhere = host("nowhere/church.sqlite", "right")
    const error = await rejection(
      Promises.run(
        nowhere,
        Effect.flatMap(Sync.Sync, (sync) => sync.status())
      )
    )
    assert.instanceOf(error, SqliteFile.SqliteFileError)
    await nowhere.dispose()
  })

  it("is of the report where all goes well", async () => {
    const church = host("church.sqlite", "right")
    const report = await Promises.run(
      church,
      Effect.flatMap(Sync.Sync, (sync) => sync.refresh())
    )
    assert.strictEqual(report.resources["people.Person"]?.stored, 20)
    await church.dispose()
  })
})
