import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Crash, type CrashWorker } from "@openfaith/adapter-testkit"
import * as Effect from "effect/Effect"

const folder = mkdtempSync(join(tmpdir(), "openfaith-crash-"))
const program = join(process.env.OPENFAITH_PROGRAMS ?? "", "adapters/sqlite/test/crash/worker.mjs")

const places = (name: string) => ({
  program,
  place: join(folder, `${name}.sqlite`),
  witness: join(folder, `${name}.witness`)
})

let unbroken: ReadonlyMap<string, unknown>

beforeAll(async () => {
  unbroken = await Effect.runPromise(Crash.unbroken(places("unbroken")))
})

afterAll(() => rmSync(folder, { recursive: true }))

const dies = {
  "after every single thing it writes": () => ({ moment: "after", at: 1 }),
  // what is written first is known already, and brings it no further
  "before it writes": (life) => ({ moment: "before", at: 3 + (life % 4) }),
  "inside a transaction": (life) => ({ moment: "inside", at: 4 + (life % 5) })
} satisfies Record<string, (life: number) => CrashWorker.Death>

describe("a process that is killed", () => {
  for (const [name, death] of Object.entries(dies)) {
    it.live(`${name}, life after life, comes to what an unbroken one does`, () =>
      Effect.gen(function* () {
        const count = yield* Crash.lives({ ...places(name.replaceAll(" ", "-")), death, unbroken })
        // a single step is written by one statement, within which nothing can be killed from here
        assert.isAtLeast(count, 6)
      })
    )
  }
})
