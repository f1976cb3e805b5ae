/**
 * Tells subscribers of every change: signed deliveries, retried as Planning Center retries, and misbehaving as it does.
 */
import type { Clock } from "./Clock.ts"
import * as Tokens from "./internal/accounts/tokens.ts"
import * as Deliver from "./internal/webhooks/deliver.ts"
import * as WebhookEvents from "./internal/webhooks/webhookEvents.ts"
import * as WebhookPayload from "./internal/webhooks/webhookPayload.ts"
import * as Prng from "./Prng.ts"
import * as Rights from "./Rights.ts"
import { instant } from "./Row.ts"
import type { Change, World } from "./World.ts"

/**
 * How deliveries go.
 *
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** Multiplies the waits between attempts: with 0.001 the 30 seconds before the first retry are 30 milliseconds. Default 1. */
  readonly timeScale: number
  /** How long after the change the first attempt is made, in milliseconds. Default 0. */
  readonly delayMs: number
  /** Adds up to so many milliseconds to each first attempt, by chance: events then come in another order. Default 0. */
  readonly jitterMs: number
  /** How many events are delivered twice, between 0 and 1: the same delivery again, or a second event with the same idempotency token. Default 0. */
  readonly duplicates: number
  /** How many events nobody is told of, between 0 and 1. Default 0. */
  readonly losses: number
  /** How long an answer may take, in milliseconds. Planning Center's own limit is not documented. Default 10,000. */
  readonly timeoutMs: number
  /** Nothing is sent until somebody says so. Default false. */
  readonly paused: boolean
}

/**
 * At once, and well behaved.
 *
 * @since 0.1.0
 * @category combinators
 */
export const defaults: Options = {
  timeScale: 1,
  delayMs: 0,
  jitterMs: 0,
  duplicates: 0,
  losses: 0,
  timeoutMs: 10_000,
  paused: false
}

/**
 * What stays the same while the mock runs.
 *
 * @since 0.1.0
 * @category models
 */
export interface Fixed {
  /** What links in payloads start with. Default `https://api.planningcenteronline.com`. */
  readonly origin?: string
  /** How a delivery leaves. Default `fetch`. */
  readonly send?: Deliver.Send
}

/**
 * One event name, sent to one URL.
 *
 * @since 0.1.0
 * @category models
 */
export interface Subscription {
  readonly id: string
  readonly name: string
  readonly url: string
  readonly active: boolean
  readonly secret: string
  readonly applicationId: string | null
  /** Whoever created it: deliveries hold what they may see. */
  readonly owner: Rights.Holder & { readonly user: string }
  readonly createdAt: string
  readonly updatedAt: string
}

/**
 * The statuses an event may have. Which of the `duplicated` ones Planning Center uses when is not documented; they are never used here.
 *
 * @since 0.1.0
 * @category models
 */
export type Status = "pending" | "delivered" | "failed" | "skipped" | "ignored_failed" | "ignored_skipped"

/**
 * Something that happened, for one subscription.
 *
 * @since 0.1.0
 * @category models
 */
export interface Event {
  readonly id: string
  readonly uuid: string
  readonly subscription: string
  readonly name: string
  readonly status: Status
  readonly payload: string
  readonly time: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly attempts: ReadonlyArray<Deliver.Attempt>
}

/**
 * What a subscription is made of.
 *
 * @since 0.1.0
 * @category models
 */
export type Wish = Pick<Subscription, "name" | "url" | "active" | "applicationId" | "owner">

/**
 * Subscriptions, and what came of them.
 *
 * @since 0.1.0
 * @category models
 */
export interface Webhooks {
  readonly subscribe: (wish: Wish) => Subscription
  readonly subscriptions: () => ReadonlyArray<Subscription>
  /** Turned off, what still waits is skipped. Undefined when there is none. */
  readonly activate: (id: string, active: boolean) => Subscription | undefined
  readonly unsubscribe: (id: string) => boolean
  readonly rotate: (id: string) => Subscription | undefined
  /** The events of one subscription, oldest first, or of all. */
  readonly events: (subscription?: string) => ReadonlyArray<Event>
  /** Delivers an event again, at once, whatever became of it. */
  readonly redeliver: (event: string) => boolean
  /** Marks a failed or skipped event as one nobody needs to look at; others stay as they are. */
  readonly ignore: (event: string) => boolean
  /** Sends an event by hand, as if it had happened: for those no change of the world causes. */
  readonly fire: (name: string, change: Pick<Change, "before" | "after">) => void
  /** Sends everything that waits, however long it should still wait, and answers when all of it was answered. */
  readonly deliver: () => Promise<void>
  readonly options: () => Options
  readonly configure: (options: Partial<Options>) => void
  /** How many events were lost on purpose. */
  readonly lost: () => number
  /** Forgets every subscription and event. */
  readonly reset: () => void
  /** Sends nothing any more. */
  readonly close: () => void
}

