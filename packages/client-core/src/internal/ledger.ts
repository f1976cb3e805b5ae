/** The book of one budget: which permits take room in the server's window, ours and what others seem to use. */
import * as Duration from "effect/Duration"
import * as Schema from "effect/Schema"
import type { Budget, Observation, Request } from "./budget.ts"
import * as Timeline from "./timeline.ts"

/** A permit, or how long to wait. */
export type Taken = { readonly permit: string } | { readonly wait: Duration.Duration }

export interface Ledger {
  readonly take: (request: Request, now: number) => Taken
  readonly settle: (request: Request, permit: string, observed: Observation | undefined, now: number) => void
  readonly abandon: (permit: string) => void
  readonly release: (permit: string) => void
  readonly pause: (duration: Duration.Duration, now: number) => void
  /** Whether nothing would be lost but what answers said, if it were forgotten. */
  readonly idle: (now: number) => boolean
  /** All it holds, as plain data that another ledger can go on from. */
  readonly save: () => Saved
}

const Stamped = Schema.Struct({ value: Schema.Number, at: Schema.Number })

/** What a ledger holds, with no number that JSON could not hold. */
export const Saved = Schema.Struct({
  limits: Schema.Array(Schema.Tuple(Schema.String, Stamped)),
  window: Schema.optional(Stamped),
  latest: Schema.Number,
  longest: Schema.Number,
  pausedUntil: Schema.optional(Schema.Number),
  out: Schema.Array(
    Schema.Struct({ permit: Schema.String, at: Schema.Number, since: Schema.Number, limit: Schema.Number })
  ),
  ended: Schema.Array(Schema.Number),
  careful: Schema.Boolean,
  scout: Schema.optional(Schema.String),
  inherited: Schema.optional(Schema.Struct({ count: Schema.Number, until: Schema.Number })),
  met: Schema.Boolean,
  others: Schema.Array(Schema.Struct({ at: Schema.Number, total: Schema.Number })),
  total: Schema.Number,
  forgotten: Schema.Number,
  sharedUntil: Schema.optional(Schema.Number),
  evenlyFrom: Schema.optional(Schema.Number)
})

export type Saved = typeof Saved.Type

/** How often to look again for what an answer may change at any moment. */
const glance = 25

/** Server and client may both read their clocks in whole milliseconds, so two readings may be nearly two apart from the truth. */
const margin = 2

const hour = Duration.toMillis("1 hours")
const day = Duration.toMillis("1 days")

/** While others use the credential, this much of the limit is left free, so that it shows when they use more. */
const unseenShare = 0.05

/** For so many windows after they were last noticed, others are believed to be there; a refusal tells more than a count. */
const afterCount = 2
const afterRefusal = 4

/** A permit whose answer is still to come; `at` is the last moment for it. */
interface Out {
  readonly permit: string
  readonly at: number
  readonly since: number
  readonly limit: number
}

/** Something an answer said, and when it came. */
interface Told {
  readonly value: number
  readonly at: number
}

/**
 * What holds after an answer. Answers overtake each other: the more careful of two counts, unless the request of the
 * other was sent when the more careful one was known already.
 */
const revise = (before: Told | undefined, value: number, careful: boolean, since: number, now: number): Told =>
  before === undefined || (value !== before.value && (careful || since >= before.at)) ? { value, at: now } : before

/** What can be believed of an answer: headers are the server's, and may hold anything. */
export const believable = ({ limit, used, window }: Observation, assumed: Budget) => {
  const length = Duration.toMillis(window)
  return {
    limit: Number.isFinite(limit) ? Math.max(1, Math.floor(limit)) : undefined,
    window: length > 0 ? Math.min(length, Math.max(hour, Duration.toMillis(assumed.window))) : undefined,
    used: used > 0 ? Math.floor(used) : 0
  }
}

/** A moment that may not have been, for JSON. */
const moment = (at: number) => (Number.isFinite(at) ? at : undefined)

/** What has no bounds, for JSON. */
const finite = (amount: number) => Math.min(amount, Number.MAX_VALUE)

