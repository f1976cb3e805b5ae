/** Lives of a process that executes on a Redis, and dies. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, it } from "@effect/vitest"
import { Crash, type CrashWorker } from "@openfaith/adapter-testkit"
import * as Effect from "effect/Effect"
import { describeOwnRedis, durable, ownServer } from "../Server.ts"

const program = join(process.env.OPENFAITH_PROGRAMS ?? "", "adapters/redis/test/crash/worker.mjs")

const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "openfaith-crash-"))),
  (path) => Effect.sync(() => rmSync(path, { recursive: true }))
)

/** What becomes of lives that all end in such a way is what becomes of an unbroken one. */
export const comesToTheSame = (ways: Readonly<Record<string, (life: number) => CrashWorker.Death>>): void =>
  describeOwnRedis("a process that is killed", () => {
    for (const [name, death] of Object.entries(ways)) {
      it.scopedLive(`${name}, life after life, comes to what an unbroken one does`, () =>
        Effect.gen(function* () {
          const server = yield* ownServer(durable)
          const path = yield* folder
          const env = { CRASH_URL: server.url }
          const places = (place: string) => ({ program, place, witness: join(path, `${place}.witness`), env })
          const unbroken = yield* Crash.unbroken(places("unbroken"))
          const count = yield* Crash.lives({ ...places("broken"), death, unbroken })
          assert.isAtLeast(count, 10)
        })
      )
    }
  })
