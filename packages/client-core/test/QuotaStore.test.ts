import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as FastCheck from "effect/FastCheck"
import * as TestClock from "effect/TestClock"
import { cases } from "../../adapter-testkit/test/cases.ts"
import * as QuotaStore from "../src/QuotaStore.ts"
import * as Simulation from "./Simulation.ts"

const { Grant } = QuotaStore

const part = FastCheck.double({ min: 0, max: 1, noNaN: true })

const upTo = (most: number) => FastCheck.double({ min: 0, max: most, noNaN: true })

const server = FastCheck.record({
  limit: FastCheck.integer({ min: 1, max: 12 }),
  dearLimit: FastCheck.integer({ min: 1, max: 12 }),
  window: FastCheck.integer({ min: 20, max: 500 }),
  phase: FastCheck.option(upTo(500))
}).map((each): Simulation.Server => ({ ...each, dearLimit: Math.min(each.limit, each.dearLimit) }))

const demand = (dear: FastCheck.Arbitrary<boolean>, lost: FastCheck.Arbitrary<boolean>) =>
  FastCheck.record({
    after: FastCheck.oneof({ weight: 4, arbitrary: FastCheck.constant(0) }, { weight: 1, arbitrary: upTo(300) }),
    latency: upTo(200),
    counted: FastCheck.oneof(part, FastCheck.constantFrom(0, 1)),
    lost,
    dear,
    client: FastCheck.nat(1)
  })

const change = FastCheck.record({
  after: FastCheck.integer({ min: 1, max: 2000 }),
  limit: FastCheck.integer({ min: 1, max: 12 }),
  window: FastCheck.integer({ min: 20, max: 500 })
})

const rarely = FastCheck.integer({ min: 0, max: 9 }).map((n) => n === 0)

const scenario = (options: {
  readonly dear: FastCheck.Arbitrary<boolean>
  readonly told: FastCheck.Arbitrary<boolean>
}) =>
  FastCheck.record({
    server,
    // a limit that is wrong is corrected in time; a window too short is a promise broken by whoever described the API
    assumed: FastCheck.record({ limit: FastCheck.integer({ min: 1, max: 20 }), longer: FastCheck.nat(500) }),
    told: options.told,
    holdAtMost: FastCheck.integer({ min: 50, max: 300 }),
    demands: FastCheck.array(demand(options.dear, rarely), { minLength: 1, maxLength: 120 })
  }).map(
    ({ assumed, told, ...each }): Simulation.Scenario => ({
      ...each,
      assumed: { limit: told ? each.server.limit : assumed.limit, window: each.server.window + assumed.longer }
    })
  )

/** The server changes its mind now and then, and says so in its answers only. */
const moody = FastCheck.record({
  each: scenario({ dear: FastCheck.boolean(), told: FastCheck.constant(true) }),
  changes: FastCheck.array(change, { minLength: 1, maxLength: 4 })
}).map(({ changes, each }): Simulation.Scenario => {
  const at = (index: number) => changes.slice(0, index + 1).reduce((sum, { after }) => sum + after, 0)
  return { ...each, changes: changes.map(({ after: _, ...rest }, index) => ({ ...rest, at: at(index) })) }
})

const refused = (counted: ReadonlyArray<Simulation.Counted>) => counted.filter(({ allowed, count }) => count > allowed)

describe("while only holders of permits use a credential", () => {
  it.prop(
    "no window of the server's, sliding or fixed, ever holds more requests than its limit",
    [scenario({ dear: FastCheck.constant(false), told: FastCheck.boolean() })],
    ([each]) => {
      const { counted } = Simulation.play(each)
      assert.strictEqual(counted.length, each.demands.length)
      assert.deepStrictEqual(refused(counted), [])
    },
    cases(600)
  )

  it.prop(
    "no request of a dearer class arrives when the window holds more than the lower limit",
    [scenario({ dear: FastCheck.boolean(), told: FastCheck.constant(true) })],
    ([each]) => {
      assert.deepStrictEqual(refused(Simulation.play(each).counted), [])
    },
    cases(600)
  )
})

