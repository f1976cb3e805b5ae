/**
 * The port behind the request budget: who may send now, and who has to wait.
 *
 * A permit is held from its grant until one window after its answer. The server counts a request somewhere between those
 * two, so however its windows lie, it never sees more than the limit.
 */
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { QuotaUnavailable } from "./ClientError.ts"
import type { Budget, Observation, Request } from "./internal/budget.ts"
import * as Ledger from "./internal/ledger.ts"
import * as Timeline from "./internal/timeline.ts"

export type { Budget, Observation, Request } from "./internal/budget.ts"

/**
 * What a store is to take for true of an answer, in the bounds of `Observation`; lengths of time in milliseconds. Absent is
 * what says nothing.
 *
 * @since 0.1.0
 * @category combinators
 */
export const believable: (
  observed: Observation,
  assumed: Budget
) => { readonly limit: number | undefined; readonly window: number | undefined; readonly used: number } =
  Ledger.believable

/**
 * A permit, or how long to wait before asking again.
 *
 * @since 0.1.0
 * @category models
 */
export type Grant = Data.TaggedEnum<{
  Granted: { readonly permit: string }
  Wait: { readonly duration: Duration.Duration }
}>

/**
 * Makes and matches grants.
 *
 * @since 0.1.0
 * @category constructors
 */
export const Grant = Data.taggedEnum<Grant>()

/**
 * The shared request budget.
 *
 * Promises: while only holders of its permits use a credential, and the limits it was told of hold, no window of the
 * server's ever holds more requests than the limit. Time is the store's own.
 *
 * Of others on the same credential it knows only what answers count beyond our own requests. While they were noticed in
 * the last two windows, or a refusal in the last four, that much is left to them and a little more, and permits are given
 * evenly instead of all at once. With others there can still be refusals: where they begin or quicken in the moment in
 * which a window is being filled, and none of our answers has shown them yet.
 *
 * @since 0.1.0
 * @category tags
 */
export class QuotaStore extends Context.Tag("@openfaith/client-core/QuotaStore")<
  QuotaStore,
  {
    /**
     * A permit if there is room now. Until the first answer of a key has been settled, only one permit is out, since
     * nobody knows yet how much of the window others have used; so it is after a pause, and when what others had used
     * before the first answer has run out.
     */
    readonly take: (request: Request) => Effect.Effect<Grant, QuotaUnavailable>
    /** The answer to a permitted request is here; what it said of the budget corrects ours. */
    readonly settle: (
      request: Request,
      permit: string,
      observed: Observation | undefined
    ) => Effect.Effect<void, QuotaUnavailable>
    /**
     * No answer will come. The permit is held for as long as the server may still count its request, and nobody has to
     * wait for what it would have said.
     */
    readonly abandon: (request: Request, permit: string) => Effect.Effect<void, QuotaUnavailable>
    /** The request was never sent: its permit takes no room any more. */
    readonly release: (request: Request, permit: string) => Effect.Effect<void, QuotaUnavailable>
    /** Nobody gets a permit of this key for so long, a day at most. A shorter pause does not end a longer one. */
    readonly pause: (key: string, duration: Duration.Duration) => Effect.Effect<void, QuotaUnavailable>
  }
>() {}

/**
 * The budget of one process: fair, exact, and gone with the process. What it learned of a key is forgotten once nothing has
 * been sent with it for hours.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerMemory: Layer.Layer<QuotaStore> = Layer.sync(QuotaStore, () => {
  /** The one that was used longest ago comes first. */
  const ledgers = new Map<string, Ledger.Ledger>()
  let permits = 0
  const name = () => String(++permits)

  const forget = (now: number) => {
    for (const [key, ledger] of ledgers) {
      if (!ledger.idle(now)) return
      ledgers.delete(key)
    }
  }

  const at = <A>(key: string, act: (ledger: Ledger.Ledger, now: number) => A) =>
    Effect.map(Timeline.now, (now) => {
      const ledger = ledgers.get(key) ?? Ledger.make(name)
      ledgers.delete(key)
      forget(now)
      ledgers.set(key, ledger)
      return act(ledger, now)
    })

  return QuotaStore.of({
    take: (request) =>
      at(request.key, (ledger, now) => {
        const taken = ledger.take(request, now)
        return "permit" in taken ? Grant.Granted(taken) : Grant.Wait({ duration: taken.wait })
      }),
    settle: (request, permit, observed) =>
      at(request.key, (ledger, now) => ledger.settle(request, permit, observed, now)),
    abandon: (request, permit) => at(request.key, (ledger) => ledger.abandon(permit)),
    release: (request, permit) => at(request.key, (ledger) => ledger.release(permit)),
    pause: (key, duration) => at(key, (ledger, now) => ledger.pause(duration, now))
  })
})
