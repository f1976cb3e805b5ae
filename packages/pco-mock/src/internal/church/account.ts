/**
 * Who uses the account, and with what: the products `api`, `current` and `webhooks`.
 */
import {
  along,
  always,
  below,
  borrowed,
  children,
  church,
  inTurn,
  type Kind,
  type Scale,
  some,
  spread,
  twin
} from "../world/kind.ts"

const people = "people.Person"

/** Every kind of record of the product `api`. */
export const api = (_: Scale): { readonly [type: string]: Kind } => ({
  Organization: church({ edges: {} }),
  Person: twin(people, {
    live: Object.fromEntries(["first_name", "last_name"].map((name) => [name, borrowed(people, name)]))
  }),
  ConnectedApplication: some(3, {
    attributes: { name: inTurn("Kiosk", "Website", "Faktura") },
    edges: { people: children("api.ConnectedApplicationPerson", "connected_application") }
  }),
  ConnectedApplicationPerson: below("api.ConnectedApplication", "connected_application", 4, {
    refs: { person: spread("api.Person") }
  }),
  OauthApplication: some(2, {
    attributes: { name: inTurn("Directory Sync", "Newsletter") },
    edges: { mau: children("api.OauthApplicationMau", "oauth_application") }
  }),
  OauthApplicationMau: below("api.OauthApplication", "oauth_application", 12, {
    attributes: {
      month: (_, slot, table) => table.rank(slot) + 1,
      year: always(2025),
      count: (dice) => dice.int(1, 400)
    }
  }),
  PersonalAccessToken: some(2, { attributes: { name: inTurn("Export", "Übernahme") } })
})

/** Every kind of record of the product `current`. */
export const current = (_: Scale): { readonly [type: string]: Kind } => ({
  Organization: church(),
  Person: twin(people, {
    live: {
      ...Object.fromEntries(["first_name", "last_name"].map((name) => [name, borrowed(people, name)])),
      email: (_, slot, table) => {
        const emails = table.other("people.Email")
        const [first] = emails.children("person", table.other(people).slot(table.id(slot)))
        return first === undefined ? null : emails.value(first, "address")
      }
    }
  })
})

/**
 * Every kind of record of the product `webhooks`. None is there from the start: subscriptions are what a client makes, and events
 * and deliveries what follows.
 */
export const webhooks = (_: Scale): { readonly [type: string]: Kind } => ({
  Organization: church(),
  AvailableEvent: some(0),
  WebhookSubscription: some(0, { edges: { events: children("webhooks.Event", "subscription") } }),
  Event: below("webhooks.WebhookSubscription", "subscription", 0, {
    refs: { person: spread(people) },
    edges: { deliveries: children("webhooks.Delivery", "event") }
  }),
  Delivery: below("webhooks.Event", "event", 0, {
    refs: { subscription: along("webhooks.WebhookSubscription", "event", "subscription") }
  })
})