/**
 * Starts with no subscription. The same seed gives the same secrets, ids, losses and duplicates.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (
  world: World,
  clock: Clock,
  { origin = "https://api.planningcenteronline.com", send = Deliver.post, ...initial }: Partial<Options> & Fixed = {},
  seed = 1
): Webhooks => {
  let options: Options = { ...defaults, ...initial }
  let prng = Prng.make(seed + 2)
  let [lastId, lost] = [0, 0]
  const subscriptions = new Map<string, Subscription>()
  const events = new Map<string, Event>()
  const queue = Deliver.queue(clock, () => options.paused)

  const now = () => instant(clock.now())
  const nextId = () => `${++lastId}`

  const occur = (name: string, change: Pick<Change, "before" | "after">) => {
    for (const subscription of subscriptions.values()) {
      // what happens while a subscription is off is not told later, nor kept: nothing is documented
      if (!subscription.active || subscription.name !== name) continue
      if (Rights.refusal(subscription.owner, `/${WebhookEvents.productOf(name)}/v2`) !== undefined) continue
      if (prng.chance(options.losses)) lost++
      else tell(subscription, name, change)
    }
  }

  const tell = (subscription: Subscription, name: string, change: Pick<Change, "before" | "after">) => {
    const time = now()
    const circumstances = { eventTime: time, idempotencyToken: uuid(prng) }
    const payload = WebhookPayload.make(world, origin, name, change, circumstances)
    if (payload === undefined) return
    const seen = Rights.hide(payload, subscription.owner)
    const event = note(subscription, name, seen, time)
    attemptLater(event.id)
    if (!prng.chance(options.duplicates)) return
    attemptLater(prng.chance(0.5) ? event.id : note(subscription, name, seen, time).id)
  }

  const note = (subscription: Subscription, name: string, payload: string, time: string): Event => {
    const event: Event = {
      id: nextId(),
      uuid: uuid(prng),
      subscription: subscription.id,
      name,
      status: "pending",
      payload,
      time,
      createdAt: time,
      updatedAt: time,
      attempts: []
    }
    events.set(event.id, event)
    return event
  }

  const attemptLater = (id: string) => {
    const wait = options.delayMs + (options.jitterMs > 0 ? prng.next() * options.jitterMs : 0)
    queue.add(clock.now() + wait, () => attempt(id))
  }

  const attempt = async (id: string, again = true) => {
    const event = events.get(id)
    const subscription = subscriptions.get(event?.subscription ?? "")
    if (event === undefined || subscription === undefined) return
    if (again && !subscription.active) return event.status === "pending" ? settle(id, "skipped") : undefined
    const organization = world.organization.id
    const made = await Deliver.attempt(
      { event, subscription, organization, number: event.attempts.length + 1 },
      {
        send,
        timeoutMs: options.timeoutMs,
        now: clock.now
      }
    )
    const latest = events.get(id)
    if (latest === undefined) return
    const attempts = [...latest.attempts, { ...made, id: nextId() }]
    events.set(id, { ...latest, attempts, updatedAt: now() })
    if (Deliver.succeeded(made)) return settle(id, "delivered")
    if (latest.status === "pending" || latest.status === "failed") settle(id, "failed")
    if (made.status === 410) activate(subscription.id, false)
    else if (again) retry(id, subscription.id, attempts.filter((each) => !Deliver.succeeded(each)).length)
  }

  const retry = (id: string, subscription: string, failures: number) => {
    const wait = Deliver.waitAfter(failures)
    // many failures of a subscription within a day end it too; how many is not documented, so here they do not
    if (wait === undefined) activate(subscription, false)
    else queue.add(clock.now() + wait * options.timeScale, () => attempt(id))
  }

  const settle = (id: string, status: Status) => {
    const event = events.get(id)
    if (event !== undefined) events.set(id, { ...event, status, updatedAt: now() })
  }

  const change = (id: string, parts: Partial<Subscription>): Subscription | undefined => {
    const old = subscriptions.get(id)
    if (old === undefined) return undefined
    const changed = { ...old, ...parts, updatedAt: now() }
    subscriptions.set(id, changed)
    return changed
  }

  const activate: Webhooks["activate"] = (id, active) => {
    if (!active) {
      for (const event of events.values()) {
        if (event.subscription === id && event.status === "pending") settle(event.id, "skipped")
      }
    }
    return change(id, { active })
  }

  const forget = (subscription: string) => {
    for (const event of [...events.values()]) if (event.subscription === subscription) events.delete(event.id)
  }

  const stop = world.subscribe((changed) => {
    if (subscriptions.size === 0 || changed.quiet === true) return
    for (const name of WebhookEvents.causedBy(changed)) occur(name, changed)
  })

  return {
    subscribe: (wish) => {
      const at = now()
      const subscription = { id: nextId(), ...wish, secret: Tokens.secret(prng), createdAt: at, updatedAt: at }
      subscriptions.set(subscription.id, subscription)
      return subscription
    },
    subscriptions: () => [...subscriptions.values()],
    activate,
    unsubscribe: (id) => {
      forget(id)
      return subscriptions.delete(id)
    },
    rotate: (id) => change(id, { secret: Tokens.secret(prng) }),
    events: (subscription) =>
      [...events.values()].filter((event) => subscription === undefined || event.subscription === subscription),
    redeliver: (id) => {
      if (!events.has(id)) return false
      queue.add(clock.now(), () => attempt(id, false))
      return true
    },
    ignore: (id) => {
      const status = events.get(id)?.status
      if (status === "failed") settle(id, "ignored_failed")
      if (status === "skipped") settle(id, "ignored_skipped")
      return status !== undefined
    },
    fire: occur,
    deliver: queue.drain,
    options: () => options,
    configure: (changes) => {
      options = { ...options, ...changes }
      queue.look()
    },
    lost: () => lost,
    reset: () => {
      queue.clear()
      subscriptions.clear()
      events.clear()
      options = { ...defaults, ...initial }
      prng = Prng.make(seed + 2)
      lastId = 0
      lost = 0
    },
    close: () => {
      stop()
      queue.close()
    }
  }
}

/** A random UUID as the deliveries carry it. */
const uuid = (prng: Prng.Prng): string =>
  "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx".replace(/x/g, () => prng.int(0, 15).toString(16))
