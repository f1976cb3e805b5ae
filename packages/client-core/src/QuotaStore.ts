/**
 * The port behind the request budget: who may send now, and who has to wait.
 *
 * A permit is held from its grant until one window after its answer. The server counts a request somewhere between those
 * two, so however its windows lie, it never sees more than the limit.
 */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { QuotaUnavailable } from "./ClientError.ts"

/**
 * A budget: so many requests a window.
 *
 * @since 0.1.0
 * @category models
 */
export interface Budget {
  readonly limit: number
  readonly window: Duration.Duration
}

/** What an answer says of the budget: its limit and window, and how much of it the server has counted as used. */
export interface Observation extends Budget {
  readonly used: number
}

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

/** Makes and matches grants. */
export const Grant = Data.taggedEnum<Grant>()

/** Which budget a request draws on. */
export interface Request {
  /** One budget per credential: never the credential itself. */
  readonly key: string
  /** Requests of one key share their count, but a dearer class may stop at a lower limit. */
  readonly costClass: string
  /** What holds until the server has said otherwise. */
  readonly assumed: Budget
  /** After this long without an answer there will be none, and the server has counted the request if it ever does. */
  readonly holdAtMost: Duration.Duration
}

/**
 * The shared request budget.
 *
 * Promises: while only holders of its permits use a credential, and the limits it was told of hold, no window of the
 * server's ever holds more requests than the limit. Time is the store's own.
 *
 * @since 0.1.0
 * @category tags
 */
export class QuotaStore extends Context.Tag("@openfaith/client-core/QuotaStore")<
  QuotaStore,
  {
    /**
     * A permit if there is room now. Until the first answer of a key has been settled, only one permit is out, since
     * nobody knows yet how much of the window others have used.
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
    /** Nobody gets a permit of this key for so long. A shorter pause does not end a longer one. */
    readonly pause: (key: string, duration: Duration.Duration) => Effect.Effect<void, QuotaUnavailable>
  }
>() {}

interface Account {
  seeded: boolean
  pausedUntil: number
  window: number
  readonly limits: Map<string, number>
  /** Permit to the moment it is free again. */
  readonly held: Map<string, number>
  /** Permits whose answer is still to come: the limit each was granted under, and when. */
  readonly out: Map<string, { readonly limit: number; readonly since: number }>
}

/** How often to look again for a permit whose end nobody knows yet. */
const patience = 25

/** Clocks are read in whole milliseconds, so two readings may be nearly two apart from the truth. */
const margin = 2

/**
 * The budget of one process: fair, exact, and gone with the process.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerMemory: Layer.Layer<QuotaStore> = Layer.sync(QuotaStore, () => {
  const accounts = new Map<string, Account>()
  let permits = 0

  const account = (key: string): Account => {
    const known = accounts.get(key)
    if (known !== undefined) return known
    const fresh: Account = {
      seeded: false,
      pausedUntil: 0,
      window: 0,
      limits: new Map(),
      held: new Map(),
      out: new Map()
    }
    accounts.set(key, fresh)
    return fresh
  }

  const expire = ({ held, out }: Account, now: number) => {
    for (const permit of out.keys()) if ((held.get(permit) ?? 0) <= now) out.delete(permit)
    // The answer to a request speaks of the window it was counted in, so what was held when it was sent stays known.
    const since = Math.min(now, ...Array.from(out.values(), (each) => each.since))
    for (const [permit, free] of held) if (free <= since) held.delete(permit)
  }

  const heldAt = ({ held }: Account, moment: number) => Array.from(held.values()).filter((free) => free > moment)

  const take = (request: Request, now: number): Grant => {
    const self = account(request.key)
    expire(self, now)
    if (self.pausedUntil > now) return Grant.Wait({ duration: Duration.millis(self.pausedUntil - now) })
    const own = Math.max(1, self.limits.get(request.costClass) ?? request.assumed.limit)
    // A dearer request that is under way may be counted after this one, and must still find room below its own limit.
    const limit = Math.min(own, ...Array.from(self.out.values(), (each) => each.limit))
    const held = heldAt(self, now)
    const feelingOurWay = !self.seeded && self.out.size > 0
    if (feelingOurWay || held.length >= limit) {
      const soonest = Math.min(...held) - now
      const wait = self.out.size > 0 ? Math.min(soonest, patience) : soonest
      return Grant.Wait({ duration: Duration.millis(Math.max(1, wait)) })
    }
    const window = self.window || Duration.toMillis(request.assumed.window)
    const permit = String(++permits)
    self.held.set(permit, now + Duration.toMillis(request.holdAtMost) + window + margin)
    self.out.set(permit, { limit: own, since: now })
    return Grant.Granted({ permit })
  }

  const settle = (request: Request, permit: string, observed: Observation | undefined, now: number) => {
    const self = account(request.key)
    if (observed !== undefined) {
      self.window = Duration.toMillis(observed.window)
      self.limits.set(request.costClass, observed.limit)
    }
    const window = self.window || Duration.toMillis(request.assumed.window)
    const since = self.out.get(permit)?.since ?? now
    self.held.set(permit, now + window + margin)
    self.seeded = true
    // What the server counted and we did not is somebody else's: it takes room for a window, like our own.
    const foreign = observed === undefined ? 0 : Math.min(observed.used, observed.limit) - heldAt(self, since).length
    self.out.delete(permit)
    for (let index = 0; index < foreign; index++) self.held.set(`foreign-${++permits}`, now + window + margin)
  }

  return QuotaStore.of({
    take: (request) => Effect.map(Clock.currentTimeMillis, (now) => take(request, now)),
    settle: (request, permit, observed) =>
      Effect.map(Clock.currentTimeMillis, (now) => settle(request, permit, observed, now)),
    abandon: (request, permit) => Effect.sync(() => void account(request.key).out.delete(permit)),
    pause: (key, duration) =>
      Effect.map(Clock.currentTimeMillis, (now) => {
        const self = account(key)
        self.pausedUntil = Math.max(self.pausedUntil, now + Duration.toMillis(duration))
        // Whatever was known of the window is void now: ask carefully first.
        self.seeded = false
      })
  })
})
