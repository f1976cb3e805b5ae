import { assert, describe, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as FastCheck from "effect/FastCheck"
import { cases } from "../../adapter-testkit/test/cases.ts"
import * as QuotaBook from "../src/QuotaBook.ts"
import * as QuotaStore from "../src/QuotaStore.ts"
import * as Simulation from "./Simulation.ts"

const { Grant } = QuotaStore

/** Books in a map, by a clock of the map's own. */
const shelf = (now: () => number, books = new Map<string, string>()): QuotaBook.Shelf => ({
  update: (key, change) =>
    Effect.sync(() => {
      const { answer, book } = change(books.get(key), now())
      books.set(key, book)
      return answer
    })
})

const count = FastCheck.integer({ min: 1, max: 8 })
const length = FastCheck.integer({ min: 20, max: 400 })
const observed = FastCheck.option(
  FastCheck.record({ limit: count, window: length.map(Duration.millis), used: FastCheck.nat(12) })
)

/** What is done, how many milliseconds after the deed before, and with which of the permits that were given. */
const deed = FastCheck.record({
  after: FastCheck.oneof(FastCheck.constant(0), FastCheck.nat(300)),
  what: FastCheck.oneof(
    { weight: 6, arbitrary: FastCheck.constant("take" as const) },
    { weight: 4, arbitrary: FastCheck.constant("settle" as const) },
    { weight: 1, arbitrary: FastCheck.constantFrom("abandon" as const, "release" as const, "pause" as const) }
  ),
  permit: FastCheck.nat(20),
  dear: FastCheck.boolean(),
  observed
})

type Deed = typeof deed extends FastCheck.Arbitrary<infer A> ? A : never

describe("a quota store over books", () => {
  it.prop(
    "answers what the one in memory does, whatever happens",
    [FastCheck.array(deed, { maxLength: 80 }), count, length],
    ([deeds, limit, window]) => {
      const world = Simulation.world()
      const stores = [
        Effect.runSync(Effect.provide(QuotaStore.QuotaStore, QuotaStore.layerMemory)),
        QuotaBook.make(shelf(() => Math.floor(world.now())))
      ].map((store) => ({ store, permits: [] as string[] }))
      const ask = <A, E>(effect: Effect.Effect<A, E>): A => {
        const exit = world.run(effect).unsafePoll()
        if (exit?._tag !== "Success") throw new Error("both stores answer at once")
        return exit.value
      }
      const act = ({ permits, store }: (typeof stores)[number], { dear, observed, permit: index, what }: Deed) => {
        const request: QuotaStore.Request = {
          key: "account",
          costClass: dear ? "dear" : "default",
          assumed: { limit: dear ? Math.ceil(limit / 2) : limit, window: Duration.millis(window) },
          holdAtMost: Duration.millis(100)
        }
        if (what === "take") {
          const grant = ask(store.take(request))
          if (Grant.$is("Wait")(grant)) return Duration.toMillis(grant.duration)
          permits.push(grant.permit)
          return "granted"
        }
        const permit = permits[index % Math.max(1, permits.length)] ?? "nobody's"
        if (what === "settle") ask(store.settle(request, permit, observed ?? undefined))
        else if (what === "pause") ask(store.pause("account", Duration.millis(window)))
        else ask(store[what](request, permit))
        return what
      }
      let at = 0
      for (const each of deeds) {
        at += each.after
        world.at(at, () => {
          const [one, other] = stores.map((store) => act(store, each))
          assert.strictEqual(other, one)
        })
      }
      world.end()
    },
    cases(500)
  )

  const request: QuotaStore.Request = {
    key: "account",
    costClass: "default",
    assumed: { limit: 3, window: Duration.seconds(20) },
    holdAtMost: Duration.seconds(60)
  }

  const takeAll = (store: QuotaStore.QuotaStore["Type"]) =>
    Effect.gen(function* () {
      const permits: Array<string> = []
      for (let grant = yield* store.take(request); Grant.$is("Granted")(grant); grant = yield* store.take(request)) {
        permits.push(grant.permit)
      }
      return permits
    })

  const seeded = (store: QuotaStore.QuotaStore["Type"]) =>
    Effect.flatMap(takeAll(store), ([first = ""]) => store.settle(request, first, undefined))

  it.effect("goes on where it stood when the shelf's clock goes back", () =>
    Effect.gen(function* () {
      let now = 1e12
      const store = QuotaBook.make(shelf(() => now))
      yield* seeded(store)
      now -= 3_600_000
      assert.strictEqual((yield* takeAll(store)).length, 2)
      now += 20_001
      assert.strictEqual((yield* takeAll(store)).length, 0)
      now += 1
      assert.strictEqual((yield* takeAll(store)).length, 1)
    })
  )

  it.effect("begins carefully where a book is lost or unreadable", () =>
    Effect.gen(function* () {
      const books = new Map<string, string>()
      const store = QuotaBook.make(shelf(() => 0, books))
      for (const lost of [undefined, "", "{}", '{"ledger":{},"last":0,"behind":0}']) {
        yield* seeded(store)
        assert.strictEqual((yield* takeAll(store)).length, 2)
        if (lost === undefined) books.clear()
        else books.set("account", lost)
        assert.strictEqual((yield* takeAll(store)).length, 1)
        books.clear()
      }
    })
  )

  it.effect("holds budgets without bounds", () =>
    Effect.gen(function* () {
      const store = QuotaBook.make(shelf(() => 0))
      const boundless = { ...request, assumed: { limit: Number.POSITIVE_INFINITY, window: Duration.infinity } }
      const first = yield* store.take(boundless)
      assert.isTrue(Grant.$is("Granted")(first))
      if (Grant.$is("Granted")(first)) yield* store.settle(boundless, first.permit, undefined)
      for (let index = 0; index < 20; index++) assert.isTrue(Grant.$is("Granted")(yield* store.take(boundless)))
    })
  )

  it.effect("says how long a book has to be kept, and forgets it after that", () =>
    Effect.gen(function* () {
      let now = 0
      let keep = 0
      const inner = shelf(() => now)
      const store = QuotaBook.make({
        update: (key, change) =>
          inner.update(key, (book, at) => {
            const changed = change(book, at)
            keep = changed.keep
            return changed
          })
      })
      yield* store.pause("account", Duration.days(1))
      assert.isAtLeast(keep, Duration.toMillis("1 days"))
      yield* store.settle(request, "nobody's", { limit: 7, window: Duration.seconds(20), used: 1 })
      now += keep + 1
      yield* seeded(store)
      assert.strictEqual((yield* takeAll(store)).length, 2)
    })
  )
})
