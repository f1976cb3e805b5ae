/** Where permits are handed out: one desk for each key of a store, open while somebody waits there. */
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Exit from "effect/Exit"
import * as FiberId from "effect/FiberId"
import { globalValue } from "effect/GlobalValue"
import * as Option from "effect/Option"
import * as Runtime from "effect/Runtime"
import { QuotaUnavailable } from "../ClientError.ts"
import type { QuotaStore, Request } from "../QuotaStore.ts"
import { Grant } from "../QuotaStore.ts"
import * as Line from "./line.ts"
import * as Timeline from "./timeline.ts"

export interface Granted {
  readonly request: Request
  readonly permit: string
}

/** Somebody who wants one permit, of whichever of the requested ones comes first. */
export interface Waiter extends Line.Place {
  readonly requests: ReadonlyArray<Request>
  readonly joined: number
  /** How many milliseconds to wait for a store that is out of reach. */
  readonly patience: number
  readonly granted: Deferred.Deferred<Granted, QuotaUnavailable>
}

interface Desk {
  readonly line: Line.Line<Waiter>
  /** Whether the store was out of reach when last asked. */
  failing: boolean
  /** Wakes whoever serves here; nobody, if nobody does. */
  wake: Deferred.Deferred<void> | undefined
}

type Store = QuotaStore["Type"]

const everywhere = globalValue("@openfaith/client-core/Quota/desks", () => new WeakMap<Store, Map<string, Desk>>())

/** The first pause before a store that was out of reach is asked again; it doubles up to the longest. */
const firstPause = 100
const longestPause = 5_000

/** Timers cannot be set for longer than some weeks, and looking again costs nothing. */
const longestSleep = Duration.toMillis("1 hours")

/** Without what the caller has around it: its transaction must not hold the permits, nor its spans those of others. */
export const apart = <A, E>(ask: Effect.Effect<A, E>): Effect.Effect<A, E> =>
  Effect.mapInputContext(ask, () => Context.empty())

const alike = (left: Request, right: Request): boolean =>
  left.costClass === right.costClass &&
  left.assumed.limit === right.assumed.limit &&
  Duration.equals(left.assumed.window, right.assumed.window) &&
  Duration.equals(left.holdAtMost, right.holdAtMost)

const wake = (desk: Desk | undefined): void => {
  if (desk?.wake !== undefined) Deferred.unsafeDone(desk.wake, Exit.void)
}

