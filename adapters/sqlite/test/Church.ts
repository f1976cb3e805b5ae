/** A pretend church over a real socket, a SQLite file in a folder of its own, and a sync between them. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as SqlClient from "@effect/sql/SqlClient"
import * as SqliteClient from "@effect/sql-sqlite-node/SqliteClient"
import * as WorkflowEngine from "@effect/workflow/WorkflowEngine"
import { Credentials, QuotaStore } from "@openfaith/client-core"
import type { Definitions } from "@openfaith/graph-planner"
import { Pco } from "@openfaith/pco-client"
import { Campus, Email, Person, PhoneNumber } from "@openfaith/pco-client/people"
import { HttpServer, Row, World } from "@openfaith/pco-mock"
import { type Projection, Source, Sync, SyncStore } from "@openfaith/sync-engine"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as LogLevel from "effect/LogLevel"
import * as Redacted from "effect/Redacted"
import * as SqliteMigrations from "../src/SqliteMigrations.ts"
import * as SqliteOwner from "../src/SqliteOwner.ts"
import * as SqliteSyncStore from "../src/SqliteSyncStore.ts"
import * as SqliteWorkflowJournal from "../src/SqliteWorkflowJournal.ts"

/** A folder that is gone when the test is over. */
export const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "openfaith-"))),
  (path) => Effect.sync(() => rmSync(path, { recursive: true, force: true }))
)

/** A client as a host would make it. */
export const client = (filename: string) => Layer.orDie(SqliteClient.layer({ filename }))

/** The store over a file, as a process of its own would open it: each time it is built there is a new owner. */
export const store = (filename: string) =>
  SqliteSyncStore.layer.pipe(
    Layer.provide(SqliteOwner.layer(filename)),
    Layer.provide(SqliteMigrations.layer(filename)),
    Layer.provideMerge(client(filename))
  )

/** The same, and the journal of its workflows. */
export const journaledStore = (filename: string) =>
  Layer.merge(SqliteSyncStore.layer, SqliteWorkflowJournal.layer).pipe(
    Layer.provide(SqliteOwner.layer(filename)),
    Layer.provide(SqliteMigrations.layer(filename)),
    Layer.provideMerge(client(filename))
  )

export interface Options extends Partial<HttpServer.Options> {
  readonly seed?: number
  readonly people?: number
  readonly church?: Partial<World.Options>
  /** Attempts at a request before the run sleeps; default 6. */
  readonly attempts?: number
  /** What is read of it; default a few resources of people. */
  readonly definitions?: Definitions.Definitions
  /** What it becomes in tables of the host's own; default nothing. */
  readonly projections?: ReadonlyArray<Projection.Projection<SqlClient.SqlClient>>
  /** What the account is called; default `main`. */
  readonly connection?: string
  /** What is logged; default nothing that a run has to say. */
  readonly logging?: LogLevel.LogLevel
  /** What becomes of the store on its way to the sync. */
  readonly store?: (store: SyncStore.SyncStore["Type"]) => SyncStore.SyncStore["Type"]
}

/** The resources that the simulator serves. */
export const readables = [Campus.readable, Person.readable, Email.readable, PhoneNumber.readable]

/** Planning Center's resources, read from a church that is made for the test. */
export const source = (
  url: string,
  attempts = 6,
  definitions: Definitions.Definitions = { readables },
  connection?: string
) =>
  Source.layerClient(definitions).pipe(
    Layer.provide(
      Pco.layer({
        credentials: Credentials.personalToken({ id: "app", secret: Redacted.make("secret") }),
        origin: url,
        ...(connection === undefined ? {} : { id: connection }),
        retry: { attempts, base: "1 millis", cap: "4 millis" }
      })
    ),
    Layer.provide([FetchHttpClient.layer, QuotaStore.layerMemory])
  )

