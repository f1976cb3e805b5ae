import { describe, expect, it } from "@effect/vitest"
import * as Quota from "../src/Quota.ts"
import { authorization, church, stoppedClock } from "./Asking.ts"

describe("a sliding window", () => {
  it("lets the limit through, refuses the rest, and counts refused requests too", () => {
    const quota = Quota.make({ limit: 3, period: 20 })
    const taken = [0, 1000, 2000, 3000, 4000].map((now) => quota.take("a", now, false))
    expect(taken.map(({ refused }) => refused)).toEqual([false, false, false, true, true])
    expect(taken.map(({ count }) => count)).toEqual([1, 2, 3, 4, 5])
  })

  it("says how long to wait: those who wait so long are let in, those who wait a second less are not", () => {
    const spend = () => {
      const quota = Quota.make({ limit: 3, period: 20 })
      for (const now of [0, 1000, 2000, 3000]) quota.take("a", now, false)
      return { quota, spent: quota.take("a", 4000, false) }
    }
    const { quota, spent } = spend()
    expect(spent.retryAfter).toBe(18)
    expect(quota.take("a", 4000 + spent.retryAfter * 1000, false).refused).toBe(false)
    expect(spend().quota.take("a", 4000 + (spent.retryAfter - 1) * 1000, false).refused).toBe(true)
  })

  it("holds in every window, wherever it starts", () => {
    const quota = Quota.make({ limit: 5, period: 2 })
    const allowed: Array<number> = []
    for (let now = 0; now < 20_000; now += 137) if (!quota.take("a", now, false).refused) allowed.push(now)
    for (const start of allowed) {
      expect(allowed.filter((time) => time >= start && time < start + 2000).length).toBeLessThanOrEqual(5)
    }
  })
})

describe("a fixed window", () => {
  it("opens again at its end, wherever the phase puts that", () => {
    const quota = Quota.make({ limit: 2, period: 10, window: "fixed", phase: 3 })
    const at = (now: number) => quota.take("a", now, false)
    expect([at(11_000), at(12_000), at(12_500)].map(({ refused }) => refused)).toEqual([false, false, true])
    expect(at(12_600).retryAfter).toBe(1)
    expect(at(13_000)).toMatchObject({ count: 1, refused: false })
  })
})

it("users do not share a budget", () => {
  const quota = Quota.make({ limit: 1 })
  expect(quota.take("a", 0, false).refused).toBe(false)
  expect(quota.take("b", 0, false).refused).toBe(false)
  expect(quota.take("a", 0, false).refused).toBe(true)
})

it("waits are whole seconds and at least one, even when the window is a fraction", () => {
  const quota = Quota.make({ limit: 1, period: 0.2 })
  quota.take("a", 0, false)
  expect(quota.take("a", 10, false)).toMatchObject({ refused: true, retryAfter: 1, period: "0.2" })
})

it("keeps counting right after thousands of requests", () => {
  const quota = Quota.make({ limit: 100, period: 1 })
  for (let now = 0; now < 50_000; now += 5) quota.take("a", now, false)
  expect(quota.take("a", 50_000, false).count).toBe(200)
})

describe("over HTTP", () => {
  const limited = (limit: number, period = 20) => {
    const clock = stoppedClock()
    return { clock, ...church(60, { clock: clock.now, quota: { limit, period } }) }
  }

  it("a refusal is 429 with the wire's own words, and the window is written as the gateway writes it", async () => {
    const { ask } = limited(2)
    expect((await ask("/people/v2/people")).headers.get("x-pco-api-request-rate-period")).toBe("20")
    await ask("/people/v2/people")
    const refusal = await ask("/people/v2/people")
    expect(refusal.status).toBe(429)
    expect(refusal.body).toEqual({
      errors: [{ code: "429", detail: "Rate limit exceeded: 3 of 2 requests per 20 seconds" }]
    })
    expect(refusal.headers.get("retry-after")).toBe("20")
    expect(refusal.headers.get("x-pco-api-request-rate-period")).toBe("20 seconds")
    expect(refusal.headers.get("x-pco-api-request-rate-count")).toBe("3")
  })

  it("offsets above 30,000 have three quarters of the limit", async () => {
    const { ask } = limited(4)
    for (let n = 0; n < 3; n++) expect((await ask("/people/v2/people?offset=30001")).status).toBe(200)
    const refusal = await ask("/people/v2/people?offset=30001")
    expect(refusal.status).toBe(429)
    expect(refusal.headers.get("x-pco-api-request-rate-limit")).toBe("3")
    const { ask: fresh } = limited(4)
    expect((await fresh("/people/v2/people?offset=30000")).headers.get("x-pco-api-request-rate-limit")).toBe("4")
  })

  it("two credentials of one user share a budget", async () => {
    const credentials = [
      { appId: "app", secret: "secret", user: "joan" },
      { token: "abc", user: "joan" }
    ]
    const { ask } = church(10, { credentials, quota: { limit: 1 } })
    expect((await ask("/people/v2")).status).toBe(200)
    expect((await ask("/people/v2", { headers: { authorization: "Bearer abc" } })).status).toBe(429)
  })

  it("who is not let in uses nobody's budget", async () => {
    const { ask, handler } = church(10, { credentials: [{ appId: "app", secret: "secret" }], quota: { limit: 1 } })
    await ask("/people/v2", { headers: { authorization: authorization("app", "wrong") } })
    await ask("/people/v2", { headers: { "user-agent": "" } })
    expect((await ask("/people/v2")).headers.get("x-pco-api-request-rate-count")).toBe("1")
    expect(handler.log.entries().map(({ credential, status }) => [credential, status])).toEqual([
      [null, 401],
      [null, 403],
      ["app", 200]
    ])
  })
})
