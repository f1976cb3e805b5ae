/** What is done to a run by another process than the one that works on it. */
import { spawn } from "node:child_process"
import path from "node:path"
import { assert, it } from "@effect/vitest"
import { HttpServer } from "@openfaith/pco-mock"
import { Sync } from "@openfaith/sync-engine"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Queue from "effect/Queue"
import * as Congregation from "./Congregation.ts"
import * as Copy from "./Copy.ts"
import { client, describePg, dropped, freshSchema, one, url } from "./Database.ts"

const program = path.join(process.env.OPENFAITH_PROGRAMS ?? "", "adapters/postgres/test/serving.mjs")

const { resources } = Congregation

/** As many requests may be on their way at once: listings read side by side, times branches read side by side. */
const inFlight = 12

/** A church whose requests are counted, a process that works on its syncs, and this one, which stands by. */
const make = Effect.gen(function* () {
  const places = yield* Queue.unbounded<number>()
  let requests = 0
  const world = Congregation.church(20, 5)
  const mock = yield* Effect.acquireRelease(
    Effect.promise(() =>
      HttpServer.listen({
        world,
        quota: { limit: 1_000_000 },
        before: () => {
          requests++
          Queue.unsafeOffer(places, requests)
        }
      })
    ),
    ({ close }) => Effect.promise(close)
  )
  const schema = freshSchema("control")
  yield* Layer.build(dropped(schema))
  const owner = yield* Effect.acquireRelease(
    Effect.sync(() =>
      spawn(process.execPath, ["--enable-source-maps", program], {
        env: { ...process.env, CHURCH: mock.url, DATABASE: url, SCHEMA: schema },
        stdio: ["ignore", "inherit", "inherit"]
      })
    ),
    (child) => Effect.sync(() => child.kill("SIGKILL"))
  )
  const term = one(`SELECT epoch::text AS answer FROM "${schema}".workflow_owner`).pipe(
    Effect.orElseSucceed(() => null),
    Effect.provide(client({ maxConnections: 1 }))
  )
  const begun = yield* Effect.repeat(Effect.zipLeft(term, Effect.sleep("50 millis")), {
    until: (epoch) => epoch !== null
  })
  const standby = Congregation.process(mock.url, schema).pipe(Layer.provideMerge(client()))
  /** Until so many requests were sent, counted from now. */
  const sent = (count: number) => {
    const goal = requests + count
    return Effect.repeat(Queue.take(places), { until: (place) => place >= goal })
  }
  const assertEqual = Effect.forEach(resources, (resource) =>
    Effect.map(Copy.both(schema, world, resource), ({ copy, source }) => assert.deepStrictEqual(copy, source, resource))
  )
  const kill = Effect.sync(() => owner.kill("SIGKILL"))
  return { standby, sent, begun, term, kill, assertEqual, requests: () => requests }
})

const whileItReads = <E, R>(
  work: (church: Effect.Effect.Success<typeof make>, sync: Sync.Sync["Type"]) => Effect.Effect<void, E, R>
) =>
  Effect.gen(function* () {
    const church = yield* make
    yield* Effect.flatMap(Sync.Sync, (sync) => work(church, sync)).pipe(Effect.provide(church.standby))
  })

describePg("a run on which another process works", () => {
  it.scopedLive("is paused, and goes on, without a change of hands", () =>
    whileItReads(({ assertEqual, begun, requests, sent, term }, { pause, resume, start, wait }) =>
      Effect.gen(function* () {
        const { run } = yield* start("full", { resources })
        yield* sent(12)
        yield* pause(run.id)
        const asked = requests()
        const stopped = yield* Effect.flip(wait(run.id))
        assert.deepInclude(stopped, { _tag: "Stopped", status: "paused" })
        yield* Effect.sleep("500 millis")
        assert.isAtMost(requests(), asked + inFlight)

        const quiet = requests()
        yield* resume(run.id)
        assert.isTrue((yield* wait(run.id)).inSync)
        assert.isAbove(requests(), quiet)
        yield* assertEqual
        assert.strictEqual(yield* term, begun)
      })
    )
  )

  it.scopedLive("may be paused and resumed at once, again and again", () =>
    whileItReads(({ assertEqual, requests, sent }, { inspect, pause, resume, start, wait }) =>
      Effect.gen(function* () {
        const { run } = yield* start("full", { resources })
        for (let times = 0; times < 5; times++) {
          yield* sent(4)
          yield* pause(run.id)
          yield* resume(run.id)
        }
        assert.isTrue((yield* wait(run.id)).inSync)
        assert.deepInclude(yield* inspect(run.id), { status: "done" })
        yield* assertEqual
        const whole = requests()
        const again = yield* start("full", { resources })
        yield* wait(again.run.id)
        // what was on its way with each pause is asked for again
        assert.isAtMost(whole, requests() - whole + 5 * inFlight)
      })
    )
  )

  it.scopedLive("is cancelled for good, and a new one reads the rest", () =>
    whileItReads(({ assertEqual, sent }, { cancel, run, start, wait }) =>
      Effect.gen(function* () {
        const { run: one } = yield* start("full", { resources })
        yield* sent(12)
        yield* cancel(one.id)
        assert.deepInclude(yield* Effect.flip(wait(one.id)), { _tag: "Stopped", status: "cancelled" })
        const report = yield* run("full", { resources })
        assert.isFalse(report.resumed)
        // what the cancelled run has stored, and the source does not count, only an audit can verify
        assert.notStrictEqual(report.verdict, "differs")
        yield* assertEqual
      })
    )
  )

  it.scopedLive("loses a resource that is skipped, and no other", () =>
    whileItReads(({ sent }, { skip, start, wait }) =>
      Effect.gen(function* () {
        const { run } = yield* start("full", { resources })
        yield* sent(6)
        yield* skip(run.id, "groups.Attendance", "not this week")
        const { resources: reported } = yield* wait(run.id)
        assert.deepInclude(reported["groups.Attendance"], { outcome: "skipped", reason: "not this week" })
        assert.deepInclude(reported["groups.Event"], { outcome: "done" })
      })
    )
  )

  it.scopedLive("is resumed by this one when the other has died while it was paused", () =>
    whileItReads(({ assertEqual, begun, kill, sent, term }, { pause, resume, start, wait }) =>
      Effect.gen(function* () {
        const { run } = yield* start("full", { resources })
        yield* sent(12)
        yield* pause(run.id)
        yield* kill
        const standing = yield* resume(run.id)
        assert.strictEqual(standing.run.attempt, 2)
        assert.isTrue((yield* wait(run.id)).inSync)
        yield* assertEqual
        assert.notStrictEqual(yield* term, begun)
      })
    )
  )
})