/** A church of few people whose groups met sixty times or so, not hundreds: to read who came takes a request each time. */
export const groups = () => {
  const world = World.make({ seed: 1, people: 20 })
  for (const [index, { id }] of world.rows("groups.Event").entries()) {
    if (index % 5 > 0) world.delete("groups.Event", id)
  }
  return world
}

export const make = ({
  attempts,
  church,
  connection,
  definitions = { readables },
  logging = LogLevel.Fatal,
  people = 230,
  projections = [],
  seed = 1,
  store: changing = (store) => store,
  ...options
}: Options = {}) =>
  Effect.gen(function* () {
    const filename = join(yield* folder, "church.sqlite")
    const world = options.world ?? World.make({ seed, people, ...church })
    const server = yield* Effect.acquireRelease(
      Effect.promise(() => HttpServer.listen({ quota: { limit: 1_000_000 }, ...options, world })),
      ({ close }) => Effect.promise(close)
    )
    const { faults, log } = server.handler
    /** A process: built again it finds the file, and nothing else, of the one before. */
    const processWith = (projections: ReadonlyArray<Projection.Projection<SqlClient.SqlClient>>) =>
      Layer.orDie(Sync.layer(definitions, { projections })).pipe(
        Layer.provideMerge(source(server.url, attempts, definitions, connection)),
        Layer.provideMerge(Layer.effect(SyncStore.SyncStore, Effect.map(SyncStore.SyncStore, changing))),
        Layer.provideMerge(store(filename)),
        Layer.provide(WorkflowEngine.layerMemory),
        Layer.provideMerge(Logger.minimumLogLevel(logging))
      )
    /** What was asked since the last time, as paths with their queries. */
    const asked = () => {
      const entries = log.entries().map(({ path, query }) => `${path}?${decodeURIComponent(query)}`)
      log.clear()
      return entries
    }
    const process = processWith(projections)
    return { world, faults, log, asked, process, processWith, filename, url: server.url }
  })

/** What a process gives. */
export type Process = Layer.Layer.Success<Church["process"]>

export type Church = Effect.Effect.Success<ReturnType<typeof make>>

/** The types of the church, in the spelling of the world. */
export const types = ["Campus", "Person", "Email", "PhoneNumber"] as const

interface Stored {
  readonly id: string
  readonly body: string
}

/** The live records of a type, by id. */
export const stored = (type: string) =>
  Effect.flatMap(
    SqlClient.SqlClient,
    (sql) =>
      sql<Stored>`SELECT id, body FROM openfaith_record WHERE resource = ${`people.${type}`} AND deleted_in IS NULL ORDER BY id`
  )

interface Body {
  readonly attributes: Readonly<Record<string, unknown>>
}

/** Every way in which the store is not the world, in words; none if they are equal, ids and attributes. */
export const differences = (world: World.World) =>
  Effect.gen(function* () {
    const found: Array<string> = []
    for (const type of types) {
      const records = new Map((yield* stored(type)).map(({ body, id }) => [id, body]))
      for (const row of world.rows(type)) {
        const body = records.get(row.id)
        records.delete(row.id)
        if (body === undefined) {
          found.push(`${type} ${row.id} is missing`)
          continue
        }
        const { attributes }: Body = JSON.parse(body)
        for (const [name, value] of Object.entries(attributes)) {
          const expected = Row.value(row, name)
          if (JSON.stringify(value) !== JSON.stringify(expected)) {
            found.push(`${type} ${row.id} has ${name} ${JSON.stringify(value)} for ${JSON.stringify(expected)}`)
          }
        }
      }
      for (const id of records.keys()) found.push(`${type} ${id} should be gone`)
    }
    return found
  })

/** What is kept aside. */
export const quarantine = Effect.flatMap(
  SqlClient.SqlClient,
  (sql) =>
    sql<{
      readonly id: string
      readonly body: string
      readonly issue: string
    }>`SELECT id, body, issue FROM openfaith_quarantine`
)
