/**
 * Durable steps and children on Postgres: the journal engine against DBOS Transact and the single runner of
 * `@effect/cluster`, on the same database, in turns, each in a process of its own.
 *
 * All run the same: one workflow after another, each of 200 steps one after another, a step that returns a number, after as
 * many steps of warm-up; whatever durability the server has is the same for all, and is printed. An engine has made a step
 * durable before the next begins. There are enough of them that a process's first second, which is the compiler's, does not
 * count: hosts live for days. DBOS has its own settings, but for the log; it sends up to six statements for a step, the
 * cluster as many transactions, the journal engine one statement.
 *
 * `pnpm bench postgres/bench/steps`, with `-- --rounds 5`, `--only steps` (or `awaiting`, `starting`, `resume`). Needs `DATABASE_URL`, or
 * a server on this machine. A cluster would take minutes for 10,000 children, so it is given a tenth of them; its rate falls
 * with their number.
 */
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import * as ClusterWorkflowEngine from "@effect/cluster/ClusterWorkflowEngine"
import * as SingleRunner from "@effect/cluster/SingleRunner"
import * as PgClient from "@effect/sql-pg/PgClient"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as LogLevel from "effect/LogLevel"
import * as Redacted from "effect/Redacted"
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
import * as PgAdapter from "../src/PgAdapter.ts"

const { values: flags } = parseArgs({
  options: {
    rounds: { type: "string" },
    only: { type: "string" },
    // a process of its own
    engine: { type: "string" },
    kind: { type: "string", default: "steps" },
    size: { type: "string", default: "0" },
    schema: { type: "string", default: "" }
  }
})

const file = flags.engine === undefined ? await bundle(fileURLToPath(import.meta.url), ["@dbos-inc/dbos-sdk"]) : ""
const server = process.env.DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/test"
const schema = flags.schema
const size = Number(flags.size)
const finished = 100_000

const urlIn = (path: string) => {
  const url = new URL(server)
  url.searchParams.set("options", `-c search_path=${path}`)
  return url.toString()
}

const database = (path: string) => PgClient.layer({ url: Redacted.make(urlIn(path)) })

const journal = Workload.workflows.pipe(
  Layer.provideMerge(PgAdapter.layer({ schema })),
  Layer.provide(database("public"))
)

/** As quick as its settings make it: no locks to keep, nothing serialized for nobody, and its storage looked at often. */
const cluster = Workload.workflows.pipe(
  Layer.provideMerge(ClusterWorkflowEngine.layer),
  Layer.provide(
    SingleRunner.layer({
      runnerStorage: "memory",
      shardingConfig: { entityMessagePollInterval: "500 millis", simulateRemoteSerialization: false }
    })
  ),
  Layer.provide(database(schema)),
  Layer.orDie
)

const dbos = async (): Promise<Measured> => {
  // loaded here, so that no other engine's memory holds it
  const { DBOS } = await import("@dbos-inc/dbos-sdk")
  DBOS.setConfig({ name: "bench", systemDatabaseUrl: server, systemDatabaseSchemaName: schema, logLevel: "error" })
  const steps = DBOS.registerWorkflow(
    async (count: number) => {
      for (let index = 0; index < count; index++) await DBOS.runStep(async () => index, { name: `${index}` })
      return count
    },
    { name: "Steps" }
  )
  await DBOS.launch()
  for (const many of Workload.executions(Workload.warm("steps"))) await steps(many)
  const used = process.cpuUsage()
  const began = performance.now()
  for (const many of Workload.executions(size)) await steps(many)
  const seconds = (performance.now() - began) / 1000
  const { system, user } = process.cpuUsage(used)
  return { rate: size / seconds, memory: Workload.memory(), cpu: (system + user) / 1000 / size }
}

const quietly = <A, E>(work: Effect.Effect<A, E>) =>
  Effect.runPromise(work.pipe(Logger.withMinimumLogLevel(LogLevel.Error)))

