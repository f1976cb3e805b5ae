import { readFileSync } from "node:fs"
import * as PgClient from "@effect/sql-pg/PgClient"
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { describePg } from "./Database.ts"
import { begun, inSchema, page, record, resource } from "./Records.ts"

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8")

const queries = Array.from(readme.matchAll(/```sql\n([\s\S]*?)```/g), (block) => block[1] ?? "")
  .flatMap((block) => block.split(";"))
  .map((statement) => statement.replace(/^\s*--.*$/gm, "").trim())
  .filter((statement) => statement.startsWith("SELECT"))

describePg("the README", () => {
  it.live("shows queries as they work", () =>
    inSchema((store, schema) =>
      Effect.gen(function* () {
        const sql = yield* PgClient.PgClient
        const run = yield* begun()
        yield* store.commitPage(
          page(run, 0, [record("1", { attributes: { name: "Ann" } })], {
            rejected: [{ resource, id: "2", body: "{}", issue: "no" }]
          })
        )
        assert.lengthOf(queries, 5)
        const answers = yield* Effect.forEach(queries, (query) =>
          sql.unsafe(query.replaceAll("openfaith.", `"${schema}".`))
        )
        assert.deepStrictEqual(
          answers.map((rows) => rows.length),
          [1, 1, 1, 0, 0]
        )
        assert.deepStrictEqual(answers[0]?.[0], { id: "1", name: "Ann" })
      })
    )
  )
})
