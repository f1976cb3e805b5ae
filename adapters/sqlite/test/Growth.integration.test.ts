/** How a file grows with runs that change nothing. */
import { join } from "node:path"
import * as SqlClient from "@effect/sql/SqlClient"
import { assert, describe, it } from "@effect/vitest"
import { StorePlan } from "@openfaith/adapter-testkit"
import { Usage } from "@openfaith/client-core"
import { Cursor, SyncStore } from "@openfaith/sync-engine"
import * as Effect from "effect/Effect"
import * as SqliteAdapter from "../src/SqliteAdapter.ts"
import * as Church from "./Church.ts"

/** As many as Planning Center has. */
const resources = Array.from({ length: 228 }, (_, index) => `product.Resource${index}`)

const plan = StorePlan.make("delta", ...resources)

/** A delta over everything, in which nothing has changed. */
const idle = Effect.gen(function* () {
  const store = yield* SyncStore.SyncStore
  const { run } = yield* store.openRun({ connection: "main", plan, acceptDeletions: false, whenActive: "queue" })
  for (const resource of resources) {
    const beginning = { run, resource, cursor: Cursor.offset, total: 7, latest: undefined, usage: Usage.none }
    yield* store.begin(beginning)
    yield* store.commitPage({
      ...{ ...beginning, follows: 0, commit: `${run.id}-${resource}`, pages: 1, status: "done", reached: undefined },
      ...{ cursor: Cursor.done, records: [], rejected: [], sideLoaded: [] }
    })
  }
  yield* store.closeRun(run, undefined)
})

/** Bytes in use: pages that were given back are written to again. */
const size = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const [row] = yield* sql<{ readonly bytes: number }>`
    SELECT (page_count - freelist_count) * page_size AS bytes
    FROM pragma_page_count, pragma_freelist_count, pragma_page_size`
  return row?.bytes ?? 0
})

describe("a delta over 228 resources in which nothing has changed", () => {
  it.scopedLive("adds less than 20 KB once the history is full, and keeps its plan once", () =>
    Effect.gen(function* () {
      const filename = join(yield* Church.folder, "church.sqlite")
      yield* Effect.gen(function* () {
        const sql = yield* SqlClient.SqlClient
        yield* Effect.repeatN(idle, 5)
        const before = yield* size
        yield* Effect.repeatN(idle, 9)
        const grown = ((yield* size) - before) / 10
        assert.isBelow(grown, 20_000)
        assert.lengthOf(yield* sql`SELECT id FROM openfaith_run`, 5)
        assert.lengthOf(yield* sql`SELECT digest FROM openfaith_text`, 2)
      }).pipe(Effect.provide(SqliteAdapter.layer({ filename, history: 5 })))
    })
  )
})
