/**
 * Answers requests about subscriptions, their events and deliveries, as the product `webhooks` does.
 *
 * Two spellings are known: `/webhooks/v2/subscriptions` with version 2018-08-01, which is also what requests without a version get,
 * and `/webhooks/v2/webhook_subscriptions` with 2022-10-20. Each is not found in the other's version, as users report.
 */

import type * as Rights from "../../Rights.ts"
import { instant, type Json } from "../../Row.ts"
import type * as Webhooks from "../../Webhooks.ts"
import * as Untrusted from "../control/untrusted.ts"
import * as Answer from "../requests/answer.ts"
import * as Query from "../requests/query.ts"
import * as WebhookEvents from "./webhookEvents.ts"

/** Who asks. */
export interface Caller extends Rights.Holder {
  readonly user: string
}

/** The newer version; everything before it is the older one. */
const renamed = "2022-10-20"

/** The version requests are processed as. */
export const versionOf = (header: string | undefined): string =>
  header === undefined || (header.toUpperCase() !== "LATEST" && header < renamed) ? "2018-08-01" : renamed

/** The answer, or undefined for a path that is not about webhooks. */
export const answer = (
  webhooks: Webhooks.Webhooks,
  asked: Answer.Asked,
  caller: Caller,
  organization: string
): Answer.Answer | undefined => {
  const [product, api, collection = "", ...path] = asked.url.pathname.split("/").filter((part) => part !== "")
  if (product !== "webhooks" || api !== "v2") return undefined
  const newer = versionOf(asked.headers["x-pco-api-version"]) === renamed
  const parent = { id: organization, type: "Organization" }
  if (collection === "available_events" && path.length === 0) {
    return asked.method === "GET"
      ? list(asked, WebhookEvents.available.map(availableEvent), { parent })
      : Answer.notFound
  }
  if (collection !== "webhook_subscriptions" && collection !== "subscriptions") return undefined
  if ((collection === "webhook_subscriptions") !== newer) return Answer.notFound
  const scope: Scope = {
    webhooks,
    asked,
    caller,
    parent,
    type: newer ? "WebhookSubscription" : "Subscription",
    root: `${asked.url.origin}/webhooks/v2/${collection}`
  }
  const [id, ...below] = path
  if (id === undefined) return onCollection(scope)
  const found = webhooks.subscriptions().find((each) => each.id === id && each.owner.user === caller.user)
  return found === undefined ? Answer.notFound : onSubscription(scope, found, below)
}

interface Scope {
  readonly webhooks: Webhooks.Webhooks
  readonly asked: Answer.Asked
  readonly caller: Caller
  readonly parent: { readonly id: string; readonly type: string }
  /** What a subscription is called. */
  readonly type: string
  readonly root: string
}

const onCollection = (scope: Scope): Answer.Answer => {
  const { asked, caller, parent, webhooks } = scope
  if (asked.method === "POST") return create(scope)
  if (asked.method !== "GET") return Answer.notFound
  const own = webhooks.subscriptions().filter(({ owner }) => owner.user === caller.user)
  return list(
    asked,
    own.map((each) => subscription(scope, each)),
    { parent, canQuery: ["application_id"] }
  )
}

const onSubscription = (
  scope: Scope,
  found: Webhooks.Subscription,
  [edge, eventId, ...below]: ReadonlyArray<string>
): Answer.Answer => {
  const { asked, webhooks } = scope
  if (edge === undefined) return onInstance(scope, found)
  if (edge === "rotate_secret" && eventId === undefined && asked.method === "POST") {
    const rotated = webhooks.rotate(found.id)
    return rotated === undefined ? Answer.notFound : single(200, subscription(scope, rotated), scope.parent)
  }
  if (edge !== "events") return Answer.notFound
  const parent = { id: found.id, type: scope.type }
  const events = webhooks.events(found.id)
  if (eventId === undefined && asked.method === "GET") {
    return list(
      asked,
      events.map((each) => event(scope, each)),
      {
        parent,
        canOrder: ["created_at"],
        canQuery: ["status", "uuid"]
      }
    )
  }
  const one = events.find(({ id }) => id === eventId)
  return one === undefined ? Answer.notFound : onEvent(scope, one, below)
}

