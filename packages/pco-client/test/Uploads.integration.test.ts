import { inspect } from "node:util"
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import { NodeHttpClient } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Credentials } from "@openfaith/client-core"
import { recording } from "@openfaith/pco-facts/Recording"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Uploads from "../src/Uploads.ts"
import * as Replay from "./Replay.ts"

const options = {
  credentials: Credentials.personalToken({ id: "app", secret: Redacted.make("planted-secret") }),
  file: new TextEncoder().encode("a picture, so to speak"),
  name: "portrait.jpg",
  contentType: "image/jpeg",
  retry: { attempts: 1, budget: "1 millis" }
} as const

const refused = (answer: Replay.Answer, more: Partial<Uploads.Options> = {}) =>
  Effect.gen(function* () {
    const server = yield* Replay.serve(() => answer)
    const error = yield* Uploads.upload({ ...options, origin: server.url, ...more }).pipe(
      Effect.provide(FetchHttpClient.layer),
      Effect.flip
    )
    assert.notInclude(`${error.message}${JSON.stringify(error)}${inspect(error)}`, "planted")
    return { error, asked: server.asked }
  })

describe("a file", () => {
  it.scopedLive.each([
    ["fetch", FetchHttpClient.layer],
    ["undici", NodeHttpClient.layerUndici]
  ] as const)("is sent as a form, and gets an id for an attribute: by %s", ([, client]) =>
    Effect.gen(function* () {
      const server = yield* Replay.serve(() => recording("upload-file-201").response)
      const uploaded = yield* Effect.provide(Uploads.upload({ ...options, origin: server.url }), client)
      assert.strictEqual(uploaded.id, "us1-00000000-0000-0000-0000-000000000001")
      assert.strictEqual(uploaded.attributes.expires_at, "2019-12-11T04:44:52Z")
      const [asked] = server.asked
      assert.strictEqual(`${asked?.method} ${asked?.url}`, "POST /v2/files")
      assert.match(asked?.headers["content-type"] ?? "", /^multipart\/form-data; ?boundary=/)
      assert.include(asked?.body, 'name="file"; filename="portrait.jpg"')
      assert.include(asked?.body, "Content-Type: image/jpeg")
      assert.include(asked?.body, "a picture, so to speak")
      assert.match(asked?.headers.authorization ?? "", /^Basic /)
    })
  )

  it.scopedLive("that is refused is a typed error", () =>
    Effect.gen(function* () {
      for (const [status, tag] of [
        [401, "Unauthorized"],
        [403, "Forbidden"],
        [413, "Rejected"],
        [422, "ValidationFailed"],
        [503, "Unavailable"],
        [302, "UnexpectedBody"]
      ] as const) {
        assert.strictEqual((yield* refused({ status, body: "no" })).error._tag, tag)
      }
      for (const body of ["", "<html>", "{}", '{"data":[]}', '{"data":[{"id":""}]}']) {
        assert.strictEqual((yield* refused({ status: 201, body })).error._tag, "UnexpectedBody", body)
      }
      const { error } = yield* refused({ status: 201, body: "x".repeat(1024 * 1024) })
      assert.isBelow(JSON.stringify(error).length, 10_000)
    })
  )

  it.scopedLive("that cannot be sent is not", () =>
    Effect.gen(function* () {
      for (const more of [
        { maxBytes: 3 },
        { name: "" },
        { name: "../x" },
        { name: 'a"\r\nb' },
        { contentType: "image/jpeg\r\nX: y" },
        { origin: "nowhere" }
      ]) {
        const { asked, error } = yield* refused({ status: 201, body: "" }, more)
        assert.deepStrictEqual([error._tag, asked.length], ["InvalidRequest", 0])
      }
    })
  )
})
