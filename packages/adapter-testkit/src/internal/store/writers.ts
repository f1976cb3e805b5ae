/** Several writers at once, and those whose term has ended. */
import { assert } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import {
  absent,
  assertSuperseded,
  begin,
  commit,
  commitAbsences,
  contents,
  everything,
  newConnection,
  open,
  opened,
  page,
  port,
  record,
  recordsOf,
  rejection,
  resource,
  storedOf,
  type Tests,
  term,
  usage,
  within
} from "./scene.ts"

export const writers = (it: Tests) => {
  it.effect("keeps exactly one of several workers' pages that follow the same commit", () =>
    Effect.gen(function* () {
      const connection = yield* newConnection
      const run = yield* opened(connection)
      yield* begin(run)
      for (let round = 0; round < 10; round++) {
        const results = yield* Effect.forEach(
          ["1", "2", "3", "4"],
          (id) => Effect.either(commit(page(run, round, [record(`${round}/${id}`, 1)]))),
          { concurrency: "unbounded" }
        )
        assert.lengthOf(results.filter(Either.isRight), 1)
        for (const result of results) if (Either.isLeft(result)) assert.strictEqual(result.left._tag, "Superseded")
        assert.lengthOf(yield* recordsOf(connection), round + 1)
      }
    })
  )

  it.effect("lets several runs write the same records at once, in whatever order they name them", () =>
    Effect.gen(function* () {
      const connection = yield* newConnection
      const runs = yield* Effect.forEach(["full", "delta", "audit"] as const, (mode) => opened(connection, mode))
      yield* Effect.forEach(runs, (run) => begin(run))
      const ids = Array.from({ length: 200 }, (_, index) => `${index}`)
      const rounds = 8
      const newest = rounds * runs.length
      // Each ends with the newest, since a direct read that began later wins over what was written before.
      const version = (round: number, of: number) => (round === rounds - 1 ? newest : round * runs.length + of)
      yield* Effect.forEach(
        runs,
        (run, of) =>
          Effect.forEach(Array.from({ length: rounds }), (_, round) => {
            const ordered = of % 2 === 0 ? ids : [...ids].reverse()
            const at = version(round, of)
            return commit(
              page(
                run,
                round,
                ordered.map((id) => record(id, at, `${at}`)),
                { rejected: ordered.slice(0, 20).map((id) => rejection(`bad ${id}`)) }
              )
            )
          }),
        { concurrency: "unbounded" }
      )
      assert.deepStrictEqual(yield* contents(connection), Object.fromEntries(ids.map((id) => [id, `${newest}`])))
      assert.deepInclude(yield* storedOf(connection), { live: ids.length })
    })
  )

  it.effect("lets several connections write at once", () =>
    Effect.gen(function* () {
      const connections = yield* Effect.all(Array.from({ length: 6 }, () => newConnection))
      yield* Effect.forEach(
        connections,
        (connection) =>
          Effect.gen(function* () {
            const run = yield* opened(connection)
            yield* begin(run)
            for (let follows = 0; follows < 5; follows++) {
              yield* commit(page(run, follows, [record(`${follows}`, 1, connection)]))
            }
          }),
        { concurrency: "unbounded" }
      )
      for (const connection of connections) {
        const all = yield* recordsOf(connection)
        assert.lengthOf(all, 5)
        assert.isTrue(all.every(({ hash }) => hash === connection))
      }
    })
  )

  it.effect("keeps what a step of the term that lasts writes", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const { epoch } = yield* term
        const connection = yield* newConnection
        const run = yield* within(epoch)(opened(connection))
        yield* within(epoch)(begin(run))
        const { listing } = yield* within(epoch)(commit(page(run, 0, [record("1", 1)])))
        assert.strictEqual(listing.sequence, 1)
        yield* within(epoch)(Effect.flatMap(port, (store) => store.closeRun(run, undefined)))
      })
    )
  )

  it.effect("keeps nothing of what a step of an earlier term sends once the next has written", () =>
    Effect.gen(function* () {
      const store = yield* port
      const connection = yield* newConnection
      const late = (yield* Effect.scoped(term)).epoch
      yield* Effect.scoped(
        Effect.gen(function* () {
          const { epoch } = yield* term
          const run = yield* within(epoch)(opened(connection))
          yield* within(epoch)(begin(run))
          const before = yield* everything(connection, [run])
          const page1 = page(run, 0, [record("1", 1)], { rejected: [rejection("2")] })
          yield* assertSuperseded(within(late)(commit(page1)))
          yield* assertSuperseded(within(late)(begin(run, { resource: "another" })))
          yield* assertSuperseded(within(late)(commitAbsences(absent(run, 0, { looked: ["1"], gone: ["1"] }))))
          for (const work of [
            Effect.asVoid(open(connection, "delta")),
            store.closeRun(run, undefined),
            store.noteWaiting(run, "for nothing"),
            store.noteUsage(run, resource, usage(1, 1))
          ]) {
            const failure = yield* Effect.flip(within(late)(work))
            assert.deepInclude(failure, { _tag: "StoreError", retryable: false })
          }
          assert.deepStrictEqual(yield* everything(connection, [run]), before)
          // what it may still do is look
          assert.lengthOf(yield* within(late)(store.listings(run)), 1)
          assert.strictEqual((yield* within(epoch)(commit(page1))).listing.sequence, 1)
        })
      )
    })
  )
}
