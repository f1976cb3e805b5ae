import { createHmac } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { afterEach, describe, expect, it } from "@effect/vitest"
import created from "@openfaith/pco-facts/recordings/documented-webhook-email-created.json" with { type: "json" }
import destroyed from "@openfaith/pco-facts/recordings/documented-webhook-email-destroyed.json" with { type: "json" }
import * as Clock from "../src/Clock.ts"
import * as Handler from "../src/Handler.ts"
import * as Deliver from "../src/internal/webhooks/deliver.ts"
import * as WebhookEvents from "../src/internal/webhooks/webhookEvents.ts"
import type * as Webhooks from "../src/Webhooks.ts"
import * as World from "../src/World.ts"
import { at, church, type Init, stoppedClock } from "./Asking.ts"

interface Received {
  readonly headers: IncomingMessage["headers"]
  readonly body: string
  readonly envelope: { id: string; attributes: { name: string; attempt: number; payload: string } }
  readonly payload: { data: Record<string, unknown>; meta: Record<string, unknown> } & Record<string, unknown>
}

const open: Array<() => Promise<unknown>> = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()))
})

/** A host that listens for deliveries and answers as it is told. */
const host = async (
  answer: (received: Received, response: ServerResponse) => void = (_, response) => response.end()
) => {
  const received: Array<Received> = []
  const server = createServer((request, response) => {
    const parts: Array<Buffer> = []
    request.on("data", (part) => parts.push(part))
    request.on("end", () => {
      const body = Buffer.concat(parts).toString()
      const envelope = JSON.parse(body).data[0]
      const one = { headers: request.headers, body, envelope, payload: JSON.parse(envelope.attributes.payload) }
      received.push(one)
      answer(one, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  open.push(() => new Promise((resolve) => server.close(resolve).closeAllConnections()))
  // a server listening on TCP has an AddressInfo
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks` }
}

const start = async (
  webhooks: Partial<Webhooks.Options> = {},
  answer?: (received: Received, response: ServerResponse) => void
) => {
  const clock = Clock.make(stoppedClock().now)
  const world = World.make({ seed: 7, people: 20, clock: clock.now })
  // the world and the handler on one clock that the test moves
  const handler = Handler.make({ world, clock, webhooks: { paused: true, ...webhooks } })
  const hooked = await host(answer)
  const api = async (path: string, { headers, ...init }: Init = {}) => {
    const response = await handler.handle(
      new Request(`https://api.planningcenteronline.com/webhooks/v2/${path}`, {
        method: init.method ?? "GET",
        headers: { "user-agent": "test", authorization: `Basic ${btoa("app:secret")}`, ...headers },
        ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) })
      })
    )
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: text === "" ? undefined : JSON.parse(text)
    }
  }
  const subscribe = async (name: string, active = true) => {
    const attributes = { name, url: hooked.url, active }
    const { body } = await api("subscriptions", { method: "POST", body: { data: { attributes } } })
    return body.data
  }
  return { world, clock, handler, webhooks: handler.webhooks, api, subscribe, ...hooked }
}

const signature = (secret: string, body: string) => createHmac("sha256", secret).update(body).digest("hex")

/** The shape of a value: keys all the way down, and types at the ends. */
const shape = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.slice(0, 1).map(shape)
  if (typeof value !== "object" || value === null) return typeof value
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, part]) => [key, shape(part)] as const)
      .sort()
  )
}

