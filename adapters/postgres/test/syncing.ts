/** A full sync of a pretend church into a schema, in a process of its own; its last line is the report. */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as PgClient from "@effect/sql-pg/PgClient"
import { Credentials, QuotaStore } from "@openfaith/client-core"
import { Pco } from "@openfaith/pco-client"
import { Campus, Email, Person, PhoneNumber } from "@openfaith/pco-client/people"
import { Source, Sync } from "@openfaith/sync-engine"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as PgAdapter from "../src/PgAdapter.ts"

const { CHURCH = "", DATABASE = "", SCHEMA = "" } = process.env

const readables = [Campus.readable, Person.readable, Email.readable, PhoneNumber.readable]

const source = Source.layerClient({ readables }).pipe(
  Layer.provide(
    Pco.layer({
      credentials: Credentials.personalToken({ id: "app", secret: Redacted.make("secret") }),
      origin: CHURCH
    })
  ),
  Layer.provide([FetchHttpClient.layer, QuotaStore.layerMemory])
)

const church = Sync.layer({ readables }).pipe(
  Layer.provide([source, PgAdapter.layer({ schema: SCHEMA, look: "100 millis" })]),
  Layer.provide(PgClient.layer({ url: Redacted.make(DATABASE) }))
)

const report = await Effect.runPromise(
  Effect.flatMap(Sync.Sync, (sync) => sync.run("full")).pipe(Effect.provide(church))
)
console.log(JSON.stringify(report))
