import { FetchHttpClient } from "@effect/platform"
import { Client, QuotaStore } from "@openfaith/client-core"
import { Pco, People } from "@openfaith/pco-client"
import { Console, Effect, Layer } from "effect"

// whose people: those of PCO_APP_ID and PCO_SECRET, asked for with fetch
const Account = Pco.layerConfig.pipe(Layer.provide([FetchHttpClient.layer, QuotaStore.layerMemory]))

const program = Effect.gen(function* () {
  const client = yield* Client.make(People.endpoints)
  const { items } = yield* client.people.list({ query: { order: ["first_name"], perPage: 3 } })
  yield* Console.log(items.map(({ attributes }) => attributes.first_name).join(", "))
})
Effect.runPromise(Effect.provide(program, Account))
