/** Every store there is, empty: in memory, in a file and in a schema of its own. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { PgClient } from "@effect/sql-pg"
import { MemoryAdapter } from "@openfaith/adapter-memory"
import { PgAdapter } from "@openfaith/adapter-postgres"
import { SqliteAdapter } from "@openfaith/adapter-sqlite"
import { Effect, Layer, Redacted } from "effect"

/** What a sync needs of a store. */
export type Store = Layer.Layer<SqliteAdapter.Ports, unknown>

const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "openfaith-worlds-"))),
  (path) => Effect.sync(() => rmSync(path, { recursive: true }))
)

const sqlite = Layer.unwrapScoped(
  Effect.map(folder, (path) => SqliteAdapter.layer({ filename: join(path, "church.sqlite") }))
)

const url = Redacted.make(process.env.DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/test")
const client = PgClient.layer({ url, maxConnections: 4 })

let schemas = 0

const postgres = Layer.unwrapEffect(
  Effect.sync(() => {
    const schema = `test_worlds_${process.pid}_${schemas++}`
    const dropped = Layer.scopedDiscard(
      Effect.flatMap(PgClient.PgClient, (sql) =>
        Effect.addFinalizer(() => Effect.orDie(sql.unsafe(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`)))
      )
    )
    return PgAdapter.layer({ schema }).pipe(Layer.provide(dropped), Layer.provide(client))
  })
)

export const stores = { memory: MemoryAdapter.layer(), sqlite, postgres } satisfies Record<string, Store>
