import { createHash } from "node:crypto"
import { afterEach, describe, expect, it } from "@effect/vitest"
import recorded from "@openfaith/pco-facts/recordings/upload-file-201.json" with { type: "json" }
import * as HttpServer from "../src/HttpServer.ts"
import * as Md5 from "../src/internal/requests/md5.ts"
import type * as Uploads from "../src/internal/requests/uploads.ts"
import * as World from "../src/World.ts"
import { at, authorization, stoppedClock } from "./Asking.ts"

const open: Array<HttpServer.HttpServer> = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})

const headers = { authorization: authorization("app", "secret"), "user-agent": "test" }

const start = async (uploads: Uploads.Options = {}) => {
  const clock = stoppedClock()
  const world = World.make({ seed: 3, people: 5, clock: clock.now })
  const server = await HttpServer.listen({ world, clock: clock.now, uploads })
  open.push(server)
  const upload = async (bytes: Uint8Array, field = "file", name = "pïcture.png") => {
    const form = new FormData()
    form.set(field, new File([bytes], name, { type: "image/png" }))
    return fetch(`${server.url}/v2/files`, { method: "POST", headers, body: form })
  }
  const patch = async (attributes: object) => {
    const path = `/people/v2/people/${at(world.rows("Person"), 0).id}`
    const body = JSON.stringify({ data: { attributes } })
    const response = await fetch(`${server.url}${path}`, { method: "PATCH", headers, body })
    // a document of one person, or errors
    return { status: response.status, body: (await response.json()) as { data: { attributes: { avatar: string } } } }
  }
  return { ...server, clock, upload, patch }
}

// what no text is made of
const bytes = Uint8Array.from({ length: 1000 }, (_, n) => (n * 7) & 255)

const idOf = async (response: Response) => {
  // documents of the upload host
  const { data } = (await response.json()) as typeof recorded.response.body
  return at(data, 0).id
}

describe("an upload", () => {
  it("is answered as recorded, key by key, with the file's own size and sum", async () => {
    const { handler, upload } = await start()
    const response = await upload(bytes)
    expect(response.status).toBe(recorded.response.status)
    expect(response.headers.get("content-type")).toBe(recorded.response.headers["Content-Type"])
    expect(response.headers.has("x-pco-api-request-rate-count")).toBe(false)
    // documents of the upload host
    const body = (await response.json()) as typeof recorded.response.body
    const [mine, theirs] = [at(body.data, 0), at(recorded.response.body.data, 0)]
    expect(Object.keys(mine).sort()).toEqual(Object.keys(theirs).sort())
    expect(Object.keys(mine.attributes).sort()).toEqual(Object.keys(theirs.attributes).sort())
    expect(mine.id).toMatch(/^us1-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
    expect(mine.attributes).toMatchObject({
      md5: createHash("md5").update(bytes).digest("hex"),
      file_size: 1000,
      name: "pïcture.png",
      content_type: "image/png",
      expires_at: "2026-01-03T00:00:00Z"
    })
    expect(handler.uploads.take(mine.id)?.bytes).toEqual(bytes)
  })

  it("becomes a person's picture, and the URL shows the very bytes", async () => {
    const { patch, upload } = await start()
    const { body, status } = await patch({ avatar: await idOf(await upload(bytes)) })
    expect(status).toBe(200)
    const picture = await fetch(body.data.attributes.avatar)
    expect(picture.headers.get("content-type")).toBe("image/png")
    expect(new Uint8Array(await picture.arrayBuffer())).toEqual(bytes)
  })

  it("cannot be assigned when it is unknown or over", async () => {
    const { clock, patch, upload } = await start({ seconds: 60 })
    const id = await idOf(await upload(bytes))
    clock.advance(60_000)
    for (const avatar of [id, "us1-nothing"]) {
      const { body, status } = await patch({ avatar })
      expect([status, body]).toMatchObject([422, { errors: [{ code: "attribute_resource_not_found" }] }])
    }
    expect((await patch({ avatar: null })).status).toBe(200)
  })

  it("needs credentials, the right field, and to be small enough; the oldest are forgotten", async () => {
    const { handler, upload, url } = await start({ maxBytes: 10, keep: 2 })
    expect((await fetch(`${url}/v2/files`, { method: "POST", headers: { "user-agent": "test" } })).status).toBe(401)
    expect((await upload(bytes)).status).toBe(413)
    expect((await upload(bytes.slice(0, 5), "picture")).status).toBe(400)
    const first = await idOf(await upload(bytes.slice(0, 5)))
    for (let n = 0; n < 2; n++) await upload(bytes.slice(0, 5))
    expect([handler.uploads.take(first), handler.uploads.list().length]).toEqual([undefined, 2])
  })
})

it("MD5 is what Node says it is, at every length around a block", () => {
  for (const length of [0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 1000]) {
    const part = Uint8Array.from({ length }, (_, n) => (n * 31) & 255)
    expect(Md5.of(part)).toBe(createHash("md5").update(part).digest("hex"))
  }
})
