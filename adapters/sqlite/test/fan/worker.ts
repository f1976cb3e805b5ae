/** Reads all groups and their events into a file, and says what that took. `node worker.mjs <origin> <file>` */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import { Credentials, QuotaStore } from "@openfaith/client-core"
import { Pco } from "@openfaith/pco-client"
import { Source, Sync } from "@openfaith/sync-engine"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as LogLevel from "effect/LogLevel"
import * as Redacted from "effect/Redacted"
import * as Schedule from "effect/Schedule"
import * as SqliteAdapter from "../../src/SqliteAdapter.ts"
import { definitions } from "./Groups.ts"

const [origin = "", filename = ""] = process.argv.slice(2)

const account = Pco.layer({
  credentials: Credentials.personalToken({ id: "app", secret: Redacted.make("secret") }),
  origin
}).pipe(Layer.provide([FetchHttpClient.layer, QuotaStore.layerMemory]))

const circles = Sync.layer(definitions).pipe(
  Layer.provide(Source.layerClient(definitions).pipe(Layer.provide(account))),
  Layer.provide(SqliteAdapter.layer({ filename }))
)

// what it says is the report, and nothing else
const logging = Layer.merge(
  Logger.replace(Logger.defaultLogger, Logger.withConsoleError(Logger.logfmtLogger)),
  Logger.minimumLogLevel(LogLevel.Warning)
)

let peak = 0
const watch = Effect.sync(() => {
  peak = Math.max(peak, process.memoryUsage().rss)
}).pipe(Effect.repeat(Schedule.spaced("100 millis")))

const report = await Effect.runPromise(
  Effect.flatMap(Sync.Sync, (sync) => Effect.raceFirst(sync.run("full"), Effect.zipRight(watch, Effect.never))).pipe(
    Effect.provide(Layer.provideMerge(circles, logging))
  )
)
console.log(JSON.stringify({ report, megabytes: Math.round(peak / 2 ** 20) }))
