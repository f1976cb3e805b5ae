/** A schema of its own for each test of the cluster, on whatever server there is; without one, the tests are skipped. */
import { connect } from "node:net"
import * as PgClient from "@effect/sql-pg/PgClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"

const server = process.env.DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/test"

/** The same server, with every unqualified name in one schema: the cluster's tables are made where this points. */
export const urlOf = (schema: string): string => {
  const url = new URL(server)
  url.searchParams.set("options", `-c search_path=${schema}`)
  return url.toString()
}

/** Whether there is a server; says so loudly if not. Where CI runs, there must be one. */
export const isThere: boolean = await new Promise((resolve) => {
  const { hostname, port } = new URL(server)
  const socket = connect({ host: hostname, port: Number(port === "" ? 5432 : port) })
  const answer = (there: boolean) => {
    socket.destroy()
    if (!there && process.env.CI !== undefined) throw new Error(`no Postgres at ${hostname}:${port}`)
    if (!there) console.warn(`\nSKIPPED: the cluster's tests need Postgres at ${hostname}:${port}, or DATABASE_URL\n`)
    resolve(there)
  }
  socket.once("connect", () => answer(true))
  socket.once("error", () => answer(false))
})

/** A client in a schema that is made for it, and dropped with everything in it at the end. */
export const layer = (schema: string) =>
  Layer.scopedDiscard(
    Effect.acquireRelease(
      Effect.flatMap(PgClient.PgClient, (sql) =>
        sql.unsafe(`DROP SCHEMA IF EXISTS ${schema} CASCADE; CREATE SCHEMA ${schema}`)
      ),
      () => Effect.flatMap(PgClient.PgClient, (sql) => Effect.orDie(sql.unsafe(`DROP SCHEMA ${schema} CASCADE`)))
    )
  ).pipe(Layer.provideMerge(PgClient.layer({ url: Redacted.make(urlOf(schema)), maxConnections: 6 })))