/** Fills the journal with what has ended, as an engine would have left it. */
const seed = Effect.flatMap(PgClient.PgClient, (sql) =>
  sql.unsafe(`
    INSERT INTO ${schema}.workflow_execution (execution_id, workflow, status, awaited, wakes, started_at, updated_at, ended_at, payload, exit)
    SELECT 'ended ' || n, 'Steps', 'succeeded', false, 0, now(), now(), now(), '{}', '{}' FROM generate_series(1, ${finished}) n;
    INSERT INTO ${schema}.workflow_step (execution_id, name, attempt, failed, finished_at, exit)
    SELECT 'ended ' || n, 'one', 1, false, now(), '{}' FROM generate_series(1, ${finished}) n;
    ANALYZE ${schema}.workflow_execution`)
).pipe(Effect.provide(Layer.provideMerge(PgAdapter.layer({ schema }), database("public"))))

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
  if (engine === "dbos") return answer(await dbos())
  if (engine === "seed") return answer(await quietly(Effect.asVoid(seed)))
  if (engine === "leave") return answer(await quietly(leave))
  if (engine === "resume") return answer(await quietly(resume))
  // one of the three, from the command line below
  const measured = Workload.measure(flags.kind as Workload.Kind, size)
  answer(await quietly(measured.pipe(Effect.provide(engine === "journal" ? journal : cluster))))
}

const ask = (statement: string) =>
  quietly(Effect.flatMap(PgClient.PgClient, (sql) => sql.unsafe(statement)).pipe(Effect.provide(database("public"))))

/** A schema of its own for every process, so that none finds what another left. */
const measured = async (engine: string, kind: Workload.Kind, many: number) => {
  const own = `bench_${engine}_${process.pid}`
  await ask(`DROP SCHEMA IF EXISTS ${own} CASCADE; CREATE SCHEMA ${own}`)
  try {
    const args = ["--engine", engine, "--kind", kind, "--size", String(many), "--schema", own]
    const result = await inProcess<Measured>(file, args)
    if (result === undefined) throw new Error(`${engine} measured nothing`)
    return result
  } finally {
    await ask(`DROP SCHEMA ${own} CASCADE`)
  }
}

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
  const [settings] = await ask(
    "SELECT version(), current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commits"
  )
  console.log(`       ${JSON.stringify(settings)}`)
  if (wanted("steps")) {
    const { ratio } = await rounds("steps", { journal: 10_000, dbos: 10_000, cluster: 2000 })
    figure("steps one after another, against DBOS Transact", ratio("dbos"), " ×", { least: 2 })
    figure("steps one after another, against the cluster's single runner", ratio("cluster"), " ×", { least: 5 })
  }
  for (const kind of ["awaiting", "starting"] as const) {
    if (!wanted(kind)) continue
    const { peak, ratio } = await rounds(kind, { journal: 10_000, cluster: 1000 })
    const what = kind === "awaiting" ? "children awaited, 100 at a time" : "children started, and one deferred"
    figure(`10,000 ${what}, against the cluster`, ratio("cluster"), " ×", { least: 4 })
    figure(`10,000 ${what}: memory at its peak`, peak, " MB", { most: 300 })
  }
  if (wanted("resume")) {
    const own = `bench_resume_${process.pid}`
    try {
      await inProcess(file, ["--engine", "seed", "--schema", own])
      const times: Array<number> = []
      for (let round = 0; round < often("resume"); round++) {
        await inProcess(file, ["--engine", "leave", "--size", String(round), "--schema", own])
        const result = await inProcess<{ seconds: number }>(file, ["--engine", "resume", "--schema", own])
        times.push(result?.seconds ?? Number.NaN)
      }
      figure(`from start to the first new step, after a SIGKILL, with ${finished} finished`, median(times), " s", {
        most: 1
      })
    } finally {
      await ask(`DROP SCHEMA IF EXISTS ${own} CASCADE`)
    }
  }
  finish()
}

await (flags.engine === undefined ? main() : child(flags.engine))
