import { describe, expect, it } from "@effect/vitest"
import { authorization, church } from "./Asking.ts"

const { ask } = church(40, { credentials: [{ appId: "app", secret: "secret:with:colons" }] })
const signed = { authorization: authorization("app", "secret:with:colons") }

describe("the door", () => {
  it("refuses wrong or missing credentials in words declared as HTML, without rate headers", async () => {
    for (const value of [
      authorization("app", "wrong"),
      authorization("other", "secret"),
      "Bearer app",
      "nonsense",
      ""
    ]) {
      const reply = await ask("/people/v2/people", { headers: { authorization: value } })
      expect(reply.status).toBe(401)
      expect(reply.text).toBe("HTTP Basic: Access denied.\n")
      expect(reply.headers.get("content-type")).toBe("text/html; charset=utf-8")
      expect(reply.headers.has("x-pco-api-request-rate-limit")).toBe(false)
    }
  })

  it("has a firewall in front that wants a User-Agent", async () => {
    const reply = await ask("/people/v2/people", { headers: { ...signed, "user-agent": "" } })
    expect(reply.status).toBe(403)
    expect(reply.headers.get("content-type")).toBe("text/html")
    expect(reply.text).toContain("The request could not be satisfied")
    expect(reply.headers.has("x-request-id")).toBe(false)
  })
})

describe("versions", () => {
  const version = async (asked?: string) => {
    const reply = await ask("/people/v2/people?per_page=1", {
      headers: { ...signed, ...(asked === undefined ? {} : { "x-pco-api-version": asked }) }
    })
    return reply.headers.get("x-pco-api-processed-as-version") ?? reply.body.errors[0]
  }

  it("are the newest that is not after the date asked for", async () => {
    expect(await version()).toBe("2025-03-20")
    expect(await version("2022-01-28")).toBe("2022-01-28")
    expect(await version("2022-02-15")).toBe("2022-01-28")
    expect(await version("2030-01-01")).toBe("2026-06-04")
    expect(await version("LATEST")).toBe("2026-06-04")
  })

  it("before 2018-08-01 are refused, and so is what is no date", async () => {
    expect(await version("2018-07-31")).toMatchObject({ status: "400", code: "unsupported_version_error" })
    expect(await version("newest")).toMatchObject({ status: "400", title: "Invalid Version" })
  })

  it("of the first years have a link without a name", async () => {
    const { body } = await ask("/people/v2/people?per_page=1", { headers: signed })
    const path = `/people/v2/people/${body.data[0]?.id}`
    const old = await ask(path, { headers: { ...signed, "x-pco-api-version": "2018-08-01" } })
    const links = (text: string) => Object.keys(JSON.parse(text).data.links)
    expect(links(old.text)).toContain("")
    expect(links((await ask(path, { headers: signed })).text)).not.toContain("")
  })
})

it("equal answers have equal weak tags, and every request its own id", async () => {
  const [one, two, other] = await Promise.all([
    ask("/people/v2/people", { headers: signed }),
    ask("/people/v2/people", { headers: signed }),
    ask("/people/v2/people?offset=1", { headers: signed })
  ])
  expect(one?.headers.get("etag")).toMatch(/^W\/"[0-9a-f]{32}"$/)
  expect(one?.headers.get("etag")).toBe(two?.headers.get("etag"))
  expect(one?.headers.get("etag")).not.toBe(other?.headers.get("etag"))
  expect(one?.headers.get("x-request-id")).not.toBe(two?.headers.get("x-request-id"))
})

it("paths outside of every product meet the gateway", async () => {
  const reply = await ask("/bogus", { headers: signed })
  expect(reply.status).toBe(404)
  expect(reply.headers.get("x-pco-api-request-rate-period")).toBe("20 seconds")
  expect(reply.headers.has("x-pco-api-processed-as-version")).toBe(false)
})

it("HEAD answers as GET does, without a body", async () => {
  const [get, head] = [
    await ask("/people/v2/people", { headers: signed }),
    await ask("/people/v2/people", { headers: signed, method: "HEAD" })
  ]
  expect([head.status, head.text, head.headers.get("etag")]).toEqual([200, "", get.headers.get("etag")])
})

it("the firewall refuses a GET with a body", async () => {
  const reply = await ask("/people/v2/people", { headers: { ...signed, "content-length": "2" } })
  expect([reply.status, reply.headers.get("server")]).toEqual([403, "CloudFront"])
})

it("a refusal of credentials asks for them", async () => {
  const reply = await ask("/people/v2/people", { headers: { authorization: "" } })
  expect(reply.headers.get("www-authenticate")).toBe('Basic realm="Application"')
})
