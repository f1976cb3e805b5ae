/** The locks that a process has on its file, whatever it does beside it, and whoever else comes by. */
import { spawn, spawnSync } from "node:child_process"
import { existsSync, linkSync, symlinkSync } from "node:fs"
import { createRequire } from "node:module"
import { basename, dirname, join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import Sqlite from "better-sqlite3"
import * as Effect from "effect/Effect"
import * as Queue from "effect/Queue"
import * as Church from "./Church.ts"

const program =
  process.env.OPENFAITH_PROGRAMS === undefined
    ? [fileURLToPath(new URL("./keeper.ts", import.meta.url))]
    : [join(process.env.OPENFAITH_PROGRAMS, "adapters/sqlite/test/keeper.mjs")]

/** A process that owns the file; it is killed with the test. */
const keeper = (filename: string) =>
  Effect.gen(function* () {
    const lines = yield* Queue.unbounded<string>()
    const child = yield* Effect.acquireRelease(
      Effect.sync(() =>
        spawn(process.execPath, [...program, filename], { stdio: ["pipe", "pipe", "inherit"], cwd: dirname(filename) })
      ),
      (child) => Effect.sync(() => child.kill("SIGKILL"))
    )
    createInterface({ input: child.stdout }).on("line", (line) => Queue.unsafeOffer(lines, line))
    child.once("exit", () => Queue.unsafeOffer(lines, "ended"))
    const ended = Effect.async<void>((resume) => {
      if (child.exitCode !== null || child.signalCode !== null) resume(Effect.void)
      else child.once("exit", () => resume(Effect.void))
    })
    assert.strictEqual(yield* Queue.take(lines), "ready")
    return {
      tell: (line: string) =>
        Effect.zipRight(
          Effect.sync(() => child.stdin.write(`${line}\n`)),
          Queue.take(lines)
        ),
      kill: Effect.zipRight(
        Effect.sync(() => child.kill("SIGKILL")),
        ended
      )
    }
  })

const driver = createRequire(import.meta.url).resolve("better-sqlite3")

/** SQLite's own shell, where there is one: it is mostly of an older release, which takes away what ours leaves. */
const hasShell = spawnSync("sqlite3", ["--version"]).status === 0

/** Another program, such as an operator's shell, that opens the file, does something and closes it again. */
const outside = (filename: string, statement: string) =>
  Effect.sync(() => {
    const script = `const database = new (require(${JSON.stringify(driver)}))(${JSON.stringify(filename)}, { timeout: 0 })
      try { database.prepare(${JSON.stringify(statement)}).run() } catch (error) { console.error(error.message) }
      database.close()`
    const { stderr } = hasShell
      ? spawnSync("sqlite3", [filename, statement])
      : spawnSync(process.execPath, [
          "-e",
          script.replace(".run()", /^(SELECT|PRAGMA)/.test(statement) ? ".all()" : ".run()")
        ])
    return stderr.toString()
  })

/**
 * Whoever can change how the file is written has it alone. That is also what the last one does who closes it: it takes the
 * log away, which releases of SQLite before 3.51 do under an owner who has lost its locks.
 */
const takesItAlone = "PRAGMA journal_mode = DELETE"

/** What is there when nobody has the file open any more. */
const found = (filename: string) => {
  const database = new Sqlite(filename)
  const records = database.prepare("SELECT count(*) FROM openfaith_record").pluck().get()
  const written = database.prepare("SELECT count(*) FROM sqlite_master WHERE name = 'diary'").pluck().get()
  const integrity = database.pragma("integrity_check", { simple: true })
  database.close()
  return { records, written, integrity }
}

const visits = {
  "a reader": "SELECT count(*) FROM openfaith_record",
  "a writer": "CREATE TABLE diary AS SELECT 'dear'"
}

describe("a file whose owner has tried to open it a second time", () => {
  for (const [who, statement] of Object.entries(visits)) {
    it.scopedLive(`keeps every commit through ${who} from outside and SIGKILL`, () =>
      Effect.gen(function* () {
        const folder = yield* Church.folder
        const filename = join(folder, "church.sqlite")
        const { kill, tell } = yield* keeper(filename)
        const names = [filename, basename(filename), join(folder, "symbolic.sqlite"), join(folder, "hard.sqlite")]
        symlinkSync(filename, join(folder, "symbolic.sqlite"))
        linkSync(filename, join(folder, "hard.sqlite"))
        let committed = 0
        for (const name of names) {
          assert.strictEqual(yield* tell(`open ${name}`), "SqliteFileOwned", name)
          assert.strictEqual(yield* tell(`inspect ${name}`), "ours", name)
          assert.strictEqual(yield* tell("commit 5"), "committed")
          yield* outside(filename, statement)
          assert.include(yield* outside(filename, takesItAlone), "database is locked", name)
          assert.isTrue(existsSync(`${filename}-wal`), `the log is gone after ${name}`)
          assert.strictEqual(yield* tell("commit 5"), "committed")
          yield* outside(filename, statement)
          committed += 10
        }
        yield* kill
        assert.deepStrictEqual(found(filename), {
          records: committed,
          written: who === "a writer" ? 1 : 0,
          integrity: "ok"
        })
      })
    )
  }
})