const onInstance = (scope: Scope, found: Webhooks.Subscription): Answer.Answer => {
  const { asked, parent, webhooks } = scope
  switch (asked.method) {
    case "GET":
      return single(200, subscription(scope, found), parent)
    case "PATCH": {
      const sent = attributesOf(asked.body)
      if ("refused" in sent) return sent.refused
      const others = Object.keys(sent.attributes).filter((name) => name !== "active")
      if (others.length > 0) return unassignable(others)
      const active = sent.attributes.active === undefined ? found.active : sent.attributes.active === true
      return single(200, subscription(scope, webhooks.activate(found.id, active) ?? found), parent)
    }
    case "DELETE":
      webhooks.unsubscribe(found.id)
      return Answer.noContent
    default:
      return Answer.notFound
  }
}

const onEvent = (scope: Scope, found: Webhooks.Event, [edge, deliveryId]: ReadonlyArray<string>): Answer.Answer => {
  const { asked, webhooks } = scope
  const parent = { id: found.id, type: "Event" }
  switch (`${asked.method} ${edge ?? ""}`) {
    case "GET ":
      return single(200, event(scope, found), { id: found.subscription, type: scope.type })
    case "POST redeliver":
      webhooks.redeliver(found.id)
      // what these two actions answer is not documented: success without a word, as some others do
      return Answer.noContent
    case "POST ignore":
      webhooks.ignore(found.id)
      return Answer.noContent
    case "GET deliveries": {
      const deliveries = found.attempts.map((each) => delivery(scope, found, each))
      if (deliveryId === undefined) return list(asked, deliveries, { parent, canOrder: ["created_at"] })
      const one = deliveries.find(({ id }) => id === deliveryId)
      return one === undefined ? Answer.notFound : single(200, one, parent)
    }
    default:
      return Answer.notFound
  }
}

const create = (scope: Scope): Answer.Answer => {
  const { asked, caller, parent, type, webhooks } = scope
  const sent = attributesOf(asked.body)
  if ("refused" in sent) return sent.refused
  const { active, name, url, ...others } = sent.attributes
  if (Object.keys(others).length > 0) return unassignable(Object.keys(others))
  const known = Untrusted.isText(name ?? null) && WebhookEvents.isAvailable(String(name))
  const reachable = Untrusted.isText(url ?? null) && URL.canParse(String(url))
  const wrong = [...(known ? [] : ["name"]), ...(reachable ? [] : ["url"])]
  if (wrong.length > 0) return Answer.errors(422, ...wrong.map((parameter) => invalid(type, parameter)))
  const applicationId = null
  const { hidden, products, scope: scopes, user } = caller
  const owner = {
    user,
    ...(hidden === undefined ? {} : { hidden }),
    ...(products === undefined ? {} : { products }),
    ...(scopes === undefined ? {} : { scope: scopes })
  }
  // whether one that is created without `active` is active is not documented: it is
  const wish = { name: String(name), url: String(url), active: active !== false, applicationId, owner }
  return single(201, subscription(scope, webhooks.subscribe(wish)), parent)
}

const attributesOf = (body: string): { attributes: Untrusted.JsonObject } | { refused: Answer.Answer } => {
  const document = Untrusted.parse(body)
  if (document === undefined) {
    const detail = "The payload given is not valid JSON."
    return { refused: Answer.errors(400, { status: "400", title: "Bad Request", code: "invalid_json", detail }) }
  }
  const data = Untrusted.isObject(document) ? document.data : undefined
  if (!Untrusted.isObject(data)) {
    const detail = "The payload given does not contain a 'data' key."
    const code = "invalid_resource_payload"
    return { refused: Answer.errors(400, { status: "400", title: "Bad Request", code, detail }) }
  }
  return { attributes: Untrusted.isObject(data.attributes) ? data.attributes : {} }
}

// the words are not documented
const unassignable = (names: ReadonlyArray<string>): Answer.Answer =>
  Answer.errors(
    422,
    ...names.map((parameter) => ({
      status: "422",
      title: "Forbidden Attribute",
      detail: `${parameter} cannot be assigned`,
      source: { parameter }
    }))
  )

const invalid = (resource: string, parameter: string): Answer.ErrorEntry => ({
  status: "422",
  title: "Validation Error",
  detail: "is invalid",
  source: { parameter },
  meta: { resource, associated_resources: [] }
})

interface Resource {
  readonly type: string
  readonly id: string
  readonly attributes: { readonly [name: string]: Json }
  readonly relationships?: Json
  readonly links: { readonly [name: string]: string }
}