describe("a server that changes its limit and its window", () => {
  it.prop(
    "is obeyed from when an answer has told of the change",
    [moody],
    ([each]) => {
      const { counted } = Simulation.play(each)
      assert.strictEqual(counted.length, each.demands.length)
      assert.deepStrictEqual(
        refused(counted).filter(({ known }) => known),
        []
      )
    },
    { fastCheck: { ...cases(600).fastCheck, endOnFailure: true } }
  )
})

describe("what is our own", () => {
  const spread = FastCheck.record({
    after: upTo(120),
    latency: upTo(60),
    counted: part,
    lost: FastCheck.constant(false),
    dear: FastCheck.constant(false)
  })

  it.prop(
    "is never taken for somebody else's: nobody waits while fewer than the limit are held",
    [FastCheck.integer({ min: 2, max: 6 }), FastCheck.array(spread, { maxLength: 100 })],
    ([limit, demands]) => {
      const server = { limit, dearLimit: limit, window: 100, phase: null }
      const { counted, idled } = Simulation.play({ server, assumed: server, holdAtMost: 100, demands })
      assert.deepStrictEqual(refused(counted), [])
      assert.deepStrictEqual(idled, [])
    },
    cases(600)
  )
})

describe("while there is always somebody in line", () => {
  it.prop(
    "ten windows see the limit ten times over, less what the latency takes from each",
    [server, upTo(200), FastCheck.array(part, { minLength: 1 }), FastCheck.array(part, { minLength: 1 })],
    ([{ dearLimit: _, ...server }, slowest, latencies, moments]) => {
      const pick = (from: ReadonlyArray<number>, index: number) => from[index % from.length] ?? 0
      const margin = 4
      const rounds = Math.floor((10 * server.window) / (server.window + slowest + margin))
      const { counted } = Simulation.play({
        server: { ...server, dearLimit: server.limit },
        assumed: server,
        holdAtMost: 1000,
        demands: Array.from({ length: 11 * server.limit }, (_, index) => ({
          after: 0,
          latency: slowest * pick(latencies, index),
          counted: pick(moments, index),
          lost: false,
          dear: false
        }))
      })
      assert.deepStrictEqual(refused(counted), [])
      assert.isAtLeast(counted.filter(({ at }) => at <= 10 * server.window).length, server.limit * rounds)
    },
    cases(300)
  )
})

const request: QuotaStore.Request = {
  key: "account",
  costClass: "default",
  assumed: { limit: 5, window: Duration.seconds(20) },
  holdAtMost: Duration.seconds(60)
}

const dear: QuotaStore.Request = { ...request, costClass: "dear", assumed: { ...request.assumed, limit: 3 } }

const seen = (used: number, limit = 5) => ({ limit, window: Duration.seconds(20), used })

const expectPermit = (grant: QuotaStore.Grant): string => {
  if (Grant.$is("Granted")(grant)) return grant.permit
  return assert.fail(`expected a permit, and was told to wait ${Duration.format(grant.duration)}`)
}

/** How many permits there are now, taking them. */
const takeAll = (store: QuotaStore.QuotaStore["Type"], of = request) =>
  Effect.gen(function* () {
    const permits: Array<string> = []
    for (let grant = yield* store.take(of); Grant.$is("Granted")(grant); grant = yield* store.take(of)) {
      permits.push(grant.permit)
    }
    return permits
  })

/** A store whose first request was answered just now. */
const seeded = (used = 1) =>
  Effect.gen(function* () {
    const store = yield* QuotaStore.QuotaStore
    yield* store.settle(request, expectPermit(yield* store.take(request)), seen(used))
    return store
  })

const justBefore = (duration: Duration.DurationInput) =>
  Duration.subtract(Duration.decode(duration), Duration.millis(1))

