import { createServer } from "node:http"
import { FetchHttpClient, HttpClient, HttpClientRequest } from "@effect/platform"
import { NodeHttpClient } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Cause, Effect, Either, Exit, type Layer } from "effect"
import { setupServer } from "msw/node"
import type * as Faults from "../src/Faults.ts"
import * as MockHttpClient from "../src/MockHttpClient.ts"
import * as MswHandlers from "../src/MswHandlers.ts"
import { church, origin } from "./Asking.ts"

const get = (url: string) => HttpClient.get(url, { headers: { authorization: "Bearer x" } })

const mocked = (faults: ReadonlyArray<Faults.Rule> = []) => {
  const made = church(60, { faults })
  return { ...made, layer: MockHttpClient.layer({ handle: made.handler.handle }) }
}

describe("MockHttpClient.layer", () => {
  it.effect("answers reads, writes and uploads at the real addresses, and leaves no request to the network", () => {
    const { handler, layer, world } = mocked()
    return Effect.gen(function* () {
      const read = yield* get(`${origin}/people/v2/people?per_page=2`)
      assert.strictEqual(read.status, 200)
      assert.include(yield* read.text, '"total_count":60')
      const body = { data: { attributes: { first_name: "Zoë", last_name: "李" } } }
      const post = HttpClientRequest.post(`${origin}/people/v2/people`, { headers: { authorization: "Bearer x" } })
      const written = yield* HttpClient.execute(HttpClientRequest.bodyUnsafeJson(post, body))
      assert.deepStrictEqual([written.status, world.count("Person")], [201, 61])
      const form = new FormData()
      form.set("file", new File(["a"], "a.txt"))
      const upload = HttpClientRequest.post("https://upload.planningcenteronline.com/v2/files", {
        headers: { authorization: "Bearer x" }
      })
      assert.strictEqual((yield* HttpClient.execute(HttpClientRequest.bodyFormData(upload, form))).status, 201)
      assert.strictEqual(handler.log.entries().length, 3)
    }).pipe(Effect.provide(layer))
  })

  it.effect("dies with UnmockedRequest for another origin, before anything is sent", () =>
    Effect.gen(function* () {
      const exit = yield* Effect.exit(get("https://api.example.com/people/v2/people?secret=1"))
      const defect = Exit.isFailure(exit) ? Cause.squash(exit.cause) : undefined
      assert.instanceOf(defect, MockHttpClient.UnmockedRequest)
      assert.match(
        String(defect),
        /GET https:\/\/api\.example\.com\/people\/v2\/people is not mocked: .*planningcenter/
      )
      assert.notInclude(String(defect), "secret")
    }).pipe(Effect.provide(mocked().layer))
  )

  it.effect("a redirect is followed to a mocked origin, and never to another; the caller may forbid it", () => {
    const { layer } = mocked([
      { match: { path: "/people/v2/people" }, times: 1, do: { redirect: "/people/v2/emails?per_page=1" } },
      { match: { path: "/people/v2/people" }, after: 1, do: { redirect: "https://elsewhere.example/" } }
    ])
    return Effect.gen(function* () {
      const followed = yield* get(`${origin}/people/v2/people`)
      assert.include(yield* followed.text, '"type":"Email"')
      const foreign = yield* Effect.either(get(`${origin}/people/v2/people`))
      assert.include(String(Either.isLeft(foreign) && foreign.left.cause), "elsewhere.example")
      const manual = yield* Effect.provideService(get(`${origin}/people/v2/people`), FetchHttpClient.RequestInit, {
        redirect: "manual"
      })
      assert.strictEqual(manual.status, 302)
    }).pipe(Effect.provide(layer))
  })

  it.effect("a reset connection is a RequestError, and a request that hangs ends with its caller", () => {
    const { layer } = mocked([
      { times: 1, do: { reset: "before" } },
      { after: 1, do: { hang: true } }
    ])
    return Effect.gen(function* () {
      const reset = yield* Effect.either(get(`${origin}/people/v2/people`))
      assert.strictEqual(Either.isLeft(reset) ? reset.left._tag : undefined, "RequestError")
      const hanging = yield* Effect.fork(get(`${origin}/people/v2/people`))
      yield* Effect.yieldNow()
      const interrupted = yield* hanging.interruptAsFork(hanging.id()).pipe(Effect.andThen(Effect.exit(hanging)))
      assert.isTrue(Exit.isInterrupted(interrupted))
    }).pipe(Effect.provide(layer))
  })
})

describe("msw in Node", () => {
  const closedPort = Effect.async<number>((resume) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address()
      server.close(() => resume(Effect.succeed(typeof address === "object" ? (address?.port ?? 0) : 0)))
    })
  })

  it.scoped("takes over FetchHttpClient.layer, and not NodeHttpClient.layerUndici, as the README says", () =>
    Effect.gen(function* () {
      const origin = `http://127.0.0.1:${yield* closedPort}`
      yield* Effect.acquireRelease(
        Effect.sync(() => {
          const server = setupServer(...MswHandlers.handlers({ handle: church(10).handler.handle, origin }))
          server.listen({ onUnhandledFrame: "error" })
          return server
        }),
        (server) => Effect.sync(() => server.close())
      )
      const status = (layer: Layer.Layer<HttpClient.HttpClient>) =>
        get(`${origin}/people/v2/people`).pipe(
          Effect.map(({ status }) => status),
          Effect.catchAll(() => Effect.succeed("not answered")),
          Effect.provide(layer)
        )
      assert.strictEqual(yield* status(FetchHttpClient.layer), 200)
      assert.strictEqual(yield* status(NodeHttpClient.layerUndici), "not answered")
    })
  )
})
