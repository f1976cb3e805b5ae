/** A host that is stopped while a sync is under way ends by itself, on every engine and adapter. */
import { assert, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { describe as describeAlways } from "vitest"
import { describeOn, describeOwnRedis } from "./Machine.ts"
import { postgres } from "./Members.ts"
import {
  type Church,
  differences,
  type Host,
  makeChurch,
  type Storage,
  startHost,
  storages,
  until
} from "./SyncHosts.ts"

const withPostgres = describeOn(postgres)

const engines: ReadonlyArray<readonly [keyof typeof storages, (name: string, tests: () => void) => void]> = [
  ["memory", describeAlways],
  ["a SQLite file", describeAlways],
  ["the Postgres journal", withPostgres],
  ["the Redis journal and a Postgres store", postgres.there ? describeOwnRedis : withPostgres],
  ["the cluster engine", withPostgres]
]

/** What a host prints when all goes well: its ports, the progress of its runs, and in the end that it is disposed. */
const expected =
  /^(port \d+|timestamp=\S+ level=INFO fiber=\S+ message="(a (run|resource) [^"]*|Listening on: [^"]*)" .*|disposed)$/

/** The cluster warns once a second while its last process finishes or gives up what it executes, for up to five seconds. */
const lastRunner =
  /^timestamp=\S+ level=WARN fiber=\S+ message="No healthy runners available" runner="\{[^}]*\}\n\}" .*\n/gm

/** Waits until the process has ended by itself. It has printed nothing unexpected. */
const assertEnds = (engine: string, host: Host) =>
  Effect.gen(function* () {
    const [duration, exit] = yield* Effect.timed(host.exit)
    assert.deepStrictEqual(exit, { code: 0, signal: null }, host.err())
    console.info(`${engine}: the process exits ${Duration.format(duration)} after SIGTERM`)
    assert.strictEqual(host.err(), "")
    const lines = host.out().replaceAll(lastRunner, "").trimEnd().split("\n")
    assert.deepStrictEqual(
      lines.filter((line) => !expected.test(line)),
      []
    )
    assert.include(lines, "disposed")
  })

/** A refresh that a client of the host waits for: the response comes, whatever it is. */
const requestRefresh = (host: Host) =>
  Effect.promise(() => host.requestRefresh("alpha")).pipe(
    Effect.map(({ status }) => status),
    Effect.fork
  )

const heldRequest = (church: Church) => until(Effect.sync(() => church.heldRequests() > 0))

for (const [engine, describe] of engines) {
  const storageOf: Effect.Effect<Storage, never, Scope.Scope> = storages[engine]

  describe(`a host on ${engine}, stopped by SIGTERM and runtime.dispose()`, () => {
    it.scopedLive(
      "waits for a response of the API: it exits with code 0, prints no error, and a new process completes the copy",
      () =>
        Effect.gen(function* () {
          const alpha = yield* makeChurch(1, 330)
          const storage = yield* storageOf
          const host = yield* startHost(storage, { alpha })
          alpha.hold()
          const response = yield* requestRefresh(host)
          yield* heldRequest(alpha)
          host.terminate()
          yield* assertEnds(engine, host)
          assert.strictEqual(yield* response, 503)
          alpha.open()
          const next = yield* startHost(storage, { alpha })
          assert.isTrue((yield* next.refresh("alpha")).inSync)
          assert.deepStrictEqual(differences(yield* next.records("alpha"), alpha), [])
          next.terminate()
          yield* assertEnds(engine, next)
        })
    )

    it.scopedLive("waits for the rate limit: it exits with code 0 and prints no error", () =>
      Effect.gen(function* () {
        const alpha = yield* makeChurch(1, 330, { quota: { limit: 5, period: 3600 } })
        const host = yield* startHost(yield* storageOf, { alpha })
        const response = yield* requestRefresh(host)
        yield* until(Effect.sync(() => alpha.log.entries({ status: 200 }).length >= 5))
        host.terminate()
        yield* assertEnds(engine, host)
        assert.strictEqual(yield* response, 503)
      })
    )

    for (const requests of [1, 4, 7]) {
      it.scopedLive(`sends request ${requests} and is answered: it exits with code 0 and prints no error`, () =>
        Effect.gen(function* () {
          let terminate: (() => void) | undefined
          const alpha = yield* makeChurch(1, 330, {
            before: (_, number) => {
              if (number === requests) terminate?.()
            }
          })
          const host = yield* startHost(yield* storageOf, { alpha })
          terminate = host.terminate
          // the run may have ended by the time the signal arrives
          const response = yield* requestRefresh(host)
          yield* assertEnds(engine, host)
          assert.include([200, 503], yield* response)
        })
      )
    }

    it.scopedLive("is idle: it exits with code 0 and prints no error", () =>
      Effect.gen(function* () {
        const alpha = yield* makeChurch(1, 30)
        const host = yield* startHost(yield* storageOf, { alpha })
        assert.isTrue((yield* host.refresh("alpha")).inSync)
        host.terminate()
        yield* assertEnds(engine, host)
      })
    )

    if (engine === "memory" || engine === "a SQLite file") return

    it.scopedLive("waits for a run beside another process: it exits with code 0, and the other finishes the run", () =>
      Effect.gen(function* () {
        const alpha = yield* makeChurch(1, 330)
        const storage = yield* storageOf
        const owner = yield* startHost(storage, { alpha })
        alpha.hold()
        const run = yield* owner.startRun("alpha")
        yield* heldRequest(alpha)
        const standby = yield* startHost(storage, { alpha })
        const response = yield* requestRefresh(standby)
        // the process answers these after it has begun the refresh
        for (let times = 0; times < 20; times++) yield* standby.run(run)
        standby.terminate()
        yield* assertEnds(engine, standby)
        assert.strictEqual(yield* response, 503)
        alpha.open()
        yield* until(Effect.map(owner.run(run), ({ status }) => status === "done"))
        owner.terminate()
        yield* assertEnds(engine, owner)
      })
    )
  })
}
