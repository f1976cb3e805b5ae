/** A copy of a Planning Center account, and the host's own tables beside it, in one file. */
import { FetchHttpClient } from "@effect/platform"
import { SqliteAdapter } from "@openfaith/adapter-sqlite"
import { QuotaStore } from "@openfaith/client-core"
import { Pco } from "@openfaith/pco-client"
import { Email, Person } from "@openfaith/pco-client/people"
import { Source, Sync } from "@openfaith/sync-engine"
import { Config, Layer } from "effect"
import { projections, tables } from "./Model.ts"

const readables = [Person.readable, Email.readable]

const Storage = SqliteAdapter.layerConfig({ filename: Config.string("DATABASE_FILE") })

const Account = Pco.layerConfig.pipe(Layer.provide([FetchHttpClient.layer, QuotaStore.layerMemory]))

// #region composition
/** The projections ask for the host's `SqlClient`: here it is the adapter's own, over the same file. */
const Church = Sync.layer({ readables }, { projections })

export const layer = Church.pipe(
  Layer.provide(Layer.effectDiscard(tables)),
  Layer.provide(Layer.provide(Source.layerClient({ readables }), Account)),
  Layer.provideMerge(Storage)
)
// #endregion composition
