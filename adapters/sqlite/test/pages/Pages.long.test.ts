/** A sync into a file, whose process is killed after every single statement of the commit of every page. */
import { spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { join } from "node:path"
import * as SqlClient from "@effect/sql/SqlClient"
import { assert, describe, it } from "@effect/vitest"
import { HttpServer, World } from "@openfaith/pco-mock"
import * as Effect from "effect/Effect"
import * as Church from "../Church.ts"

const program = join(process.env.OPENFAITH_PROGRAMS ?? "", "adapters/sqlite/test/pages/worker.mjs")

/** One life: what it said and how it ended; nothing, if it was killed. */
const live = (origin: string, filename: string, statements: number) =>
  Effect.async<{ readonly killed: boolean; readonly said: string }>((resume) => {
    const child = spawn(process.execPath, ["--enable-source-maps", program, origin, filename, `${statements}`], {
      stdio: ["ignore", "pipe", "inherit"]
    })
    let said = ""
    child.stdout.on("data", (data) => {
      said += data
    })
    child.once("close", (code, signal) => {
      if (code === 0 || signal === "SIGKILL") resume(Effect.succeed({ killed: signal === "SIGKILL", said }))
      else resume(Effect.dieMessage(`a life ended with ${signal ?? code}: ${said}`))
    })
    return Effect.sync(() => child.kill("SIGKILL"))
  })

/** The copy, the host's rows and how often each was written, and what it took, but for requests that were made in vain. */
const picture = (filename: string) =>
  Effect.flatMap(SqlClient.SqlClient, (sql) =>
    Effect.all({
      records: sql`SELECT resource, id, hash, body, deleted_in FROM openfaith_record ORDER BY resource, id`,
      members: sql`SELECT id, name, written FROM member ORDER BY id`,
      listings: sql`SELECT resource, status, pages, seen, changed, rejected, total FROM openfaith_listing
        ORDER BY resource`,
      resources: sql`SELECT resource, watermark, complete FROM openfaith_resource ORDER BY resource`
    })
  ).pipe(Effect.provide(Church.client(filename)))

/** How many pages a file holds, and whether it is whole. */
const pages = (filename: string) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    const [{ integrity_check } = assert.fail("no answer")] = yield* sql<{ readonly integrity_check: string }>`
      PRAGMA integrity_check`
    assert.strictEqual(integrity_check, "ok")
    // what rides on a page is committed with it
    const [{ pages } = assert.fail("no answer")] = yield* sql<{ readonly pages: number }>`
      SELECT coalesce(sum(pages), 0) AS pages FROM openfaith_listing
      WHERE resource IN ('people.Campus', 'people.Person')`
    return pages
  }).pipe(Effect.provide(Church.client(filename)))

describe("a process that is killed at the commit of every page", () => {
  it.scopedLive("after any statement of its transaction leaves what an unbroken run leaves", () =>
    Effect.gen(function* () {
      const world = World.make({ seed: 3, people: 230 })
      const { url } = yield* Effect.acquireRelease(
        Effect.promise(() => HttpServer.listen({ world, quota: { limit: 1_000_000 } })),
        ({ close }) => Effect.promise(close)
      )
      const folder = yield* Church.folder
      const [whole, broken] = [join(folder, "whole.sqlite"), join(folder, "broken.sqlite")]
      assert.isFalse((yield* live(url, whole, -1)).killed)

      /** Of each page, the statements that its process did not survive. */
      const deaths: Array<number> = []
      let last = { killed: true, said: "" }
      for (let statements = 0, done = 0; last.killed; ) {
        last = yield* live(url, broken, statements)
        const now = existsSync(broken) ? yield* pages(broken) : 0
        assert.include([done, done + 1], now)
        if (last.killed) deaths[done] = statements + 1
        statements = now > done ? 0 : statements + 1
        done = now
        assert.isBelow(statements, 60, "it makes no headway")
      }

      const report = JSON.parse(last.said.trim().split("\n").at(-1) ?? "")
      assert.deepInclude(report, { inSync: true, resumed: true })
      assert.deepStrictEqual(yield* picture(broken), yield* picture(whole))
      assert.strictEqual(deaths.length, yield* pages(whole))
      // before its BEGIN, within, and after its COMMIT
      for (const count of deaths) assert.isAbove(count, 10)
    })
  )
})
