/** Every statement that the README and the guide show is run, in the order in which they show it. */
import { readFileSync } from "node:fs"
import * as PgClient from "@effect/sql-pg/PgClient"
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { describePg } from "./Database.ts"
import { begun, inSchema, page, record, resource } from "./Records.ts"

const statementsOf = (page: string) =>
  Array.from(readFileSync(new URL(page, import.meta.url), "utf8").matchAll(/```sql\n([\s\S]*?)```/g))
    .flatMap(([, block = ""]) => block.replace(/--.*$/gm, "").split(";"))
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "")

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
        const [fenced = "", ...queries] = statementsOf("../README.md")
        const here = (statement: string) => statement.replaceAll("openfaith.", `"${schema}".`)

        // nobody has the term: nothing is written
        yield* sql.unsafe(`CREATE TABLE "${schema}".invoice (number text)`)
        yield* sql.unsafe(here(fenced.replace("INTO invoice", "INTO openfaith.invoice")), [7, "2026-1"])
        assert.isEmpty(yield* sql.unsafe(`SELECT * FROM "${schema}".invoice`))

        assert.lengthOf(queries, 5)
        const answers = yield* Effect.forEach(queries, (query) => sql.unsafe(here(query)))
        assert.deepStrictEqual(
          answers.map((rows) => rows.length),
          [1, 1, 1, 0, 0]
        )
        assert.deepStrictEqual(answers[0]?.[0], { id: "1", name: "Ann" })
      })
    )
  )
})

describePg("the guide to one's own schema", () => {
  it.live("shows statements as they work", () =>
    inSchema((_, schema) =>
      Effect.gen(function* () {
        const sql = yield* PgClient.PgClient
        const [create = "", adopt = "", drop = "", ...others] = statementsOf(
          "../../../docs-site/guide/beside-your-schema.md"
        )
        assert.isEmpty(others)
        const spare = `${schema}_spare`
        yield* sql.unsafe(create.replace("SCHEMA openfaith", `SCHEMA "${spare}"`).replace(/app$/, "CURRENT_USER"))
        yield* sql.unsafe(drop.replace("SCHEMA openfaith", `SCHEMA "${spare}"`))
        yield* sql.unsafe(adopt.replace("openfaith.", `"${schema}".`))
        assert.isEmpty(yield* sql`SELECT 1 FROM information_schema.schemata WHERE schema_name = ${spare}`)
      })
    )
  )
})
