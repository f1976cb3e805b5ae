import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { gzipSync } from "node:zlib"
import { HttpClient, HttpClientRequest, HttpClientResponse } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as FastCheck from "effect/FastCheck"
import * as Fiber from "effect/Fiber"
import * as Body from "../src/internal/body.ts"
import { clients } from "./Mock.ts"

const allClients = ["undici", "node", "fetch"] as const

/** Answers every request so, for the scope of a test. */
const serve = (answer: (request: IncomingMessage, response: ServerResponse) => void) =>
  Effect.acquireRelease(
    Effect.async<{ readonly url: string; readonly close: () => void }>((resume) => {
      const server = createServer(answer)
      server.listen(0, "127.0.0.1", () => {
        const address = server.address()
        const port = typeof address === "object" && address !== null ? address.port : 0
        const close = () => {
          server.close()
          server.closeAllConnections()
        }
        resume(Effect.succeed({ url: `http://127.0.0.1:${port}/`, close }))
      })
    }),
    ({ close }) => Effect.sync(close)
  )

const fetchBody = (url: string, client: keyof typeof clients, maxBytes = 10_000) =>
  HttpClient.get(url).pipe(
    Effect.flatMap((response) => Body.read(response, { maxBytes })),
    Effect.provide(clients[client])
  )

/** What comes of one answer. */
const answered = (
  client: keyof typeof clients,
  headers: Readonly<Record<string, string | number>>,
  body: string | Uint8Array,
  maxBytes?: number
) =>
  Effect.gen(function* () {
    const { url } = yield* serve((_, response) => response.writeHead(200, headers).end(body))
    return yield* fetchBody(url, client, maxBytes)
  })

/** Two ways to be sent: with its length told, and in pieces of unknown number. */
const told = (body: Uint8Array) => ({ "content-length": body.length })
const ways = [
  ["told", told],
  ["in pieces", () => ({})]
] as const

const bytes = (text: string) => new TextEncoder().encode(text)

describe.each(allClients)("a body over %s", (client) => {
  it.scopedLive.each(ways)("is the text that was sent, with its length %s", ([, lengths]) =>
    Effect.gen(function* () {
      for (const text of ["", "x", '{"name":"Zoë 𝄞"}', "ä".repeat(4_000)]) {
        const sent = bytes(text)
        assert.deepStrictEqual(yield* answered(client, lengths(sent), sent), { text, size: sent.length })
      }
    })
  )

  it.scopedLive.each(ways)("is read in the charset it names, without its byte order mark, %s", ([, lengths]) =>
    Effect.gen(function* () {
      const cases = [
        ["application/json", [0xef, 0xbb, 0xbf, 0x41], "A"],
        ["application/json; charset=utf-8", [0xc3, 0xa9], "é"],
        ['application/json; CHARSET="UTF-8"; x=y', [0xc3, 0xa9], "é"],
        ["text/plain;charset=iso-8859-1", [0xe9], "é"],
        ["application/json; charset=utf-16le", [0xff, 0xfe, 0x41, 0x00], "A"]
      ] as const
      for (const [type, codes, text] of cases) {
        const sent = Uint8Array.from(codes)
        const body = yield* answered(client, { "content-type": type, ...lengths(sent) }, sent)
        assert.strictEqual(body.text, text, type)
      }
    })
  )

  it.scopedLive.each(ways)("of bytes that mean nothing is a complaint, never a guess, %s", ([, lengths]) =>
    Effect.gen(function* () {
      const cases = [
        ["application/json", [0x41, 0xff, 0x42], "the body is not valid utf-8"],
        ["application/json", [0xc3], "the body is not valid utf-8"],
        // half a surrogate pair
        ["application/json", [0xed, 0xa0, 0x80], "the body is not valid utf-8"],
        ["application/json; charset=utf-16le", [0x41], "the body is not valid utf-16le"],
        ["application/json; charset=klingon", [0x41], 'the charset "klingon" is not known'],
        ['application/json; charset=""', [0x41], 'the charset "" is not known']
      ] as const
      for (const [type, codes, problem] of cases) {
        const sent = Uint8Array.from(codes)
        const error = yield* Effect.flip(answered(client, { "content-type": type, ...lengths(sent) }, sent))
        assert.strictEqual(error._tag === "BodyProblem" ? error.problem : error.message, problem)
        if (error._tag === "BodyProblem") assert.strictEqual(error.kind, "BadEncoding")
      }
    })
  )

  it.scopedLive.each(ways)("may be as large as the bound and not a byte larger, %s", ([, lengths]) =>
    Effect.gen(function* () {
      const sent = bytes("a".repeat(1_000))
      assert.strictEqual((yield* answered(client, lengths(sent), sent, 1_000)).size, 1_000)
      const error = yield* Effect.flip(answered(client, lengths(sent), sent, 999))
      assert.deepInclude(error, {
        _tag: "BodyProblem",
        kind: "TooLarge",
        problem: "the body is larger than 999 bytes",
        start: "a".repeat(1_000)
      })
    })
  )

  it.scopedLive("without an end is read up to the bound, and its connection closed", () =>
    Effect.gen(function* () {
      const closed = yield* Deferred.make<void>()
      const { url } = yield* serve((_, response) => {
        const timer = setInterval(() => response.write("x".repeat(10_000)), 1)
        response.once("close", () => {
          clearInterval(timer)
          Deferred.unsafeDone(closed, Effect.void)
        })
      })
      const error = yield* Effect.flip(fetchBody(url, client, 100_000))
      assert.strictEqual(error._tag, "BodyProblem")
      if (error._tag === "BodyProblem") assert.strictEqual(error.start, "x".repeat(2_000))
      yield* Deferred.await(closed)
    })
  )

  it.scopedLive("that is given up halfway has its connection closed", () =>
    Effect.gen(function* () {
      for (const headers of [{}, { "content-length": 1_000 }]) {
        const begun = yield* Deferred.make<void>()
        const closed = yield* Deferred.make<void>()
        const { url } = yield* serve((_, response) => {
          response.writeHead(200, headers).write("x")
          response.once("close", () => Deferred.unsafeDone(closed, Effect.void))
          Deferred.unsafeDone(begun, Effect.void)
        })
        const fiber = yield* Effect.fork(fetchBody(url, client))
        yield* Deferred.await(begun)
        yield* Effect.sleep("20 millis")
        yield* Fiber.interrupt(fiber)
        yield* Deferred.await(closed)
      }
    })
  )

  it.scopedLive("that is cut short is no answer", () =>
    Effect.gen(function* () {
      for (const headers of [{}, { "content-length": 1_000 }]) {
        const { url } = yield* serve((_, response) => {
          response.writeHead(200, headers).write("half of it", () => response.destroy())
        })
        assert.strictEqual((yield* Effect.flip(fetchBody(url, client)))._tag, "ResponseError")
      }
    })
  )
})

