/** Replicas as processes, load upon them, and what the load must have left behind. */
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { fileURLToPath } from "node:url"
import * as PgClient from "@effect/sql-pg/PgClient"
import { assert } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { build } from "esbuild"
import * as PgMigrations from "../src/PgMigrations.ts"

let bundle: Promise<string> | undefined

/** The replica's program in one file: processes start in a fraction of the time. */
const program = () => {
  bundle ??= (async () => {
    const outfile = path.join(mkdtempSync(path.join(tmpdir(), "replica-")), "replica.cjs")
    await build({
      entryPoints: [fileURLToPath(new URL("replica.ts", import.meta.url))],
      bundle: true,
      platform: "node",
      format: "cjs",
      external: ["pg-native"],
      logLevel: "error",
      outfile
    })
    return outfile
  })()
  return bundle
}

export interface Replica {
  readonly process: ChildProcess
  readonly origin: string
  /** What it had to say. */
  readonly log: () => string
}

export const begin = async (database: string, schema: string, lease = "15 seconds"): Promise<Replica> => {
  const child = spawn(process.execPath, [await program()], {
    env: { ...process.env, DATABASE: database, SCHEMA: schema, LEASE: lease },
    stdio: ["ignore", "pipe", "pipe"]
  })
  let said = ""
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (part: Buffer) => {
      said += part.toString()
    })
  }
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.on("data", () => {
      const found = /^port (\d+)$/m.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once("exit", (code) => reject(new Error(`a replica ended with ${code} before it served:\n${said}`)))
  })
  return { process: child, origin: `http://127.0.0.1:${port}`, log: () => said }
}

/** An orderly end; the code it ended with. */
export const end = async ({ process: child }: Replica): Promise<number | null> => {
  if (child.exitCode !== null) return child.exitCode
  const ended = once(child, "exit")
  child.kill("SIGTERM")
  await ended
  return child.exitCode
}

export interface Status {
  readonly role: string
  readonly epoch?: number
}

export const statusOf = async ({ origin }: Replica): Promise<Status> => {
  const response = await fetch(`${origin}/status`)
  // the replica's own program, one file away, answers in this form
  return (await response.json()) as Status
}

export const ownerOf = async (replicas: ReadonlyArray<Replica>): Promise<Replica | undefined> => {
  for (const replica of replicas) if ((await statusOf(replica)).role === "owner") return replica
  return undefined
}

/** A test that hangs has its own bound, and finds here what it waited for. */
export const until = async (what: string, condition: () => Promise<boolean>): Promise<void> => {
  const telling = setInterval(() => console.error(`still waiting until ${what}`), 60_000)
  try {
    while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 50))
  } finally {
    clearInterval(telling)
  }
}

/** Clients that place one order after another at whichever replica answers, and ask again until they have their answer. */
export const load = (replicas: () => ReadonlyArray<Replica>, clients: number) => {
  const placed: Array<string> = []
  let going = true
  const client = async (name: number) => {
    for (let number = 0; going; number++) {
      const order = `${name}-${number}`
      placed.push(order)
      for (let attempt = name; ; attempt++) {
        const all = replicas()
        try {
          const response = await fetch(`${all[attempt % all.length]?.origin}/orders/${order}`, {
            method: "POST",
            signal: AbortSignal.timeout(8000)
          })
          if (response.ok) {
            assert.strictEqual(await response.json(), 6)
            break
          }
        } catch {
          // its replica ended, or is frozen: the next one answers
        }
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
  }
  const all = Promise.all(Array.from({ length: clients }, (_, name) => client(name)))
  return {
    placed,
    stop: async () => {
      going = false
      await all
      return placed.length
    }
  }
}

/** Before the replicas: our tables, and the host's own. */
export const prepare = (schema: string) =>
  Effect.zipRight(
    PgMigrations.run(schema),
    Effect.flatMap(PgClient.PgClient, (sql) =>
      sql.unsafe(`CREATE TABLE "${schema}".effects (
        order_id text, step int, epoch bigint NOT NULL, pid int NOT NULL, at timestamptz NOT NULL,
        repeated int NOT NULL DEFAULT 0, PRIMARY KEY (order_id, step))`)
    )
  )

const Left = (schema: string) => `SELECT json_build_object(
  'orders', (SELECT count(DISTINCT order_id) FROM "${schema}".effects),
  'effects', (SELECT count(*) FROM "${schema}".effects),
  'unfinished', (SELECT count(*) FROM "${schema}".workflow_execution WHERE status <> 'succeeded'),
  'terms', (SELECT json_agg(t ORDER BY t.epoch) FROM (
    SELECT epoch, count(DISTINCT pid) AS pids, count(*) AS effects,
      min(at) > lag(max(at)) OVER (ORDER BY epoch) AS later
    FROM "${schema}".effects GROUP BY epoch) t)
)::text AS answer`

interface Left {
  readonly orders: number
  readonly effects: number
  readonly unfinished: number
  readonly terms: ReadonlyArray<{ epoch: number; pids: number; effects: number; later: boolean | null }>
}

/** Nothing lost, nothing twice, and one owner at each moment. */
export const assertWhole = (schema: string, orders: number) =>
  Effect.gen(function* () {
    const sql = yield* PgClient.PgClient
    const [row] = yield* sql.unsafe<{ readonly answer: string }>(Left(schema))
    const left: Left = JSON.parse(row?.answer ?? "{}")
    assert.strictEqual(left.orders, orders)
    assert.strictEqual(left.effects, orders * 4)
    assert.strictEqual(left.unfinished, 0)
    for (const { later, pids } of left.terms) {
      assert.strictEqual(pids, 1, JSON.stringify(left.terms))
      assert.notStrictEqual(later, false, JSON.stringify(left.terms))
    }
    return left
  })
