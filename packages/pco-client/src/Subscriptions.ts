/** Where Planning Center sends its events: subscriptions, as a host wants them to be. */
import { Attribute, Client, type ClientError, type Connection, Endpoint, Resource } from "@openfaith/client-core"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Webhook from "./Webhook.ts"
import * as AvailableEvent from "./webhooks/AvailableEvent.ts"
import * as WebhookSubscription from "./webhooks/WebhookSubscription.ts"

const older = Resource.make("webhooks", "Subscription", {
  attributes: {
    active: Attribute.boolean,
    authenticity_secret: Attribute.string,
    name: Attribute.string,
    url: Attribute.string
  },
  lenient: true
})

const perPage = { default: 25, max: 100 }

/** The endpoints of version 2018-08-01, which some accounts have to this day and others do not have any more. */
const olderEndpoints = {
  list: Endpoint.list("/webhooks/v2/subscriptions", older, { perPage }),
  get: Endpoint.get("/webhooks/v2/subscriptions/{id}", older),
  create: Endpoint.create("/webhooks/v2/subscriptions", older, {
    attributes: { active: Attribute.boolean, name: Attribute.string, url: Attribute.string }
  }),
  update: Endpoint.update(
    "/webhooks/v2/subscriptions/{id}",
    older,
    { attributes: { active: Attribute.boolean } },
    { repeatable: true }
  ),
  rotate: Endpoint.action("/webhooks/v2/subscriptions/{id}/rotate_secret", {
    name: "webhooks.Subscription.rotateSecret",
    resource: older
  })
}

const endpoints = {
  available: AvailableEvent.list,
  newer: {
    list: WebhookSubscription.list,
    get: WebhookSubscription.get,
    create: WebhookSubscription.create,
    update: WebhookSubscription.update,
    rotate: WebhookSubscription.rotateSecret
  },
  older: olderEndpoints
}

/**
 * One event that is sent to one address.
 *
 * @since 0.1.0
 * @category models
 */
export interface Subscription {
  readonly id: string
  readonly name: string
  readonly url: string
  /** What deliveries are signed with; keep it for `Webhook.receive`. None where the account may not see it. */
  readonly secret: Redacted.Redacted | undefined
  /** What had to be done for it to be there, to be active, and to have this secret. */
  readonly done: "nothing" | "created" | "activated" | "rotated"
}

/**
 * The names of the events that this account can subscribe to, by its own word.
 *
 * @since 0.1.0
 * @category constructors
 */
export const available: Effect.Effect<
  ReadonlyArray<string>,
  ClientError.ClientError,
  Connection.Connection
> = Effect.gen(function* () {
  const client = yield* Client.make(endpoints)
  const all = yield* client.available.getAll()
  return all.flatMap(({ attributes }) => (typeof attributes.name === "string" ? [attributes.name] : []))
}).pipe(Effect.withSpan("Subscriptions.available"))

/** A subscription in the words of either version. */
interface Found {
  readonly id: string
  readonly attributes: {
    readonly active?: boolean | null | undefined
    readonly authenticity_secret?: string | null | undefined
    readonly name?: string | null | undefined
    readonly url?: string | null | undefined
  }
}

/** What can be done to subscriptions, at whichever of the two addresses they are. */
interface Api {
  readonly create: (name: string, url: string) => Effect.Effect<Found, ClientError.ClientError>
  readonly activate: (id: string) => Effect.Effect<Found, ClientError.ClientError>
  readonly rotate: (id: string) => Effect.Effect<Found, ClientError.ClientError>
}

/**
 * The subscription with its new secret. That the answer to a rotation holds it is documented nowhere: where it does not,
 * the secret was made all the same, and the subscription is read again.
 */
const rotated = (
  answer: Effect.Effect<Found, ClientError.ClientError>,
  get: Effect.Effect<Found, ClientError.ClientError>
): Effect.Effect<Found, ClientError.ClientError> =>
  answer.pipe(
    Effect.catchTag("UnexpectedBody", () => get),
    Effect.flatMap((found) => (typeof found.attributes.authenticity_secret === "string" ? Effect.succeed(found) : get))
  )

/** All subscriptions, and what can be done to them. */
const found = Effect.gen(function* () {
  const { newer, older } = yield* Client.make(endpoints)
  const [there, api]: readonly [ReadonlyArray<Found>, Api] = yield* Effect.map(
    newer.list.getAll(),
    (all): readonly [ReadonlyArray<Found>, Api] => [
      all,
      {
        create: (name, url) => newer.create({ attributes: { name, url, active: true } }),
        activate: (id) => newer.update({ path: { id }, attributes: { active: true } }),
        rotate: (id) => rotated(newer.rotate({ path: { webhook_subscription_id: id } }), newer.get({ path: { id } }))
      }
    ]
  ).pipe(
    Effect.catchTag("NotFound", () =>
      Effect.map(older.list.getAll(), (all): readonly [ReadonlyArray<Found>, Api] => [
        all,
        {
          create: (name, url) => older.create({ attributes: { name, url, active: true } }),
          activate: (id) => older.update({ path: { id }, attributes: { active: true } }),
          rotate: (id) => rotated(older.rotate({ path: { id } }), older.get({ path: { id } }))
        }
      ])
    )
  )
  return { there, api }
})

/**
 * Sees to it that events are sent to an address: subscribes to those that are not, and takes up again those that Planning
 * Center gave up on. What else is subscribed to is left alone.
 *
 * A name that the account does not have is an `UnknownEvent`, and then nothing is done at all. With `rotate`, those that
 * are there get a new secret, and what is under way with the old one will no longer be accepted. Let one process at a time
 * do this: two at once may subscribe twice.
 *
 * @example
 * const subscriptions = yield* Subscriptions.ensure({ url: "https://host.example/pco", events: Webhook.names })
 *
 * @since 0.1.0
 * @category constructors
 */
export const ensure = (options: {
  readonly url: string
  readonly events: Iterable<string>
  readonly rotate?: boolean
}): Effect.Effect<ReadonlyArray<Subscription>, ClientError.ClientError | Webhook.UnknownEvent, Connection.Connection> =>
  Effect.gen(function* () {
    const { events, rotate = false, url } = options
    const wanted = new Set(events)
    const offered = new Set(yield* available)
    for (const name of wanted) {
      if (!offered.has(name)) return yield* Webhook.unknown(name, offered)
    }
    const { api, there } = yield* found
    const one = (name: string) =>
      Effect.gen(function* () {
        const alike = there.filter(({ attributes }) => attributes.name === name && attributes.url === url)
        const before = alike.find(({ attributes }) => attributes.active === true) ?? alike[0]
        const done = (subscription: Found, done: Subscription["done"]): Subscription => {
          const { authenticity_secret: secret } = subscription.attributes
          return {
            id: subscription.id,
            name,
            url,
            secret: typeof secret === "string" ? Redacted.make(secret) : undefined,
            done
          }
        }
        if (before === undefined) return done(yield* api.create(name, url), "created")
        const active = before.attributes.active === true
        const now = active ? before : yield* api.activate(before.id)
        if (!rotate) return done(now, active ? "nothing" : "activated")
        return done(yield* api.rotate(before.id), "rotated")
      })
    return yield* Effect.forEach([...wanted], one)
  }).pipe(Effect.withSpan("Subscriptions.ensure", { attributes: { url: options.url } }))
