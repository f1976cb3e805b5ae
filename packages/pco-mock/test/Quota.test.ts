import { describe, expect, it } from "@effect/vitest"
import * as Quota from "../src/internal/accounts/quota.ts"
import { authorization, church, stoppedClock } from "./Asking.ts"

describe("a sliding window", () => {
  it("lets the limit through, refuses the rest, and counts refused requests too", () => {
    const quota = Quota.make({ limit: 3, period: 20 })
    const taken = [0, 1000, 2000, 3000, 4000].map((now) => quota.take("a", now, 0))
    expect(taken.map(({ refused }) => refused)).toEqual([false, false, false, true, true])
    expect(taken.map(({ count }) => count)).toEqual([1, 2, 3, 4, 5])
  })

  it("says how long to wait: those who wait so long are let in, those who wait a second less are not", () => {
    const spend = () => {
      const quota = Quota.make({ limit: 3, period: 20 })
      for (const now of [0, 1000, 2000, 3000]) quota.take("a", now, 0)
      return { quota, spent: quota.take("a", 4000, 0) }
    }
    const { quota, spent } = spend()
    expect(spent.retryAfter).toBe(18)
    expect(quota.take("a", 4000 + spent.retryAfter * 1000, 0).refused).toBe(false)
    expect(spend().quota.take("a", 4000 + (spent.retryAfter - 1) * 1000, 0).refused).toBe(true)
  })

  it("holds in every window, wherever it starts", () => {
    const quota = Quota.make({ limit: 5, period: 2 })
    const allowed: Array<number> = []
    for (let now = 0; now < 20_000; now += 137) if (!quota.take("a", now, 0).refused) allowed.push(now)
    for (const start of allowed) {
      expect(allowed.filter((time) => time >= start && time < start + 2000).length).toBeLessThanOrEqual(5)
    }
  })
})

describe("a fixed window", () => {
  it("opens again at its end, wherever the phase puts that", () => {
    const quota = Quota.make({ limit: 2, period: 10, window: "fixed", phase: 3 })
    const at = (now: number) => quota.take("a", now, 0)
    expect([at(11_000), at(12_000), at(12_500)].map(({ refused }) => refused)).toEqual([false, false, true])
    expect(at(12_600).retryAfter).toBe(1)
    expect(at(13_000)).toMatchObject({ count: 1, refused: false })
  })
})

it("users do not share a budget", () => {
  const quota = Quota.make({ limit: 1 })
  expect(quota.take("a", 0, 0).refused).toBe(false)
  expect(quota.take("b", 0, 0).refused).toBe(false)
  expect(quota.take("a", 0, 0).refused).toBe(true)
})

it("waits are whole seconds and at least one, even when the window is a fraction", () => {
  const quota = Quota.make({ limit: 1, period: 0.2 })
  quota.take("a", 0, 0)
  expect(quota.take("a", 10, 0)).toMatchObject({ refused: true, retryAfter: 1, period: "0.2" })
})

it("keeps counting right after thousands of requests", () => {
  const quota = Quota.make({ limit: 100, period: 1 })
  for (let now = 0; now < 50_000; now += 5) quota.take("a", now, 0)
  expect(quota.take("a", 50_000, 0).count).toBe(200)
})

it("waits are exact where that is asked for, so that a scaled-down window scales them too", () => {
  const quota = Quota.make({ limit: 2, period: 0.5, retryAfter: "exact" })
  for (const now of [0, 100]) quota.take("a", now, 0)
  expect(quota.take("a", 120, 0)).toMatchObject({ refused: true, retryAfter: 0.48, period: "0.5" })
  expect(quota.take("a", 600, 0).refused).toBe(false)
})

describe("another client", () => {
  it("spends the budget at its own pace, refused or not, from the first request after it was set", () => {
    const quota = Quota.make({ limit: 10, period: 10 })
    expect(quota.take("a", 100_000, 0).count).toBe(1)
    quota.configure({ rival: { perSecond: 2 } })
    expect(quota.take("a", 100_100, 0).count).toBe(2)
    expect(quota.take("a", 103_000, 0).count).toBe(9)
    expect(quota.take("a", 104_000, 0)).toMatchObject({ count: 12, refused: true })
    quota.configure({ rival: null })
    expect(quota.take("a", 114_001, 0)).toMatchObject({ count: 1, refused: false })
  })

  it("is counted the same however often one asks meanwhile, and only for its own user", () => {
    const last = (step: number) => {
      const quota = Quota.make({ period: 5, rival: { perSecond: 3, user: "a" } })
      for (let now = 0; now < 60_000; now += step) quota.take("b", now, 0)
      quota.take("a", 0, 0)
      for (let now = step; now < 60_000; now += step) quota.take("a", now, 0)
      const { count } = quota.take("a", 60_000, 0)
      return count - Math.ceil(5000 / step)
    }
    expect([last(100), last(700), last(2500)]).toEqual([15, 15, 15])
    const quota = Quota.make({ rival: { perSecond: 3, user: "a" } })
    quota.take("b", 0, 0)
    expect(quota.counts(10_000)).toEqual({ b: 1 })
  })
})

it("starts anew on reset, with the options it was made with", () => {
  const quota = Quota.make({ limit: 1 })
  quota.configure({ limit: 5, deepLimit: 1 })
  quota.take("a", 0, 0)
  quota.reset()
  expect(quota.options()).toEqual({ ...Quota.defaults, limit: 1 })
  expect(quota.take("a", 0, 0)).toMatchObject({ count: 1, limit: 1 })
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
    const { ask: other } = church(60, { quota: { limit: 100, deepLimit: 10, deepOffset: 40 } })
    expect((await other("/people/v2/people?offset=41")).headers.get("x-pco-api-request-rate-limit")).toBe("10")
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
    expect(handler.log.entries().map(({ credential, status, user }) => [credential, user, status])).toEqual([
      [null, null, 401],
      [null, null, 403],
      ["app", "app", 200]
    ])
  })
})
