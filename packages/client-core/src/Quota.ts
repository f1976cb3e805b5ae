/** Waiting in line for permits, first come, first served. */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { QuotaUnavailable } from "./ClientError.ts"
import type { Budget, Observation, Request } from "./QuotaStore.ts"
import { Grant, QuotaStore } from "./QuotaStore.ts"
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
  /** The class of a request, for APIs with lower limits for some; one class by default. */
  readonly costClass?: (url: URL) => string
  /** What holds for a class until the API's answers say otherwise; `assumed` for those not named. */
  readonly classes?: Readonly<Record<string, Budget>>
  /** Reads the budget off an answer's headers, whose names are in lower case. */
  readonly observe: (headers: Readonly<Record<string, string | undefined>>) => Observation | undefined
}

/**
 * The line in front of one credential's budget.
 *
 * @since 0.1.0
 * @category models
 */
export interface Quota {
  /** Waits for a permit and runs `send` under it; `answered` reads the budget off what came back. */
  readonly withPermit: <A, E, R>(
    url: URL,
    send: Effect.Effect<A, E, R>,
    answered: (answer: A) => Observation | undefined
  ) => Effect.Effect<A, E | QuotaUnavailable, R>
  /** Lets nobody send for so long. */
  readonly pause: (duration: Duration.Duration) => Effect.Effect<void, QuotaUnavailable>
}

/**
 * @since 0.1.0
 * @category constructors
 */
export const make = Effect.fnUntraced(function* (options: {
  readonly key: string
  readonly policy: Policy
  readonly holdAtMost: Duration.Duration
}) {
  const store = yield* QuotaStore
  const line = yield* Effect.makeSemaphore(1)

  const requestFor = (url: URL): Request => {
    const { assumed, classes = {}, costClass } = options.policy
    const name = costClass?.(url) ?? "default"
    return { key: options.key, costClass: name, assumed: classes[name] ?? assumed, holdAtMost: options.holdAtMost }
  }

  const take = Effect.fnUntraced(function* (request: Request) {
    while (true) {
      const grant = yield* store.take(request)
      if (Grant.$is("Granted")(grant)) return grant.permit
      const before = yield* Clock.currentTimeMillis
      yield* Effect.sleep(grant.duration)
      const after = yield* Clock.currentTimeMillis
      yield* UsageMeter.record(new Usage({ requests: 0, waited: Duration.millis(after - before) }))
    }
  })

  const self: Quota = {
    withPermit: (url, send, answered) => {
      const request = requestFor(url)
      return Effect.acquireUseRelease(
        // Only the head of the line asks the store; the others keep their order behind it.
        Effect.interruptible(line.withPermits(1)(take(request))),
        () => send,
        (permit, exit) =>
          // A permit that cannot be given back runs out by itself, so this is no reason to lose the answer.
          Effect.ignore(
            exit._tag === "Success"
              ? store.settle(request, permit, answered(exit.value))
              : store.abandon(request, permit)
          )
      )
    },
    pause: (duration) => store.pause(options.key, duration)
  }
  return self
})
