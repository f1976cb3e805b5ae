/**
 * Durable steps and children in a SQLite file: the journal engine against the single runner of `@effect/cluster`, in turns,
 * each on a file and in a process of its own, with the same settings of SQLite. There are enough steps that a process's first
 * second, which is the compiler's, does not count: hosts live for days.
 *
 * `pnpm bench sqlite/bench/steps`, with `-- --rounds 5`, `--only steps` (or `awaiting`, `starting`, `resume`). A cluster
 * would take minutes for 10,000 children, so it is given a tenth of them; its rate falls with their number.
 */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import * as ClusterWorkflowEngine from "@effect/cluster/ClusterWorkflowEngine"
import * as SingleRunner from "@effect/cluster/SingleRunner"
import * as SqliteClient from "@effect/sql-sqlite-node/SqliteClient"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as LogLevel from "effect/LogLevel"
import {
  answer,
  bundle,
  compare,
  figure,
  finish,
  inProcess,
  type Measured,
  median
} from "../../../packages/workflow-engine/bench/rounds.ts"
import * as Workload from "../../../packages/workflow-engine/bench/workload.ts"
import * as SqliteAdapter from "../src/SqliteAdapter.ts"

const { values: flags } = parseArgs({
  options: {
    rounds: { type: "string" },
    only: { type: "string" },
    // a process of its own
    engine: { type: "string" },
    kind: { type: "string", default: "steps" },
    size: { type: "string", default: "0" },
    filename: { type: "string", default: "" }
  }
})

const file = flags.engine === undefined ? await bundle(fileURLToPath(import.meta.url), ["better-sqlite3"]) : ""
const filename = flags.filename
const size = Number(flags.size)
const finished = 100_000

const adapter = Layer.suspend(() => SqliteAdapter.layer({ filename, whenOwned: { wait: "2 seconds" } }))

const journal = Workload.workflows.pipe(Layer.provideMerge(adapter))

/** As quick as its settings make it: no locks to keep, nothing serialized for nobody, and its storage looked at often. */
const cluster = Workload.workflows.pipe(
  Layer.provideMerge(ClusterWorkflowEngine.layer),
  Layer.provide(
    SingleRunner.layer({
      runnerStorage: "memory",
      shardingConfig: { entityMessagePollInterval: "500 millis", simulateRemoteSerialization: false }
    })
  ),
  Layer.provide(
    Layer.effectDiscard(
      Effect.flatMap(SqliteClient.SqliteClient, (sql) => sql.unsafe("PRAGMA synchronous = NORMAL"))
    ).pipe(Layer.provideMerge(SqliteClient.layer({ filename })))
  ),
  Layer.orDie
)

const quietly = <A, E>(work: Effect.Effect<A, E>) =>
  Effect.runPromise(work.pipe(Logger.withMinimumLogLevel(LogLevel.Error)))

/** Fills the journal with what has ended: its writes are as an engine's would be. */
const seed = Effect.gen(function* () {
  const sql = yield* SqliteClient.SqliteClient
  const numbers = `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${finished})`
  yield* sql.unsafe(`
    INSERT INTO openfaith_workflow_execution (execution_id, workflow, status, awaited, wakes, started_at, updated_at, payload, exit)
    ${numbers} SELECT 'ended ' || n, 'Steps', 'succeeded', 0, 0, time.now, time.now, '{}', '{}'
    FROM numbers, (SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AS now) time`)
  yield* sql.unsafe(`
    INSERT INTO openfaith_workflow_step (execution_id, name, attempt, failed, ended_at, exit)
    ${numbers} SELECT 'ended ' || n, 'one', 1, 0, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '{}' FROM numbers`)
}).pipe(Effect.provide(adapter))

const leave = Effect.gen(function* () {
  yield* Workload.Unfinished.execute({ id: `unfinished ${size}`, size: 1 }, { discard: true })
  yield* Effect.sleep("500 millis")
  process.kill(process.pid, "SIGKILL")
}).pipe(Effect.provide(journal))

/** From the first layer on; that the process has loaded its code by then is the host's business. */
const resume = Effect.gen(function* () {
  const first = yield* Deferred.make<void>()
  Workload.onResumed(() => Effect.runSync(Deferred.succeed(first, undefined)))
  const began = performance.now()
  return yield* Effect.gen(function* () {
    yield* Deferred.await(first)
    const seconds = (performance.now() - began) / 1000
    // to its end, so that the next round has one of its own
    yield* Effect.sleep("300 millis")
    return { seconds }
  }).pipe(Effect.provide(journal))
})

const child = async (engine: string) => {
  if (engine === "seed") return answer(await quietly(Effect.asVoid(seed)))
  if (engine === "leave") return answer(await quietly(leave))
  if (engine === "resume") return answer(await quietly(resume))
  // one of the three, from the command line below
  const measured = Workload.measure(flags.kind as Workload.Kind, size)
  answer(await quietly(measured.pipe(Effect.provide(engine === "journal" ? journal : cluster))))
}

const inFolder = async <A>(work: (own: string) => Promise<A>): Promise<A> => {
  const folder = mkdtempSync(path.join(tmpdir(), "openfaith-bench-"))
  try {
    return await work(path.join(folder, "bench.db"))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A file of its own for every process, so that none finds what another left. */
const measured = (engine: string, kind: Workload.Kind, many: number) =>
  inFolder(async (own) => {
    const args = ["--engine", engine, "--kind", kind, "--size", String(many), "--filename", own]
    const result = await inProcess<Measured>(file, args)
    if (result === undefined) throw new Error(`${engine} measured nothing`)
    return result
  })

const wanted = (kind: string) => flags.only === undefined || flags.only === kind

/** Steps are measured quickly, and often, since whatever else a machine does comes and goes. */
const often = (kind: Workload.Kind | "resume") => Number(flags.rounds ?? (kind === "steps" ? 5 : 3))

const rounds = (kind: Workload.Kind, sizes: Record<string, number>) =>
  compare(
    kind,
    often(kind),
    Object.fromEntries(Object.entries(sizes).map(([engine, many]) => [engine, () => measured(engine, kind, many)]))
  )

const main = async () => {
  if (wanted("steps")) {
    const { ratio } = await rounds("steps", { journal: 10_000, cluster: 2000 })
    figure("steps one after another, against the cluster's single runner", ratio("cluster"), " ×", { least: 4 })
  }
  for (const kind of ["awaiting", "starting"] as const) {
    if (!wanted(kind)) continue
    const { peak, ratio } = await rounds(kind, { journal: 10_000, cluster: 1000 })
    const what = kind === "awaiting" ? "children awaited, 100 at a time" : "children started, and one deferred"
    figure(`10,000 ${what}, against the cluster`, ratio("cluster"), " ×", { least: 4 })
    figure(`10,000 ${what}: memory at its peak`, peak, " MB", { most: 300 })
  }
  if (wanted("resume")) {
    await inFolder(async (own) => {
      await inProcess(file, ["--engine", "seed", "--filename", own])
      const times: Array<number> = []
      for (let round = 0; round < often("resume"); round++) {
        await inProcess(file, ["--engine", "leave", "--size", String(round), "--filename", own])
        const result = await inProcess<{ seconds: number }>(file, ["--engine", "resume", "--filename", own])
        times.push(result?.seconds ?? Number.NaN)
      }
      figure(`from start to the first new step, after a SIGKILL, with ${finished} finished`, median(times), " s", {
        most: 1
      })
    })
  }
  finish()
}

await (flags.engine === undefined ? main() : child(flags.engine))