describe("a packed body", () => {
  it.scopedLive("is held to the bound by what comes out of it, however little went in", () =>
    Effect.gen(function* () {
      const bomb = gzipSync(Buffer.alloc(50_000_000))
      assert.isBelow(bomb.length, 100_000)
      const headers = { "content-encoding": "gzip", "content-length": bomb.length }
      const error = yield* Effect.flip(answered("fetch", headers, bomb, 100_000))
      assert.deepInclude(error, { _tag: "BodyProblem", kind: "TooLarge" })
      const small = gzipSync("small")
      assert.strictEqual((yield* answered("fetch", { "content-encoding": "gzip" }, small)).text, "small")
    })
  )

  it.scopedLive.each(["undici", "node"] as const)("that was not asked for is named as such (%s)", (client) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(answered(client, { "content-encoding": "gzip" }, gzipSync("packed")))
      assert.deepInclude(error, {
        _tag: "BodyProblem",
        problem: 'the body is not valid utf-8, and it was sent with content-encoding "gzip"'
      })
    })
  )
})

describe("any bytes", () => {
  const request = HttpClientRequest.get("http://localhost/")

  it.effect.prop(
    "in any pieces are the text that they are as a whole, or a complaint",
    [FastCheck.array(FastCheck.oneof(FastCheck.uint8Array(), FastCheck.string().map(bytes)))],
    ([pieces]) =>
      Effect.gen(function* () {
        const stream = new ReadableStream({
          start: (controller) => {
            for (const piece of pieces) controller.enqueue(piece)
            controller.close()
          }
        })
        const outcome = yield* Effect.either(
          Body.read(HttpClientResponse.fromWeb(request, new Response(stream)), { maxBytes: 10_000 })
        )
        const whole = Buffer.concat(pieces)
        const text = new TextDecoder().decode(whole)
        if (Either.isRight(outcome)) assert.deepStrictEqual(outcome.right, { text, size: whole.length })
        else assert.include(text, "\ufffd")
      })
  )
})

describe("text", () => {
  it.each([
    ["", "the body is empty"],
    ["<html>", "the body is not JSON"],
    ['{"data":[', "the body is not JSON"],
    ["\ufeff{}", "the body is not JSON"],
    ["NaN", "the body is not JSON"]
  ])("that is no JSON to work with is refused in words: %#", (text, problem) => {
    assert.deepStrictEqual(Body.parse(text), Either.left(problem))
  })

  it("with `__proto__` in it changes no prototype", () => {
    const value = Either.getOrThrow(
      Body.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}')
    )
    assert.strictEqual(Object.getPrototypeOf(value), Object.prototype)
    assert.notProperty(value, "admin")
    assert.notProperty({}, "admin")
  })

  it.prop("that is JSON is the value it stands for", [FastCheck.jsonValue({ maxDepth: 20 })], ([value]) => {
    const text = JSON.stringify(value)
    assert.deepStrictEqual(Body.parse(text), Either.right(JSON.parse(text)))
  })
})
