/** The Postgres server the tests run on: `DATABASE_URL`, or one on this machine; without any, they are skipped, loudly. */
import { connect } from "node:net"
import * as PgClient from "@effect/sql-pg/PgClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { describe } from "vitest"

/** Where the server is. */
export const url = process.env.DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/test"

const isThere = await new Promise<boolean>((resolve) => {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port === "" ? 5432 : port) })
  socket.once("connect", () => resolve(true))
  socket.once("error", () => resolve(false))
  socket.once("close", () => socket.destroy())
  socket.once("connect", () => socket.destroy())
})

if (!isThere) {
  const complaint = `no Postgres server at ${url.replace(/:[^:@/]*@/, ":…@")}: set DATABASE_URL, or start one`
  if (process.env.CI !== undefined || process.env.DATABASE_URL !== undefined) throw new Error(complaint)
  console.warn(`SKIPPED: ${complaint}`)
}

/** `describe`, where there is a server. */
export const describePg: (name: string, tests: () => void) => void = isThere
  ? describe
  : (name, tests) => describe.skip(`${name} (no Postgres server)`, tests)

/** A client of its own, with its own pool. */
export const client = (config: Partial<PgClient.PgClientConfig> = {}) =>
  PgClient.layer({ url: Redacted.make(url), ...config })

let schemas = 0

/** A name that no other test file, nor run, has. */
export const freshSchema = (topic: string): string => `test_${topic}_${process.pid}_${Date.now() % 1e6}_${schemas++}`

/** Drops the schema at the end of the scope. */
export const dropped = (schema: string) =>
  Layer.scopedDiscard(
    Effect.acquireRelease(Effect.void, () =>
      Effect.flatMap(PgClient.PgClient, (sql) =>
        sql.unsafe(`DROP SCHEMA IF EXISTS "${schema.replaceAll('"', '""')}" CASCADE`)
      ).pipe(Effect.provide(client({ maxConnections: 1 })), Effect.orDie)
    )
  )

/** The one answer of a statement. */
export const one = (statement: string) =>
  Effect.flatMap(PgClient.PgClient, (sql) =>
    Effect.map(sql.unsafe<{ readonly answer: string | null }>(statement), (rows) => rows[0]?.answer ?? null)
  )
