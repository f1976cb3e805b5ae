/** A step of a run is executed only by a process that has the run's connection. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { describeOn, describeOwnRedis } from "./Machine.ts"
import { postgres } from "./Members.ts"
import { type Church, differences, type Host, makeChurch, startHost, storages, until } from "./SyncHosts.ts"

/**
 * Two accounts with different records. Both organisations have one id, so that the check of the organisation, which stops
 * a run at another account, cannot be what keeps them apart.
 */
const makeChurches = Effect.gen(function* () {
  const alpha = yield* makeChurch(1, 330)
  const beta = yield* makeChurch(2, 270)
  assert.strictEqual(alpha.world.organization.id, beta.world.organization.id)
  assert.isUndefined(alpha.world.get("Person", beta.world.rows("Person")[0]?.id ?? ""))
  return { alpha, beta }
})

/** Until the first page of people is committed and a response to a later one is held back. */
const untilInMidRun = (host: Host, church: Church, run: string) =>
  Effect.zipRight(
    until(Effect.sync(() => church.heldRequests() > 0)),
    until(Effect.map(host.run(run), ({ pages }) => (pages["people.Person"] ?? 0) > 0))
  )

const untilDone = (host: Host, run: string) => until(Effect.map(host.run(run), ({ status }) => status === "done"))

const assertOwn = (host: Host, churches: Effect.Effect.Success<typeof makeChurches>) =>
  Effect.gen(function* () {
    assert.deepStrictEqual(differences(yield* host.records("alpha"), churches.alpha), [])
    assert.deepStrictEqual(differences(yield* host.records("beta"), churches.beta), [])
  })

const engines = ["the Postgres journal", "the Redis journal and a Postgres store", "the cluster engine"] as const

for (const engine of engines) {
  const needsRedis = engine === "the Redis journal and a Postgres store" && postgres.there
  const describe = needsRedis ? describeOwnRedis : describeOn(postgres)
  describe(`two processes on ${engine}, one with connection alpha, one with beta`, () => {
    it.scopedLive("start both runs at once: every stored record is of its connection's own account", () =>
      Effect.gen(function* () {
        const churches = yield* makeChurches
        const { alpha, beta } = churches
        const storage = yield* storages[engine]
        const [one, other] = yield* Effect.all([startHost(storage, { alpha }), startHost(storage, { beta })], {
          concurrency: "unbounded"
        })
        alpha.hold()
        beta.hold()
        const [alphaRun, betaRun] = yield* Effect.all([one.startRun("alpha"), other.startRun("beta")], {
          concurrency: "unbounded"
        })
        // both are in mid-run at the same time
        yield* untilInMidRun(one, alpha, alphaRun)
        yield* untilInMidRun(other, beta, betaRun)
        alpha.open()
        beta.open()
        // each process reads the other's run from the store
        yield* untilDone(other, alphaRun)
        yield* untilDone(one, betaRun)
        assert.isTrue((yield* one.refresh("alpha")).inSync)
        assert.isTrue((yield* other.refresh("beta")).inSync)
        yield* assertOwn(one, churches)
        yield* assertOwn(other, churches)
      })
    )

    it.scopedLive(
      "alpha's is killed in mid-run: beta's leaves the run to a new process with alpha, which finishes it",
      () =>
        Effect.gen(function* () {
          const churches = yield* makeChurches
          const { alpha, beta } = churches
          const storage = yield* storages[engine]
          const [one, other] = yield* Effect.all([startHost(storage, { alpha }), startHost(storage, { beta })], {
            concurrency: "unbounded"
          })
          alpha.hold()
          beta.hold()
          const alphaRun = yield* one.startRun("alpha")
          const betaRun = yield* other.startRun("beta")
          yield* untilInMidRun(one, alpha, alphaRun)
          yield* untilInMidRun(other, beta, betaRun)
          yield* one.kill
          const runAtDeath = yield* other.run(alphaRun)
          const recordsAtDeath = yield* other.records("alpha")
          const requestsAtDeath = alpha.log.entries().length
          assert.strictEqual(runAtDeath.status, "running")
          alpha.open()
          beta.open()

          // beta's process works on, before and after the dead process has lost its right to execute
          yield* untilDone(other, betaRun)
          yield* until(storage.isFree("alpha"))
          for (let times = 0; times < 3; times++) assert.isTrue((yield* other.refresh("beta")).inSync)
          assert.deepStrictEqual(yield* other.run(alphaRun), runAtDeath)
          assert.deepStrictEqual(yield* other.records("alpha"), recordsAtDeath)
          assert.strictEqual(alpha.log.entries().length, requestsAtDeath)

          // nobody asks the new process for anything
          const next = yield* startHost(storage, { alpha })
          yield* untilDone(other, alphaRun)
          yield* assertOwn(next, churches)
          assert.isTrue((yield* next.refresh("alpha")).inSync)
          yield* assertOwn(other, churches)
        })
    )
  })
}

it.scopedLive(
  "one process on a SQLite file with both connections is killed in mid-run: its successor finishes each with its own account",
  () =>
    Effect.gen(function* () {
      const churches = yield* makeChurches
      const { alpha, beta } = churches
      const storage = yield* storages["a SQLite file"]
      const first = yield* startHost(storage, { alpha, beta })
      alpha.hold()
      beta.hold()
      const alphaRun = yield* first.startRun("alpha")
      const betaRun = yield* first.startRun("beta")
      yield* untilInMidRun(first, alpha, alphaRun)
      yield* untilInMidRun(first, beta, betaRun)
      yield* first.kill
      alpha.open()
      beta.open()
      const second = yield* startHost(storage, { alpha, beta })
      yield* untilDone(second, alphaRun)
      yield* untilDone(second, betaRun)
      yield* assertOwn(second, churches)
    })
)
