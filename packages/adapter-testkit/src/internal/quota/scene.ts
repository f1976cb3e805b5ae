/** What the tests of a quota store begin with. */
import { assert, type Vitest } from "@effect/vitest"
import { QuotaStore } from "@openfaith/client-core"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"

export type Store = QuotaStore.QuotaStore["Type"]

/** The same budgets through a connection of its own, as another process has them; the same store where there is none. */
export class Another extends Context.Tag("@openfaith/adapter-testkit/QuotaStoreSuite/Another")<Another, Store>() {}

/** Tests that share one store, on the real clock. */
export type Tests = Vitest.MethodsNonLive<QuotaStore.QuotaStore | Another, true>

export const { Grant } = QuotaStore

let keys = 0

/** A budget nobody has drawn on before, in a store that earlier runs may have used. */
export const newKey: Effect.Effect<string> = Effect.map(
  Random.nextIntBetween(0, 2 ** 31),
  (number) => `budget-${number.toString(36)}-${++keys}`
)

/** So long that no test sees it end. */
export const long = Duration.hours(1)

/** A request of a new budget: five in an hour, unless it is said otherwise. */
export const newRequest = (given: Partial<QuotaStore.Request> = {}): Effect.Effect<QuotaStore.Request> =>
  Effect.map(newKey, (key) => ({
    key,
    costClass: "default",
    assumed: { limit: 5, window: long },
    holdAtMost: Duration.minutes(1),
    ...given
  }))

/** Of a class that stops at three. */
export const dearer = (request: QuotaStore.Request): QuotaStore.Request => ({
  ...request,
  costClass: "dear",
  assumed: { ...request.assumed, limit: 3 }
})

export const seen = (used: number, limit = 5, window: Duration.DurationInput = long): QuotaStore.Observation => ({
  limit,
  window: Duration.decode(window),
  used
})

export const expectPermit = (grant: QuotaStore.Grant): string =>
  Grant.$is("Granted")(grant)
    ? grant.permit
    : assert.fail(`expected a permit, and was told to wait ${Duration.format(grant.duration)}`)

export const expectWait = (grant: QuotaStore.Grant): number =>
  Grant.$is("Wait")(grant) ? Duration.toMillis(grant.duration) : assert.fail("expected to wait, and got a permit")

export const takeOne = (store: Store, request: QuotaStore.Request) => Effect.map(store.take(request), expectPermit)

/** How many permits there are now, taking them. */
export const takeAll = (store: Store, request: QuotaStore.Request) =>
  Effect.gen(function* () {
    const permits: Array<string> = []
    while (permits.length < 1000) {
      const grant = yield* store.take(request)
      if (Grant.$is("Wait")(grant)) break
      permits.push(grant.permit)
    }
    return permits
  })

/** The first request was answered just now. */
export const seed = (store: Store, request: QuotaStore.Request, observed?: QuotaStore.Observation) =>
  Effect.flatMap(takeOne(store, request), (permit) => store.settle(request, permit, observed))

/** Asks until there is a permit, as often as the store says; a test that waits in vain is ended by its own limit. */
export const eventually = (store: Store, request: QuotaStore.Request): Effect.Effect<string, unknown> =>
  Effect.flatMap(
    store.take(request),
    Grant.$match({
      Granted: ({ permit }) => Effect.succeed(permit),
      Wait: ({ duration }) => Effect.delay(eventually(store, request), duration)
    })
  )

/** Milliseconds of this process, which nobody turns back. */
export const stopwatch = Effect.sync(() => performance.now())

/** Of what is lower bounds of time: the store may read its clock in whole milliseconds. */
export const grain = 2
