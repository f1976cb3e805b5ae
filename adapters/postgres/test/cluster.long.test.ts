import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { fileURLToPath } from "node:url"
import * as PgClient from "@effect/sql-pg/PgClient"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { build } from "esbuild"
import { freePort } from "../../../packages/adapter-testkit/test/freePort.ts"
import * as ClusterDatabase from "./clusterDatabase.ts"

const schema = `cluster_processes_${process.pid}`
const orders = 60
/** What the process that comes back asks for: the same again, and some more. */
const more = 80
const steps = 6

/** One file, so that a process starts in half a second. */
const bundled = Effect.acquireRelease(
  Effect.promise(async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "openfaith-cluster-"))
    const outfile = path.join(folder, "runner.mjs")
    await build({
      entryPoints: [fileURLToPath(new URL("./clusterRunner.ts", import.meta.url))],
      outfile,
      bundle: true,
      platform: "node",
      target: "node20",
      format: "esm",
      logLevel: "error",
      external: ["pg-native"],
      banner: {
        js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);'
      }
    })
    return { folder, outfile }
  }),
  ({ folder }) => Effect.sync(() => rmSync(folder, { recursive: true }))
)

const runner = (file: string, port: number, asked = 0) =>
  Effect.acquireRelease(
    Effect.async<ChildProcess>((resume) => {
      const child = spawn(process.execPath, [file, schema, String(port), String(asked)], {
        env: { ...process.env, CLUSTER_URL: ClusterDatabase.urlOf(schema) },
        stdio: ["ignore", "pipe", "inherit"]
      })
      child.stdout?.on("data", (chunk: Buffer) => {
        const text = chunk.toString()
        if (text.includes("ready")) resume(Effect.succeed(child))
        if (/level=(ERROR|FATAL)/.test(text)) process.stderr.write(text)
      })
      child.once("exit", (code, signal) => resume(Effect.dieMessage(`a runner ended too soon: ${code ?? signal}`)))
    }),
    (child) => Effect.sync(() => child.kill("SIGKILL"))
  )

const ended = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null
    ? Effect.void
    : Effect.async<void>((resume) => {
        child.once("exit", () => resume(Effect.void))
      })

describe.skipIf(!ClusterDatabase.isThere)("a cluster of three processes", () => {
  it.scopedLive("finishes all work with one killed, one restarted and one stopped, and does nothing twice", () =>
    Effect.gen(function* () {
      const sql = yield* PgClient.PgClient
      yield* sql.unsafe(`
          CREATE TABLE effect (execution text, step text, pid int, at timestamptz DEFAULT clock_timestamp(), PRIMARY KEY (execution, step));
          CREATE TABLE attempt (execution text, step text, pid int, at timestamptz DEFAULT clock_timestamp())`)
      const { outfile } = yield* bundled

      const count = Effect.map(sql<{ n: number }>`SELECT count(*)::int AS n FROM effect`, (rows) => rows[0]?.n ?? 0)
      const until = (many: number) => count.pipe(Effect.delay("100 millis"), Effect.repeat({ until: (n) => n >= many }))

      const [one, two, three] = yield* Effect.promise(() => Promise.all([freePort(), freePort(), freePort()]))
      // several at once on an empty database
      const [first, second, third] = yield* Effect.all(
        [runner(outfile, one, orders), runner(outfile, two), runner(outfile, three)],
        { concurrency: "unbounded" }
      )
      yield* until(orders)

      // it is stopped to see whether it has work in hand, and goes on until it has
      const inHand = Effect.suspend(() => {
        second.kill("SIGSTOP")
        return sql<{ execution: string }>`
            SELECT execution FROM (SELECT DISTINCT ON (execution) execution, pid, at FROM effect ORDER BY execution, at DESC) last
            WHERE pid = ${second.pid ?? 0} AND execution NOT IN (SELECT execution FROM effect GROUP BY 1 HAVING count(*) = ${steps})`
      }).pipe(Effect.tap((rows) => Effect.sync(() => rows.length === 0 && second.kill("SIGCONT"))))
      const victims = yield* inHand.pipe(Effect.delay("50 millis"), Effect.repeat({ until: (rows) => rows.length > 0 }))
      second.kill("SIGKILL")
      const killed = (yield* sql<{ at: string }>`SELECT clock_timestamp()::text AS at`)[0]?.at ?? ""

      // nobody comes back: the two others take over
      yield* Effect.repeat(
        sql<{ left: number }>`
            SELECT count(*) FILTER (WHERE next IS NULL)::int AS left
            FROM (
              SELECT execution, (SELECT min(at) FROM effect e WHERE e.execution = v.execution AND e.pid <> ${second.pid ?? 0} AND at > ${killed}::timestamptz) AS next
              FROM unnest(${victims.map(({ execution }) => execution)}::text[]) AS v (execution)
            ) each`.pipe(Effect.delay("100 millis")),
        { until: ([row]) => row?.left === 0 }
      )

      // one comes back under its old address, and one leaves in good order
      const again = yield* runner(outfile, two, more)
      third.kill("SIGTERM")
      yield* ended(third)

      yield* until(more * steps)
      const effects = yield* sql`SELECT execution FROM effect GROUP BY 1 HAVING count(*) <> ${steps}`
      assert.deepStrictEqual(effects, [])
      const open = yield* sql`
          SELECT m.entity_type FROM openfaith_cluster_messages m LEFT JOIN openfaith_cluster_replies r ON r.id = m.last_reply_id
          WHERE m.tag = 'run' AND (NOT m.processed OR r.payload NOT LIKE '%"exit":{"_tag":"Success"%')
            AND m.entity_type <> 'Workflow/-/DurableClock'`.pipe(
        Effect.delay("200 millis"),
        Effect.repeat({ until: (rows) => rows.length === 0 })
      )
      assert.deepStrictEqual(open, [])
      const [tried] = yield* sql<{ again: number }>`
          SELECT (count(*) - count(DISTINCT (execution, step)))::int AS again FROM attempt`
      console.log(`${more * steps} steps were committed once each; ${tried?.again} had to be begun again`)
      const [shared] = yield* sql<{ pids: number }>`
          SELECT count(DISTINCT pid)::int AS pids FROM effect WHERE pid IN ${sql.in([first.pid ?? 0, again.pid ?? 0])}`
      assert.strictEqual(shared?.pids, 2, "the process that came back has its share")
      assert.isNull(first.exitCode)
      assert.isNull(again.exitCode)
    }).pipe(Effect.provide(ClusterDatabase.layer(schema)))
  )
})
