import { assert, describe, it } from "@effect/vitest"
import * as Chunk from "effect/Chunk"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FastCheck from "effect/FastCheck"
import * as Fiber from "effect/Fiber"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/TestClock"
import type { PagingLoop } from "../src/ClientError.ts"
import * as Progress from "../src/internal/progress.ts"
import * as Page from "../src/Page.ts"
import * as Pagination from "../src/Pagination.ts"

type Numbers = Page.Page<number>

const page = (items: ReadonlyArray<number>, next: string | undefined): Numbers => ({
  items,
  included: [],
  next,
  total: undefined
})

/** A listing of these pages at `/?offset=…` or `/?cursor=…`, and what was asked of it. */
const listing = (pages: ReadonlyArray<ReadonlyArray<number>>, parameter = "offset") => {
  const asked: Array<string> = []
  const fetch = (link: string) =>
    Effect.sync(() => {
      asked.push(link)
      const index = Number(new URL(link, "http://localhost").searchParams.get(parameter) ?? 0)
      return page(pages[index] ?? [], index + 1 < pages.length ? `/?${parameter}=${index + 1}` : undefined)
    })
  return { asked, fetch }
}

/** Whatever its page, each address leads to the one that is told here. */
const chain = (links: Readonly<Record<string, string>>) => {
  const asked: Array<string> = []
  const fetch = (link: string) =>
    Effect.sync(() => {
      asked.push(link)
      return page([], links[link])
    })
  return { asked, fetch }
}

const pagesOf = FastCheck.array(FastCheck.array(FastCheck.integer(), { maxLength: 4 }), { minLength: 1, maxLength: 30 })
const counting = { pagination: Pagination.links() }
const ways = FastCheck.record({ prefetch: FastCheck.boolean() }).chain((options) =>
  FastCheck.constantFrom(options, { ...counting, ...options })
)

describe("a stream of pages", () => {
  it.effect.prop("is all pages, in their order, each asked for once", [pagesOf, ways], ([pages, options]) =>
    Effect.gen(function* () {
      const { asked, fetch } = listing(pages)
      const read = yield* Stream.runCollect(Page.stream("e", "/", fetch, options))
      assert.deepStrictEqual(
        Chunk.toReadonlyArray(read).map(({ items }) => items),
        pages
      )
      assert.deepStrictEqual(asked, ["/", ...pages.slice(1).map((_, index) => `/?offset=${index + 1}`)])
    })
  )

  it.effect.prop(
    "asks for no page before the last one is consumed, and with prefetch for one page more",
    [pagesOf, FastCheck.nat(31), FastCheck.boolean()],
    ([pages, taken, prefetch]) =>
      Effect.gen(function* () {
        const { asked, fetch } = listing(pages)
        let consumed = 0
        yield* Page.stream("e", "/", fetch, { prefetch }).pipe(
          Stream.take(taken),
          Stream.runForEach(() =>
            Effect.gen(function* () {
              // time for whatever is under way
              yield* Effect.yieldNow()
              yield* Effect.yieldNow()
              consumed++
              assert.strictEqual(asked.length, Math.min(pages.length, consumed + (prefetch ? 1 : 0)))
            })
          )
        )
        assert.strictEqual(consumed, Math.min(pages.length, taken))
      })
  )

  it.effect("can be run again from its beginning", () =>
    Effect.gen(function* () {
      const { asked, fetch } = listing([[1], [2]])
      const stream = Page.stream("e", "/", fetch, counting)
      yield* Stream.runDrain(stream)
      yield* Stream.runDrain(stream)
      assert.strictEqual(asked.length, 4)
    })
  )
})

