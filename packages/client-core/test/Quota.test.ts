import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as FastCheck from "effect/FastCheck"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import * as TestClock from "effect/TestClock"
import { cases } from "../../adapter-testkit/test/cases.ts"
import * as ClientError from "../src/ClientError.ts"
import * as Lane from "../src/Lane.ts"
import * as Quota from "../src/Quota.ts"
import * as QuotaStore from "../src/QuotaStore.ts"
import * as Usage from "../src/Usage.ts"
import * as Simulation from "./Simulation.ts"

const here = { url: new URL("https://api.example.com/things") }
const far = { url: new URL("https://api.example.com/things?offset=40000") }

const policy: Quota.Policy = {
  assumed: { limit: 4, window: Duration.seconds(10) },
  classes: { far: { limit: 2, window: Duration.seconds(10) } },
  costClass: (url) => (url.searchParams.has("offset") ? "far" : "default"),
  observe: () => undefined
}

const holdAtMost = Duration.seconds(30)

const make = Quota.make({ connection: "main", accounts: ["account"], policy, holdAtMost })

const silent = () => undefined

const quiet = Effect.provide(QuotaStore.layerMemory)

/** Every permit there is now. */
const spend = (quota: Quota.Quota, most = 4) =>
  Effect.replicateEffect(
    quota.withPermit(here, () => Effect.void, silent),
    most
  )

