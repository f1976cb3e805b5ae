import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, assert, beforeAll, it } from "@effect/vitest"
import { Crash, type CrashWorker } from "@openfaith/adapter-testkit"
import * as Effect from "effect/Effect"
import { describePg, dropped, freshSchema, url } from "../Database.ts"

const program = join(process.env.OPENFAITH_PROGRAMS ?? "", "adapters/postgres/test/crash/worker.mjs")

const dies = {
  "after every single thing it writes": () => ({ moment: "after", at: 1 }),
  // what is written first is known already, and brings it no further
  "before it writes": (life) => ({ moment: "before", at: 3 + (life % 4) }),
  "while the server is writing": (life) => ({ moment: "inside", at: 3 + (life % 4) })
} satisfies Record<string, (life: number) => CrashWorker.Death>

describePg("a process that is killed", () => {
  let folder: string
  let unbroken: ReadonlyMap<string, unknown>

  const places = (name: string, schema: string) => ({
    program,
    place: schema,
    witness: join(folder, `${name}.witness`),
    env: { CRASH_URL: url }
  })

  /** A schema of its own, gone afterwards. */
  const inSchema = <A>(work: (schema: string) => Effect.Effect<A>) =>
    Effect.suspend(() => {
      const schema = freshSchema("crash")
      return Effect.provide(work(schema), dropped(schema))
    })

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "openfaith-crash-"))
    unbroken = await Effect.runPromise(inSchema((schema) => Crash.unbroken(places("unbroken", schema))))
  })

  afterAll(() => rmSync(folder, { recursive: true }))

  for (const [name, death] of Object.entries(dies)) {
    it.live(`${name}, life after life, comes to what an unbroken one does`, () =>
      inSchema((schema) =>
        Effect.gen(function* () {
          const count = yield* Crash.lives({ ...places(name.replaceAll(" ", "-"), schema), death, unbroken })
          assert.isAtLeast(count, 10)
        })
      )
    )
  }
})
