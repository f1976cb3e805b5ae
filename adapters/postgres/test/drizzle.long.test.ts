import { execFile } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import * as PgClient from "@effect/sql-pg/PgClient"
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as PgMigrations from "../src/PgMigrations.ts"
import { client, describePg, freshSchema, one, url } from "./Database.ts"

const adapter = fileURLToPath(new URL("..", import.meta.url))

const run = promisify(execFile)

/** A host's repository: a table of its own, and what it tells drizzle-kit besides. */
const repository = (database: string, settings: string) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      // below the adapter, so that drizzle is found
      const folder = mkdtempSync(path.join(adapter, "node_modules", ".drizzle-host-"))
      writeFileSync(
        path.join(folder, "schema.ts"),
        `import { pgTable, serial, text } from "drizzle-orm/pg-core"
export const member = pgTable("member", { id: serial().primaryKey(), name: text() })
`
      )
      writeFileSync(
        path.join(folder, "drizzle.config.ts"),
        `import { defineConfig } from "drizzle-kit"
export default defineConfig({
  dialect: "postgresql", schema: "./schema.ts", ${settings} dbCredentials: { url: "${database}" }, verbose: true
})
`
      )
      return folder
    }),
    (folder) => Effect.sync(() => rmSync(folder, { recursive: true }))
  )

/** What it says that it does; whatever loses data is not asked about, but done. */
const push = (database: string, settings: string) =>
  Effect.scoped(
    Effect.flatMap(repository(database, settings), (cwd) =>
      Effect.promise(async () => {
        const { stdout } = await run(
          process.execPath,
          [path.join(adapter, "node_modules/drizzle-kit/bin.cjs"), "push", "--force"],
          {
            cwd
          }
        )
        return stdout
      })
    )
  )

const administer = (statement: string) =>
  Effect.flatMap(PgClient.PgClient, (sql) => sql.unsafe(statement)).pipe(Effect.provide(client({ maxConnections: 1 })))

const tables = (schema: string) => one(`SELECT count(*)::text AS answer FROM pg_tables WHERE schemaname = '${schema}'`)

describePg("drizzle-kit push, in a host's repository", () => {
  it.scopedLive("makes the host's tables and leaves ours alone, unless it is told to look at our schema", () =>
    Effect.gen(function* () {
      const database = freshSchema("drizzle")
      yield* Effect.acquireRelease(administer(`CREATE DATABASE ${database}`), () =>
        Effect.orDie(administer(`DROP DATABASE ${database} WITH (FORCE)`))
      )
      const there = new URL(url)
      there.pathname = `/${database}`
      yield* Effect.gen(function* () {
        yield* PgMigrations.run()
        const ours = yield* tables("openfaith")
        assert.isAbove(Number(ours), 15)
        // by default, as the guide recommends it, and again with nothing to do
        for (const settings of ["", 'schemaFilter: ["public"],', ""]) {
          assert.notMatch(yield* push(there.href, settings), /DROP|openfaith/)
          assert.strictEqual(yield* tables("openfaith"), ours)
          assert.strictEqual(yield* tables("public"), "1")
        }
        yield* PgMigrations.check()
        // what the guide warns of
        assert.match(
          yield* push(there.href, 'schemaFilter: ["public", "openfaith"],'),
          /DROP TABLE "openfaith"."record" CASCADE/
        )
        assert.strictEqual(yield* tables("openfaith"), "0")
      }).pipe(Effect.provide(client({ url: Redacted.make(there.href) })))
    })
  )
})
