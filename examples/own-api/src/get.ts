import { FetchHttpClient } from "@effect/platform"
import { Client, QuotaStore } from "@openfaith/client-core"
import { Pco } from "@openfaith/pco-client"
import { endpoints } from "@openfaith/pco-client/people"
import { Console, Effect, Layer } from "effect"

// whose people: those of PCO_APP_ID and PCO_SECRET, asked for with fetch
const Account = Pco.layerConfig.pipe(Layer.provide([FetchHttpClient.layer, QuotaStore.layerMemory]))

const program = Effect.gen(function* () {
  const client = yield* Client.make(endpoints)
  const { items } = yield* client.people.list({ query: { order: ["first_name"], perPage: 3 } })
  yield* Console.log(items.map(({ attributes }) => attributes.first_name).join(", "))
})
Effect.runPromise(Effect.provide(program, Account))
