/** Starts `syncHost.ts` as child processes, with simulated Planning Centers that can hold back their responses. */
import { spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import * as PgClient from "@effect/sql-pg/PgClient"
import { HttpServer, Row, World } from "@openfaith/pco-mock"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { Redis } from "ioredis"
import { freePort } from "../../../packages/adapter-testkit/test/freePort.ts"
import { dropped, freshName, makeRedis, postgres } from "./Members.ts"

const program = path.join(process.env.OPENFAITH_PROGRAMS ?? "", "examples/many-processes/test/syncHost.mjs")

/** The resources that `syncHost.ts` copies, and their types in the simulator. */
const types = { "people.Campus": "Campus", "people.Person": "Person", "people.Email": "Email" } as const

/** Where the processes of a test keep records and workflows. */
export interface Storage {
  readonly engine: string
  readonly env: Readonly<Record<string, string>>
  /**
   * Whether another process could execute the connection's workflows, if it had them: no process that is alive holds the
   * right to.
   */
  readonly isFree: (connection: string) => Effect.Effect<boolean>
}

const query = (statement: string) =>
  Effect.flatMap(PgClient.PgClient, (sql) => sql.unsafe<{ readonly found: boolean }>(statement)).pipe(
    Effect.provide(PgClient.layer({ url: Redacted.make(postgres.url), maxConnections: 1 })),
    Effect.map((rows) => rows[0]?.found === true),
    Effect.orDie
  )

const always = () => Effect.succeed(true)

const schema = Effect.flatMap(freshName, (name) => dropped(postgres, name))

const inMemory = Effect.succeed<Storage>({ engine: "memory", env: {}, isFree: always })

const inSqlite = Effect.map(
  Effect.acquireRelease(
    Effect.sync(() => mkdtempSync(path.join(tmpdir(), "openfaith-hosts-"))),
    (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
  ),
  (folder): Storage => ({
    engine: "sqlite",
    env: { DATABASE_FILE: path.join(folder, "copy.sqlite") },
    isFree: always
  })
)

const inPostgres = Effect.map(
  schema,
  (name): Storage => ({
    engine: "postgres",
    env: { DATABASE_URL: postgres.url, STORAGE_NAME: name },
    isFree: (connection) =>
      query(
        `SELECT NOT EXISTS (
          SELECT FROM "${name}".workflow_owner
          WHERE 'connection/${connection}' = ANY (task_queues) AND lease_until > clock_timestamp()
        ) AS found`
      )
  })
)

/** Workflows in Redis, records in Postgres. */
const inRedis = Effect.gen(function* () {
  const name = yield* schema
  const { url } = yield* makeRedis(["--save", "", "--appendonly", "yes", "--appendfsync", "always"])
  const isFree = (connection: string) =>
    Effect.promise(async () => {
      const redis = new Redis(url)
      try {
        const root = `${name}:{workflow/journal}`
        const epoch = await redis.hget(`${root}:queues`, `connection/${connection}`)
        if (epoch === null) throw new Error(`no process ever executed ${connection} under ${root}`)
        const until = await redis.hget(`${root}:owner:${epoch}`, "until")
        const [seconds] = await redis.time()
        return until === null || Number(until) < Number(seconds) * 1000
      } finally {
        redis.disconnect()
      }
    })
  const storage: Storage = {
    engine: "redis",
    env: { DATABASE_URL: postgres.url, STORAGE_NAME: name, REDIS_URL: url },
    isFree
  }
  return storage
})

const inCluster = Effect.gen(function* () {
  const name = yield* schema
  yield* query(`CREATE SCHEMA "${name}"`)
  const storage: Storage = {
    engine: "cluster",
    env: { DATABASE_URL: postgres.url, STORAGE_NAME: name },
    // the runners that are alive have locked the shards that all runners share, and nobody else has a lock that is in force
    isFree: () =>
      query(
        `SELECT count(DISTINCT address) FILTER (WHERE shard_id LIKE 'default:%') = 1
          AND count(DISTINCT address) FILTER (WHERE acquired_at > now() - interval '8 seconds') = 1 AS found
        FROM "${name}".openfaith_cluster_locks`
      )
  }
  return storage
})

export const storages = {
  memory: inMemory,
  "a SQLite file": inSqlite,
  "the Postgres journal": inPostgres,
  "the Redis journal and a Postgres store": inRedis,
  "the cluster engine": inCluster
}

/** A full run asks for the pages after the first by the time of change, or by an offset. */
const isLaterPage = (parameters: URLSearchParams) =>
  parameters.has("where[updated_at][gte]") || parameters.has("offset")

/** A simulated Planning Center. While it holds, it answers no page of people after the first. */
export const makeChurch = (seed: number, people: number, options: Partial<HttpServer.Options> = {}) =>
  Effect.gen(function* () {
    const world = World.make({ seed, people })
    let release: (() => void) | undefined
    let held: Promise<void> | undefined
    let heldRequests = 0
    const hold = () => {
      held = new Promise((resolve) => {
        release = resolve
      })
    }
    const open = () => {
      held = undefined
      release?.()
    }
    const server = yield* Effect.acquireRelease(
      Effect.promise(() =>
        HttpServer.listen({
          world,
          quota: { limit: 1_000_000 },
          before: ({ url: { pathname, searchParams } }) => {
            if (held === undefined || pathname !== "/people/v2/people" || !isLaterPage(searchParams)) return
            heldRequests++
            return held
          },
          ...options
        })
      ),
      (server) => Effect.promise(() => server.close())
    )
    return { url: server.url, world, log: server.handler.log, hold, open, heldRequests: () => heldRequests }
  })

export type Church = Effect.Effect.Success<ReturnType<typeof makeChurch>>

const Run = Schema.Struct({
  status: Schema.String,
  pages: Schema.Record({ key: Schema.String, value: Schema.Number })
})

const Records = Schema.Array(
  Schema.Struct({
    resource: Schema.Literal("people.Campus", "people.Person", "people.Email"),
    body: Schema.String,
    deleted: Schema.Boolean
  })
)

export type Records = typeof Records.Type

const Body = Schema.parseJson(
  Schema.Struct({ id: Schema.String, attributes: Schema.Record({ key: Schema.String, value: Schema.Unknown }) })
)

/** Starts a process with these connections, and waits until it serves. It is killed with the test. */
export const startHost = (storage: Storage, connections: Readonly<Record<string, Church>>) =>
  Effect.gen(function* () {
    const port = yield* Effect.promise(freePort)
    const origins = Object.fromEntries(Object.entries(connections).map(([name, { url }]) => [name, url]))
    const host = yield* Effect.acquireRelease(
      Effect.sync(() => {
        const child = spawn(process.execPath, ["--enable-source-maps", program], {
          env: {
            ...process.env,
            ...storage.env,
            ENGINE: storage.engine,
            CLUSTER_PORT: String(port),
            CONNECTIONS: JSON.stringify(origins)
          },
          stdio: ["ignore", "pipe", "pipe"]
        })
        let out = ""
        let err = ""
        child.stdout.on("data", (part: Buffer) => {
          out += part.toString()
        })
        child.stderr.on("data", (part: Buffer) => {
          err += part.toString()
        })
        const exit = new Promise<{ readonly code: number | null; readonly signal: string | null }>((resolve) =>
          child.once("close", (code, signal) => resolve({ code, signal }))
        )
        return { child, exit, out: () => out, err: () => err }
      }),
      ({ child, exit }) =>
        Effect.promise(() => {
          child.kill("SIGKILL")
          return exit
        })
    )
    const { child, exit } = host
    const said = () => `${host.out()}${host.err()}`
    const url = yield* Effect.promise(async () => {
      while (!/^port \d+$/m.test(host.out())) {
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the host did not start: ${said()}`)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      return `http://127.0.0.1:${/^port (\d+)$/m.exec(host.out())?.[1]}`
    })
    const request = (method: string, route: string) =>
      fetch(`${url}${route}`, { method }).then(async (response) => ({
        status: response.status,
        body: await response.text()
      }))
    const successful = (method: string, route: string) =>
      Effect.promise(async () => {
        const { body, status } = await request(method, route)
        if (status !== 200) throw new Error(`${method} ${route} answered ${status}: ${body}\n${said()}`)
        const parsed: unknown = JSON.parse(body)
        return parsed
      })
    return {
      out: host.out,
      err: host.err,
      exit: Effect.promise(() => exit),
      /** SIGKILL; ends when the process is gone. */
      kill: Effect.promise(() => {
        child.kill("SIGKILL")
        return exit
      }),
      /** SIGTERM. */
      terminate: () => void child.kill("SIGTERM"),
      /** Asks for a refresh, and gives the response whatever it is. */
      requestRefresh: (connection: string) => request("POST", `/connections/${connection}/refresh`),
      refresh: (connection: string) =>
        Effect.flatMap(
          successful("POST", `/connections/${connection}/refresh`),
          Schema.decodeUnknown(Schema.Struct({ inSync: Schema.Boolean }))
        ).pipe(Effect.orDie),
      startRun: (connection: string) =>
        Effect.flatMap(successful("POST", `/connections/${connection}/runs`), Schema.decodeUnknown(Schema.String)).pipe(
          Effect.orDie
        ),
      run: (id: string) =>
        Effect.flatMap(successful("GET", `/runs/${id}`), Schema.decodeUnknown(Run)).pipe(Effect.orDie),
      records: (connection: string) =>
        Effect.flatMap(successful("GET", `/connections/${connection}/records`), Schema.decodeUnknown(Records)).pipe(
          Effect.orDie
        )
    }
  })

export type Host = Effect.Effect.Success<ReturnType<typeof startHost>>

/** Every stored record that is not the church's, with its attributes and links, and every record that is missing. */
export const differences = (records: Records, { url, world }: Church): ReadonlyArray<string> => {
  const found: Array<string> = []
  const missing = new Map<string, Row.Row>(
    Object.entries(types).flatMap(([resource, type]) =>
      world.rows(type).map((row) => [`${resource} ${row.id}`, row] as const)
    )
  )
  for (const { body, deleted, resource } of records) {
    const { attributes, id } = Schema.decodeUnknownSync(Body)(body)
    const name = `${resource} ${id}`
    const row = missing.get(name)
    missing.delete(name)
    if (row === undefined) found.push(`${name} is not in the church, or is stored twice`)
    if (deleted) found.push(`${name} is marked as deleted`)
    if (!body.includes(url)) found.push(`${name} is not from ${url}`)
    for (const [attribute, value] of Object.entries(attributes)) {
      if (row !== undefined && JSON.stringify(value) !== JSON.stringify(Row.value(row, attribute))) {
        found.push(`${name} has another ${attribute}`)
      }
    }
  }
  for (const name of missing.keys()) found.push(`${name} is missing`)
  return found
}

/** Polls until the condition holds. */
export const until = (condition: Effect.Effect<boolean>) =>
  Effect.repeat(Effect.zipLeft(condition, Effect.sleep("20 millis")), { until: (holds) => holds })
