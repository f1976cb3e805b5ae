import { describe, expect, it } from "@effect/vitest"
import * as Credentials from "../src/Credentials.ts"
import { at, authorization, church, stoppedClock } from "./Asking.ts"

const errorOf = (reply: { body: { errors: Array<Record<string, unknown>> } }) => at(reply.body.errors, 0)
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })

describe("rights", () => {
  it("a product that is not among them is refused with a hint, and the refusal counts", async () => {
    const credentials = [{ appId: "app", secret: "secret", products: ["giving"] }]
    const { ask, handler } = church(20, { credentials })
    const reply = await ask("/people/v2/people")
    expect(reply.status).toBe(403)
    expect(errorOf(reply)).toEqual({
      status: "403",
      title: "Forbidden",
      detail: "You do not have access to this resource. Error Code Hint: (TRASH_PANDA)"
    })
    expect(reply.headers.get("x-pco-api-request-rate-count")).toBe("1")
    handler.credentials.change("app", { products: ["people"] })
    expect((await ask("/people/v2/people")).status).toBe(200)
  })

  it("hidden attributes are absent in data and in included, and links do not change", async () => {
    const hidden = { Person: ["last_name", "birthdate"], Email: ["address"] }
    const { ask } = church(20, { credentials: [{ token: "all" }, { token: "some", hidden }] })
    const path = "/people/v2/people?include=emails&per_page=5"
    const [whole, part] = [(await ask(path, bearer("all"))).body, (await ask(path, bearer("some"))).body]
    const names = (resource: { attributes: object }) => Object.keys(resource.attributes)
    expect(names(at(part.data, 0))).toEqual(
      names(at(whole.data, 0)).filter((name) => name !== "last_name" && name !== "birthdate")
    )
    expect(names(at(part.included, 0))).not.toContain("address")
    expect(part.links).toEqual(whole.links)
  })
})

describe("tokens that are no longer good", () => {
  it("a bearer token that expired or was revoked is told so by its hint, in JSON", async () => {
    const clock = stoppedClock()
    const { ask, handler } = church(5, {
      clock: clock.now,
      credentials: [{ token: "soon-over", name: "soon", expiresAt: clock.now() + 1000 }]
    })
    expect((await ask("/people/v2", bearer("soon-over"))).status).toBe(200)
    clock.advance(1000)
    const expired = await ask("/people/v2", bearer("soon-over"))
    expect([expired.status, expired.headers.get("content-type")]).toEqual([401, "application/json; charset=utf-8"])
    expect(errorOf(expired)).toEqual({
      code: "unauthorized",
      title: "Unauthorized",
      status: "401",
      detail: "This request could not be authenticated. Error Code Hint: (BABOON)"
    })
    handler.credentials.change("soon", { revoked: true })
    expect(errorOf(await ask("/people/v2", bearer("soon-over"))).detail).toContain("CAPUCHIN")
  })

  it("a personal token that was revoked is as good as unknown", async () => {
    const { ask } = church(5, { credentials: [{ appId: "app", secret: "secret", revoked: true }] })
    const reply = await ask("/people/v2")
    expect([reply.status, reply.text]).toEqual([401, "HTTP Basic: Access denied.\n"])
  })
})

it("nothing that could be used to ask is in a public name", () => {
  expect(Credentials.publicHeader(authorization("app", "hush"))).toBe("Basic (app)")
  expect(Credentials.publicHeader("Bearer 0123456789abcdef")).toBe("Bearer (bearer …cdef)")
  expect(Credentials.publicHeader("hush")).toBe("(unreadable)")
  const { caller } = { caller: undefined, ...Credentials.make().admit("Bearer 0123456789abcdef", 0) }
  expect(JSON.stringify(caller)).not.toContain("0123456789")
})

it("characters outside of ASCII survive in a secret", () => {
  const credentials = Credentials.make([{ appId: "app", secret: "gêheim" }])
  expect(credentials.admit(authorization("app", "gêheim"), 0)).toHaveProperty("caller")
  expect(credentials.admit("Basic %%%", 0)).toHaveProperty("refused")
})
