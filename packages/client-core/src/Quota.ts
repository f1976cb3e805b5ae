/** Waiting in line for permits: the urgent before the patient, and connections by turns. */
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FiberRef from "effect/FiberRef"
import * as Option from "effect/Option"
import * as Runtime from "effect/Runtime"
import { QuotaUnavailable, Unreachable } from "./ClientError.ts"
import * as Desk from "./internal/desk.ts"
import * as Timeline from "./internal/timeline.ts"
import * as Lane from "./Lane.ts"
import type { Budget, Observation, Request } from "./QuotaStore.ts"
import { QuotaStore } from "./QuotaStore.ts"
import * as UsageMeter from "./Usage.ts"
import { Usage } from "./Usage.ts"

/**
 * How an API counts requests.
 *
 * @since 0.1.0
 * @category models
 */
export interface Policy {
  /** What holds until the API's answers say otherwise. */
  readonly assumed: Budget
  /** The class of a request, for APIs with lower limits for some; `default` for all by default. */
  readonly costClass?: (url: URL) => string
  /** What holds for a class until the API's answers say otherwise; `assumed` for those not named. */
  readonly classes?: Readonly<Record<string, Budget>>
  /** Reads the budget off an answer's headers, whose names are in lower case. */
  readonly observe: (headers: Readonly<Record<string, string | undefined>>) => Observation | undefined
}

/**
 * The line in front of the budgets of a connection's credentials.
 *
 * Among those who wait, `interactive` goes before `delta`, and `delta` before `backfill`, except that a lane passed over
 * ten times in a row has one turn. Within a lane the connections that share a budget take turns, and the requests of each
 * go first come, first served. A request of a dearer class that is next holds the others back until there is room for it.
 *
 * @since 0.1.0
 * @category models
 */
export interface Quota {
  /**
   * Waits for a permit of one of the accounts that `among` admits and runs `send` under it. The account that can send
   * soonest is taken; where several can, they take turns. `answered` reads the budget off what came back.
   *
   * The permit of a request that got no answer is held for as long as the server may still count it, unless `send` was
   * never begun or no connection came about. Where `among` admits nobody, it fails at once.
   */
  readonly withPermit: <A, E, R>(
    options: { readonly url: URL; readonly among?: (account: number) => boolean },
    send: (account: number, waited: Duration.Duration) => Effect.Effect<A, E, R>,
    answered: (answer: A) => Observation | undefined
  ) => Effect.Effect<A, E | QuotaUnavailable, R>
  /** Lets nobody send on an account for so long. */
  readonly pause: (account: number, duration: Duration.Duration) => Effect.Effect<void, QuotaUnavailable>
}

/**
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** Names the connection: connections that share a budget share it fairly. */
  readonly connection: string
  /** One key per credential; `withPermit` names an account by its index here. */
  readonly accounts: ReadonlyArray<string>
  readonly policy: Policy
  /** After this long without an answer there will be none. */
  readonly holdAtMost: Duration.Duration
  /**
   * How long to wait for a store that is out of reach before `QuotaUnavailable`; default 30 seconds. `Duration.infinity`
   * waits for ever, zero fails at once. Nothing is ever sent without a permit.
   */
  readonly patience?: Duration.DurationInput | undefined
}

/** Certainly not sent, so not counted either. */
const unsent = (cause: Cause.Cause<unknown>): boolean =>
  Option.exists(Cause.failureOption(cause), (error) => error instanceof Unreachable && !error.sent)

/**
 * A line of one connection. Connections of one process that use the same key and the same store wait in one line.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = Effect.fnUntraced(function* (options: Options) {
  const store = yield* QuotaStore
  const runtime = yield* Effect.runtime<never>()
  const desks = Desk.at(
    store,
    Runtime.updateContext(runtime, () => Context.empty())
  )
  const patience = Duration.toMillis(options.patience ?? "30 seconds")
  let turn = 0

  const requestFor = (key: string, url: URL): Request => {
    const { assumed, classes = {}, costClass } = options.policy
    const name = costClass?.(url) ?? "default"
    const own = Object.hasOwn(classes, name) ? classes[name] : undefined
    return { key, costClass: name, assumed: own ?? assumed, holdAtMost: options.holdAtMost }
  }

  /** The accounts to choose from, by their keys, beginning with another one each time. */
  const choice = (among: (account: number) => boolean): ReadonlyMap<string, number> => {
    const admitted = Array.from(options.accounts.entries()).filter(([account]) => among(account))
    const first = admitted.length === 0 ? 0 : turn++ % admitted.length
    const turned = [...admitted.slice(first), ...admitted.slice(0, first)]
    return new Map(turned.map(([account, key]) => [key, account]))
  }

  const join = Effect.fnUntraced(function* (url: URL, accounts: ReadonlyMap<string, number>) {
    const lane = yield* FiberRef.get(Lane.current)
    const joined = yield* Timeline.now
    const granted = yield* Deferred.make<Desk.Granted, QuotaUnavailable>()
    const requests = Array.from(accounts.keys(), (key) => requestFor(key, url))
    return desks.join({ lane, connection: options.connection, joined, patience, granted, requests })
  })

  /** What becomes of a permit once its request is over. */
  const close = <A, E>(
    { permit, request }: Desk.Granted,
    begun: boolean,
    exit: Exit.Exit<A, E>,
    answered: (answer: A) => Observation | undefined
  ) => {
    if (Exit.isFailure(exit)) {
      const kept = begun && !unsent(exit.cause)
      return desks.tell(request, kept ? store.abandon(request, permit) : store.release(request, permit))
    }
    return Effect.sync(() => answered(exit.value)).pipe(
      Effect.catchAllCause((cause) =>
        Effect.as(Effect.logDebug("what an answer says of the quota could not be read", cause), undefined)
      ),
      Effect.flatMap((observed) => desks.tell(request, store.settle(request, permit, observed)))
    )
  }

  const self: Quota = {
    withPermit: ({ among = () => true, url }, send, answered) =>
      Effect.uninterruptibleMask((restore) =>
        Effect.gen(function* () {
          const accounts = choice(among)
          if (accounts.size === 0) return yield* new QuotaUnavailable({ reason: "no account may send this" })
          const waiter = yield* join(url, accounts)
          const granted = yield* restore(Deferred.await(waiter.granted)).pipe(
            Effect.onInterrupt(() => desks.leave(waiter))
          )
          const waited = Duration.millis(Math.floor((yield* Timeline.now) - waiter.joined))
          if (!Duration.equals(waited, Duration.zero)) {
            yield* UsageMeter.record(new Usage({ requests: 0, waited }))
          }
          let begun = false
          const exit = yield* Effect.exit(
            restore(
              Effect.suspend(() => {
                begun = true
                // permits come for the keys that were asked for, so there is always one
                return send(accounts.get(granted.request.key) ?? 0, waited)
              })
            )
          )
          yield* close(granted, begun, exit, answered)
          return yield* exit
        })
      ),
    pause: (account, duration) => {
      const key = options.accounts[account]
      return key === undefined ? Effect.void : Desk.apart(store.pause(key, duration))
    }
  }
  return self
})