// what kind of id an available event has is not documented: its name is one
const availableEvent = ({ action, app, name, resource, version }: WebhookEvents.Available): Resource => ({
  type: "AvailableEvent",
  id: name,
  attributes: { name, app, version, type: "events", resource, action },
  links: {}
})

const subscription = ({ root, type }: Scope, given: Webhooks.Subscription): Resource => ({
  type,
  id: given.id,
  attributes: {
    active: given.active,
    application_id: given.applicationId,
    authenticity_secret: given.secret,
    created_at: given.createdAt,
    name: given.name,
    updated_at: given.updatedAt,
    url: given.url
  },
  links: { events: `${root}/${given.id}/events`, self: `${root}/${given.id}` }
})

const event = ({ root, type }: Scope, given: Webhooks.Event): Resource => ({
  type: "Event",
  id: given.id,
  attributes: {
    created_at: given.createdAt,
    payload: given.payload,
    status: given.status,
    updated_at: given.updatedAt,
    uuid: given.uuid
  },
  relationships: { subscription: { data: { type, id: given.subscription } }, person: { data: null } },
  links: {
    deliveries: `${root}/${given.subscription}/events/${given.id}/deliveries`,
    self: `${root}/${given.subscription}/events/${given.id}`
  }
})

const delivery = ({ root }: Scope, of: Webhooks.Event, given: Webhooks.Event["attempts"][number]): Resource => {
  const self = `${root}/${of.subscription}/events/${of.id}/deliveries/${given.id}`
  return {
    type: "Delivery",
    id: given.id,
    attributes: {
      created_at: instant(given.at),
      object_url: self,
      request_body: given.requestBody,
      request_headers: JSON.stringify(given.requestHeaders),
      response_body: given.responseBody,
      response_headers: JSON.stringify(given.responseHeaders),
      status: given.status,
      timing: given.timing,
      updated_at: instant(given.at)
    },
    relationships: { event: { data: { type: "Event", id: of.id } } },
    links: { self }
  }
}

const single = (status: number, data: Resource, parent: Scope["parent"]): Answer.Answer =>
  Answer.document(status, JSON.stringify({ data, included: [], meta: { parent } }), 1)

const whole = (value: string | undefined, otherwise: number): number =>
  value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : otherwise

interface Listed {
  readonly parent: Scope["parent"]
  readonly canOrder?: ReadonlyArray<string>
  readonly canQuery?: ReadonlyArray<string>
}

/** A page, by the rules all lists of the API keep. */
const list = (
  { url }: Answer.Asked,
  all: ReadonlyArray<Resource>,
  { canOrder = [], canQuery = [], parent }: Listed
): Answer.Answer => {
  const params = new Map([...url.searchParams].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
  const asked = all.filter(({ attributes }) =>
    canQuery.every((name) => {
      const wanted = params.get(`where[${name}]`)
      return wanted === undefined || String(attributes[name] ?? "").toLowerCase() === wanted.toLowerCase()
    })
  )
  // they are kept in the order they were made, so this is the only order that differs
  const rows = params.get("order") === "-created_at" && canOrder.includes("created_at") ? asked.reverse() : asked
  const offset = whole(params.get("offset"), 0)
  const limit = Math.min(whole(params.get("per_page"), 25), 100)
  const page = rows.slice(offset, offset + limit)
  const path = `${url.origin}${url.pathname.replace(/\/+$/, "")}`
  const link = (to: number) => `${path}?${Query.encode(new Map(params).set("offset", `${to}`))}`
  const next = offset + limit < rows.length ? { offset: offset + limit } : undefined
  const prev = offset > 0 && limit > 0 ? { offset: Math.max(0, offset - limit) } : undefined
  const document = {
    links: {
      self: params.size === 0 ? path : `${path}?${Query.encode(params)}`,
      ...(next && { next: link(next.offset) }),
      ...(prev && { prev: link(prev.offset) })
    },
    data: page.map((row) => ("self" in row.links ? { ...row, links: { self: row.links.self } } : row)),
    included: [],
    meta: {
      total_count: rows.length,
      count: page.length,
      ...(next && { next }),
      ...(prev && { prev }),
      ...(canOrder.length > 0 && { can_order_by: canOrder }),
      ...(canQuery.length > 0 && { can_query_by: canQuery }),
      parent
    }
  }
  return Answer.document(200, JSON.stringify(document), page.length)
}
