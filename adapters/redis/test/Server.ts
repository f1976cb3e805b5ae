/** The Redis the tests run on: `REDIS_URL`, or one on this machine, or one started for a test; without any, skipped, loudly. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { connect } from "node:net"
import { tmpdir } from "node:os"
import path from "node:path"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { Redis } from "ioredis"
import { describe } from "vitest"
import { freePort } from "../../../packages/adapter-testkit/test/freePort.ts"
import * as RedisClient from "../src/RedisClient.ts"

/** Where the server is. */
export const url = process.env.REDIS_URL ?? "redis://127.0.0.1:6379"

const answers = (host: string, port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect({ host, port })
    socket.once("connect", () => {
      resolve(true)
      socket.destroy()
    })
    socket.once("error", () => {
      resolve(false)
      socket.destroy()
    })
  })

const isThere = await (() => {
  const { hostname, port } = new URL(url)
  return answers(hostname, Number(port === "" ? 6379 : port))
})()

const canStart = (() => {
  try {
    execFileSync("redis-server", ["--version"], { stdio: "ignore" })
    return true
  } catch {
    return false
  }
})()

const complain = (complaint: string) => {
  if (process.env.CI !== undefined || process.env.REDIS_URL !== undefined) throw new Error(complaint)
  console.warn(`SKIPPED: ${complaint}`)
}

if (!isThere) complain(`no Redis server at ${url.replace(/:[^:@/]*@/, ":…@")}: set REDIS_URL, or start one`)
if (!canStart) complain("no program redis-server, to restart one in mid-work: install it")

/** `describe`, where there is a server. */
export const describeRedis: (name: string, tests: () => void) => void = isThere
  ? describe
  : (name, tests) => describe.skip(`${name} (no Redis server)`, tests)

/** `describe`, where a server of the test's own can be started. */
export const describeOwnRedis: (name: string, tests: () => void) => void = canStart
  ? describe
  : (name, tests) => describe.skip(`${name} (no program redis-server)`, tests)

/** A connection of its own. */
export const client = (address = url) => RedisClient.layer({ url: Redacted.make(address) })

let prefixes = 0

/** What no other test file's keys, nor another run's, begin with. */
export const freshPrefix = (topic: string): string => `test-${topic}-${process.pid}-${Date.now() % 1e6}-${prefixes++}`

/** Takes away at the end of the scope whatever begins so. */
export const dropped = (prefix: string) =>
  Layer.scopedDiscard(
    Effect.acquireRelease(Effect.void, () =>
      Effect.promise(async () => {
        const redis = new Redis(url)
        for await (const keys of redis.scanStream({ match: `${prefix}:*`, count: 500 })) {
          if (keys.length > 0) await redis.unlink(...keys)
        }
        redis.disconnect()
      })
    )
  )

export { freePort }

export interface OwnServer {
  readonly url: string
  readonly port: number
  readonly up: () => Promise<void>
  /** As if the power went: nothing is written any more. */
  readonly kill: () => Promise<void>
}

/** Settings of a server that has on disk whatever it has answered. */
export const durable = ["--save", "", "--appendonly", "yes", "--appendfsync", "always"] as const

/** A server that the test may kill and start again; it forgets everything, or nothing where it persists. */
export const ownServer = (settings: ReadonlyArray<string> = ["--save", "", "--appendonly", "no"]) =>
  Effect.acquireRelease(
    Effect.promise(async () => {
      const folder = mkdtempSync(path.join(tmpdir(), "redis-"))
      const port = await freePort()
      let child: ChildProcess | undefined
      const up = async () => {
        child = spawn("redis-server", ["--port", `${port}`, "--bind", "127.0.0.1", "--dir", folder, ...settings], {
          stdio: "ignore"
        })
        while (!(await answers("127.0.0.1", port))) await new Promise((resolve) => setTimeout(resolve, 20))
      }
      const kill = async () => {
        if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
        const ended = once(child, "exit")
        child.kill("SIGKILL")
        await ended
      }
      await up()
      return { server: { url: `redis://127.0.0.1:${port}`, port, up, kill } satisfies OwnServer, folder }
    }),
    ({ folder, server }) =>
      Effect.promise(async () => {
        await server.kill()
        rmSync(folder, { recursive: true, force: true })
      })
  ).pipe(Effect.map(({ server }) => server))

/** The client of a server of its own, which forgets nothing, for as long as the layer lasts. */
export const durableClient = Layer.unwrapScoped(Effect.map(ownServer(durable), (server) => client(server.url)))
