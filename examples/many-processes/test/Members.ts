/** Processes that share a store, the stores they share, and the simulated Planning Center they ask. */
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { connect } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import * as PgClient from "@effect/sql-pg/PgClient"
import { HttpServer, World } from "@openfaith/pco-mock"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { Redis } from "ioredis"
import { freePort } from "../../../packages/adapter-testkit/test/freePort.ts"

/** In one file, where the tests have it so. */
const program = () =>
  process.env.OPENFAITH_PROGRAMS === undefined
    ? [fileURLToPath(new URL("./member.ts", import.meta.url))]
    : ["--enable-source-maps", join(process.env.OPENFAITH_PROGRAMS, "examples/many-processes/test/member.mjs")]

const answers = (url: URL, usual: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect({ host: url.hostname, port: Number(url.port === "" ? usual : url.port) })
    const end = (is: boolean) => () => {
      resolve(is)
      socket.destroy()
    }
    socket.once("connect", end(true)).once("error", end(false))
  })

const redisUrl = process.env.REDIS_URL ?? "redis://127.0.0.1:6379"
const postgresUrl = process.env.DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/test"

/** A store of a kind, under a name of one test's own. */
export interface Kind {
  readonly name: string
  readonly url: string
  readonly there: boolean
  /** Takes away what is under a name. */
  readonly drop: (name: string) => Promise<void>
}

export const redis: Kind = {
  name: "Redis",
  url: redisUrl,
  there: await answers(new URL(redisUrl), 6379),
  drop: async (name) => {
    const client = new Redis(redisUrl)
    for await (const keys of client.scanStream({ match: `${name}:*`, count: 500 })) {
      if (keys.length > 0) await client.unlink(...keys)
    }
    client.disconnect()
  }
}

export const postgres: Kind = {
  name: "Postgres",
  url: postgresUrl,
  there: await answers(new URL(postgresUrl), 5432),
  drop: (name) =>
    Effect.runPromise(
      Effect.flatMap(PgClient.PgClient, (sql) => sql.unsafe(`DROP SCHEMA IF EXISTS "${name}" CASCADE`)).pipe(
        Effect.provide(PgClient.layer({ url: Redacted.make(postgresUrl), maxConnections: 1 })),
        Effect.asVoid
      )
    )
}

let names = 0

/** A name no other test nor run has. */
export const freshName = Effect.sync(() => `many_${process.pid}_${Date.now() % 1e6}_${names++}`)

export const dropped = (kind: Kind, name: string) =>
  Effect.acquireRelease(Effect.succeed(name), () => Effect.promise(() => kind.drop(name)))

/** A Redis that the test may kill and start again. By default it persists nothing. */
export const makeRedis = (persistence: ReadonlyArray<string> = ["--save", "", "--appendonly", "no"]) =>
  Effect.acquireRelease(
    Effect.promise(async () => {
      const folder = mkdtempSync(join(tmpdir(), "redis-"))
      const port = await freePort()
      const url = `redis://127.0.0.1:${port}`
      let child: ChildProcess | undefined
      const up = async () => {
        const settings = ["--bind", "127.0.0.1", "--dir", folder, ...persistence]
        child = spawn("redis-server", ["--port", `${port}`, ...settings], { stdio: "ignore" })
        while (!(await answers(new URL(url), port))) await new Promise((resolve) => setTimeout(resolve, 20))
      }
      const kill = async () => {
        if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
        const ended = once(child, "exit")
        child.kill("SIGKILL")
        await ended
      }
      await up()
      return { url, up, kill, folder }
    }),
    ({ folder, kill }) => Effect.promise(() => kill().then(() => rmSync(folder, { recursive: true, force: true })))
  )

export const ownRedis = makeRedis()

/** A Planning Center with few people, which counts as it is told. */
export const church = (options: Partial<HttpServer.Options> = {}) =>
  Effect.acquireRelease(
    Effect.promise(() => HttpServer.listen({ world: World.make({ seed: 7, people: 5 }), ...options })),
    (server) => Effect.promise(() => server.close())
  )

export interface Report {
  readonly requests: number
  readonly took: number
  readonly waited: number
}

export interface Member {
  readonly go: () => void
  readonly kill: () => void
  readonly report: Promise<Report>
}

/** Starts a process, and waits until it is ready to begin. It is killed with the test. */
export const member = (env: Readonly<Record<string, string | number>>) =>
  Effect.acquireRelease(
    Effect.promise(async () => {
      const strings = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)]))
      const child = spawn(process.execPath, program(), {
        env: { ...process.env, ...strings },
        stdio: ["pipe", "pipe", "pipe"]
      })
      let said = ""
      child.stderr.on("data", (part: Buffer) => {
        said += part.toString()
      })
      const lines = createInterface({ input: child.stdout })
      const report = new Promise<Report>((resolve, reject) => {
        lines.on("line", (line) => {
          // the member's own program, one file away, reports in this form
          if (line.startsWith("{")) resolve(JSON.parse(line) as Report)
          else said += `${line}\n`
        })
        child.once("exit", (code, signal) => reject(new Error(`a process ended with ${signal ?? code}:\n${said}`)))
      })
      // those that are killed report nothing, and nobody asks
      report.catch(() => undefined)
      await new Promise<void>((resolve, reject) => {
        lines.once("line", () => resolve())
        child.once("exit", (code) => reject(new Error(`a process ended with ${code} before it began:\n${said}`)))
      })
      const begun: Member = {
        go: () => void child.stdin.write("go\n"),
        kill: () => void child.kill("SIGKILL"),
        report
      }
      return begun
    }),
    ({ kill }) => Effect.sync(kill)
  )

/** Until it is so; a test that waits in vain is ended by its own limit. */
export const until = (holds: () => boolean) =>
  Effect.promise(async () => {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10))
  })
