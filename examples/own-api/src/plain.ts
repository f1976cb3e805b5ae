import { FetchHttpClient } from "@effect/platform"
import { Client, ClientError, QuotaStore } from "@openfaith/client-core"
import { Pco } from "@openfaith/pco-client"
import { endpoints } from "@openfaith/pco-client/people"
import { Layer } from "effect"

// once, where the process starts
const { client, close } = await Client.open(
  endpoints,
  Pco.layerConfig.pipe(Layer.provide([FetchHttpClient.layer, QuotaStore.layerMemory]))
)

try {
  const page = await client.people.list.run({ query: { perPage: 1 } })
  console.log(`${page.total} people`)

  // a page is asked for when the loop comes to it, and leaving the loop ends the listing
  for await (const { attributes, id } of client.people.list.streamAll.iterate({ query: { order: ["first_name"] } })) {
    console.log(attributes.first_name)
    if (attributes.child === true) {
      console.log(`${id} is the first child`)
      break
    }
  }

  await client.people.getById.run({ path: { id: "0" } }, { signal: AbortSignal.timeout(5_000) })
} catch (error) {
  // what a promise is rejected with is the error itself
  if (!(error instanceof ClientError.NotFound)) throw error
  console.log(error.message)
} finally {
  // ends what is under way
  await close()
}