describe("a delivery", () => {
  it("is signed over its exact bytes, and says in its headers what it is about", async () => {
    const { received, subscribe, webhooks, world } = await start()
    const { attributes } = await subscribe("people.v2.events.email.created")
    const person = at(world.rows("Person"), 0)
    world.create("Email", { address: "zoë@example.com" }, { person: { type: "Person", id: person.id } })
    await webhooks.deliver()
    const { body, envelope, headers } = at(received, 0)
    expect(headers["x-pco-webhooks-authenticity"]).toBe(signature(attributes.authenticity_secret, body))
    expect(headers).toMatchObject({
      "content-type": "application/json",
      "x-pco-webhooks-name": "people.v2.events.email.created",
      "x-pco-webhooks-event": envelope.id,
      "x-pco-webhooks-event-time": "2026-01-02T00:00:00Z"
    })
    expect(envelope.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it("signs as a documented delivery was signed", async () => {
    const { headers, rawBody } = created.request
    expect(await Deliver.sign(created.secret, rawBody)).toBe(headers["X-PCO-Webhooks-Authenticity"])
  })

  it("has the documented shape, created and destroyed, with the payload encoded twice", async () => {
    const { received, subscribe, webhooks, world } = await start()
    await subscribe("people.v2.events.email.created")
    await subscribe("people.v2.events.email.destroyed")
    const person = at(world.rows("Person"), 0)
    const attributes = { address: "a@example.com", location: "Home" }
    const email = world.create("Email", attributes, { person: { type: "Person", id: person.id } })
    await webhooks.deliver()
    world.delete("Email", email.id)
    await webhooks.deliver()
    for (const [n, { request }] of [created, destroyed].entries()) {
      const documented = JSON.parse(request.rawBody)
      const mine = JSON.parse(at(received, n).body)
      expect(shape(mine)).toEqual(shape(documented))
      const payload = JSON.parse(documented.data[0].attributes.payload)
      const { can_include: _, ...meta } = at(received, n).payload.meta
      const { can_include: __, ...documentedMeta } = payload.meta
      expect(shape({ ...at(received, n).payload, meta })).toEqual(shape({ ...payload, meta: documentedMeta }))
    }
    expect(at(received, 1).payload.meta).toEqual({ parent: { id: person.id, type: "Person" } })
  })

  it("goes to whoever subscribed to that name, and is not sent for a parent that was only touched", async () => {
    const { received, subscribe, webhooks, world } = await start()
    await subscribe("people.v2.events.person.updated")
    await subscribe("people.v2.events.person.updated", false)
    const email = at(world.rows("Email"), 0)
    world.update("Email", email.id, { address: "other@example.com" })
    await webhooks.deliver()
    expect(received).toHaveLength(0)
    world.update("Person", email.relationships.person?.id ?? "", { nickname: "Pip" })
    await webhooks.deliver()
    expect(received.map(({ envelope }) => envelope.attributes.name)).toEqual(["people.v2.events.person.updated"])
  })

  it("holds only what its owner may see", async () => {
    const { handler, received, subscribe, webhooks, world } = await start()
    handler.credentials.allow("app", { hidden: { Person: ["nickname"] } })
    await subscribe("people.v2.events.person.updated")
    world.update("Person", at(world.rows("Person"), 0).id, { nickname: "Pip" })
    await webhooks.deliver()
    expect(at(received, 0).payload.data.attributes).not.toHaveProperty("nickname")
    expect(at(received, 0).payload.data.attributes).toHaveProperty("last_name")
  })
})

describe("retries", () => {
  const failing = (statuses: ReadonlyArray<number>) => {
    const left = [...statuses]
    return (_: Received, response: ServerResponse) => response.writeHead(left.shift() ?? 200).end()
  }
  const touch = ({ world }: { world: World.World }, nickname = "Pip") =>
    world.update("Person", at(world.rows("Person"), 0).id, { nickname })

  it("come after 30 seconds and then twice as late each time, with the same delivery id", async () => {
    const setup = await start({ paused: false }, failing([500, 301, 404]))
    await setup.subscribe("people.v2.events.person.updated")
    touch(setup)
    const settled = async (count: number) => {
      while (setup.webhooks.events()[0]?.attempts.length !== count)
        await new Promise((resolve) => setTimeout(resolve, 2))
    }
    await settled(1)
    for (const [n, wait] of [30_000, 60_000, 120_000].entries()) {
      setup.clock.advance(wait - 1)
      await new Promise((resolve) => setTimeout(resolve, 20))
      expect(setup.received).toHaveLength(n + 1)
      setup.clock.advance(1)
      await settled(n + 2)
    }
    expect(setup.received.map(({ envelope }) => envelope.attributes.attempt)).toEqual([1, 2, 3, 4])
    expect(new Set(setup.received.map(({ envelope }) => envelope.id)).size).toBe(1)
    expect(setup.webhooks.events()[0]?.status).toBe("delivered")
  })

  it("can be scaled down, and run by the real clock", async () => {
    const { received, url } = await host(failing([500, 500]))
    const { handler } = church(5, { webhooks: { timeScale: 0.0001 } })
    open.push(async () => handler.close())
    const owner = { user: "app" }
    const name = "people.v2.events.person.updated"
    handler.webhooks.subscribe({ name, url, active: true, applicationId: null, owner })
    touch(handler)
    while (received.length < 3) await new Promise((resolve) => setTimeout(resolve, 2))
    expect(received.map(({ envelope }) => envelope.attributes.attempt)).toEqual([1, 2, 3])
  })

  it("end after 16, over 5.4 days in all, and the subscription with them", async () => {
    const waits = Array.from({ length: 17 }, (_, n) => Deliver.waitAfter(n + 1))
    expect(waits.slice(0, 4)).toEqual([30_000, 60_000, 120_000, 240_000])
    expect(waits[16]).toBeUndefined()
    const days = waits.slice(0, 16).reduce<number>((sum, wait) => sum + (wait ?? 0), 0) / 86_400_000
    expect(days).toBeCloseTo(5.4, 1)
    const setup = await start({}, failing(Array.from({ length: 20 }, () => 500)))
    await setup.subscribe("people.v2.events.person.updated")
    touch(setup)
    for (let n = 0; n < 20; n++) await setup.webhooks.deliver()
    expect(setup.received).toHaveLength(17)
    expect(setup.webhooks.subscriptions()[0]?.active).toBe(false)
    expect(setup.webhooks.events()[0]?.status).toBe("failed")
  })

  it("410 turns the subscription off at once, and what waits is skipped", async () => {
    const setup = await start({}, failing([410]))
    const { id } = await setup.subscribe("people.v2.events.person.updated")
    touch(setup)
    await setup.webhooks.deliver()
    expect(setup.webhooks.subscriptions()[0]?.active).toBe(false)
    touch(setup, "Nobody")
    expect(setup.webhooks.events()).toHaveLength(1)
    setup.webhooks.activate(id, true)
    touch(setup, "Again")
    setup.webhooks.activate(id, false)
    await setup.webhooks.deliver()
    expect(setup.webhooks.events().map(({ status }) => status)).toEqual(["failed", "skipped"])
    expect(setup.received).toHaveLength(1)
  })

  it("a host that is not there, or does not answer, is a failed delivery", async () => {
    const setup = await start({ timeoutMs: 30 }, () => {})
    await setup.subscribe("people.v2.events.person.updated")
    touch(setup)
    await setup.webhooks.deliver()
    expect(setup.webhooks.events()[0]).toMatchObject({ status: "failed", attempts: [{ status: 0 }] })
  })
})

describe("misbehaviour", () => {
  const send = async (options: Partial<Webhooks.Options>, changes = 60) => {
    const setup = await start(options)
    await setup.subscribe("people.v2.events.person.updated")
    const { id } = at(setup.world.rows("Person"), 0)
    for (let n = 0; n < changes; n++) setup.world.update("Person", id, { nickname: `${n}` })
    await setup.webhooks.deliver()
    // attributes of a person
    const names = setup.received.map(({ payload }) => (payload.data.attributes as { nickname: string }).nickname)
    return { ...setup, names }
  }

  it("duplicates are the same delivery again, or another with the same idempotency token", async () => {
    const { received } = await send({ duplicates: 0.5 })
    const tokens = received.map(({ payload }) => payload.meta.idempotency_token)
    const ids = received.map(({ envelope }) => envelope.id)
    expect(received.length).toBeGreaterThan(70)
    expect(new Set(tokens).size).toBe(60)
    expect(new Set(ids).size).toBeGreaterThan(60)
    expect(new Set(ids).size).toBeLessThan(received.length)
  })

  it("losses are counted and never come", async () => {
    const { names, webhooks } = await send({ losses: 0.5 })
    expect(names.length + webhooks.lost()).toBe(60)
    expect(webhooks.lost()).toBeGreaterThan(15)
  })

  it("jitter brings them in another order, the same for the same seed", async () => {
    const [one, two] = [await send({ jitterMs: 60_000 }), await send({ jitterMs: 60_000 })]
    const started = ({ webhooks }: typeof one) => webhooks.events().map(({ attempts }) => attempts.length)
    expect(one.names).not.toEqual([...one.names].sort((a, b) => Number(a) - Number(b)))
    expect(one.names.slice().sort()).toEqual(two.names.slice().sort())
    expect(started(one)).toEqual(started(two))
  })
})

describe("over the API", () => {
  it("each version has its own spelling, and the other's is not found", async () => {
    const { api } = await start()
    const newer = { headers: { "x-pco-api-version": "2022-10-20" } }
    expect([(await api("subscriptions")).status, (await api("webhook_subscriptions")).status]).toEqual([200, 404])
    expect([(await api("subscriptions", newer)).status, (await api("webhook_subscriptions", newer)).status]).toEqual([
      404, 200
    ])
    expect((await api("webhook_subscriptions", newer)).headers.get("x-pco-api-processed-as-version")).toBe("2022-10-20")
    const attributes = { name: "people.v2.events.list.refreshed", url: "https://a.example/" }
    const made = await api("webhook_subscriptions", { ...newer, method: "POST", body: { data: { attributes } } })
    expect([made.status, made.body.data.type]).toEqual([201, "WebhookSubscription"])
    expect((await api("subscriptions")).body.data[0].type).toBe("Subscription")
  })

  it("lists what one may subscribe to, by pages", async () => {
    const { api } = await start()
    const { body } = await api("available_events?per_page=10&offset=20")
    expect(body.meta).toMatchObject({ total_count: WebhookEvents.available.length, count: 10, next: { offset: 30 } })
    expect(body.links.next).toContain("offset=30&per_page=10")
    expect(at(body.data, 0)).toMatchObject({ type: "AvailableEvent", attributes: { app: "people", type: "events" } })
  })

  it("refuses an unknown event, a URL that is none, and attributes that cannot be assigned", async () => {
    const { api, subscribe } = await start()
    const post = (attributes: object) => api("subscriptions", { method: "POST", body: { data: { attributes } } })
    const wrong = await post({ name: "people.v2.events.cat.created", url: "nowhere" })
    expect(wrong.status).toBe(422)
    expect(wrong.body.errors.map((error: { source: { parameter: string } }) => error.source.parameter)).toEqual([
      "name",
      "url"
    ])
    const { id } = await subscribe("people.v2.events.email.created")
    const patch = (attributes: object) =>
      api(`subscriptions/${id}`, { method: "PATCH", body: { data: { attributes } } })
    expect((await patch({ url: "https://b.example/" })).status).toBe(422)
    expect((await patch({ active: false })).body.data.attributes.active).toBe(false)
    expect((await api("subscriptions", { method: "POST", body: {} })).body.errors[0].code).toBe(
      "invalid_resource_payload"
    )
  })

  it("shows a subscription to its owner only, with a secret that can be changed, until it is deleted", async () => {
    const { api, subscribe } = await start()
    const { attributes, id } = await subscribe("people.v2.events.email.created")
    const other = { headers: { authorization: `Basic ${btoa("other:secret")}` } }
    expect((await api("subscriptions", other)).body.data).toEqual([])
    expect((await api(`subscriptions/${id}`, other)).status).toBe(404)
    const rotated = await api(`subscriptions/${id}/rotate_secret`, { method: "POST" })
    expect(rotated.body.data.attributes.authenticity_secret).not.toBe(attributes.authenticity_secret)
    expect((await api(`subscriptions/${id}`, { method: "DELETE" })).status).toBe(204)
    expect((await api(`subscriptions/${id}`)).status).toBe(404)
  })

  it("shows events and deliveries, redelivers and ignores", async () => {
    const { api, received, subscribe, webhooks, world } = await start({}, (one, response) =>
      response.writeHead(one.envelope.attributes.attempt === 1 ? 503 : 200, { "x-host": "1" }).end("no")
    )
    const { id } = await subscribe("people.v2.events.person.updated")
    const [first, second] = world.rows("Person")
    for (const person of [first, second]) world.update("Person", person?.id ?? "", { nickname: "Pip" })
    await webhooks.deliver()
    const failed = await api(`subscriptions/${id}/events?where[status]=failed&order=-created_at`)
    expect(failed.body.meta).toMatchObject({ total_count: 2, can_query_by: ["status", "uuid"], parent: { id } })
    const [one, two] = failed.body.data
    const deliveries = await api(`subscriptions/${id}/events/${one.id}/deliveries`)
    expect(at(deliveries.body.data, 0)).toMatchObject({
      type: "Delivery",
      attributes: { status: 503, response_body: "no" }
    })
    expect(JSON.parse(deliveries.body.data[0].attributes.response_headers)).toMatchObject({ "x-host": "1" })
    expect((await api(`subscriptions/${id}/events/${one.id}/redeliver`, { method: "POST" })).status).toBe(204)
    expect((await api(`subscriptions/${id}/events/${two.id}/ignore`, { method: "POST" })).status).toBe(204)
    const statuses = async () => {
      const { body } = await api(`subscriptions/${id}/events`)
      return body.data.map((event: { attributes: { status: string } }) => event.attributes.status).sort()
    }
    expect(await statuses()).toEqual(["failed", "ignored_failed"])
    await webhooks.deliver()
    expect(await statuses()).toContain("delivered")
    expect(received.length).toBeGreaterThan(2)
    expect((await api(`subscriptions/${id}/events/999`)).status).toBe(404)
  })
})

it("events that nothing here causes can be sent by hand", async () => {
  const { received, subscribe, webhooks, world } = await start()
  expect(WebhookEvents.neverCaused).toContain("services.v2.events.plan.live.updated")
  await subscribe("people.v2.events.list.refreshed")
  webhooks.fire("people.v2.events.list.refreshed", { after: at(world.rows("Person"), 0) })
  await webhooks.deliver()
  expect(at(received, 0).envelope.attributes.name).toBe("people.v2.events.list.refreshed")
})
