import { FetchHttpClient } from "@effect/platform"
import { SqliteAdapter } from "@openfaith/adapter-sqlite"
import { QuotaStore } from "@openfaith/client-core"
import { Pco } from "@openfaith/pco-client"
import { Source, Sync } from "@openfaith/sync-engine"
import { Config, Layer } from "effect"
import { run } from "./Cli.ts"
import { readables } from "./Readables.ts"

// where data lives, and what makes a run survive a crash: records and the workflow journal, in one SQLite file
const Storage = SqliteAdapter.layerConfig({
  filename: Config.string("DATABASE_FILE").pipe(Config.withDefault("church.sqlite"))
})

// whom we read: the account of PCO_APP_ID and PCO_SECRET, at PCO_BASE_URL if that is set
const Account = Pco.layerConfig.pipe(
  Layer.provide(FetchHttpClient.layer),
  // how fast we may: as fast as PCO's own headers allow, counted in this process
  Layer.provide(QuotaStore.layerMemory)
)

// what is read: as many resources as one likes, here people and what belongs to them
const Records = Source.layerClient({ readables }).pipe(Layer.provide(Account))

// what brings the two together: durable workflows, one for each listing
const Church = Sync.layer({ readables }).pipe(Layer.provide([Records, Storage]))

run({ readables, source: Records, sync: Church })
