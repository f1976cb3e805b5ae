/**
 * Reads a pretend church into a file and the host's own table, and dies in its first page commit: after so many of the
 * statements of its transaction. `node worker.mjs <origin> <file> <statements>`; never, for a negative number of them.
 */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as SqlClient from "@effect/sql/SqlClient"
import { die } from "@openfaith/adapter-testkit/CrashWorker"
import { Credentials, QuotaStore } from "@openfaith/client-core"
import { Pco } from "@openfaith/pco-client"
import { Campus, Email, Person, PhoneNumber } from "@openfaith/pco-client/people"
import { Projection, Source, Sync, SyncStore } from "@openfaith/sync-engine"
import Sqlite from "better-sqlite3"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as LogLevel from "effect/LogLevel"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as SqliteAdapter from "../../src/SqliteAdapter.ts"

const [origin = "", filename = "", fatal = "-1"] = process.argv.slice(2)

/** How many statements are left to live for, once a page is being committed. */
let left: number | undefined

const tick = () => {
  if (left !== undefined && left-- === 0) die()
}

/** Counts a statement when it is done: BEGIN and COMMIT are statements, too. */
const counted = <Call extends (...values: never) => unknown>(call: Call): Call =>
  new Proxy(call, {
    apply: (call, self, values) => {
      const answer: unknown = Reflect.apply(call, self, values)
      tick()
      return answer
    }
  })

const { prepare } = Sqlite.prototype

Sqlite.prototype.prepare = new Proxy(prepare, {
  apply: (_, database, [source]: [string]) => {
    const statement = prepare.call(database, source)
    return Object.assign(statement, { run: counted(statement.run), all: counted(statement.all) })
  }
})

/** A store whose page commits do not outlast their statements. */
const dying = Layer.effect(
  SyncStore.SyncStore,
  Effect.map(SyncStore.SyncStore, (store) =>
    SyncStore.SyncStore.of({
      ...store,
      commitPage: (...page) =>
        Effect.suspend(() => {
          left = Number(fatal) < 0 ? undefined : Number(fatal)
          tick()
          return Effect.tap(store.commitPage(...page), () => Effect.sync(() => left === undefined || die()))
        })
    })
  )
)

const Member = Schema.Struct({ id: Schema.String, name: Schema.String })

const members = Projection.make(Person.Person, {
  schema: Member,
  decode: ({ attributes: { name }, id }) => ({ id, name: name ?? "" }),
  write: (rows) =>
    Effect.flatMap(
      SqlClient.SqlClient,
      (sql) => sql`INSERT INTO member ${sql.insert(rows)} ON CONFLICT (id) DO UPDATE SET written = written + 1`
    ),
  remove: (ids) => Effect.flatMap(SqlClient.SqlClient, (sql) => sql`DELETE FROM member WHERE ${sql.in("id", ids)}`)
})

/** The host's own table, with how often each row was written. */
const table = Layer.effectDiscard(
  Effect.flatMap(
    SqlClient.SqlClient,
    (sql) => sql`CREATE TABLE IF NOT EXISTS member (id TEXT PRIMARY KEY, name TEXT, written INTEGER NOT NULL DEFAULT 1)`
  )
)

const readables = [Campus.readable, Person.readable, Email.readable, PhoneNumber.readable]

const account = Pco.layer({
  credentials: Credentials.personalToken({ id: "app", secret: Redacted.make("secret") }),
  origin
}).pipe(Layer.provide([FetchHttpClient.layer, QuotaStore.layerMemory]))

const church = Sync.layer({ readables }, { projections: [members] }).pipe(
  Layer.provide(Source.layerClient({ readables }).pipe(Layer.provide(account))),
  Layer.provide(dying),
  Layer.provide(Layer.provideMerge(table, SqliteAdapter.layer({ filename }))),
  Layer.provide(Logger.minimumLogLevel(LogLevel.Error))
)

const report = await Effect.runPromise(
  Effect.flatMap(Sync.Sync, (sync) => sync.run("full")).pipe(Effect.provide(church))
)
console.log(JSON.stringify(report))
