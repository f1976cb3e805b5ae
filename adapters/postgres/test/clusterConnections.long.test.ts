import * as PgClient from "@effect/sql-pg/PgClient"
import { ConnectionsSuite } from "@openfaith/adapter-testkit"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { afterAll, assert, beforeAll, describe } from "vitest"
import { freePort } from "../../../packages/adapter-testkit/test/freePort.ts"
import * as PgCluster from "../src/PgCluster.ts"
import * as PgMigrations from "../src/PgMigrations.ts"
import * as PgSyncStore from "../src/PgSyncStore.ts"
import * as ClusterDatabase from "./clusterDatabase.ts"

const schema = `cluster_connections_${process.pid}`

/** Each runner has one of its own. */
const ports = await Promise.all(Array.from({ length: 12 }, freePort))

const client = () => PgClient.layer({ url: Redacted.make(ClusterDatabase.urlOf(schema)), maxConnections: 6 })

const runner: ConnectionsSuite.Process<unknown> = (connections, names) =>
  connections.pipe(
    Layer.provide(
      PgCluster.layer({
        host: "127.0.0.1",
        port: ports.pop() ?? assert.fail("more runners than ports"),
        poll: "200 millis",
        sweep: "1 second",
        connections: names,
        shards: 8
      })
    ),
    Layer.provideMerge(PgSyncStore.layer({ schema }).pipe(Layer.provide(PgMigrations.layer(schema)))),
    Layer.provide(client())
  )

const admin = (statement: string) =>
  Effect.runPromise(Effect.flatMap(PgClient.PgClient, (sql) => sql.unsafe(statement)).pipe(Effect.provide(client())))

describe.skipIf(!ClusterDatabase.isThere)("PgCluster", () => {
  beforeAll(() => admin(`DROP SCHEMA IF EXISTS ${schema} CASCADE; CREATE SCHEMA ${schema}`))
  afterAll(() => admin(`DROP SCHEMA ${schema} CASCADE`))
  ConnectionsSuite.suite("the cluster on Postgres", { together: runner, apart: runner })
})