describe("a line for permits", () => {
  it.effect("is first come, first served", () =>
    Effect.gen(function* () {
      const quota = yield* make
      const order: Array<number> = []
      const all = yield* Effect.forEach(
        Array.from({ length: 9 }, (_, index) => index),
        (index) => quota.withPermit(here, () => Effect.sync(() => order.push(index)), silent),
        { concurrency: "unbounded" }
      ).pipe(Effect.fork)
      yield* TestClock.adjust("1 minutes")
      yield* Fiber.join(all)
      assert.deepStrictEqual(order, [0, 1, 2, 3, 4, 5, 6, 7, 8])
    }).pipe(quiet)
  )

  it.effect(
    "is slept in by whole milliseconds, whatever the store says: what else runs may read a clock moved by hand",
    () =>
      Effect.gen(function* () {
        const store = yield* QuotaStore.QuotaStore
        const asked: Array<number> = []
        const quota = yield* Effect.provideService(make, QuotaStore.QuotaStore, {
          ...store,
          take: (request) =>
            Effect.flatMap(Clock.currentTimeMillis, (now) =>
              asked.push(now) < 4
                ? Effect.succeed(QuotaStore.Grant.Wait({ duration: Duration.nanos(300_001n) }))
                : store.take(request)
            )
        })
        const sent = yield* Effect.fork(quota.withPermit(here, () => Effect.void, silent))
        yield* TestClock.adjust("1 seconds")
        yield* Fiber.join(sent)
        assert.deepStrictEqual(asked, [0, 1, 2, 3])
      }).pipe(quiet)
  )

  it.effect("counts the time somebody waited in it as waited, and tells who sends", () =>
    Effect.gen(function* () {
      const quota = yield* make
      const all = yield* Effect.replicateEffect(
        quota.withPermit(here, (_, waited) => Effect.succeed(Duration.toMillis(waited)), silent),
        5
      ).pipe(Usage.measured, Effect.fork)
      yield* TestClock.adjust("1 minutes")
      const [told, usage] = yield* Fiber.join(all)
      assert.deepStrictEqual(told, [0, 0, 0, 0, 10_002])
      assert.deepStrictEqual(usage, new Usage.Usage({ requests: 0, waited: Duration.millis(10_002) }))
    }).pipe(quiet)
  )

  it.effect("is left by whoever is interrupted, without a permit", () =>
    Effect.gen(function* () {
      const quota = yield* make
      yield* spend(quota)
      const impatient = yield* Effect.fork(spend(quota, 1))
      yield* TestClock.adjust("1 seconds")
      yield* Fiber.interrupt(impatient)
      yield* TestClock.adjust("9002 millis")
      const four = yield* Effect.fork(spend(quota))
      yield* TestClock.adjust("1 millis")
      yield* Fiber.join(four)
    }).pipe(quiet)
  )

  it.effect("gives back what was granted to somebody who has just left", () =>
    Effect.gen(function* () {
      const memory = yield* QuotaStore.QuotaStore
      const quota = yield* Effect.provideService(make, QuotaStore.QuotaStore, {
        ...memory,
        take: (request) => Effect.delay(memory.take(request), "1 seconds")
      })
      const gone = yield* Effect.fork(quota.withPermit(here, () => Effect.void, silent))
      yield* TestClock.adjust("500 millis")
      yield* Fiber.interrupt(gone)
      const four = yield* Effect.fork(spend(quota))
      yield* TestClock.adjust("6 seconds")
      yield* Fiber.join(four)
    }).pipe(quiet)
  )

  it.effect("gives back what was granted in the very moment in which somebody left", () =>
    Effect.gen(function* () {
      const memory = yield* QuotaStore.QuotaStore
      let gone: Fiber.RuntimeFiber<void, unknown> | undefined
      const quota = yield* Effect.provideService(make, QuotaStore.QuotaStore, {
        ...memory,
        take: (request) => Effect.tap(memory.take(request), () => gone?.unsafeInterruptAsFork(gone.id()))
      })
      const room = yield* Deferred.make<void>()
      const first = yield* Effect.fork(quota.withPermit(here, () => Deferred.await(room), silent))
      yield* TestClock.adjust("10 millis")
      gone = yield* Effect.fork(quota.withPermit(here, () => Effect.void, silent))
      yield* Deferred.succeed(room, undefined)
      yield* Fiber.join(first)
      yield* TestClock.adjust("1 seconds")
      assert.isTrue(Option.isSome(yield* Fiber.poll(gone)))
      gone = undefined
      yield* spend(quota, 3)
    }).pipe(quiet)
  )

  it.effect("lets the urgent go first, even past those for whom it sleeps already", () =>
    Effect.gen(function* () {
      const quota = yield* make
      const order: Array<string> = []
      const send = (lane: Lane.Lane) =>
        quota.withPermit(here, () => Effect.sync(() => order.push(lane)), silent).pipe(Lane.within(lane), Effect.fork)
      yield* spend(quota)
      yield* send("backfill")
      yield* TestClock.adjust("5 seconds")
      yield* send("delta")
      yield* send("interactive")
      yield* TestClock.adjust("6 seconds")
      assert.deepStrictEqual(order, ["interactive", "delta", "backfill"])
    }).pipe(quiet)
  )

  it.effect("asks the store with nothing of the caller's around it", () =>
    Effect.gen(function* () {
      class Transaction extends Context.Tag("test/Transaction")<Transaction, string>() {}
      const memory = yield* QuotaStore.QuotaStore
      const seen: Array<string> = []
      const look = <A, E>(effect: Effect.Effect<A, E>) =>
        Effect.contextWithEffect((context: Context.Context<never>) => {
          if (Option.isSome(Context.getOption(context, Transaction))) seen.push("a transaction")
          if (context.unsafeMap.size > 0) seen.push("something")
          return effect
        })
      const quota = yield* Effect.provideService(make, QuotaStore.QuotaStore, {
        take: (request) => look(memory.take(request)),
        settle: (request, permit, observed) => look(memory.settle(request, permit, observed)),
        abandon: (request, permit) => look(memory.abandon(request, permit)),
        release: (request, permit) => look(memory.release(request, permit)),
        pause: (key, duration) => look(memory.pause(key, duration))
      })
      yield* spend(quota, 2).pipe(
        Effect.zipRight(Effect.ignore(quota.withPermit(here, () => Effect.fail("cut"), silent))),
        Effect.zipRight(quota.pause(0, Duration.seconds(1))),
        Effect.provideService(Transaction, "the host's"),
        Effect.withSpan("a run")
      )
      assert.deepStrictEqual(seen, [])
    }).pipe(quiet)
  )
})