describe("a permit", () => {
  it.effect("is held until one window after its answer", () =>
    Effect.gen(function* () {
      const store = yield* seeded()
      const permits = yield* takeAll(store)
      assert.strictEqual(permits.length, 4)
      yield* TestClock.adjust("7 seconds")
      yield* Effect.forEach(permits, (permit, index) => store.settle(request, permit, seen(index + 2)))
      // the first one, answered at once, is free before the others
      yield* TestClock.adjust("13002 millis")
      assert.strictEqual((yield* takeAll(store)).length, 1)
      yield* TestClock.adjust(justBefore("7 seconds"))
      assert.strictEqual((yield* takeAll(store)).length, 0)
      yield* TestClock.adjust("1 millis")
      assert.strictEqual((yield* takeAll(store)).length, 4)
    }).pipe(Effect.provide(QuotaStore.layerMemory))
  )

  it.effect("whose answer never comes is free one window after the last moment for it", () =>
    Effect.gen(function* () {
      const store = yield* seeded()
      assert.strictEqual((yield* takeAll(store)).length, 4)
      yield* TestClock.adjust("20002 millis")
      assert.strictEqual((yield* takeAll(store)).length, 1)
      yield* TestClock.adjust(justBefore("60 seconds"))
      assert.strictEqual((yield* takeAll(store)).length, 0)
      yield* TestClock.adjust("1 millis")
      assert.strictEqual((yield* takeAll(store)).length, 4)
    }).pipe(Effect.provide(QuotaStore.layerMemory))
  )

  it.effect("that was abandoned is held just as long", () =>
    Effect.gen(function* () {
      const store = yield* seeded()
      yield* TestClock.adjust("20002 millis")
      const permits = yield* takeAll(store)
      assert.strictEqual(permits.length, 5)
      yield* TestClock.adjust("1 seconds")
      yield* Effect.forEach(permits, (permit) => store.abandon(request, permit))
      yield* TestClock.adjust("79001 millis")
      assert.strictEqual((yield* takeAll(store)).length, 0)
      yield* TestClock.adjust("1 millis")
      assert.strictEqual((yield* takeAll(store)).length, 5)
    }).pipe(Effect.provide(QuotaStore.layerMemory))
  )

  it.effect("answered twice, or after it ran out, takes the room of one", () =>
    Effect.gen(function* () {
      const store = yield* seeded()
      const permit = expectPermit(yield* store.take(request))
      yield* TestClock.adjust("90 seconds")
      yield* store.settle(request, permit, undefined)
      yield* store.settle(request, permit, undefined)
      assert.strictEqual((yield* takeAll(store)).length, 4)
    }).pipe(Effect.provide(QuotaStore.layerMemory))
  )

  it.effect("of one key takes no room from another", () =>
    Effect.gen(function* () {
      const store = yield* seeded(5)
      assert.strictEqual((yield* takeAll(store)).length, 0)
      assert.strictEqual((yield* takeAll(store, { ...request, key: "other" })).length, 1)
    }).pipe(Effect.provide(QuotaStore.layerMemory))
  )

  it.effect("is worth waiting for exactly as long as the store says", () =>
    Effect.gen(function* () {
      const store = yield* seeded()
      yield* Effect.forEach(yield* takeAll(store), (permit) => store.settle(request, permit, seen(5)))
      const grant = yield* store.take(request)
      assert.deepStrictEqual(grant, Grant.Wait({ duration: Duration.millis(20_002) }))
      yield* TestClock.adjust("20001 millis")
      assert.deepStrictEqual(yield* store.take(request), Grant.Wait({ duration: Duration.millis(1) }))
      yield* TestClock.adjust("1 millis")
      assert.strictEqual((yield* takeAll(store)).length, 5)
    }).pipe(Effect.provide(QuotaStore.layerMemory))
  )
})

