import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/TestClock"
import * as Quota from "../src/Quota.ts"
import * as QuotaStore from "../src/QuotaStore.ts"
import * as Usage from "../src/Usage.ts"

const here = new URL("https://api.example.com/things")
const far = new URL("https://api.example.com/things?offset=40000")

const policy: Quota.Policy = {
  assumed: { limit: 4, window: Duration.seconds(10) },
  classes: { far: { limit: 2, window: Duration.seconds(10) } },
  costClass: (url) => (url.searchParams.has("offset") ? "far" : "default"),
  observe: () => undefined
}

const make = Quota.make({ key: "account", policy, holdAtMost: Duration.seconds(30) })

const silent = () => undefined

const quiet = Effect.provide(QuotaStore.layerMemory)

describe("a line for permits", () => {
  it.effect("is first come, first served", () =>
    Effect.gen(function* () {
      const quota = yield* make
      const order: Array<number> = []
      const all = yield* Effect.forEach(
        Array.from({ length: 9 }, (_, index) => index),
        (index) =>
          quota.withPermit(
            here,
            Effect.sync(() => order.push(index)),
            silent
          ),
        { concurrency: "unbounded" }
      ).pipe(Effect.fork)
      yield* TestClock.adjust("1 minutes")
      yield* Fiber.join(all)
      assert.deepStrictEqual(order, [0, 1, 2, 3, 4, 5, 6, 7, 8])
    }).pipe(quiet)
  )

  it.effect("counts the time somebody waited in it as waited", () =>
    Effect.gen(function* () {
      const quota = yield* make
      const all = yield* Effect.replicateEffect(quota.withPermit(here, Effect.void, silent), 5).pipe(
        Usage.measured,
        Effect.fork
      )
      yield* TestClock.adjust("1 minutes")
      const [, usage] = yield* Fiber.join(all)
      assert.deepStrictEqual(Duration.toMillis(usage.waited), 10_002)
    }).pipe(quiet)
  )

  it.effect("is left by whoever is interrupted, without a permit", () =>
    Effect.gen(function* () {
      const quota = yield* make
      yield* Effect.replicateEffect(quota.withPermit(here, Effect.void, silent), 4)
      const impatient = yield* Effect.fork(quota.withPermit(here, Effect.void, silent))
      yield* TestClock.adjust("1 seconds")
      yield* Fiber.interrupt(impatient)
      yield* TestClock.adjust("9002 millis")
      const four = yield* Effect.fork(Effect.replicateEffect(quota.withPermit(here, Effect.void, silent), 4))
      yield* TestClock.adjust("1 millis")
      yield* Fiber.join(four)
    }).pipe(quiet)
  )
})

describe("a request without an answer", () => {
  it.effect("leaves the next to go first, and only one", () =>
    Effect.gen(function* () {
      const quota = yield* make
      const gate = yield* Deferred.make<void>()
      let under = 0
      yield* Effect.flip(quota.withPermit(here, Effect.fail("cut"), silent))
      const waiting = yield* Effect.replicateEffect(
        quota.withPermit(
          here,
          Effect.zipRight(
            Effect.sync(() => under++),
            Deferred.await(gate)
          ),
          silent
        ),
        3,
        { concurrency: "unbounded" }
      ).pipe(Effect.fork)
      yield* TestClock.adjust("1 seconds")
      assert.strictEqual(under, 1)
      yield* Deferred.succeed(gate, undefined)
      yield* TestClock.adjust("1 seconds")
      assert.strictEqual(under, 3)
      yield* Fiber.join(waiting)
    }).pipe(quiet)
  )

  it.effect("keeps its room for as long as it may still be counted, failed or interrupted", () =>
    Effect.gen(function* () {
      const quota = yield* make
      let sent = 0
      const send = Effect.sync(() => sent++)
      yield* quota.withPermit(here, send, silent)
      const cut = yield* Effect.fork(quota.withPermit(here, Effect.never, silent))
      yield* TestClock.adjust("1 seconds")
      yield* Fiber.interrupt(cut)
      yield* Effect.flip(quota.withPermit(here, Effect.fail("cut"), silent))
      const rest = yield* Effect.fork(
        Effect.replicateEffect(quota.withPermit(here, send, silent), 8, { concurrency: "unbounded" })
      )
      // one more now, and of the four of a window only two again after the answered ones are free
      yield* TestClock.adjust("0 millis")
      assert.strictEqual(sent, 2)
      yield* TestClock.adjust("12 seconds")
      assert.strictEqual(sent, 4)
      yield* TestClock.adjust("12 seconds")
      assert.strictEqual(sent, 6)
      yield* TestClock.adjust("1 minutes")
      yield* Fiber.join(rest)
    }).pipe(quiet)
  )
})

describe("a class of requests", () => {
  it.effect("that no answer has spoken of keeps to what is known of it beforehand", () =>
    Effect.gen(function* () {
      const quota = yield* make
      let sent = 0
      yield* Effect.replicateEffect(quota.withPermit(here, Effect.void, silent), 3)
      const deep = yield* Effect.fork(
        quota.withPermit(
          far,
          Effect.sync(() => sent++),
          silent
        )
      )
      yield* TestClock.adjust("10001 millis")
      assert.strictEqual(sent, 0)
      yield* TestClock.adjust("1 millis")
      assert.strictEqual(sent, 1)
      yield* Fiber.join(deep)
    }).pipe(quiet)
  )
})

describe("a pause", () => {
  it.effect("holds back those who are already in line, too", () =>
    Effect.gen(function* () {
      const quota = yield* make
      let sent = 0
      yield* Effect.replicateEffect(quota.withPermit(here, Effect.void, silent), 4)
      const next = yield* Effect.fork(
        quota.withPermit(
          here,
          Effect.sync(() => sent++),
          silent
        )
      )
      yield* TestClock.adjust("5 seconds")
      yield* quota.pause(Duration.seconds(20))
      yield* TestClock.adjust("19999 millis")
      assert.strictEqual(sent, 0)
      yield* TestClock.adjust("1 millis")
      assert.strictEqual(sent, 1)
      yield* Fiber.join(next)
    }).pipe(quiet)
  )
})
