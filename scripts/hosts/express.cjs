// A host of CommonJS, for `check-packages`: Express answers with what was copied from the simulator.
const express = require("express")
const { FetchHttpClient } = require("@effect/platform")
const { MemoryAdapter } = require("@openfaith/adapter-memory")
const { Pco } = require("@openfaith/pco-client")
const { Campus, Person } = require("@openfaith/pco-client/people")
const { Clock, HttpServer, World } = require("@openfaith/pco-mock")
const { Source, Sync, SyncStore } = require("@openfaith/sync-engine")
const { ConfigProvider, Effect, Layer, ManagedRuntime } = require("effect")

const main = async () => {
  const clock = Clock.make()
  const world = World.make({ seed: 1, people: 20, clock: clock.now })
  const credentials = { appId: "app", secret: "secret" }
  const mock = await HttpServer.listen({ world, clock, port: 0, credentials: [credentials] })

  const readables = [Campus.readable, Person.readable]
  const Account = Pco.layerConfig.pipe(
    Layer.provide(FetchHttpClient.layer),
    Layer.provide(
      Layer.setConfigProvider(
        ConfigProvider.fromMap(
          new Map(Object.entries({ PCO_APP_ID: "app", PCO_SECRET: "secret", PCO_BASE_URL: mock.url }))
        )
      )
    )
  )
  const Church = Sync.layer({ readables }).pipe(
    Layer.provide(Source.layerClient({ readables }).pipe(Layer.provide(Account))),
    Layer.provideMerge(MemoryAdapter.layer())
  )
  const runtime = ManagedRuntime.make(Church)

  const app = express()
  app.get("/people", async (_request, response) => {
    const people = Effect.gen(function* () {
      const sync = yield* Sync.Sync
      const store = yield* SyncStore.SyncStore
      const report = yield* sync.run("full")
      const records = yield* store.records({ connection: "main", resource: "people.Person", limit: 100 })
      return { inSync: report.inSync, people: records.length }
    })
    response.json(await runtime.runPromise(people))
  })
  const server = app.listen(0, "127.0.0.1", async () => {
    const answer = await fetch(`http://127.0.0.1:${server.address().port}/people`)
    console.log(await answer.text())
    server.close()
    await runtime.dispose()
    await mock.close()
  })
}

main()