describe("a request without an answer", () => {
  it.effect("leaves the next to go first, and only one", () =>
    Effect.gen(function* () {
      const quota = yield* make
      const gate = yield* Deferred.make<void>()
      let under = 0
      yield* Effect.flip(quota.withPermit(here, () => Effect.fail("cut"), silent))
      const waiting = yield* Effect.replicateEffect(
        quota.withPermit(
          here,
          () =>
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
      yield* TestClock.adjust("0 millis")
      assert.strictEqual(under, 3)
      yield* Fiber.join(waiting)
    }).pipe(quiet)
  )

  it.effect("keeps its room for as long as it may still be counted, failed or interrupted", () =>
    Effect.gen(function* () {
      const quota = yield* make
      let sent = 0
      const send = () => Effect.sync(() => sent++)
      yield* quota.withPermit(here, send, silent)
      const cut = yield* Effect.fork(quota.withPermit(here, () => Effect.never, silent))
      yield* TestClock.adjust("1 seconds")
      yield* Fiber.interrupt(cut)
      yield* Effect.flip(quota.withPermit(here, () => Effect.fail("cut"), silent))
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

  it.effect("gives its room back where no connection came about", () =>
    Effect.gen(function* () {
      const quota = yield* make
      const nobody = new ClientError.Unreachable({ endpoint: "t", origin: "o", reason: "refused", sent: false })
      yield* spend(quota, 3)
      yield* Effect.flip(Effect.flip(Effect.flip(quota.withPermit(here, () => Effect.fail(nobody), silent))))
      yield* spend(quota, 1)
    }).pipe(quiet)
  )
})

describe("a class of requests", () => {
  it.effect("that no answer has spoken of keeps to what is known of it beforehand", () =>
    Effect.gen(function* () {
      const quota = yield* make
      let sent = 0
      yield* spend(quota, 3)
      const deep = yield* Effect.fork(quota.withPermit(far, () => Effect.sync(() => sent++), silent))
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
      yield* spend(quota)
      const next = yield* Effect.fork(quota.withPermit(here, () => Effect.sync(() => sent++), silent))
      yield* TestClock.adjust("5 seconds")
      yield* quota.pause(0, Duration.seconds(20))
      yield* TestClock.adjust("19999 millis")
      assert.strictEqual(sent, 0)
      yield* TestClock.adjust("1 millis")
      assert.strictEqual(sent, 1)
      yield* Fiber.join(next)
    }).pipe(quiet)
  )
})

describe("several accounts", () => {
  const three = Quota.make({ connection: "main", accounts: ["a", "b", "c"], policy, holdAtMost })
  const which = (account: number) => Effect.succeed(account)

  it.effect("take turns while all of them can send", () =>
    Effect.gen(function* () {
      const quota = yield* three
      const used = yield* Effect.replicateEffect(quota.withPermit(here, which, silent), 9)
      assert.deepStrictEqual(used, [0, 1, 2, 0, 1, 2, 0, 1, 2])
    }).pipe(quiet)
  )

  it.effect("are left for the one that can send soonest", () =>
    Effect.gen(function* () {
      const quota = yield* three
      yield* Effect.replicateEffect(quota.withPermit(here, which, silent), 12)
      yield* quota.pause(0, Duration.minutes(1))
      yield* quota.pause(2, Duration.minutes(1))
      const next = yield* Effect.fork(quota.withPermit(here, which, silent))
      yield* TestClock.adjust("10002 millis")
      assert.strictEqual(yield* Fiber.join(next), 1)
    }).pipe(quiet)
  )

  it.effect("send only where they are admitted, and nothing waits for none", () =>
    Effect.gen(function* () {
      const quota = yield* three
      const used = yield* Effect.replicateEffect(
        quota.withPermit({ ...here, among: (account) => account === 2 }, which, silent),
        3
      )
      assert.deepStrictEqual(used, [2, 2, 2])
      const error = yield* Effect.flip(quota.withPermit({ ...here, among: () => false }, which, silent))
      assert.strictEqual(error._tag, "QuotaUnavailable")
    }).pipe(quiet)
  )
})

describe("a store that is out of reach", () => {
  const down = new ClientError.QuotaUnavailable({ reason: "no route" })
  const broken = (isDown: () => boolean, asked: () => void = () => {}) =>
    Effect.map(QuotaStore.QuotaStore, (memory) =>
      QuotaStore.QuotaStore.of({
        ...memory,
        take: (request) =>
          Effect.suspend(() => {
            asked()
            return isDown() ? Effect.fail(down) : memory.take(request)
          })
      })
    )
  const over = (store: QuotaStore.QuotaStore["Type"], patience?: Duration.DurationInput) =>
    Quota.make({ connection: "main", accounts: ["account"], policy, holdAtMost, patience }).pipe(
      Effect.provideService(QuotaStore.QuotaStore, store)
    )

  it.effect("is asked again, less and less often, until patience is over; and nothing is sent", () =>
    Effect.gen(function* () {
      let asked = 0
      const quota = yield* over(
        yield* broken(
          () => true,
          () => void asked++
        )
      )
      let sent = 0
      const waiting = yield* Effect.fork(quota.withPermit(here, () => Effect.sync(() => sent++), silent))
      yield* TestClock.adjust("29999 millis")
      assert.isTrue(Option.isNone(yield* Fiber.poll(waiting)))
      yield* TestClock.adjust("1 millis")
      assert.deepStrictEqual(yield* Effect.flip(Fiber.join(waiting)), down)
      assert.strictEqual(sent, 0)
      // after 0.1, 0.3, 0.7, 1.5, 3.1, 6.3 seconds, and every five from then on
      assert.strictEqual(asked, 11)
    }).pipe(quiet)
  )

  it.effect("is waited for as long as each has patience: one not at all, another for ever", () =>
    Effect.gen(function* () {
      let isDown = true
      const store = yield* broken(() => isDown)
      const stoic = yield* over(store, Duration.infinity)
      const hasty = yield* over(store, 0)
      const waiting = yield* Effect.fork(spend(stoic, 1))
      yield* TestClock.adjust("10 minutes")
      assert.deepStrictEqual(yield* Effect.flip(spend(hasty, 1)), down)
      isDown = false
      yield* TestClock.adjust("5 seconds")
      yield* Fiber.join(waiting)
    }).pipe(quiet)
  )

  it.effect("by a defect fails who asked, and serves the next", () =>
    Effect.gen(function* () {
      const memory = yield* QuotaStore.QuotaStore
      let asked = 0
      const quota = yield* over({
        ...memory,
        take: (request) => (asked++ === 0 ? Effect.die(new Error("a bug")) : memory.take(request))
      })
      const error = yield* Effect.flip(spend(quota, 1))
      assert.match(error.message, /a bug/)
      yield* spend(quota, 1)
    }).pipe(quiet)
  )

  it.effect("when an answer is here does not lose the answer", () =>
    Effect.gen(function* () {
      const memory = yield* QuotaStore.QuotaStore
      const quota = yield* over({ ...memory, settle: () => Effect.fail(down) })
      assert.strictEqual(yield* quota.withPermit(here, () => Effect.succeed("an answer"), silent), "an answer")
    }).pipe(quiet)
  )
})

/** One request of a random crowd. */
interface Arrival {
  readonly at: number
  readonly lane: Lane.Lane
  readonly connection: string
  readonly latency: number
  /** Milliseconds after which it is given up, if ever. */
  readonly until: number | undefined
}

const arrival: FastCheck.Arbitrary<Arrival> = FastCheck.record({
  at: FastCheck.nat(400),
  lane: FastCheck.constantFrom<Array<Lane.Lane>>("interactive", "delta", "backfill"),
  connection: FastCheck.constantFrom("a", "b", "c"),
  latency: FastCheck.nat(30),
  until: FastCheck.option(FastCheck.nat(300), { nil: undefined, freq: 4 })
})

interface Happened {
  readonly kind: "joined" | "granted" | "left"
  readonly who: number
}

/** Plays a crowd before one store, each process with lines of its own, and says what happened in what order. */
const crowd = (options: {
  readonly limit: number
  readonly window: number
  readonly processes: number
  readonly arrivals: ReadonlyArray<Arrival>
  /** Milliseconds until the store answers. */
  readonly lag?: number
}) => {
  const lagging = <A, E>(word: Effect.Effect<A, E>) =>
    options.lag === undefined ? word : Effect.delay(word, Duration.millis(options.lag))
  const { at, end, now, run } = Simulation.world()
  const memory = Effect.runSync(Effect.provide(QuotaStore.QuotaStore, QuotaStore.layerMemory))
  const assumed = { limit: options.limit, window: Duration.millis(options.window) }
  const lines = new Map<string, Quota.Quota>()
  let out = 0
  for (let process = 0; process < options.processes; process++) {
    const store = QuotaStore.QuotaStore.of({
      ...memory,
      take: (request) =>
        lagging(
          Effect.tap(memory.take(request), ({ _tag }) => {
            if (_tag === "Granted") out++
          })
        ),
      settle: (...word) => lagging(Effect.tap(memory.settle(...word), () => void out--)),
      abandon: (...word) => lagging(Effect.tap(memory.abandon(...word), () => void out--)),
      release: (...word) => lagging(Effect.tap(memory.release(...word), () => void out--))
    })
    for (const connection of ["a", "b", "c"]) {
      run(
        Quota.make({
          connection,
          accounts: ["account"],
          policy: { assumed, observe: silent },
          holdAtMost: Duration.millis(100)
        }).pipe(
          Effect.provideService(QuotaStore.QuotaStore, store),
          Effect.map((quota) => lines.set(`${process}${connection}`, quota))
        )
      )
    }
  }
  const happened: Array<Happened> = []
  const sending = new Set<number>()
  const counted: Array<number> = []
  const refused: Array<number> = []
  for (const [who, each] of options.arrivals.entries()) {
    at(each.at, () => {
      const quota = lines.get(`${who % options.processes}${each.connection}`)
      if (quota === undefined) return
      happened.push({ kind: "joined", who })
      const fiber = run(
        quota
          .withPermit(
            here,
            () =>
              Effect.suspend(() => {
                happened.push({ kind: "granted", who })
                sending.add(who)
                counted.push(now())
                if (counted.filter((time) => time > now() - options.window).length > options.limit) refused.push(who)
                return Effect.sleep(Duration.millis(each.latency))
              }),
            silent
          )
          .pipe(Lane.within(each.lane))
      )
      if (each.until === undefined) return
      at(each.at + each.until, () => {
        if (fiber.unsafePoll() !== null) return
        if (!sending.has(who)) happened.push({ kind: "left", who })
        fiber.unsafeInterruptAsFork(fiber.id())
      })
    })
  }
  end()
  return { happened, refused, out }
}

const crowds = (processes: FastCheck.Arbitrary<number>, arrivals = FastCheck.array(arrival, { maxLength: 120 })) =>
  FastCheck.record({
    limit: FastCheck.integer({ min: 1, max: 8 }),
    window: FastCheck.integer({ min: 20, max: 100 }),
    processes,
    arrivals
  })

/** Who waits when somebody is granted, and who that was. */
const grants = (happened: ReadonlyArray<Happened>) => {
  const waiting = new Set<number>()
  return happened.flatMap(({ kind, who }) => {
    if (kind === "joined") waiting.add(who)
    else waiting.delete(who)
    return kind === "granted" ? [{ who, others: [...waiting] }] : []
  })
}

describe("a random crowd", () => {
  it.prop(
    "never finds a window fuller than the limit, in one process or two, whoever gives up when",
    [crowds(FastCheck.integer({ min: 1, max: 2 })), FastCheck.option(FastCheck.nat(5), { nil: undefined })],
    ([each, lag]) => {
      const { happened, out, refused } = crowd({ ...each, ...(lag === undefined ? {} : { lag }) })
      const over = happened.filter(({ kind }) => kind !== "joined").map(({ who }) => who)
      assert.strictEqual(new Set(over).size, each.arrivals.length, "somebody waits for ever")
      assert.deepStrictEqual(refused, [])
      assert.strictEqual(out, 0, "a permit was lost")
    },
    cases(300)
  )

  it.prop(
    "is served by urgency, save that no lane is passed over more often than it may be",
    [
      crowds(
        FastCheck.constant(1),
        FastCheck.array(
          arrival.map((one) => ({
            ...one,
            at: one.at % 40,
            until: one.until === undefined ? undefined : one.until * 20
          })),
          { minLength: 30, maxLength: 60 }
        )
      )
    ],
    ([each]) => {
      const laneOf = (who: number) => each.arrivals[who]?.lane ?? "interactive"
      const passed = { interactive: 0, delta: 0, backfill: 0 }
      for (const { others, who } of grants(crowd(each).happened)) {
        const lane = laneOf(who)
        const waiting = new Set(others.map(laneOf))
        const skipped = Lane.lanes.slice(0, Lane.lanes.indexOf(lane)).filter((other) => waiting.has(other))
        if (skipped.length > 0) assert.isAtLeast(passed[lane], 10)
        for (const other of Lane.lanes) passed[other] = other !== lane && waiting.has(other) ? passed[other] + 1 : 0
        // two lanes may be due at once
        for (const other of Lane.lanes) assert.isAtMost(passed[other], 11)
      }
    },
    cases(60)
  )

  it.prop(
    "gives connections that both wait their turns: their grants never differ by more than one",
    [crowds(FastCheck.constant(1), FastCheck.array(arrival.map((one) => ({ ...one, lane: "delta" as const }))))],
    ([each]) => {
      const connectionOf = (who: number) => each.arrivals[who]?.connection ?? ""
      for (const [left, right] of [
        ["a", "b"],
        ["a", "c"],
        ["b", "c"]
      ] as const) {
        let waiting = { left: 0, right: 0 }
        let ahead: ReadonlyArray<number> = [0]
        for (const { kind, who } of crowd(each).happened) {
          const side = connectionOf(who) === left ? "left" : connectionOf(who) === right ? "right" : undefined
          if (side === undefined) continue
          if (kind === "granted") {
            ahead = [...ahead, (ahead.at(-1) ?? 0) + (side === "left" ? 1 : -1)]
            assert.isAtMost(Math.max(...ahead) - Math.min(...ahead), 2)
            if (waiting.left > 0 && waiting.right > 0) assert.isAtMost(Math.abs(ahead.at(-1) ?? 0), 1)
          }
          waiting = { ...waiting, [side]: waiting[side] + (kind === "joined" ? 1 : -1) }
          // a stretch in which both wait ends here
          if (waiting.left === 0 || waiting.right === 0) ahead = [0]
        }
      }
    },
    cases(150)
  )

  it.prop(
    "that is given up before anything was sent leaves all the room there was",
    [FastCheck.array(arrival, { minLength: 1, maxLength: 60 }), FastCheck.integer({ min: 1, max: 6 })],
    ([arrivals, limit]) => {
      // everybody joins at once and leaves at once; somebody who comes then finds the room of those who never sent
      const gone = arrivals.map((each) => ({ ...each, at: 1, until: 0, latency: 1 }))
      const last: Arrival = { at: 2, lane: "backfill", connection: "a", latency: 0, until: undefined }
      const { happened, out } = crowd({
        limit: limit + arrivals.length,
        window: 50,
        processes: 1,
        arrivals: [...gone, last]
      })
      assert.isTrue(happened.some(({ kind, who }) => kind === "granted" && who === arrivals.length))
      assert.strictEqual(out, 0)
    },
    cases(100)
  )
})