/** Goes on from what another one held, if that is given. */
export const make = (permitName: () => string, saved?: Saved): Ledger => {
  const limits = new Map<string, Told>(saved?.limits)
  let window: Told | undefined = saved?.window
  let latest = saved?.latest ?? 0
  let longest = saved?.longest ?? hour
  let pausedUntil = saved?.pausedUntil ?? Number.NEGATIVE_INFINITY

  const out = new Map<string, Out>()
  /** Of those out, how many were granted under which limit: a few distinct ones. */
  const outUnder = new Map<number, number>()
  const deadlines = Timeline.make<Out>()
  /** The last moment at which each of our requests can have been counted. */
  const ended = Timeline.make<{ readonly at: number }>()

  /** Nobody knows what the window holds, so one request goes first: this one, once it is under way. */
  let careful = saved?.careful ?? true
  let scout: string | undefined = saved?.scout

  /** What others had used before our first request. Whether they still do shows only when it is over. */
  let inherited: { readonly count: number; readonly until: number } | undefined = saved?.inherited
  let met = saved?.met ?? false
  /** What others used while we did, as a running total. */
  const others = Timeline.make<{ readonly at: number; readonly total: number }>()
  let total = saved?.total ?? 0
  let forgotten = saved?.forgotten ?? 0
  const othersBetween = (from: number, to: number) =>
    (others.lastUntil(to)?.total ?? forgotten) - (others.lastUntil(from)?.total ?? forgotten)

  /**
   * Until then somebody else is believed to use the credential too: we go evenly, not in bursts, and stop short of the
   * limit, so that answers show what others do before a refusal does.
   */
  let sharedUntil = saved?.sharedUntil ?? Number.NEGATIVE_INFINITY
  let evenlyFrom = saved?.evenlyFrom ?? Number.NEGATIVE_INFINITY

  const length = (request: Request) => (window?.value ?? Duration.toMillis(request.assumed.window)) + margin

  const limitOf = ({ assumed, costClass }: Request) =>
    Math.max(
      1,
      limits.get(costClass)?.value ?? Math.min(assumed.limit, limits.get("default")?.value ?? Number.POSITIVE_INFINITY)
    )

  const add = (granted: Out) => {
    out.set(granted.permit, granted)
    outUnder.set(granted.limit, (outUnder.get(granted.limit) ?? 0) + 1)
    deadlines.add(granted)
  }

  for (const granted of saved?.out ?? []) add(granted)
  for (const at of saved?.ended ?? []) ended.add({ at })
  for (const noticed of saved?.others ?? []) others.add(noticed)

  const remove = (permit: string): Out | undefined => {
    const found = out.get(permit)
    if (found === undefined) return undefined
    out.delete(permit)
    deadlines.remove(found)
    const same = (outUnder.get(found.limit) ?? 1) - 1
    if (same === 0) outUnder.delete(found.limit)
    else outUnder.set(found.limit, same)
    return found
  }

  const expire = (now: number, span: number) => {
    for (const { at, permit } of deadlines.takeUntil(now - span)) {
      remove(permit)
      ended.add({ at })
    }
    if (inherited !== undefined && inherited.until <= now) {
      inherited = undefined
      careful = true
    }
    // The answer to a request speaks of the window it was counted in, so what was held when it was sent stays known.
    const [oldest] = out.values()
    const since = Math.min(now, oldest?.since ?? now)
    ended.takeUntil(since - span)
    forgotten = others.takeUntil(since - 2 * span).at(-1)?.total ?? forgotten
  }

  /**
   * The room to leave to others. What they used in one window they are expected to use in the next one too, and a little
   * more: if we filled the rest, no answer could show them, and a refusal would be the first that we heard of them.
   */
  const reserved = (now: number, span: number, limit: number) => {
    const recent = othersBetween(now - span, now)
    const before = othersBetween(now - 2 * span, now - span)
    const unseen = sharedUntil > now ? Math.ceil(limit * unseenShare) + out.size : 0
    return (inherited?.count ?? 0) + Math.max(recent, Math.min(Math.max(recent, before) + unseen, limit - 1))
  }

  const take = (request: Request, now: number): Taken => {
    const span = length(request)
    latest = span
    longest = Math.max(longest, span)
    expire(now, span)
    const wait = (millis: number) => ({ wait: Duration.millis(Math.max(1, Math.ceil(millis))) })
    if (pausedUntil > now) return wait(pausedUntil - now)
    if (careful && scout !== undefined && out.has(scout)) return wait(glance)
    const own = limitOf(request)
    // A dearer request that is under way may be counted after this one, and must still find room below its own limit.
    const limit = Math.min(own, ...outUnder.keys())
    if (ended.after(now - span) + out.size + reserved(now, span, limit) >= limit) {
      const soonest = Math.min(
        // what is still out will be free a window after its answer, and so no sooner than this
        span,
        (deadlines.firstAfter(now - span)?.at ?? now) + span - now,
        (ended.firstAfter(now - span)?.at ?? now) + span - now,
        (others.firstAfter(now - span)?.at ?? now) + span - now,
        (others.firstAfter(now - 2 * span)?.at ?? now) + 2 * span - now,
        (inherited?.until ?? Number.POSITIVE_INFINITY) - now,
        sharedUntil > now ? Math.max(glance, span * unseenShare) : Number.POSITIVE_INFINITY
      )
      return wait(limit < own ? Math.min(soonest, glance) : soonest)
    }
    if (sharedUntil > now) {
      if (evenlyFrom > now) return wait(evenlyFrom - now)
      evenlyFrom = Math.max(evenlyFrom, now - glance) + span / limit
    }
    const permit = permitName()
    const last = now + Math.min(Duration.toMillis(request.holdAtMost), hour)
    add({ permit, at: last, since: now, limit: own })
    if (careful) scout = permit
    return { permit }
  }

  const settle = (request: Request, permit: string, observed: Observation | undefined, now: number) => {
    const since = out.get(permit)?.since ?? now
    if (observed !== undefined) {
      const said = believable(observed, request.assumed)
      const before = length(request)
      if (said.window !== undefined) {
        window = revise(window, said.window, said.window > (window?.value ?? 0), since, now)
      }
      if (said.limit !== undefined) {
        const known = limits.get(request.costClass)
        limits.set(request.costClass, revise(known, said.limit, said.limit < (known?.value ?? 0), since, now))
      }
      const start = since - Math.max(before, length(request))
      const ours = ended.after(start) + out.size
      const known =
        othersBetween(start, now) + (inherited !== undefined && inherited.until > since ? inherited.count : 0)
      // What the server counted and we did not is somebody else's.
      const more = Math.min(said.used, said.limit ?? limitOf(request)) - ours - known
      if (more > 0 && met) {
        total += more
        others.add({ at: now, total })
        sharedUntil = Math.max(sharedUntil, now + afterCount * length(request))
      } else if (more > 0) {
        inherited = { count: more, until: now + length(request) }
      }
    }
    if (remove(permit) !== undefined) ended.add({ at: now })
    met = true
    if (careful && permit === scout) careful = false
  }

  return {
    take,
    settle,
    abandon: (permit) => {
      const found = remove(permit)
      if (found !== undefined) ended.add({ at: found.at })
    },
    release: (permit) => void remove(permit),
    pause: (duration, now) => {
      pausedUntil = Math.max(pausedUntil, now + Math.min(Duration.toMillis(duration), day))
      // Whatever was known of the window is void now: ask carefully first.
      careful = true
      scout = undefined
      sharedUntil = Math.max(sharedUntil, pausedUntil + afterRefusal * latest)
    },
    idle: (now) => out.size === 0 && pausedUntil <= now && ended.after(now - 2 * longest) === 0,
    save: () => ({
      limits: [...limits],
      window,
      latest: finite(latest),
      longest: finite(longest),
      pausedUntil: moment(pausedUntil),
      out: Array.from(out.values(), (each) => ({ ...each, limit: finite(each.limit) })),
      ended: Array.from(ended.all(), ({ at }) => at),
      careful,
      scout,
      inherited,
      met,
      others: [...others.all()],
      total,
      forgotten,
      sharedUntil: moment(sharedUntil),
      evenlyFrom: moment(evenlyFrom)
    })
  }
}
