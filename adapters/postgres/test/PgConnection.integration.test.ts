/** Servers that cannot be used, as a host's start-up finds them. */
import { createRequire } from "node:module"
import { createServer, type Server } from "node:net"
import * as PgClient from "@effect/sql-pg/PgClient"
import { assert, describe, it } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as PgAdapter from "../src/PgAdapter.ts"
import * as PgConnection from "../src/PgConnection.ts"
import { describePg, url } from "./Database.ts"

type Pool = Effect.Effect.Success<Parameters<typeof PgClient.layerFromPool>[0]["acquire"]>

interface Driver {
  readonly Pool: new (options: { readonly connectionString: string }) => Pool
}

/** The driver that the client uses, which is no dependency of ours. */
const pg: Driver = createRequire(createRequire(import.meta.url).resolve("@effect/sql-pg"))("pg")

const listening = (server: Server) =>
  Effect.async<number>((resume) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      resume(Effect.succeed(typeof address === "object" && address !== null ? address.port : 0))
    })
  })

const closed = (server: Server) => Effect.async<void>((resume) => void server.close(() => resume(Effect.void)))

/** A port that nobody listens at. */
const deadPort = Effect.suspend(() => {
  const server = createServer()
  return Effect.tap(listening(server), () => closed(server))
})

/** Takes connections, and says nothing. */
const mute = Effect.acquireRelease(
  Effect.suspend(() => {
    const server = createServer((socket) => void socket.on("error", () => undefined))
    return Effect.map(listening(server), (port) => ({ server, port }))
  }),
  ({ server }) => Effect.sync(() => server.close())
).pipe(Effect.map(({ port }) => port))

const address = (port: number) =>
  Redacted.make(`postgres://lovelace:hunter2@127.0.0.1:${port}/church?application_name=x`)

/** How a layer fails: its error, and all that a log would show of it. */
const failure = <A, E>(layer: Layer.Layer<A, E>) =>
  Effect.map(Effect.exit(Effect.scoped(Layer.build(layer))), (exit) => {
    if (Exit.isSuccess(exit)) return assert.fail("it is reached")
    return { error: Cause.squash(exit.cause), shown: `${Cause.pretty(exit.cause)} ${JSON.stringify(exit)}` }
  })

describe("a server that cannot be used", () => {
  it.scopedLive("is named with its address, the cause and the setting, where nobody listens", () =>
    Effect.gen(function* () {
      const port = yield* deadPort
      const { error, shown } = yield* failure(PgConnection.layer({ url: address(port), setting: "DATABASE_URL" }))
      assert.strictEqual(
        error instanceof PgConnection.PgUnreachable ? error.message : error,
        `Postgres at 127.0.0.1:${port} cannot be used: connect ECONNREFUSED 127.0.0.1:${port}; start it, or correct DATABASE_URL`
      )
      assert.notMatch(shown, /hunter2|lovelace/)
    })
  )

  it.scopedLive("is named so where the host has made the pool, before anything waits for tables", () =>
    Effect.gen(function* () {
      const port = yield* deadPort
      const pool = new pg.Pool({ connectionString: Redacted.value(address(port)) })
      const client = PgClient.layerFromPool({ acquire: Effect.succeed(pool) })
      for (const migrations of ["run", "check"] as const) {
        const { error, shown } = yield* failure(PgAdapter.layer({ migrations }).pipe(Layer.provide(client)))
        assert.instanceOf(error, PgConnection.PgUnreachable)
        assert.include(String(error), `127.0.0.1:${port} cannot be used: connect ECONNREFUSED`)
        assert.notInclude(shown, "hunter2")
      }
      yield* Effect.promise(() => pool.end())
    })
  )

  it.scopedLive("is given up after seconds where it takes connections and says nothing", () =>
    Effect.gen(function* () {
      const port = yield* mute
      const { error, shown } = yield* failure(PgConnection.layer({ url: address(port), connectTimeout: "300 millis" }))
      assert.include(
        String(error),
        `Postgres at 127.0.0.1:${port} cannot be used: no answer within 300ms; start it, or correct url`
      )
      assert.notInclude(shown, "hunter2")
    })
  )

  it.scopedLive("is named by its setting alone, where the address cannot be read", () =>
    Effect.gen(function* () {
      const { error, shown } = yield* failure(
        PgConnection.layer({ url: Redacted.make("postgres://lovelace:hunter2@[oops/church"), setting: "DATABASE_URL" })
      )
      assert.match(String(error), /an address that cannot be read cannot be used: .*correct DATABASE_URL/)
      assert.notInclude(shown, "hunter2")
    })
  )
})

describePg("a server that lets nobody in", () => {
  it.scopedLive("is named with its own sentence", () =>
    Effect.gen(function* () {
      const other = new URL(url)
      other.pathname = "/openfaith_no_such_database"
      const { error } = yield* failure(PgConnection.layer({ url: Redacted.make(other.href) }))
      assert.match(String(error), /database "openfaith_no_such_database" does not exist/)
    })
  )
})
