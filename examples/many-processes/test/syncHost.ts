/**
 * An Express server whose requests sync one or more connections, as a process of its own. SIGTERM closes the server and
 * disposes the runtime; nothing calls `process.exit`.
 *
 * `ENGINE` says where records and workflows are kept; `CONNECTIONS` is a JSON object: the origin of each connection's API.
 */
import type { AddressInfo } from "node:net"
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as PgClient from "@effect/sql-pg/PgClient"
import type { WorkflowEngine } from "@effect/workflow/WorkflowEngine"
import { MemoryAdapter } from "@openfaith/adapter-memory"
import { PgAdapter, PgMigrations, PgQuotaStore, PgSyncStore } from "@openfaith/adapter-postgres"
import * as PgCluster from "@openfaith/adapter-postgres/PgCluster"
import { RedisClient, RedisQuotaStore, RedisWorkflowEngine } from "@openfaith/adapter-redis"
import { SqliteAdapter } from "@openfaith/adapter-sqlite"
import { Credentials, type QuotaStore } from "@openfaith/client-core"
import { Pco } from "@openfaith/pco-client"
import { Campus, Email, Person } from "@openfaith/pco-client/people"
import { Source, Sync, SyncStore } from "@openfaith/sync-engine"
import type { JournalEngine } from "@openfaith/workflow-engine"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import express from "express"

const {
  CLUSTER_PORT = "",
  CONNECTIONS = "{}",
  DATABASE_FILE = "",
  DATABASE_URL = "",
  ENGINE = "",
  REDIS_URL = "",
  STORAGE_NAME = ""
} = process.env

const origins = Schema.decodeUnknownSync(Schema.parseJson(Schema.Record({ key: Schema.String, value: Schema.String })))(
  CONNECTIONS
)

const readables = [Campus.readable, Person.readable, Email.readable]

/** The sync of each connection, by the connection's name. */
class Syncs extends Context.Tag("example-many-processes/Syncs")<Syncs, ReadonlyMap<string, Sync.Sync["Type"]>>() {}

const syncOf = (connection: string, origin: string) =>
  Layer.fresh(Sync.layer({ readables })).pipe(
    Layer.provide(Layer.fresh(Source.layerClient({ readables }))),
    Layer.provide(
      Pco.layer({
        id: connection,
        origin,
        credentials: Credentials.personalToken({ id: connection, secret: Redacted.make("secret") })
      })
    ),
    Layer.provide(FetchHttpClient.layer)
  )

const syncs = Layer.scoped(
  Syncs,
  Effect.map(
    Effect.forEach(Object.entries(origins), ([connection, origin]) =>
      Effect.map(
        Layer.build(syncOf(connection, origin)),
        (built) => [connection, Context.get(built, Sync.Sync)] as const
      )
    ),
    (all) => new Map(all)
  )
)

type Storage = SyncStore.SyncStore | QuotaStore.QuotaStore

const onJournal = <E>(storage: Layer.Layer<Storage | WorkflowEngine | JournalEngine.JournalEngine, E>) =>
  syncs.pipe(Layer.provideMerge(storage))

const client = (url: string) => PgClient.layer({ url: Redacted.make(url) })

/** Records and the quota in Postgres, beside another engine than its journal. */
const inPostgres = Layer.merge(
  PgSyncStore.layer({ schema: STORAGE_NAME }),
  PgQuotaStore.layer({ schema: STORAGE_NAME })
).pipe(Layer.provide(PgMigrations.layer(STORAGE_NAME)))

/** The tables of the cluster are made where `search_path` points. */
const clusterUrl = () => {
  const url = new URL(DATABASE_URL)
  url.searchParams.set("options", `-c search_path=${STORAGE_NAME}`)
  return url.toString()
}

const hosts: Readonly<Record<string, () => Layer.Layer<Syncs | Storage, unknown>>> = {
  memory: () => onJournal(MemoryAdapter.layer()),
  sqlite: () => onJournal(SqliteAdapter.layer({ filename: DATABASE_FILE })),
  postgres: () => onJournal(PgAdapter.layer({ schema: STORAGE_NAME }).pipe(Layer.provide(client(DATABASE_URL)))),
  redis: () =>
    onJournal(
      Layer.merge(
        inPostgres.pipe(Layer.provide(client(DATABASE_URL))),
        Layer.merge(
          RedisWorkflowEngine.layer({ prefix: STORAGE_NAME }),
          RedisQuotaStore.layer({ prefix: STORAGE_NAME })
        ).pipe(Layer.provide(RedisClient.layer({ url: Redacted.make(REDIS_URL) })))
      )
    ),
  cluster: () =>
    syncs.pipe(
      Layer.provide(
        PgCluster.layer({ host: "127.0.0.1", port: Number(CLUSTER_PORT), connections: Object.keys(origins), shards: 8 })
      ),
      Layer.provideMerge(inPostgres),
      Layer.provide(client(clusterUrl()))
    )
}

const host = hosts[ENGINE]
if (host === undefined) throw new Error(`ENGINE is one of ${Object.keys(hosts).join(", ")}`)

const runtime = ManagedRuntime.make(host())

const sync = (connection: string) => Effect.flatMap(Syncs, (all) => Effect.fromNullable(all.get(connection)))

const app = express()

const answer = (response: express.Response, promise: Promise<unknown>) => {
  promise.then(
    (found) => response.json(found),
    (error) => response.status(503).json(String(error))
  )
}

/** Starts a full run, and answers with its id. */
app.post("/connections/:connection/runs", (request, response) =>
  answer(
    response,
    runtime.runPromise(
      Effect.flatMap(sync(request.params.connection), ({ start }) => Effect.map(start("full"), ({ run }) => run.id))
    )
  )
)

/** Brings the copy up to date, and answers with the report. */
app.post("/connections/:connection/refresh", (request, response) =>
  answer(response, runtime.runPromise(Effect.flatMap(sync(request.params.connection), ({ refresh }) => refresh())))
)

/** The status of a run, and how many pages of each resource are committed: from the store, of whatever connection. */
app.get("/runs/:id", (request, response) =>
  answer(
    response,
    runtime.runPromise(
      Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        const { status } = Option.getOrThrow(yield* store.findRun(request.params.id))
        const listings = yield* store.timedListings(request.params.id)
        return { status, pages: Object.fromEntries(listings.map(({ pages, resource }) => [resource, pages])) }
      })
    )
  )
)

/** All records of a connection: from the store, whether this process has the connection or not. */
app.get("/connections/:connection/records", (request, response) =>
  answer(
    response,
    runtime.runPromise(
      Effect.gen(function* () {
        const store = yield* SyncStore.SyncStore
        const { connection } = request.params
        const stored = yield* store.stored(connection)
        const records = yield* Effect.forEach(stored, ({ resource }) =>
          Effect.map(store.records({ connection, resource, limit: 10_000 }), (all) =>
            all.map(({ body, deletedIn }) => ({ resource, body, deleted: deletedIn !== undefined }))
          )
        )
        return records.flat()
      })
    )
  )
)

await runtime.runPromise(Effect.void)
const server = app.listen(0, "127.0.0.1", () => {
  // a TCP server has an address of this type; only a pipe has a string
  console.log(`port ${(server.address() as AddressInfo).port}`)
})

process.once("SIGTERM", () => {
  server.close()
  runtime.dispose().then(
    () => {
      console.log("disposed")
      // a request that still waits for a response keeps its connection, and so the process
      setImmediate(() => server.closeIdleConnections())
    },
    (error) => {
      console.error(error)
      process.exitCode = 1
    }
  )
})
