/** A child for each of very many parents, in a process that is killed on the way. */
import { spawn } from "node:child_process"
import { join } from "node:path"
import * as SqlClient from "@effect/sql/SqlClient"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Church from "../Church.ts"
import * as Groups from "./Groups.ts"

const Told = Schema.parseJson(
  Schema.Struct({
    report: Schema.Struct({ inSync: Schema.Boolean, resumed: Schema.Boolean }),
    megabytes: Schema.Number
  })
)

const program = join(process.env.OPENFAITH_PROGRAMS ?? "", "adapters/sqlite/test/fan/worker.mjs")

/**
 * A process that reads everything; gives what it said, or nothing where it was killed. It runs without source maps, which take
 * 85 MB of the memory that it measures.
 */
const worker = (url: string, filename: string) => {
  const child = spawn(process.execPath, [program, url, filename], {
    stdio: ["ignore", "pipe", "inherit"]
  })
  const ended = Effect.async<string>((resume) => {
    let said = ""
    child.stdout.on("data", (data) => {
      said += data
    })
    child.on("exit", () => resume(Effect.succeed(said)))
  })
  return { kill: () => child.kill("SIGKILL"), ended }
}

const groups = 1000

/** Every event in the file, and the group it hangs below. */
const events = Effect.flatMap(
  SqlClient.SqlClient,
  (sql) => sql<{ readonly id: string; readonly parent: string }>`
    SELECT id, above ->> '$."circles.Group"' AS parent FROM openfaith_record
    WHERE resource = 'circles.Event' AND deleted_in IS NULL`
)

describe(`the events of ${groups} groups`, () => {
  const wholly = Effect.gen(function* () {
    const source = yield* Groups.serve(groups)
    const filename = join(yield* Church.folder, "groups.sqlite")
    for (const at of [50, 377, 800]) {
      const { ended, kill } = worker(source.url, filename)
      source.onBranch = (number) => {
        if (number === at) kill()
      }
      assert.strictEqual(yield* ended, "")
    }
    source.onBranch = () => undefined
    const told = yield* Schema.decodeUnknown(Told)(yield* worker(source.url, filename).ended)
    assert.deepStrictEqual(told.report, { inSync: true, resumed: true })
    assert.isBelow(told.megabytes, 300)

    const stored = yield* Effect.provide(events, Church.client(filename))
    const found = stored.map(({ id, parent }) => `${parent} ${id}`).sort()
    const all = Array.from({ length: groups }, (_, index) => index + 1)
    assert.deepStrictEqual(found, all.flatMap((group) => Groups.eventsOf(group).map((id) => `${group} ${id}`)).sort())

    // only what was on its way when it was killed is asked for again
    const again = all.filter((group) => (source.branches().get(group) ?? 0) > 1)
    assert.strictEqual(source.branches().size, groups)
    assert.isAtMost(again.length, 3 * 4)
    assert.isAtMost(source.asked() - groups - again.length, groups / 100 + 12)
  })

  it.scopedLive("are read once each, by a child for each group, whatever becomes of the process", () => wholly)
})
