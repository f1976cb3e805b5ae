/** A host that executes whatever is asked for of a pretend church, by whichever process, until it is killed. */
import * as PgClient from "@effect/sql-pg/PgClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as LogLevel from "effect/LogLevel"
import * as Redacted from "effect/Redacted"
import * as Congregation from "./Congregation.ts"

const { CHURCH = "", DATABASE = "", SCHEMA = "" } = process.env

const host = Congregation.process(CHURCH, SCHEMA).pipe(
  Layer.provide(PgClient.layer({ url: Redacted.make(DATABASE) })),
  Layer.provide(Logger.minimumLogLevel(LogLevel.Error))
)

await Effect.runPromise(Layer.launch(host))
