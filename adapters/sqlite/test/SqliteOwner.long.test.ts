import { type ChildProcess, spawn } from "node:child_process"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as SqliteAdapter from "../src/SqliteAdapter.ts"
import * as Church from "./Church.ts"

/** In one file, where the tests have it so. */
const program =
  process.env.OPENFAITH_PROGRAMS === undefined
    ? [fileURLToPath(new URL("./owner.ts", import.meta.url))]
    : [join(process.env.OPENFAITH_PROGRAMS, "adapters/sqlite/test/owner.mjs")]

interface Owner {
  readonly process: ChildProcess
  /** It is about to open the file. */
  readonly opens: Deferred.Deferred<string>
  /** What came of that. */
  readonly word: Deferred.Deferred<string>
  readonly ended: Deferred.Deferred<number | null>
}

/** Another process on the file; killed with the test. */
const another = (filename: string, wait?: number) =>
  Effect.acquireRelease(
    Effect.gen(function* () {
      const [opens, word] = [yield* Deferred.make<string>(), yield* Deferred.make<string>()]
      const ended = yield* Deferred.make<number | null>()
      const args = [...program, filename, ...(wait === undefined ? [] : [`${wait}`])]
      const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] })
      createInterface({ input: child.stdout }).on("line", (line) =>
        Deferred.unsafeDone(line === "opens" ? opens : word, Effect.succeed(line))
      )
      child.once("exit", (code) => Deferred.unsafeDone(ended, Effect.succeed(code)))
      const owner: Owner = { process: child, opens, word, ended }
      return owner
    }),
    ({ process }) => Effect.sync(() => process.kill("SIGKILL"))
  )

const letGo = ({ ended, process }: Owner) =>
  Effect.zipRight(
    Effect.sync(() => process.stdin?.write("go\n")),
    Deferred.await(ended)
  )

const opening = (filename: string) => Effect.scoped(Effect.provide(Effect.void, SqliteAdapter.layer({ filename })))

describe("a file that another process works on", () => {
  it.scopedLive("is refused at once, naming that process, and free when it has ended", () =>
    Effect.gen(function* () {
      const filename = join(yield* Church.folder, "church.sqlite")
      const first = yield* another(filename)
      assert.strictEqual(yield* Deferred.await(first.word), "owner 1")
      const error = yield* Effect.flip(opening(filename))
      assert.strictEqual(error._tag, "SqliteFileOwned")
      assert.include(error.message, filename)
      assert.include(error.message, `process ${first.process.pid} `)
      // nor does it help to be a process of one's own
      const second = yield* another(filename)
      assert.include(yield* Deferred.await(second.word), `process ${first.process.pid} `)
      assert.strictEqual(yield* Deferred.await(second.ended), 1)
      assert.strictEqual(yield* letGo(first), 0)
      yield* opening(filename)
    })
  )

  it.scopedLive("is waited for as long as the host said, and taken when that process ends", () =>
    Effect.gen(function* () {
      const filename = join(yield* Church.folder, "church.sqlite")
      const first = yield* another(filename)
      yield* Deferred.await(first.word)
      const second = yield* another(filename, 3_600_000)
      yield* Deferred.await(second.opens)
      yield* Effect.sleep("500 millis")
      assert.isTrue(Option.isNone(yield* Deferred.poll(second.word)))
      yield* letGo(first)
      assert.strictEqual(yield* Deferred.await(second.word), "owner 2")
      assert.strictEqual(yield* letGo(second), 0)
    })
  )

  it.scopedLive("is refused by name when the wait is over", () =>
    Effect.gen(function* () {
      const filename = join(yield* Church.folder, "church.sqlite")
      const first = yield* another(filename)
      yield* Deferred.await(first.word)
      const second = yield* another(filename, 400)
      assert.include(yield* Deferred.await(second.word), `process ${first.process.pid} `)
      assert.strictEqual(yield* Deferred.await(second.ended), 1)
    })
  )

  it.scopedLive("is taken over when that process is killed, however long the host said to wait", () =>
    Effect.gen(function* () {
      const filename = join(yield* Church.folder, "church.sqlite")
      const first = yield* another(filename)
      yield* Deferred.await(first.word)
      const second = yield* another(filename, 3_600_000)
      yield* Deferred.await(second.opens)
      yield* Effect.sleep("500 millis")
      first.process.kill("SIGKILL")
      assert.strictEqual(yield* Deferred.await(second.word), "owner 2")
    })
  )
})