describe("before anything is known", () => {
  it.effect("one permit goes out, and the next only after its answer", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const [first = "", ...others] = yield* takeAll(store)
      assert.deepStrictEqual(others, [])
      yield* TestClock.adjust("59 seconds")
      assert.strictEqual((yield* takeAll(store)).length, 0)
      yield* store.settle(request, first, seen(1))
      assert.strictEqual((yield* takeAll(store)).length, 4)
    }).pipe(Effect.provide(QuotaStore.layerMemory))
  )

  it.effect(
    "what others have used, as the first answer says, takes its room for a window; then one goes first again",
    () =>
      Effect.gen(function* () {
        const store = yield* seeded(4)
        yield* Effect.forEach(yield* takeAll(store), (permit) => store.settle(request, permit, seen(5)))
        yield* TestClock.adjust("20001 millis")
        assert.strictEqual((yield* takeAll(store)).length, 0)
        yield* TestClock.adjust("1 millis")
        const [scout = "", ...crowd] = yield* takeAll(store)
        assert.deepStrictEqual(crowd, [])
        yield* store.settle(request, scout, seen(1))
        assert.strictEqual((yield* takeAll(store)).length, 4)
      }).pipe(Effect.provide(QuotaStore.layerMemory))
  )

  it.effect("a first request that gets no answer is followed by one more, not by a crowd", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      for (let attempt = 0; attempt < 3; attempt++) {
        const [permit = "", ...others] = yield* takeAll(store)
        assert.deepStrictEqual(others, [])
        yield* store.abandon(request, permit)
      }
    }).pipe(Effect.provide(QuotaStore.layerMemory))
  )

  it.effect("an answer that says nothing of the budget leaves the assumed one", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      yield* store.settle(request, expectPermit(yield* store.take(request)), undefined)
      assert.strictEqual((yield* takeAll(store)).length, 4)
    }).pipe(Effect.provide(QuotaStore.layerMemory))
  )
})

describe("what answers say", () => {
  it.effect("raises and lowers the limit from then on", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      yield* store.settle(request, expectPermit(yield* store.take(request)), seen(1, 8))
      const permits = yield* takeAll(store)
      assert.strictEqual(permits.length, 7)
      yield* Effect.forEach(permits, (permit) => store.settle(request, permit, seen(2, 2)))
      yield* TestClock.adjust("20002 millis")
      assert.strictEqual((yield* takeAll(store)).length, 2)
    }).pipe(Effect.provide(QuotaStore.layerMemory))
  )

  it.effect("lowers the limit even if an older answer comes later; one to a later request raises it again", () =>
    Effect.gen(function* () {
      const store = yield* seeded()
      const [early = "", late = ""] = yield* takeAll(store)
      yield* TestClock.adjust("1 seconds")
      yield* store.settle(request, late, seen(2, 2))
      yield* store.settle(request, early, seen(2, 5))
      yield* TestClock.adjust("2 minutes")
      const permits = yield* takeAll(store)
      assert.strictEqual(permits.length, 2)
      yield* Effect.forEach(permits, (permit) => store.settle(request, permit, seen(2, 5)))
      assert.strictEqual((yield* takeAll(store)).length, 3)
    }).pipe(Effect.provide(QuotaStore.layerMemory))
  )

  it.effect("changes the window", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const observed = { limit: 1, window: Duration.seconds(60), used: 1 }
      yield* store.settle(request, expectPermit(yield* store.take(request)), observed)
      yield* TestClock.adjust("60001 millis")
      assert.strictEqual((yield* takeAll(store)).length, 0)
      yield* TestClock.adjust("1 millis")
      assert.strictEqual((yield* takeAll(store)).length, 1)
    }).pipe(Effect.provide(QuotaStore.layerMemory))
  )

  it.effect("of refused requests, counted beyond the limit, never takes more room than there is", () =>
    Effect.gen(function* () {
      const store = yield* seeded(118)
      assert.deepStrictEqual(yield* store.take(request), Grant.Wait({ duration: Duration.millis(20_002) }))
    }).pipe(Effect.provide(QuotaStore.layerMemory))
  )
})

const absurd = FastCheck.record({
  limit: FastCheck.oneof(FastCheck.double(), FastCheck.integer(), FastCheck.constantFrom(0, -1, 0.5, 1e300)),
  window: FastCheck.oneof(FastCheck.double(), FastCheck.constantFrom(0, -1, 1e300, Number.POSITIVE_INFINITY)).map(
    Duration.millis
  ),
  used: FastCheck.oneof(FastCheck.double(), FastCheck.integer(), FastCheck.constantFrom(0, -1, 1e300))
})

