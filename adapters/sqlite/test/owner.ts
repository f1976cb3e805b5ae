/** A process of its own that says that it opens a file, and what came of it, and stays until it is told to go. */
import * as SqlClient from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import * as SqliteAdapter from "../src/SqliteAdapter.ts"

const [filename = "", wait] = process.argv.slice(2)

console.log("opens")

const work = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const [row] = yield* sql<{ readonly epoch: number }>`SELECT epoch FROM openfaith_owner`
  console.log(`owner ${row?.epoch}`)
  yield* Effect.async<void>((resume) => {
    process.stdin.once("data", () => resume(Effect.void))
  })
  process.stdin.pause()
})

Effect.runPromise(
  Effect.scoped(
    Effect.provide(
      work,
      SqliteAdapter.layer({ filename, whenOwned: wait === undefined ? "refuse" : { wait: Number(wait) } })
    )
  )
).catch((error: unknown) => {
  console.log(`refused ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
})
