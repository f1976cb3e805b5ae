import { FetchHttpClient } from "@effect/platform"
import { NodeRuntime } from "@effect/platform-node"
import { PgClient } from "@effect/sql-pg"
import { PgAdapter } from "@openfaith/adapter-postgres"
import { QuotaStore } from "@openfaith/client-core"
import { Pco } from "@openfaith/pco-client"
import { Campus, Email, Person, PhoneNumber } from "@openfaith/pco-client/people"
import { Source, Sync } from "@openfaith/sync-engine"
import { Config, Console, Effect, Layer, Schedule } from "effect"

// what is copied: as many resources as one likes
const readables = [Campus.readable, Person.readable, Email.readable, PhoneNumber.readable]

// the host's own database
const Database = PgClient.layerConfig({ url: Config.redacted("DATABASE_URL") })

// where records live, and what makes a run survive a crash: tables of ours in one schema of it
const Storage = PgAdapter.layerConfig({
  schema: Config.string("DATABASE_SCHEMA").pipe(Config.withDefault("openfaith"))
}).pipe(Layer.provide(Database))

// whom we read, and how fast we may
const Account = Pco.layerConfig.pipe(Layer.provide([FetchHttpClient.layer, QuotaStore.layerMemory]))

// durable workflows, one for each listing: of all replicas one executes them, and the others take over when it is gone
const Church = Sync.layer({ readables }).pipe(
  Layer.provide([Source.layerClient({ readables }).pipe(Layer.provide(Account)), Storage])
)

// brought up to date again and again, until the process is told to stop
const host = Effect.gen(function* () {
  const sync = yield* Sync.Sync
  const pause = yield* Config.duration("SYNC_EVERY").pipe(Config.withDefault("15 minutes"))
  const refresh = Effect.flatMap(sync.refresh(), (report) => Console.log(JSON.stringify(report)))
  yield* refresh.pipe(
    // it keeps what it has committed, and goes on from there the next time
    Effect.catchAll((failure) => Effect.logError(failure.message)),
    Effect.repeat(Schedule.spaced(pause))
  )
})

NodeRuntime.runMain(Effect.provide(host, Church), { disablePrettyLogger: true })