describe("an answer that makes no sense", () => {
  it.prop(
    "never keeps us waiting for more than an hour and a window, nor lets a crowd through an unlimited gate",
    [FastCheck.array(absurd, { minLength: 1, maxLength: 5 })],
    ([observations]) => {
      const { end, now, run } = Simulation.world()
      const patience = Duration.toMillis("4 hours")
      const sent: Array<number> = []
      run(
        Effect.gen(function* () {
          const store = yield* QuotaStore.QuotaStore
          for (const observed of [...observations, undefined]) {
            let grant = yield* store.take(request)
            while (Grant.$is("Wait")(grant)) {
              yield* Effect.sleep(grant.duration)
              grant = yield* store.take(request)
            }
            sent.push(now())
            yield* store.settle(request, grant.permit, observed)
          }
        }).pipe(Effect.provide(QuotaStore.layerMemory))
      )
      end()
      assert.strictEqual(sent.length, observations.length + 1)
      for (const [index, at] of sent.entries()) assert.isAtMost(at - (sent[index - 1] ?? 0), patience)
    },
    cases(300)
  )

  it.effect("of no requests in no time leaves what held before, and one request", () =>
    Effect.gen(function* () {
      const store = yield* seeded()
      const nothing = { limit: 0, window: Duration.zero, used: Number.NaN }
      yield* store.settle(request, expectPermit(yield* store.take(request)), nothing)
      yield* TestClock.adjust("20002 millis")
      assert.strictEqual((yield* takeAll(store)).length, 1)
    }).pipe(Effect.provide(QuotaStore.layerMemory))
  )
})

describe("others on the same credential", () => {
  const told = (used: number) => ({ limit: 20, window: Duration.seconds(20), used })

  /** Asks twice a second for so long, beside others who always have so many in the window; says how many of ours went. */
  const beside = (
    store: QuotaStore.QuotaStore["Type"],
    others: number,
    seconds: number,
    before: ReadonlyArray<number>
  ) =>
    Effect.gen(function* () {
      const times = [...before]
      for (let step = 0; step < 2 * seconds; step++) {
        yield* TestClock.adjust("500 millis")
        const now = yield* Clock.currentTimeMillis
        const grant = yield* store.take(request)
        if (Grant.$is("Wait")(grant)) continue
        times.push(now)
        const ours = times.filter((time) => time > now - 20_000).length
        assert.isAtMost(ours + others, 20, "refused")
        yield* store.settle(request, grant.permit, told(ours + others))
      }
      return times
    })

  it.effect("keep what they use, and all is ours again soon after they left", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      yield* store.settle(request, expectPermit(yield* store.take(request)), told(1))
      const among = yield* beside(store, 10, 40, [0])
      assert.isAtLeast(among.filter((time) => time > 20_000).length, 8)
      const after = yield* beside(store, 0, 60, among)
      assert.isAtLeast(after.filter((time) => time > 80_000).length, 19)
      yield* TestClock.adjust("21 seconds")
      assert.strictEqual((yield* takeAll(store)).length, 20)
    }).pipe(Effect.provide(QuotaStore.layerMemory))
  )

  it.effect("are believed to be there after a refusal: one goes first, and the rest evenly", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      yield* store.settle(request, expectPermit(yield* store.take(request)), told(1))
      yield* store.pause("account", Duration.seconds(20))
      yield* TestClock.adjust("20002 millis")
      yield* store.settle(request, expectPermit(yield* store.take(request)), told(1))
      yield* TestClock.adjust("1 seconds")
      assert.strictEqual((yield* takeAll(store)).length, 1)
      yield* TestClock.adjust("1 seconds")
      assert.strictEqual((yield* takeAll(store)).length, 1)
    }).pipe(Effect.provide(QuotaStore.layerMemory))
  )
})

describe("a key that was not used for hours", () => {
  it.effect("is forgotten, and what was learned of it", () =>
    Effect.gen(function* () {
      const store = yield* seeded()
      yield* TestClock.adjust("3 hours")
      yield* store.take({ ...request, key: "other" })
      assert.strictEqual((yield* takeAll(store)).length, 1)
    }).pipe(Effect.provide(QuotaStore.layerMemory))
  )
})

