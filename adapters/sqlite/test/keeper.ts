/** A process that owns a file, and does to it what it is told, a line each, until it is killed. */
import { createInterface } from "node:readline"
import * as SqlClient from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import * as Runtime from "effect/Runtime"
import * as SqliteAdapter from "../src/SqliteAdapter.ts"
import * as SqliteFile from "../src/SqliteFile.ts"

const [filename = ""] = process.argv.slice(2)

/** Opens the file a second time, by some name; says how that was refused. */
const again = (name: string) =>
  Effect.void.pipe(
    Effect.provide(SqliteAdapter.layer({ filename: name })),
    Effect.scoped,
    Effect.match({ onSuccess: () => "opened", onFailure: ({ _tag }) => _tag })
  )

const commands: Record<string, (word: string) => Effect.Effect<unknown, unknown, SqlClient.SqlClient>> = {
  open: again,
  inspect: (name) =>
    Effect.match(SqliteFile.inspect(name), { onSuccess: () => "ours", onFailure: ({ message }) => message }),
  commit: (count) =>
    Effect.flatMap(SqlClient.SqlClient, (sql) =>
      Effect.forEach(
        Array.from({ length: Number(count) }),
        () => sql`
          INSERT INTO openfaith_record (connection, resource, id, hash, body, sequence, read_at)
          SELECT 'main', 'people.Person', (SELECT count(*) FROM openfaith_record), 'hash', ${"x".repeat(500)}, 1, 1`,
        { discard: true }
      )
    ).pipe(Effect.as("committed"))
}

const work = Effect.gen(function* () {
  const runtime = yield* Effect.runtime<SqlClient.SqlClient>()
  console.log("ready")
  yield* Effect.async<never>(() => {
    createInterface({ input: process.stdin }).on("line", (line) => {
      const [command = "", word = ""] = line.split(" ")
      Runtime.runPromise(runtime)(commands[command]?.(word) ?? Effect.succeed("unknown")).then(console.log, (error) =>
        console.log(`failed ${String(error)}`)
      )
    })
  })
})

Effect.runPromise(Effect.scoped(Effect.provide(work, SqliteAdapter.layer({ filename })))).catch((error: unknown) => {
  console.log(`failed ${String(error)}`)
  process.exitCode = 1
})