describe("prefetching", () => {
  it.effect("fetches a page while the one before is consumed", () =>
    Effect.gen(function* () {
      const { fetch } = listing([[1], [2], [3], [4]])
      const slow = (link: string) => Effect.delay(fetch(link), "1 seconds")
      const run = (prefetch: boolean) =>
        Page.stream("e", "/", slow, { prefetch }).pipe(
          Stream.runForEach(() => Effect.sleep("1 seconds")),
          Effect.timed,
          Effect.fork
        )
      const [lazy, ahead] = [yield* run(false), yield* run(true)]
      yield* TestClock.adjust("1 minutes")
      const seconds = (fiber: typeof lazy) => Effect.map(Fiber.join(fiber), ([taken]) => Duration.toSeconds(taken))
      assert.deepStrictEqual([yield* seconds(lazy), yield* seconds(ahead)], [8, 5])
    })
  )

  it.effect("fails when it is the failed page's turn, and not before", () =>
    Effect.gen(function* () {
      const { fetch } = listing([[1], [2], [3]])
      const failing = (link: string) => (link.endsWith("=1") ? Effect.fail("broken" as const) : fetch(link))
      const seen: Array<ReadonlyArray<number>> = []
      const exit = yield* Page.stream("e", "/", failing, { prefetch: true }).pipe(
        Stream.runForEach(({ items }) => Effect.as(Effect.sleep("1 seconds"), seen.push(items))),
        Effect.fork,
        Effect.tap(TestClock.adjust("1 minutes")),
        Effect.flatMap(Fiber.await)
      )
      assert.deepStrictEqual(exit, Exit.fail("broken"))
      assert.deepStrictEqual(seen, [[1]])
    })
  )

  it.effect("ends with the one who consumes, whether interrupted or satisfied", () =>
    Effect.gen(function* () {
      for (const satisfied of [true, false]) {
        const interrupted = yield* Deferred.make<void>()
        const begun = yield* Deferred.make<void>()
        const fetch = (link: string) =>
          link === "/"
            ? Effect.succeed(page([1], "/?offset=1"))
            : Effect.zipRight(Deferred.succeed(begun, undefined), Effect.never).pipe(
                Effect.onInterrupt(() => Deferred.succeed(interrupted, undefined))
              )
        const consumer = yield* Page.stream("e", "/", fetch, { prefetch: true }).pipe(
          Stream.mapEffect((one) => Effect.as(Deferred.await(begun), one)),
          Stream.take(satisfied ? 1 : 2),
          Stream.runDrain,
          Effect.fork
        )
        yield* Deferred.await(begun)
        if (!satisfied) yield* Fiber.interrupt(consumer)
        yield* Deferred.await(interrupted)
        yield* Fiber.await(consumer)
      }
    })
  )
})

