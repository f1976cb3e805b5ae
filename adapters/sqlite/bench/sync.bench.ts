/**
 * A full sync of people into a SQLite file, against a loop written by hand (fetch, parse, upsert) over the same server, with
 * the same settings of SQLite, in turns; and the memory of a sync of ten times as many.
 *
 * `pnpm bench sqlite/bench/sync`, with `-- --rounds 3`, `--people 100000`, `--only speed` (or `memory`). The server has a
 * process of its own, warmed up by neither: each round begins a new one. Rates are of the whole, server and all.
 */
import { fork } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { Credentials, QuotaStore } from "@openfaith/client-core"
import { Pco } from "@openfaith/pco-client"
import { Person } from "@openfaith/pco-client/people"
import { HttpServer, World } from "@openfaith/pco-mock"
import { Source, Sync } from "@openfaith/sync-engine"
import Sqlite from "better-sqlite3"
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
import * as SqliteAdapter from "../src/SqliteAdapter.ts"

const { values: flags } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    people: { type: "string", default: "100000" },
    only: { type: "string" },
    // a process of its own
    role: { type: "string" },
    url: { type: "string", default: "" },
    filename: { type: "string", default: "" }
  }
})

const { filename, url } = flags
const people = Number(flags.people)
const megabyte = 1024 * 1024

/** Memory along the way, in MB: what is in use after the collector's last turn is the least of a stretch. */
interface Sampled extends Measured {
  readonly samples: ReadonlyArray<{ readonly heap: number; readonly resident: number }>
}

/** The work, timed, with its memory looked at all along. */
const measured = async (work: () => Promise<number>): Promise<Sampled> => {
  const samples: Array<{ readonly heap: number; readonly resident: number }> = []
  const timer = setInterval(() => {
    const { heapUsed, rss } = process.memoryUsage()
    samples.push({ heap: heapUsed / megabyte, resident: rss / megabyte })
  }, 100)
  const [began, before] = [performance.now(), process.cpuUsage()]
  const records = await work()
  const seconds = (performance.now() - began) / 1000
  const { system, user } = process.cpuUsage(before)
  clearInterval(timer)
  if (records !== people) throw new Error(`${records} of ${people} people are in the file`)
  return {
    rate: records / seconds,
    memory: Math.round(process.resourceUsage().maxRSS / 1024),
    cpu: (system + user) / 1000 / records,
    samples
  }
}

const count = () => {
  const database = new Sqlite(filename, { readonly: true })
  // the one row of a count
  const { records } = database.prepare("SELECT count(*) AS records FROM openfaith_record").get() as { records: number }
  database.close()
  return records
}

const synced = Effect.gen(function* () {
  const sync = yield* Sync.Sync
  yield* sync.run("full")
}).pipe(
  Effect.provide(
    Sync.layer({ readables: [Person.readable] }).pipe(
      Layer.provide([
        Source.layerClient({ readables: [Person.readable] }).pipe(
          Layer.provide(
            Pco.layer({
              credentials: Credentials.personalToken({ id: "app", secret: Redacted.make("secret") }),
              origin: url
            })
          ),
          Layer.provide([NodeHttpClient.layerUndici, QuotaStore.layerMemory])
        ),
        SqliteAdapter.layer({ filename })
      ])
    )
  ),
  Logger.withMinimumLogLevel(LogLevel.Warning)
)

interface Page {
  readonly data: ReadonlyArray<{ readonly id: string; readonly attributes: { readonly updated_at: string } }>
  readonly links: { readonly next?: string }
}

/** What somebody writes in an afternoon: no check of what comes, no retry, no place to go on from. */
const byHand = async () => {
  const database = new Sqlite(filename)
  database.pragma("journal_mode = WAL")
  database.pragma("synchronous = NORMAL")
  database.exec("CREATE TABLE openfaith_record (id TEXT PRIMARY KEY, updated_at TEXT, body TEXT) STRICT")
  const upsert = database.prepare(
    `INSERT INTO openfaith_record VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE
      SET updated_at = excluded.updated_at, body = excluded.body WHERE excluded.updated_at >= openfaith_record.updated_at`
  )
  const write = database.transaction(({ data }: Page) => {
    for (const person of data) upsert.run(person.id, person.attributes.updated_at, JSON.stringify(person))
  })
  const headers = { authorization: `Basic ${Buffer.from("app:secret").toString("base64")}` }
  let next: string | undefined = `${url}/people/v2/people?per_page=100`
  while (next !== undefined) {
    const response: Response = await fetch(next, { headers })
    // what this server serves
    const page = (await response.json()) as Page
    write(page)
    next = page.links.next
  }
  database.close()
}

const serve = async () => {
  const server = await HttpServer.listen({
    world: World.make({ seed: 1, people }),
    quota: { limit: 1_000_000_000 }
  })
  process.send?.(server.url)
}

const inRole = async () => {
  if (flags.role === "server") return serve()
  if (flags.role === "hand") return answer(await measured(async () => byHand().then(count)))
  answer(await measured(async () => Effect.runPromise(synced).then(count)))
}

const main = async () => {
  const file = await bundle(fileURLToPath(import.meta.url), ["better-sqlite3"])
  const folder = mkdtempSync(path.join(tmpdir(), "openfaith-bench-"))
  let files = 0
  const run = async (role: string, size: number): Promise<Sampled> => {
    const server = fork(file, ["--role", "server", "--people", String(size)], { execArgv: [] })
    const address = await new Promise<string>((resolve) => server.once("message", (said) => resolve(String(said))))
    const own = path.join(folder, `${role}-${files++}.sqlite`)
    const args = ["--role", role, "--people", String(size), "--url", address, "--filename", own]
    const result = await inProcess<Sampled>(file, args)
    server.kill()
    if (result === undefined) throw new Error(`${role} said nothing`)
    return result
  }
  try {
    if (flags.only !== "memory") {
      const { ratio } = await compare("people", Number(flags.rounds), {
        engine: () => run("engine", people),
        hand: () => run("hand", people)
      })
      figure(`full sync of ${people} people, against a loop by hand`, ratio("hand"), " ×", { least: 0.5 })
    }
    if (flags.only !== "speed") {
      const { memory, rate, samples } = await run("engine", people * 10)
      const stretch = Math.max(1, Math.floor(samples.length / 10))
      const tenths = Array.from({ length: 10 }, (_, tenth) => samples.slice(tenth * stretch, (tenth + 1) * stretch))
      const heaps = tenths.map((some) => Math.min(...some.map(({ heap }) => heap)))
      const residents = tenths.map((some) => median(some.map(({ resident }) => resident)))
      const list = (values: ReadonlyArray<number>) => values.map((each) => each.toFixed(0)).join(" ")
      console.log(
        `       ${people * 10} people at ${rate.toFixed(0)}/s; heap in use, tenth by tenth: ${list(heaps)} MB`
      )
      console.log(`       resident, tenth by tenth: ${list(residents)} MB`)
      figure(`${people * 10} people: memory at its peak`, memory, " MB", { most: 300 })
      figure("heap in use in the last tenth, over that in the second", (heaps[9] ?? 0) / (heaps[1] ?? 1), " ×", {
        most: 1.25
      })
    }
    finish()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

await (flags.role === undefined ? main() : inRole())
