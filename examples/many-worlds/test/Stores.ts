/** Every store there is, empty: in memory, in a file and in a schema of its own; each with a place for the host's own rows. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { SqlClient } from "@effect/sql"
import { PgClient } from "@effect/sql-pg"
import { SqliteClient } from "@effect/sql-sqlite-node"
import { MemoryAdapter } from "@openfaith/adapter-memory"
import { PgAdapter } from "@openfaith/adapter-postgres"
import { SqliteAdapter } from "@openfaith/adapter-sqlite"
import { Effect, Layer, Redacted } from "effect"

/** What a sync needs of a store, and the database of the host's own tables. */
export interface Store {
  readonly layer: Layer.Layer<SqliteAdapter.Ports | SqlClient.SqlClient, unknown>
  /** The host's own table, as SQL writes it. */
  readonly table: string
}

const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "openfaith-worlds-"))),
  (path) => Effect.sync(() => rmSync(path, { recursive: true }))
)

const table = "host_row"

const memory = (): Store => ({
  layer: Layer.merge(MemoryAdapter.layer(), SqliteClient.layer({ filename: ":memory:" })),
  table
})

const sqlite = (): Store => ({
  layer: Layer.unwrapScoped(
    Effect.map(folder, (path) => SqliteAdapter.layer({ filename: join(path, "church.sqlite") }))
  ),
  table
})

const url = Redacted.make(process.env.DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/test")
const client = PgClient.layer({ url, maxConnections: 4 })

let schemas = 0

const postgres = (): Store => {
  const schema = `test_worlds_${process.pid}_${schemas++}`
  const dropped = Layer.scopedDiscard(
    Effect.flatMap(PgClient.PgClient, (sql) =>
      Effect.addFinalizer(() => Effect.orDie(sql.unsafe(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`)))
    )
  )
  return {
    layer: PgAdapter.layer({ schema }).pipe(Layer.provide(dropped), Layer.provideMerge(client)),
    table: `"${schema}".${table}`
  }
}

/** Each time another. */
export const stores = { memory, sqlite, postgres } satisfies Record<string, () => Store>