export const at = (store: Store, runtime: Runtime.Runtime<never>) => {
  const desks = everywhere.get(store) ?? new Map<string, Desk>()
  everywhere.set(store, desks)

  /** What a store is told may fail: the permit runs out by itself, so this is no reason to lose an answer. */
  const tell = (request: Request, word: Effect.Effect<void, QuotaUnavailable>): Effect.Effect<void> =>
    apart(word).pipe(
      Effect.catchAllCause((cause) => Effect.logDebug("the quota store did not take back a permit", cause)),
      // an answer may make room: it ends the careful beginning, or raises the limit
      Effect.ensuring(Effect.sync(() => wake(desks.get(request.key))))
    )

  const requestAt = (key: string, waiter: Waiter) => waiter.requests.find((each) => each.key === key)

  const isWaiting = (key: string, waiter: Waiter) => desks.get(key)?.line.has(waiter) === true

  /** Takes somebody out of every line but one. */
  const depart = (waiter: Waiter, except?: string) => {
    for (const { key } of waiter.requests) {
      const desk = desks.get(key)
      if (key === except || desk === undefined) continue
      const first = desk.line.next()
      desk.line.remove(waiter)
      if (first === waiter) wake(desk)
    }
  }

  const refuse = (waiter: Waiter, error: QuotaUnavailable) => {
    depart(waiter)
    Deferred.unsafeDone(waiter.granted, Exit.fail(error))
  }

  /** Gives a permit to who is next by now, or to whom it was asked for; and back, if nobody is left who could use it. */
  const hand = (key: string, desk: Desk, asked: Waiter, request: Request, permit: string): Effect.Effect<void> => {
    const next = desk.line.next()
    const wanted = next === undefined ? undefined : requestAt(key, next)
    const heir = next !== undefined && wanted !== undefined && alike(wanted, request) ? next : asked
    if (!isWaiting(key, heir)) return tell(request, store.release(request, permit))
    desk.line.serve(heir)
    depart(heir, key)
    Deferred.unsafeDone(heir.granted, Exit.succeed({ request, permit }))
    return Effect.void
  }

  /**
   * Sleeps until the time has passed, or something happens here. By whole milliseconds: a clock that is moved by hand knows
   * no others.
   */
  const rest = (woken: Deferred.Deferred<void>, millis: number) =>
    Effect.race(Effect.sleep(Duration.millis(Math.ceil(Math.min(millis, longestSleep)))), Deferred.await(woken))

  const listen = (desk: Desk) => {
    const woken = Deferred.unsafeMake<void>(FiberId.none)
    desk.wake = woken
    return woken
  }

  /** The store is out of reach: waits a little, while those whose patience ends meanwhile leave with the error. */
  const bear = Effect.fnUntraced(function* (desk: Desk, error: QuotaUnavailable, since: number, pause: number) {
    const again = (yield* Timeline.now) + pause
    while (true) {
      const now = yield* Timeline.now
      const ends = (waiter: Waiter) => Math.max(waiter.joined, since) + waiter.patience
      for (const waiter of desk.line.all()) if (ends(waiter) <= now) refuse(waiter, error)
      const left = desk.line.all()
      if (left.length === 0 || now >= again) return
      yield* rest(listen(desk), Math.min(again, ...left.map(ends)) - now)
    }
  })

  const serve = Effect.fnUntraced(function* (key: string, desk: Desk) {
    let since: number | undefined
    let pause = firstPause
    while (true) {
      const first = desk.line.next()
      const request = first === undefined ? undefined : requestAt(key, first)
      if (first === undefined || request === undefined) {
        // nothing comes between this and the look at the line
        desks.delete(key)
        return
      }
      const woken = listen(desk)
      const exit = yield* Effect.exit(store.take(request))
      if (Exit.isSuccess(exit)) {
        desk.failing = false
        since = undefined
        pause = firstPause
        if (Grant.$is("Granted")(exit.value)) yield* hand(key, desk, first, request, exit.value.permit)
        else yield* rest(woken, Duration.toMillis(exit.value.duration))
        continue
      }
      const failure = Cause.failureOrCause(exit.cause)
      if (Either.isRight(failure)) {
        // a store that breaks in a way of its own will not mend by being asked again
        refuse(first, new QuotaUnavailable({ reason: `it broke: ${Cause.pretty(failure.right)}` }))
        continue
      }
      since ??= yield* Timeline.now
      desk.failing = true
      yield* bear(desk, failure.left, since, pause)
      pause = Math.min(2 * pause, longestPause)
    }
  })

  const run = Runtime.runFork(runtime)

  return {
    tell,
    /** Gets in every line. */
    join: (waiter: Waiter): Waiter => {
      const closed: Array<readonly [string, Desk]> = []
      for (const { key } of waiter.requests) {
        const known = desks.get(key)
        const desk: Desk = known ?? { line: Line.make(), failing: false, wake: undefined }
        const first = desk.line.next()
        desk.line.add(waiter)
        if (known === undefined) {
          desks.set(key, desk)
          closed.push([key, desk])
        } else if (desk.failing || desk.line.next() !== first) {
          wake(desk)
        }
      }
      for (const [key, desk] of closed) run(serve(key, desk))
      return waiter
    },
    /** Leaves every line, and gives back a permit that was granted in the same instant. */
    leave: (waiter: Waiter): Effect.Effect<void> =>
      Effect.suspend(() => {
        depart(waiter)
        return Effect.flatMap(Deferred.poll(waiter.granted), (granted) =>
          Option.match(granted, {
            onNone: () => Effect.void,
            onSome: (result) =>
              Effect.matchEffect(result, {
                onFailure: () => Effect.void,
                onSuccess: ({ permit, request }) => tell(request, store.release(request, permit))
              })
          })
        )
      })
  }
}