describe("a permit that is released", () => {
  it.effect("takes no room any more", () =>
    Effect.gen(function* () {
      const store = yield* seeded()
      const permits = yield* takeAll(store)
      yield* Effect.forEach(permits, (permit) => store.release(request, permit))
      assert.strictEqual((yield* takeAll(store)).length, permits.length)
    }).pipe(Effect.provide(QuotaStore.layerMemory))
  )

  it.effect("lets another one go first, if it was to go first", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      const [first = ""] = yield* takeAll(store)
      yield* store.release(request, first)
      assert.strictEqual((yield* takeAll(store)).length, 1)
    }).pipe(Effect.provide(QuotaStore.layerMemory))
  )
})

describe("a dearer class", () => {
  it.effect("that no answer has spoken of stops at the limit of all, where that is lower", () =>
    Effect.gen(function* () {
      const store = yield* QuotaStore.QuotaStore
      yield* store.settle(request, expectPermit(yield* store.take(request)), seen(1, 2))
      assert.strictEqual((yield* takeAll(store, dear)).length, 1)
    }).pipe(Effect.provide(QuotaStore.layerMemory))
  )

  it.effect("stops at its own limit, and leaves the rest to the others", () =>
    Effect.gen(function* () {
      const store = yield* seeded()
      const permits = yield* takeAll(store, dear)
      assert.strictEqual(permits.length, 2)
      yield* Effect.forEach(permits, (permit, index) => store.settle(dear, permit, seen(index + 2, 3)))
      assert.strictEqual((yield* takeAll(store, dear)).length, 0)
      assert.strictEqual((yield* takeAll(store)).length, 2)
    }).pipe(Effect.provide(QuotaStore.layerMemory))
  )

  it.effect("holds the others back while one of its requests is under way", () =>
    Effect.gen(function* () {
      const store = yield* seeded()
      const permit = expectPermit(yield* store.take(dear))
      assert.strictEqual((yield* takeAll(store)).length, 1)
      yield* store.settle(dear, permit, seen(3, 3))
      assert.strictEqual((yield* takeAll(store)).length, 2)
    }).pipe(Effect.provide(QuotaStore.layerMemory))
  )
})

describe("a pause", () => {
  it.effect("holds everybody back for its length, and no longer", () =>
    Effect.gen(function* () {
      const store = yield* seeded()
      yield* store.pause("account", Duration.seconds(5))
      assert.deepStrictEqual(yield* store.take(request), Grant.Wait({ duration: Duration.seconds(5) }))
      yield* TestClock.adjust(justBefore("5 seconds"))
      assert.strictEqual((yield* takeAll(store)).length + (yield* takeAll(store, dear)).length, 0)
      yield* TestClock.adjust("1 millis")
      assert.isAbove((yield* takeAll(store)).length, 0)
    }).pipe(Effect.provide(QuotaStore.layerMemory))
  )

  it.effect("that is shorter does not end one that is longer", () =>
    Effect.gen(function* () {
      const store = yield* seeded()
      yield* store.pause("account", Duration.seconds(9))
      yield* TestClock.adjust("1 seconds")
      yield* store.pause("account", Duration.seconds(2))
      assert.deepStrictEqual(yield* store.take(request), Grant.Wait({ duration: Duration.seconds(8) }))
    }).pipe(Effect.provide(QuotaStore.layerMemory))
  )

  it.effect("makes what was known void: one goes first again", () =>
    Effect.gen(function* () {
      const store = yield* seeded()
      yield* store.pause("account", Duration.seconds(30))
      yield* TestClock.adjust("30 seconds")
      assert.strictEqual((yield* takeAll(store)).length, 1)
    }).pipe(Effect.provide(QuotaStore.layerMemory))
  )

  it.effect("of one key leaves the others alone", () =>
    Effect.gen(function* () {
      const store = yield* seeded()
      yield* store.pause("other", Duration.seconds(5))
      assert.strictEqual((yield* takeAll(store)).length, 4)
    }).pipe(Effect.provide(QuotaStore.layerMemory))
  )
})
