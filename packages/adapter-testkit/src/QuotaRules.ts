/** For quota stores that keep the rules of a budget themselves, in a script or a function of their database. */
import * as Test from "@effect/vitest"
import { QuotaBook, QuotaStore } from "@openfaith/client-core"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as FastCheck from "effect/FastCheck"
import type * as Scope from "effect/Scope"
import { hangBoundMillis } from "./internal/hangBound.ts"

const count = FastCheck.oneof(
  { weight: 3, arbitrary: FastCheck.integer({ min: 1, max: 8 }) },
  { weight: 1, arbitrary: FastCheck.integer({ min: 20, max: 60 }) }
)
const length = FastCheck.oneof(
  { weight: 3, arbitrary: FastCheck.integer({ min: 20, max: 400 }) },
  { weight: 1, arbitrary: FastCheck.integer({ min: 600, max: 2000 }) }
)

/** Milliseconds for an answer. */
const hold = 100

/** What is done, how many milliseconds after the deed before, and with which of the permits that were given. */
const deed = FastCheck.record({
  after: FastCheck.oneof(FastCheck.constant(0), FastCheck.nat(30), FastCheck.nat(400)),
  what: FastCheck.oneof(
    { weight: 8, arbitrary: FastCheck.constant("take" as const) },
    { weight: 6, arbitrary: FastCheck.constant("settle" as const) },
    { weight: 1, arbitrary: FastCheck.constantFrom("abandon" as const, "release" as const) },
    { weight: 1, arbitrary: FastCheck.constant("pause" as const) }
  ),
  permit: FastCheck.nat(20),
  dear: FastCheck.boolean(),
  observed: FastCheck.option(
    FastCheck.record({
      limit: count,
      window: length.map(Duration.millis),
      used: FastCheck.oneof(FastCheck.nat(12), FastCheck.nat(70))
    }),
    { freq: 2 }
  )
})

let keys = 0

/**
 * Holds a store to the rules of client-core, moment for moment: random stories are told to it and to the store in memory,
 * which must give the same permits and the same waits. `store` makes one whose time, in milliseconds, is `now`'s instead of
 * its own; its budgets must be nobody else's.
 *
 * @since 0.1.0
 * @category testing
 */
export const suite = <E>(
  name: string,
  store: (now: () => number) => Effect.Effect<QuotaStore.QuotaStore["Type"], E, Scope.Scope>,
  { stories = 80 }: { readonly stories?: number | undefined } = {}
): void => {
  Test.describe(`the rules of a budget (${name})`, { timeout: hangBoundMillis }, () => {
    Test.it.effect("are, moment for moment, those of the store in memory, whatever happens", () =>
      Effect.gen(function* () {
        let now = 0
        const theirs = yield* store(() => now)
        const play = (deeds: ReadonlyArray<Deed>, limit: number, window: number) =>
          Effect.gen(function* () {
            const key = `rules ${++keys}`
            now = 0
            let book: string | undefined
            const memory = QuotaBook.make({
              update: (_, change) =>
                Effect.sync(() => {
                  const changed = change(book, now)
                  book = changed.book
                  return changed.answer
                })
            })
            const out: Array<{ readonly ours: string; readonly theirs: string; readonly until: number }> = []
            for (const { after, dear, observed, permit: index, what } of deeds) {
              now += after
              const request: QuotaStore.Request = {
                key,
                costClass: dear ? "dear" : "default",
                assumed: { limit: dear ? Math.ceil(limit / 2) : limit, window: Duration.millis(window) },
                holdAtMost: Duration.millis(hold)
              }
              if (what === "take") {
                const grants = [yield* memory.take(request), yield* theirs.take(request)] as const
                const [mine, other] = grants
                if (QuotaStore.Grant.$is("Granted")(mine) && QuotaStore.Grant.$is("Granted")(other)) {
                  out.push({ ours: mine.permit, theirs: other.permit, until: now + hold })
                } else {
                  Test.assert.deepStrictEqual(other, mine)
                }
              } else if (what === "pause") {
                yield* Effect.forEach([memory, theirs], (each) => each.pause(key, Duration.millis(window)))
              } else {
                // each permit ends once and in time: of any other end a store may think more carefully
                const [pair] = out.splice(index % Math.max(1, out.length), 1)
                if (pair === undefined || pair.until < now) continue
                if (what === "settle") {
                  yield* memory.settle(request, pair.ours, observed ?? undefined)
                  yield* theirs.settle(request, pair.theirs, observed ?? undefined)
                } else {
                  yield* memory[what](request, pair.ours)
                  yield* theirs[what](request, pair.theirs)
                }
              }
            }
          })
        yield* Effect.promise(() =>
          FastCheck.assert(
            FastCheck.asyncProperty(
              FastCheck.array(deed, { minLength: 5, maxLength: 150, size: "max" }),
              count,
              length,
              (deeds, limit, window) => Effect.runPromise(play(deeds, limit, window))
            ),
            { numRuns: stories }
          )
        )
      }).pipe(Effect.scoped)
    )
  })
}

type Deed = typeof deed extends FastCheck.Arbitrary<infer A> ? A : never
