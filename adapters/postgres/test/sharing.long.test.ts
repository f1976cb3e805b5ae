import { spawn } from "node:child_process"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { build } from "esbuild"
import { describe } from "vitest"
import * as Server from "./Server.ts"

if (!Server.isPossible) console.warn("SKIPPED: no Postgres programs on this machine to start a server with")

const limit = 20
const window = 1000

/** An API that counts the requests of a sliding window, and refuses those beyond its limit. */
const api = Effect.acquireRelease(
  Effect.promise(async () => {
    const times: Array<number> = []
    let served = 0
    let refused = 0
    const server = createServer((_request, response) => {
      const now = performance.now()
      while ((times[0] ?? now) <= now - window) times.shift()
      const isOver = times.length >= limit
      times.push(now)
      served++
      if (isOver) refused++
      response.writeHead(isOver ? 429 : 200).end()
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    // a port of TCP has an address of this form
    const { port } = server.address() as AddressInfo
    return { server, url: `http://127.0.0.1:${port}/`, counts: () => ({ served, refused }) }
  }),
  ({ server }) =>
    Effect.sync(() => {
      server.closeAllConnections()
      server.close()
    })
)

const program = async (folder: string) => {
  const outfile = path.join(folder, "sharing.mjs")
  await build({
    entryPoints: [fileURLToPath(new URL("sharing.ts", import.meta.url))],
    bundle: true,
    platform: "node",
    format: "esm",
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    external: ["pg-native"],
    logLevel: "error",
    outfile
  })
  return outfile
}

const pause = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis))

describe.skipIf(!Server.isPossible)("a Postgres server that restarts while processes share a quota", () => {
  it.scopedLive("holds them up, and they go on by themselves, with no request too many", () =>
    Effect.gen(function* () {
      const server = yield* Effect.acquireRelease(Effect.promise(Server.start), ({ remove }) => Effect.sync(remove))
      const { counts, url } = yield* api
      const folder = yield* Effect.acquireRelease(
        Effect.sync(() => Server.folder()),
        ({ remove }) => Effect.sync(remove)
      )
      const requests = 100
      const outcomes = yield* Effect.promise(async () => {
        const file = await program(folder.path)
        const processes = Array.from({ length: 3 }, async () => {
          const child = spawn(process.execPath, [file], {
            env: {
              ...process.env,
              API: url,
              DATABASE: server.url,
              LIMIT: `${limit}`,
              WINDOW: `${window}`,
              REQUESTS: `${requests}`
            },
            stdio: ["ignore", "pipe", "pipe"]
          })
          let said = ""
          for (const stream of [child.stdout, child.stderr])
            stream.on("data", (part: Buffer) => (said += part.toString()))
          const code = await new Promise((resolve) => child.once("exit", resolve))
          assert.strictEqual(code, 0, said)
          return said
        })
        for (const offline of [0, 3000]) {
          const before = counts().served
          while (counts().served < before + 2 * limit) await pause(20)
          server.down()
          await pause(offline)
          server.up()
        }
        return Promise.all(processes)
      })
      const statuses = outcomes.flatMap(
        (said): ReadonlyArray<number> => JSON.parse(said.trim().split("\n").at(-1) ?? "[]")
      )
      assert.strictEqual(statuses.length, 3 * requests)
      assert.deepStrictEqual(new Set(statuses), new Set([200]))
      assert.deepStrictEqual(counts(), { served: 3 * requests, refused: 0 })
    })
  )
})
