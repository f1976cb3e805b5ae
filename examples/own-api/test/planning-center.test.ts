import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { FetchHttpClient } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { QuotaStore } from "@openfaith/client-core"
import { Pco } from "@openfaith/pco-client"
import { HttpServer, World } from "@openfaith/pco-mock"
import { ConfigProvider, Effect, Layer } from "effect"
import * as listings from "../src/listings.ts"

const church = Effect.acquireRelease(
  Effect.promise(() => HttpServer.listen({ world: World.make({ seed: 5, people: 120 }) })),
  (server) => Effect.promise(() => server.close())
)

const environment = (server: HttpServer.HttpServer) => ({
  PCO_APP_ID: "app",
  PCO_SECRET: "secret",
  PCO_BASE_URL: server.url
})

/** What a script prints, line by line. */
const run = (name: string, env: Readonly<Record<string, string>>) =>
  Effect.promise(async () => {
    const args = [fileURLToPath(new URL(`../src/${name}`, import.meta.url))]
    const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, ...env } })
    return stdout.trimEnd().split("\n")
  })

const within = (server: HttpServer.HttpServer) =>
  Effect.provide(
    Pco.layerConfig.pipe(
      Layer.provide([FetchHttpClient.layer, QuotaStore.layerMemory]),
      Layer.provide(Layer.setConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(environment(server))))))
    )
  )

const rows = (server: HttpServer.HttpServer) => server.handler.world.rows("Person")
const queries = (server: HttpServer.HttpServer) => server.handler.log.entries().map(({ query }) => query)

describe("the scripts", () => {
  it.scopedLive("read one page with one request", () =>
    Effect.gen(function* () {
      const server = yield* church
      const [line] = yield* run("get.ts", environment(server))
      assert.strictEqual(line?.split(", ").length, 3)
      assert.strictEqual(queries(server).length, 1)
    })
  )

  it.scopedLive("do so without Effect, and read no further than they loop", () =>
    Effect.gen(function* () {
      const server = yield* church
      const lines = yield* run("plain.ts", environment(server))
      assert.strictEqual(lines[0], "120 people")
      assert.match(lines.at(-2) ?? "", /^\d+ is the first child$/)
      assert.strictEqual(lines.at(-1), "people.Person.get: not found (404)")
      assert.isBelow(lines.length, 120)
    })
  )
})

describe("listings", () => {
  it.scopedLive("give one page of what was asked for", () =>
    Effect.gen(function* () {
      const server = yield* church
      const { isLast, total } = yield* within(server)(listings.page)
      assert.isAbove(total ?? 0, 0)
      assert.strictEqual(isLast, (total ?? 0) <= 50)
    })
  )

  it.scopedLive("are streamed to their end", () =>
    Effect.gen(function* () {
      const server = yield* church
      const longest = yield* within(server)(listings.longestName)
      const names = rows(server).map(({ attributes }) => String(attributes.first_name ?? ""))
      assert.strictEqual(longest.length, Math.max(...names.map(({ length }) => length)))
      assert.strictEqual(queries(server).length, 2)
    })
  )

  it.scopedLive("come as one array where they are small, and are counted without being read", () =>
    Effect.gen(function* () {
      const server = yield* church
      const { children, names } = yield* within(server)(listings.campuses)
      assert.strictEqual(names.length, server.handler.world.rows("Campus").length)
      assert.strictEqual(children, rows(server).filter(({ attributes }) => attributes.child === true).length)
    })
  )

  it.scopedLive("send along what was asked for", () =>
    Effect.gen(function* () {
      const server = yield* church
      const found = yield* within(server)(listings.contacts)
      assert.isTrue(found.some((text) => text?.includes("@")))
      assert.isTrue(found.some((text) => text !== undefined && !text?.includes("@")))
    })
  )
})
