/** What the tests of the quickstart share: a simulator, a folder for files, and a look into a file. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { SqliteClient } from "@effect/sql-sqlite-node"
import { Effect } from "effect"
import { afterAll, beforeAll } from "vitest"
import * as Processes from "../src/Processes.ts"

/** One simulated church for a file of tests, with a quota that is never in the way. */
export const church = (people: number) => {
  let mock: Processes.Mock | undefined
  let folder = ""
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "openfaith-quickstart-"))
    mock = await Processes.mock({ people, seed: 11, limit: 1000, period: 1 })
  })
  afterAll(() => {
    mock?.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const source = () => {
    if (mock === undefined) throw new Error("the simulator is started before the first test")
    return mock
  }
  return {
    mock: source,
    file: (name: string) => path.join(folder, name),
    /** The quickstart against this church, its output kept for the test. */
    sync: (file: string, args: ReadonlyArray<string> = [], env: Readonly<Record<string, string>> = {}) =>
      Processes.quickstart(
        args,
        {
          PCO_APP_ID: source().appId,
          PCO_SECRET: source().secret,
          PCO_BASE_URL: source().url,
          DATABASE_FILE: file,
          ...env
        },
        "pipe"
      )
  }
}

/** Rows of a file, read from outside the process that wrote it. */
export const rows = (file: string, query: string): Promise<ReadonlyArray<Readonly<Record<string, unknown>>>> =>
  Effect.flatMap(SqliteClient.SqliteClient, (sql) => sql.unsafe<Readonly<Record<string, unknown>>>(query)).pipe(
    Effect.provide(SqliteClient.layer({ filename: file, readonly: true, disableWAL: true })),
    Effect.runPromise
  )

/** Waits until so many pages of people are kept: the next one is asked for meanwhile. */
export const untilKept = async (file: string, pages: number) => {
  const kept = async () => {
    const [row] = await rows(file, "SELECT pages FROM openfaith_listing WHERE resource = 'people.Person'")
    return Number(row?.pages ?? 0)
  }
  while ((await kept()) < pages) await new Promise((resolve) => setTimeout(resolve, 20))
}

/** Everything the copy is: records and how far each resource is known. What a run was called and when it ran is not in it. */
export const copy = async (file: string) => ({
  records: await rows(
    file,
    `SELECT connection, resource, id, changed_at, hash, body, deleted_in IS NOT NULL AS deleted
     FROM openfaith_record ORDER BY connection, resource, id`
  ),
  resources: await rows(file, "SELECT * FROM openfaith_resource ORDER BY connection, resource"),
  quarantine: await rows(file, "SELECT resource, id FROM openfaith_quarantine ORDER BY resource, id")
})

/** The JSON object a run with `--json` ends with. */
export const lastLine = (output: string): unknown => JSON.parse(output.trim().split("\n").at(-1) ?? "")
