import { spawn } from "node:child_process"
import path from "node:path"
import * as PgClient from "@effect/sql-pg/PgClient"
import { assert, it } from "@effect/vitest"
import { HttpServer, World } from "@openfaith/pco-mock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { client, describePg, dropped, freshSchema, one, url } from "./Database.ts"
import * as Proxy from "./Proxy.ts"

const program = path.join(process.env.OPENFAITH_PROGRAMS ?? "", "adapters/postgres/test/syncing.mjs")

const start = (env: Readonly<Record<string, string>>) => {
  const child = spawn(process.execPath, ["--enable-source-maps", program], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"]
  })
  let said = ""
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (part: Buffer) => {
      said += part.toString()
    })
  }
  return {
    kill: () => void child.kill("SIGKILL"),
    ended: new Promise<number | null>((resolve) => child.once("close", resolve)),
    said: () => said
  }
}

/** The copy, and what it took, but for requests that were made in vain. */
const picture = (schema: string) =>
  Effect.all({
    records:
      one(`SELECT json_agg(json_build_array(resource, id, hash, body::text, deleted_in) ORDER BY resource, id)::text
      AS answer FROM "${schema}".record`),
    listings: one(`SELECT json_agg(json_build_array(resource, status, pages, seen, changed, rejected, total, sequence)
      ORDER BY resource)::text AS answer FROM "${schema}".listing`),
    resources: one(`SELECT json_agg(json_build_array(resource, watermark, complete) ORDER BY resource)::text
      AS answer FROM "${schema}".resource`)
  })

/** Where a process dies: its page has not arrived; is being written; is written, and it has not heard of it. */
const moments = ["before", "inside", "before", "after"] as const

describePg("a process that is killed at the commit of every page", () => {
  it.scopedLive("before it, within it and after it leaves what an unbroken run leaves", () =>
    Effect.gen(function* () {
      const world = World.make({ seed: 3, people: 330 })
      const mock = yield* Effect.acquireRelease(
        Effect.promise(() => HttpServer.listen({ world, quota: { limit: 1_000_000 } })),
        ({ close }) => Effect.promise(close)
      )
      const proxy = yield* Effect.acquireRelease(
        Effect.promise(() => Proxy.start(url)),
        ({ close }) => Effect.sync(close)
      )
      const [whole, broken] = [freshSchema("whole"), freshSchema("broken")]
      yield* Layer.build(Layer.merge(dropped(whole), dropped(broken)))

      const unbroken = start({ CHURCH: mock.url, DATABASE: url, SCHEMA: whole })
      assert.strictEqual(yield* Effect.promise(() => unbroken.ended), 0, unbroken.said())

      const other = Context.get(yield* Layer.build(client({ maxConnections: 1 })), PgClient.PgClient)
      const hanging = one(`SELECT count(*)::text AS answer FROM pg_stat_activity
          WHERE query LIKE '%"${broken}".store_commit_page($1%' AND state = 'active' AND pid <> pg_backend_pid()`)
      const until = (count: string) =>
        Effect.repeat(Effect.zipLeft(hanging, Effect.sleep("20 millis")), { until: (now) => now === count })

      let deaths = 0
      let last = ""
      while (true) {
        const moment = moments[deaths % moments.length]
        const child = start({ CHURCH: mock.url, DATABASE: proxy.url, SCHEMA: broken })
        // a call of the function, not the statement that makes it
        const text = "store_commit_page($1"
        if (moment === "inside") {
          // held up within its transaction until its process is gone
          yield* other.unsafe("BEGIN")
          yield* other.unsafe(`LOCK TABLE "${broken}".quarantine IN ACCESS EXCLUSIVE MODE`)
          yield* Effect.raceFirst(
            until("1"),
            Effect.promise(() => child.ended)
          )
          child.kill()
        } else {
          proxy.plan({ text, loses: moment === "before" ? "request" : "answer", thereupon: child.kill })
        }
        const code = yield* Effect.promise(() => child.ended)
        if (moment === "inside") {
          yield* other.unsafe("COMMIT")
          yield* until("0")
        }
        last = child.said()
        if (code !== null) {
          assert.strictEqual(code, 0, last)
          break
        }
        deaths++
        assert.isBelow(deaths, 60, "it makes no headway")
      }
      proxy.plan(undefined)

      const report = JSON.parse(last.trim().split("\n").at(-1) ?? "")
      assert.deepInclude(report, { inSync: true, resumed: true })
      assert.deepStrictEqual(yield* picture(broken), yield* picture(whole))
      // what rides on a page is committed with it
      const commits = Number(
        yield* one(`SELECT sum(pages)::text AS answer FROM "${broken}".listing
            WHERE resource IN ('people.Campus', 'people.Person')`)
      )
      assert.strictEqual(commits, 5)
      assert.strictEqual(deaths, 2 * commits)
      // and each wrote under its own term
      assert.strictEqual(
        yield* one(
          `SELECT (c.epoch = o.epoch)::text AS answer FROM "${broken}".connection c, "${broken}".workflow_owner o`
        ),
        "true"
      )
    }).pipe(Effect.provide(client()))
  )
})