describe("a link that does not go on", () => {
  /** Reads to the end, and says what was asked and what link was refused. */
  const follow = (links: Readonly<Record<string, string>>, options: Page.Options, first = "/things") =>
    Effect.gen(function* () {
      const { asked, fetch } = chain(links)
      const loop: PagingLoop = yield* Effect.flip(Stream.runDrain(Page.stream("e", first, fetch, options)))
      assert.deepInclude(loop, { _tag: "PagingLoop", endpoint: "e" })
      return { asked, refused: loop.link }
    })

  const origin = "https://api.example.com"

  it.effect.each<readonly [string, Readonly<Record<string, string>>, Page.Options, ReadonlyArray<string>]>([
    ["to itself", { "/things": "/things" }, {}, ["/things"]],
    ["to itself, in full", { "/things": `${origin}/things` }, {}, ["/things"]],
    ["to the first page by its offset", { "/things": "/things?offset=0" }, counting, ["/things"]],
    [
      "to an earlier page",
      { "/things": "/things?a=1", "/things?a=1": "/things?a=2", "/things?a=2": "/things?a=1" },
      {},
      ["/things", "/things?a=1", "/things?a=2"]
    ],
    [
      "to an earlier page, its parameters turned round",
      { "/things": "/things?a=1&b=2", "/things?a=1&b=2": "?b=2&a=1" },
      {},
      ["/things", "/things?a=1&b=2"]
    ],
    [
      "backwards",
      { "/things": "/things?offset=50", "/things?offset=50": "/things?offset=25" },
      counting,
      ["/things", "/things?offset=50"]
    ],
    [
      "to where it stands, by an address of its own",
      { "/things": "/things?offset=50", "/things?offset=50": "/things?offset=50&x=1" },
      counting,
      ["/things", "/things?offset=50"]
    ],
    [
      "back to the beginning by an address without an offset",
      { "/things": "/things?offset=50", "/things?offset=50": "/things" },
      counting,
      ["/things", "/things?offset=50"]
    ]
  ])("ends in PagingLoop before a page is read again: %s", ([, links, options, expected]) =>
    Effect.gen(function* () {
      for (const prefetch of [false, true]) {
        const { asked, refused } = yield* follow(links, { ...options, prefetch })
        assert.deepStrictEqual(asked, expected)
        assert.strictEqual(refused, links[expected.at(-1) ?? ""])
      }
    })
  )

  it.effect("is not one that starts later, or that has other parameters", () =>
    Effect.gen(function* () {
      const { asked, fetch } = chain({
        "/things?offset=50": "/things?offset=51",
        "/things?offset=51": "/others?offset=52",
        "/others?offset=52": "/others?cursor=b",
        "/others?cursor=b": "/others?cursor=B"
      })
      yield* Stream.runDrain(Page.stream("e", "/things?offset=50", fetch, counting))
      assert.strictEqual(asked.length, 5)
    })
  )

  it.effect("that is no address at all is left to whoever fetches", () =>
    Effect.gen(function* () {
      const { asked, fetch } = chain({ "/things": "http://" })
      yield* Stream.runDrain(Page.stream("e", "/things", fetch, counting))
      assert.deepStrictEqual(asked, ["/things", "http://"])
    })
  )

  it.effect.prop(
    "is found in every listing that leads back into itself, and no page is read twice",
    [FastCheck.integer({ min: 1, max: 50 }), FastCheck.nat(49)],
    ([length, back]) =>
      Effect.gen(function* () {
        const asked: Array<string> = []
        const fetch = (link: string) =>
          Effect.sync(() => {
            asked.push(link)
            return page([], `/?cursor=${asked.length < length ? `c${asked.length}` : `c${Math.min(back, length - 1)}`}`)
          })
        yield* Effect.flip(Stream.runDrain(Page.stream("e", "/?cursor=c0", fetch)))
        assert.strictEqual(asked.length, length)
        assert.strictEqual(new Set(asked).size, length)
      })
  )
})

describe("following a listing", () => {
  it("of a hundred thousand pages that count remembers no address", () => {
    const progress = Progress.make("/things?offset=0", Pagination.links())
    for (let index = 1; index < 100_000; index++) {
      if (!progress.advance(`/things?offset=${index}`)) assert.fail(`stopped at ${index}`)
    }
    assert.strictEqual(progress.size(), 0)
    assert.isFalse(progress.advance("/things?offset=99999"))
  })

  it("of very many pages that do not count remembers a bounded number of addresses", () => {
    const progress = Progress.make("/things", Pagination.none)
    let most = 0
    for (let index = 0; index < 50_000; index++) {
      if (!progress.advance(`/things?cursor=${index}`)) assert.fail(`stopped at ${index}`)
      most = Math.max(most, progress.size())
    }
    assert.isBelow(most, 2 * Progress.remembered + 1)
    assert.isFalse(progress.advance(`/things?cursor=${50_000 - Progress.remembered}`))
  })

  it("finds a loop longer than it remembers within three times its length", () => {
    const length = 2 * Progress.remembered
    const progress = Progress.make("/things?cursor=0", Pagination.none)
    let steps = 1
    while (steps < 3 * length && progress.advance(`/things?cursor=${steps % length}`)) steps++
    assert.isBelow(steps, 3 * length)
    assert.isAtLeast(steps, length)
  })
})
