/** The copy of an account of the mailing service, in a file. */
import { FetchHttpClient } from "@effect/platform"
import { SqliteAdapter } from "@openfaith/adapter-sqlite"
import { Connection, Credentials, QuotaStore } from "@openfaith/client-core"
import { Source, Sync } from "@openfaith/sync-engine"
import { Config, Layer } from "effect"
import { api, readables } from "./Mailer.ts"

const Account = Connection.layerConfig(
  api,
  Config.all({
    // another than the API's own, for tests
    origin: Config.string("MAILER_ORIGIN").pipe(Config.withDefault(api.origin)),
    credentials: Config.map(Config.redacted("MAILER_TOKEN"), (token) => Credentials.bearer(token))
  })
).pipe(Layer.provide([FetchHttpClient.layer, QuotaStore.layerMemory]))

const Storage = SqliteAdapter.layerConfig({ filename: Config.string("MAILER_FILE") })

/** The same engine that copies Planning Center. */
export const Mail = Sync.layer({ readables }).pipe(
  Layer.provide(Layer.provide(Source.layerClient({ readables }), Account)),
  Layer.provideMerge(Storage)
)
