/**
 * How much of a quota four processes use that share it, over Redis and over Postgres, and how often it is overrun:
 * `pnpm bench shared`, and after `--`: `--seconds 300` for longer, `--window 10` for another, `--only Redis`.
 *
 * Real HTTP on this machine, against a simulated Planning Center in a process of its own that allows a hundred requests in
 * any twenty seconds, as the real one does. Once all processes are at work, the share is what they use of what is allowed: the length of a window,
 * over the mean time from each request to the hundredth after it. Ends with 1 where a target is missed.
 */
import { spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import * as Effect from "effect/Effect"
import { build } from "esbuild"
import { dropped, freshName, type Kind, type Member, member, postgres, redis } from "../test/Members.ts"

const limit = 100
const processes = 4

/** Of what is allowed, while answers take no more than half a per cent of a window; of what they leave, where they take more. */
const target = 0.99

/** The store holds a permit two milliseconds longer than a window, and a timer may be as much too late. */
const margin = 4

const { values: flags } = parseArgs({
  options: {
    seconds: { type: "string", default: "100" },
    window: { type: "string", default: "20" },
    only: { type: "string", default: "" }
  }
})
const window = Number(flags.window) * 1000
const windows = Math.max(4, Math.round((Number(flags.seconds) * 1000) / window))

const mock = Effect.acquireRelease(
  Effect.promise(async () => {
    const bin = createRequire(import.meta.url).resolve("@openfaith/pco-mock/bin")
    const options = ["--people", "5", "--limit", String(limit), "--period", String(window / 1000)]
    const args = [bin, ...options, "--app-id", "many", "--secret", "secret"]
    const child = spawn(process.execPath, [...args, "--port", "0", "--json", "--exit-with-stdin"], {
      stdio: ["pipe", "pipe", "inherit"]
    })
    const url = await new Promise<string>((resolve, reject) => {
      // the simulator says where it listens in this form
      createInterface({ input: child.stdout }).once("line", (line) =>
        resolve((JSON.parse(line) as { url: string }).url)
      )
      child.once("exit", (code) => reject(new Error(`the simulator ended with ${code}`)))
    })
    return { url, stop: () => void child.kill() }
  }),
  ({ stop }) => Effect.sync(stop)
)

interface Entry {
  readonly at: number
  readonly answeredAt: number | null
  readonly path: string
  readonly status: number | null
}

const play = (kind: Kind) =>
  Effect.gen(function* () {
    const { url } = yield* mock
    const name = yield* Effect.flatMap(freshName, (name) => dropped(kind, name))
    const members: ReadonlyArray<Member> = yield* Effect.forEach(
      Array.from({ length: processes }),
      () =>
        member({
          SHARED_URL: kind.url,
          SHARED_NAME: name,
          PCO_BASE_URL: url,
          REQUESTS: (limit * windows) / processes,
          CONCURRENCY: limit
        }),
      { concurrency: 1 }
    )
    for (const { go } of members) go()
    const reports = yield* Effect.promise(() => Promise.all(members.map(({ report }) => report)))
    const took = reports.map((report) => report.took)
    const entries = yield* Effect.promise(async () => {
      const response = await fetch(`${url}/__mock/log`)
      // the simulator's own interface tells of requests in this form
      return (await response.json()) as ReadonlyArray<Entry>
    })
    const sent = entries.filter(({ path }) => path.startsWith("/people/"))
    const refused = sent.filter(({ status }) => status === 429).length
    // the first window and what goes before it are for beginning
    const times = sent.map(({ at }) => at).filter((at) => at > (sent[0]?.at ?? 0) + window / 2)
    const spans = times.slice(0, -limit).map((at, index) => (times[index + limit] ?? at) - at)
    const used = spans.length === 0 ? 0 : window / (spans.reduce((sum, each) => sum + each, 0) / spans.length)
    const latencies = sent
      .flatMap(({ answeredAt, at }) => (answeredAt === null ? [] : [answeredAt - at]))
      .sort((a, b) => a - b)
    return {
      // where permits go to all alike, all end at the same time
      fairness: Math.min(...took) / Math.max(...took),
      used,
      refused,
      sent: sent.length,
      latency: latencies[Math.floor(latencies.length * 0.99)] ?? 0
    }
  }).pipe(Effect.scoped)

/** The members' program in one file: four that compile hundreds of modules at once would be slow to begin. */
const bundle = Effect.acquireRelease(
  Effect.promise(async () => {
    const folder = mkdtempSync(join(tmpdir(), "many-"))
    await build({
      entryPoints: [fileURLToPath(new URL("../test/member.ts", import.meta.url))],
      outfile: join(folder, "examples/many-processes/test/member.mjs"),
      bundle: true,
      platform: "node",
      format: "esm",
      external: ["pg-native"],
      banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
      logLevel: "error"
    })
    return folder
  }),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
)

const main = Effect.gen(function* () {
  process.env.OPENFAITH_PROGRAMS = yield* bundle
  const kinds = [redis, postgres].filter(({ name }) => name.includes(flags.only))
  const missing = kinds.filter(({ there }) => !there)
  for (const { name } of missing) console.error(`no ${name} server on this machine`)
  let met = missing.length === 0
  for (const kind of kinds.filter(({ there }) => there)) {
    const { fairness, latency, refused, sent, used } = yield* play(kind)
    const predicted = window / (window + latency + margin)
    const pass = used >= (latency <= 0.005 * window ? target : predicted) && refused === 0
    met = met && pass
    const figures = `${(100 * used).toFixed(2)} % used, ${refused} refused of ${sent}, p99 latency ${latency.toFixed(1)} ms, the first done after ${(100 * fairness).toFixed(0)} % of the time`
    console.log(
      `${processes} processes on ${kind.name}, ${windows} windows of ${window / 1000} s: ${figures}  ${pass ? "pass" : "FAIL"}`
    )
  }
  if (!met) process.exitCode = 1
}).pipe(Effect.scoped)

await Effect.runPromise(main)
