/** A pretend church over a real socket, a schema of its own in a Postgres, and hosts as processes. */
import { spawn } from "node:child_process"
import { connect } from "node:net"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { PgClient } from "@effect/sql-pg"
import { HttpServer, Row, World } from "@openfaith/pco-mock"
import type { Report } from "@openfaith/sync-engine"
import { Effect, Redacted } from "effect"

/** Where the server is. */
export const url = process.env.DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/test"

/** Whether it is there; where it has to be, it must. */
export const isThere = await new Promise<boolean>((resolve) => {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port === "" ? 5432 : port) })
  socket.once("connect", () => resolve(true))
  socket.once("error", () => resolve(false))
  socket.once("connect", () => socket.destroy())
})

if (!isThere) {
  const complaint = `no Postgres server at ${url.replace(/:[^:@/]*@/, ":…@")}: set DATABASE_URL, or start one`
  if (process.env.CI !== undefined || process.env.DATABASE_URL !== undefined) throw new Error(complaint)
  console.warn(`SKIPPED: ${complaint}`)
}

const ask = <Row extends object>(statement: string): Promise<ReadonlyArray<Row>> =>
  Effect.flatMap(PgClient.PgClient, (sql) => sql.unsafe<Row>(statement)).pipe(
    Effect.provide(PgClient.layer({ url: Redacted.make(url), maxConnections: 1 })),
    Effect.runPromise
  )

const program = fileURLToPath(new URL("../src/main.ts", import.meta.url))

/** Tests have the program in one file, which starts quicker than its sources do. */
const asFile = (): ReadonlyArray<string> => {
  const { OPENFAITH_PROGRAMS: folder } = process.env
  const root = fileURLToPath(new URL("../../..", import.meta.url))
  return folder === undefined
    ? [program]
    : ["--enable-source-maps", path.join(folder, path.relative(root, program).replace(/\.ts$/, ".mjs"))]
}

const pause = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis))

/** Waits for something that comes by itself. A test that hangs has its own bound, and finds here what it waited for. */
export const until = async (what: string, condition: () => Promise<boolean> | boolean, log = () => "") => {
  const telling = setInterval(() => console.error(`still waiting until ${what}\n${log()}`), 60_000)
  try {
    while (!(await condition())) await pause(30)
  } finally {
    clearInterval(telling)
  }
}

/** The records of a church of four resources, and how they are called at the source. */
const types = ["Campus", "Person", "Email", "PhoneNumber"] as const

interface Stored {
  readonly id: string
  readonly attributes: Readonly<Record<string, unknown>>
}

let schemas = 0

export const make = async (people: number, seed: number) => {
  const schema = `test_example_${process.pid}_${Date.now() % 1e6}_${schemas++}`
  const world = World.make({ seed, people })
  const server = await HttpServer.listen({ world, quota: { limit: 1_000_000 } })
  const { faults, log } = server.handler
  const running = new Set<ReturnType<typeof spawn>>()

  const start = (every = "100 millis") => {
    const child = spawn(process.execPath, asFile(), {
      env: {
        ...process.env,
        DATABASE_URL: url,
        DATABASE_SCHEMA: schema,
        SYNC_EVERY: every,
        PCO_APP_ID: "app",
        PCO_SECRET: "secret",
        PCO_BASE_URL: server.url
      },
      stdio: ["ignore", "pipe", "pipe"]
    })
    running.add(child)
    let said = ""
    let complained = ""
    child.stdout.on("data", (part: Buffer) => {
      said += part.toString()
    })
    child.stderr.on("data", (part: Buffer) => {
      complained += part.toString()
    })
    const ended = new Promise<number | null>((resolve) => child.once("close", resolve))
    const reports = (): ReadonlyArray<Report.Report> =>
      said.split("\n").flatMap((line) => (line.startsWith("{") ? [JSON.parse(line)] : []))
    return {
      pid: child.pid,
      log: () => `${said}\n${complained}`,
      /** SIGKILL: no handler of the process runs. */
      kill: () => {
        child.kill("SIGKILL")
        return ended
      },
      /** As a deploy stops it. */
      stop: () => {
        child.kill("SIGTERM")
        return ended
      },
      /** Its first report from now on. */
      next: async () => {
        const before = reports().length
        await until(
          "the host reports",
          () => child.exitCode !== null || reports().length > before,
          () => complained
        )
        const report = reports()[before]
        if (report === undefined) throw new Error(`the host ended: ${said}\n${complained}`)
        return report
      }
    }
  }

  /** Every way in which the copy is not the church, in words; none if they are equal, ids and attributes. */
  const differences = async () => {
    const found: Array<string> = []
    for (const type of types) {
      const rows = await ask<Stored>(
        `SELECT id, body -> 'attributes' AS attributes FROM "${schema}".record
         WHERE resource = 'people.${type}' AND deleted_in IS NULL`
      )
      const records = new Map(rows.map(({ attributes, id }) => [id, attributes]))
      for (const row of world.rows(type)) {
        const attributes = records.get(row.id)
        records.delete(row.id)
        if (attributes === undefined) found.push(`${type} ${row.id} is missing`)
        for (const [name, value] of Object.entries(attributes ?? {})) {
          const expected = Row.value(row, name)
          if (JSON.stringify(value) !== JSON.stringify(expected)) found.push(`${type} ${row.id} has another ${name}`)
        }
      }
      for (const id of records.keys()) found.push(`${type} ${id} should be gone`)
    }
    return found
  }

  /** How many pages of people are kept: the next one is asked for meanwhile. */
  const kept = async () => {
    const [row] = await ask<{ readonly pages: string }>(
      `SELECT pages FROM "${schema}".listing WHERE resource = 'people.Person'`
    )
    return Number(row?.pages ?? 0)
  }

  return {
    world,
    faults,
    start,
    kept,
    differences,
    ask: <Row extends object>(statement: string) => ask<Row>(statement.replaceAll("openfaith.", `"${schema}".`)),
    /** Requests for pages of a listing so far. */
    asked: (collection: string) =>
      log
        .entries()
        .filter(
          ({ path, query }) => path === `/people/v2/${collection}` && decodeURIComponent(query).includes("per_page=100")
        ).length,
    close: async () => {
      for (const child of running) child.kill("SIGKILL")
      await server.close()
      await ask(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`)
    }
  }
}

export type Church = Awaited<ReturnType<typeof make>>
