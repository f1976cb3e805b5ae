import { assert, describe, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as FastCheck from "effect/FastCheck"
import * as Fiber from "effect/Fiber"
import * as Random from "effect/Random"
import * as TestClock from "effect/TestClock"
import * as ClientError from "../src/ClientError.ts"
import * as Retry from "../src/Retry.ts"

const answer = { endpoint: "things.Thing.list", status: 500, requestId: undefined, problems: [] }
const unavailable = (retryAfter?: Duration.Duration) => new ClientError.Unavailable({ ...answer, body: "", retryAfter })
const rateLimited = new ClientError.RateLimited({ ...answer, status: 429, retryAfter: Duration.seconds(7) })

const lasting: ReadonlyArray<ClientError.ClientError> = [
  new ClientError.InvalidRequest({ endpoint: "e", field: "where.x", problem: "no" }),
  new ClientError.Unauthorized(answer),
  new ClientError.Conflict(answer),
  new ClientError.ValidationFailed(answer),
  new ClientError.Forbidden(answer),
  new ClientError.NotFound(answer),
  new ClientError.Rejected(answer),
  new ClientError.LeftOrigin({ endpoint: "e", origin: "https://a", link: "https://b" }),
  new ClientError.PagingLoop({ endpoint: "e", link: "l" }),
  new ClientError.QuotaUnavailable({ reason: "down" }),
  new ClientError.NeedsReauthorization({ account: "a", reason: "revoked" }),
  new ClientError.TokenStoreUnavailable({ reason: "down" }),
  new ClientError.UnexpectedBody({ ...answer, problem: "too long", body: "", remedy: "none" })
]

const passing: ReadonlyArray<ClientError.ClientError> = [
  unavailable(),
  new ClientError.Unreachable({ endpoint: "e", origin: "https://a", reason: "ECONNRESET" }),
  new ClientError.UnexpectedBody({ ...answer, problem: "the body is not JSON", body: "<html>" })
]

/** Fails with each error in turn, then succeeds; notes when it was tried. */
const failing = (errors: ReadonlyArray<ClientError.ClientError>) => {
  const tried: Array<number> = []
  const call = Effect.flatMap(TestClock.currentTimeMillis, (now) => {
    const error = errors[tried.length]
    tried.push(now)
    return error === undefined ? Effect.succeed("done") : Effect.fail(error)
  })
  return { call, tried }
}

const play = (errors: ReadonlyArray<ClientError.ClientError>, policy: Retry.Policy = {}, repeatable = true) =>
  Effect.gen(function* () {
    const { call, tried } = failing(errors)
    const fiber = yield* Effect.fork(Effect.either(Retry.transient(policy, { repeatable })(call)))
    yield* TestClock.adjust("1 days")
    return { tried, outcome: yield* Fiber.join(fiber) }
  })

/** Random numbers that are always the greatest, or the least. */
const extreme = (greatest: boolean): Random.Random => {
  const random = Random.make("extreme")
  return { ...random, nextRange: (least, most) => Effect.succeed(greatest ? most : least) }
}

const gaps = (tried: ReadonlyArray<number>) => tried.slice(1).map((time, index) => time - (tried[index] ?? 0))

describe("a transient failure", () => {
  it.effect.each(passing)("is tried again, five times in all, and then is the caller's: $_tag", (error) =>
    Effect.gen(function* () {
      const { outcome, tried } = yield* play(Array.from({ length: 9 }, () => error))
      assert.strictEqual(tried.length, 5)
      assert.deepInclude(outcome, { _tag: "Left", left: error })
    })
  )

  it.effect("that passes leaves no trace in the result", () =>
    Effect.gen(function* () {
      const { outcome, tried } = yield* play(passing)
      assert.strictEqual(tried.length, 4)
      assert.deepInclude(outcome, { _tag: "Right", right: "done" })
    })
  )

  it.effect("is tried as often as the policy says, and at least once", () =>
    Effect.gen(function* () {
      for (const attempts of [0, 1, 2, 3]) {
        const { tried } = yield* play(
          Array.from({ length: 9 }, () => unavailable()),
          { attempts }
        )
        assert.strictEqual(tried.length, Math.max(1, attempts))
      }
    })
  )

  it.effect("waits at most a ceiling that doubles up to the cap, and possibly not at all", () =>
    Effect.gen(function* () {
      const errors = Array.from({ length: 6 }, () => unavailable())
      const policy = { attempts: 7, base: "1 seconds", cap: "10 seconds" } as const
      const longest = yield* play(errors, policy).pipe(Effect.withRandom(extreme(true)))
      assert.deepStrictEqual(gaps(longest.tried), [1000, 2000, 4000, 8000, 10_000, 10_000])
      const shortest = yield* play(errors, policy).pipe(Effect.withRandom(extreme(false)))
      assert.deepStrictEqual(gaps(shortest.tried), [0, 0, 0, 0, 0, 0])
    })
  )

  it.effect("is not tried again at one moment by all who failed together", () =>
    Effect.gen(function* () {
      const waits = yield* Effect.forEach(Array.from({ length: 8 }), (_, seed) =>
        play([unavailable()]).pipe(
          Effect.map(({ tried }) => gaps(tried)[0]),
          Effect.withRandom(Random.make(seed))
        )
      )
      assert.isAbove(new Set(waits).size, 4)
    })
  )

  it.effect("is the caller's at once if the API asks for more than there is patience for", () =>
    Effect.gen(function* () {
      const long = Duration.hours(1)
      for (const error of [
        unavailable(long),
        new ClientError.RateLimited({ ...answer, status: 429, retryAfter: long })
      ]) {
        const { outcome, tried } = yield* play([error])
        assert.strictEqual(tried.length, 1)
        assert.deepInclude(outcome, { _tag: "Left", left: error })
        assert.deepInclude((yield* play([error], { budget: "2 hours" })).outcome, { _tag: "Right" })
      }
    })
  )

  it.effect("is the caller's when the next pause would end after the budget, counted from the first failure", () =>
    Effect.gen(function* () {
      const errors = Array.from({ length: 9 }, () => unavailable(Duration.seconds(20)))
      const { outcome, tried } = yield* play(errors, { attempts: 9, budget: "1 minute" })
      assert.deepStrictEqual(gaps(tried), [20_000, 20_000, 20_000])
      assert.deepInclude(outcome, { _tag: "Left" })
    })
  )

  it.effect("that a rule says has to be waited for is no failed attempt", () =>
    Effect.gen(function* () {
      const busy = new ClientError.Unavailable({ ...answer, remedy: "wait", retryAfter: Duration.seconds(1) })
      const { outcome, tried } = yield* play(Array.from({ length: 12 }, () => busy))
      assert.strictEqual(tried.length, 13)
      assert.deepInclude(outcome, { _tag: "Right" })
    })
  )

  it.effect("waits for as long as the API asks, longer than any cap or shorter", () =>
    Effect.gen(function* () {
      const { tried } = yield* play([unavailable(Duration.minutes(2)), unavailable(Duration.zero)], {
        cap: "1 seconds"
      })
      assert.deepStrictEqual(gaps(tried), [120_000, 0])
    }).pipe(Effect.withRandom(extreme(true)))
  )
})

describe("what the quota refused", () => {
  it.effect("is no failed attempt, however often, within the budget", () =>
    Effect.gen(function* () {
      const { outcome, tried } = yield* play([
        ...Array.from({ length: 20 }, () => rateLimited),
        ...Array.from({ length: 4 }, () => unavailable())
      ])
      assert.strictEqual(tried.length, 25)
      assert.deepInclude(outcome, { _tag: "Right", right: "done" })
    })
  )
})

describe("a failure that would only repeat itself", () => {
  it.effect.each(lasting)("is not tried again: $_tag", (error) =>
    Effect.gen(function* () {
      const { outcome, tried } = yield* play([error])
      assert.strictEqual(tried.length, 1)
      assert.deepInclude(outcome, { _tag: "Left", left: error })
    })
  )
})

describe("a request that must not run twice", () => {
  const alone = (error: ClientError.ClientError) => play([error], {}, false)
  const refusedConnection = new ClientError.Unreachable({
    endpoint: "e",
    origin: "https://a",
    reason: "ECONNREFUSED",
    sent: false
  })

  it.effect.each([rateLimited, refusedConnection])(
    "is sent again where it certainly was not carried out: $_tag",
    (error) =>
      Effect.gen(function* () {
        const { outcome, tried } = yield* alone(error)
        assert.strictEqual(tried.length, 2)
        assert.deepInclude(outcome, { _tag: "Right", right: "done" })
      })
  )

  it.effect.each([
    new ClientError.Unreachable({ endpoint: "e", origin: "https://a", reason: "ECONNRESET" }),
    new ClientError.Unavailable({ ...answer, status: 502, retryAfter: undefined }),
    new ClientError.Unavailable({ ...answer, status: 504, retryAfter: undefined })
  ])("has an unknown outcome once its answer is lost: $message", (error) =>
    Effect.gen(function* () {
      const { outcome, tried } = yield* alone(error)
      assert.strictEqual(tried.length, 1)
      assert.strictEqual(outcome._tag === "Left" && outcome.left._tag, "UnknownOutcome")
    })
  )

  it.effect.each([unavailable(), unavailable(Duration.seconds(1)), passing[2]])(
    "fails as it was answered, at once, and not as what passes: $_tag",
    (error) =>
      Effect.gen(function* () {
        if (error === undefined) return assert.fail()
        const { outcome, tried } = yield* alone(error)
        assert.strictEqual(tried.length, 1)
        const left = outcome._tag === "Left" ? outcome.left : assert.fail("it was tried again")
        assert.deepInclude(left, { _tag: error._tag, message: error.message })
        assert.isFalse(ClientError.isTransient(left))
      })
  )
})

describe("Retry-After", () => {
  const now = Date.parse("2026-11-22T15:30:00Z")
  const millis = (value: string | undefined) => {
    const duration = Retry.parseRetryAfter(value, now)
    return duration === undefined ? undefined : Duration.toMillis(duration)
  }

  it("is seconds, whole or not, never fewer than none", () => {
    assert.deepStrictEqual(["20", "0", " 3 ", "0.5", "-5"].map(millis), [20_000, 0, 3000, 500, 0])
  })

  it("is a date of HTTP, counted from now, and nothing where that has passed", () => {
    assert.strictEqual(millis("Sun, 22 Nov 2026 15:31:30 GMT"), 90_000)
    assert.strictEqual(millis("Sun, 22 Nov 2026 15:29:00 GMT"), 0)
  })

  it("is ignored where it is neither", () => {
    assert.deepStrictEqual([undefined, "", "  ", "soon", "Infinity", "NaN", "5 apples", "May", "1e308"].map(millis), [
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined
    ])
  })

  it.prop("never makes a wait that is negative or no number", [FastCheck.string()], ([text]) => {
    const wait = millis(text)
    assert.isTrue(wait === undefined || wait >= 0)
  })
})
