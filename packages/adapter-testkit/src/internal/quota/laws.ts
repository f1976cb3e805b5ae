/** Whatever askers do, in whatever order: no window as the server sees it holds more than the limit. */
import { assert } from "@effect/vitest"
import { QuotaStore } from "@openfaith/client-core"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as FastCheck from "effect/FastCheck"
import { Another, eventually, newRequest, stopwatch, type Tests } from "./scene.ts"

/** One request that somebody wants to send, in milliseconds. */
const demand = FastCheck.record({
  after: FastCheck.oneof(FastCheck.constant(0), FastCheck.nat(40)),
  latency: FastCheck.nat(25),
  /** Whether the server counts it as it is sent, or as it is answered. */
  early: FastCheck.boolean(),
  fate: FastCheck.oneof(
    { weight: 8, arbitrary: FastCheck.constant("answered" as const) },
    { weight: 1, arbitrary: FastCheck.constantFrom("lost" as const, "unsent" as const) }
  ),
  dear: FastCheck.boolean(),
  /** Through which of two connections. */
  asker: FastCheck.constantFrom(0 as const, 1 as const)
})

const story = FastCheck.record({
  limit: FastCheck.integer({ min: 1, max: 6 }),
  dearLimit: FastCheck.integer({ min: 1, max: 6 }),
  window: FastCheck.integer({ min: 40, max: 120 }),
  told: FastCheck.boolean(),
  demands: FastCheck.array(demand, { minLength: 4, maxLength: 24 })
}).map((each) => ({ ...each, dearLimit: Math.min(each.limit, each.dearLimit) }))

/** How long after its permit a request may still reach the server, in milliseconds. */
const holdAtMost = 500

/** A request as the server counted it. */
interface Counted {
  readonly at: number
  readonly limit: number
}

type Story = typeof story extends FastCheck.Arbitrary<infer A> ? A : never

const play = ({ dearLimit, demands, limit, told, window }: Story) =>
  Effect.gen(function* () {
    const stores = [yield* QuotaStore.QuotaStore, yield* Another] as const
    const request = yield* newRequest({ holdAtMost: Duration.millis(holdAtMost) })
    const counted: Array<Counted> = []
    let late = 0

    const send = ({ asker, dear, early, fate, latency }: Story["demands"][number]) =>
      Effect.gen(function* () {
        const store = stores[asker]
        const mine = dear ? dearLimit : limit
        const asked: QuotaStore.Request = {
          ...request,
          costClass: dear ? "dear" : "default",
          assumed: { limit: mine, window: Duration.millis(window) }
        }
        let since = 0
        const noted = Effect.map(stopwatch, (now) => {
          since = now
        })
        const permit = yield* eventually({ ...store, take: (of) => Effect.zipRight(noted, store.take(of)) }, asked)
        if (fate === "unsent") return yield* store.release(asked, permit)
        let used = 0
        const count = Effect.map(stopwatch, (at) => {
          // a process that stood still for so long would not send any more either
          if (at - since > holdAtMost) {
            late++
            return
          }
          counted.push({ at, limit: mine })
          used = counted.filter((other) => other.at > at - window).length
        })
        if (early) yield* count
        yield* Effect.sleep(Duration.millis(latency))
        if (!early) yield* count
        if (fate === "lost") return yield* store.abandon(asked, permit)
        yield* store.settle(asked, permit, told ? { limit: mine, window: Duration.millis(window), used } : undefined)
      })

    let at = 0
    const sent = demands.map((each) => {
      at += each.after
      return Effect.delay(send(each), Duration.millis(at))
    })
    yield* Effect.all(sent, { concurrency: "unbounded", discard: true })
    return { counted, late }
  })

export const laws = (it: Tests, stories: number) => {
  it.effect(
    "lets no window of the server's hold more requests than the limit, whoever asks and whatever becomes of it",
    () =>
      Effect.forEach(
        FastCheck.sample(story, stories),
        (each) =>
          Effect.gen(function* () {
            const { counted, late } = yield* play(each)
            const told = JSON.stringify(each)
            assert.strictEqual(counted.length + late, each.demands.filter(({ fate }) => fate !== "unsent").length, told)
            for (const { at, limit } of counted) {
              const held = counted.filter((other) => other.at > at - each.window && other.at <= at).length
              assert.isAtMost(held, limit, told)
            }
          }),
        // they mostly wait, each for its own budget
        { concurrency: 5, discard: true }
      )
  )
}
