import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Subscriptions from "../src/Subscriptions.ts"
import * as Replay from "./Replay.ts"

const url = "https://host.example/pco"

interface Row {
  readonly id: string
  readonly name: string
  readonly url: string
  active: boolean
  secret: string
}

const itemOf =
  (at: "webhook_subscriptions" | "subscriptions") =>
  ({ id, secret, ...attributes }: Row) => ({
    type: at === "subscriptions" ? "Subscription" : "WebhookSubscription",
    id,
    attributes: { ...attributes, authenticity_secret: secret }
  })

/** An account with these subscriptions, at one of the two addresses. */
const account = (
  at: "webhook_subscriptions" | "subscriptions",
  rows: Array<Row> = [],
  rotated: (row: Row) => Replay.Answer = (row) => ({ status: 200, body: { data: itemOf(at)(row) } })
) => {
  const item = itemOf(at)
  const notFound = { status: 404, body: { errors: [{ status: "404", title: "Not Found", detail: "no" }] } }
  return Replay.serve(({ body, method, url: asked }) => {
    const [, , , collection, id, action] = new URL(asked, "http://x").pathname.split("/")
    if (collection === "available_events") {
      const names = [
        "people.v2.events.email.created",
        "people.v2.events.email.destroyed",
        "new.v2.events.thing.created"
      ]
      return {
        status: 200,
        body: { data: names.map((name, at) => ({ type: "AvailableEvent", id: `${at}`, attributes: { name } })) }
      }
    }
    if (collection !== at) return notFound
    if (id === undefined && method === "GET") return { status: 200, body: { data: rows.map(item) } }
    if (id === undefined) {
      const { attributes } = JSON.parse(body).data
      const row: Row = { id: `${rows.length + 1}`, secret: `secret-${rows.length + 1}`, ...attributes }
      rows.push(row)
      return { status: 201, body: { data: item(row) } }
    }
    const row = rows.find((each) => each.id === id)
    if (row === undefined) return notFound
    if (action === "rotate_secret") {
      row.secret = `${row.secret}-rotated`
      return rotated(row)
    }
    if (method === "PATCH") row.active = JSON.parse(body).data.attributes.active
    return { status: 200, body: { data: item(row) } }
  })
}

const events = ["people.v2.events.email.created", "people.v2.events.email.destroyed"]

describe("subscriptions", () => {
  it.scopedLive.each(["webhook_subscriptions", "subscriptions"] as const)(
    "are made where they are missing, taken up where they were given up, and left alone else: %s",
    (at) =>
      Effect.gen(function* () {
        const rows: Array<Row> = [
          { id: "1", name: events[0] ?? "", url, active: false, secret: "secret-1" },
          { id: "2", name: events[0] ?? "", url: "https://other.example", active: false, secret: "other" }
        ]
        const server = yield* account(at, rows)
        const connection = Replay.connection(server.url)
        const first = yield* Effect.provide(Subscriptions.ensure({ url, events }), connection)
        assert.deepStrictEqual(
          first.map(({ done, id, name, secret }) => [id, name, done, secret && Redacted.value(secret)]),
          [
            ["1", events[0], "activated", "secret-1"],
            ["3", events[1], "created", "secret-3"]
          ]
        )
        assert.isFalse(rows[1]?.active)
        const again = yield* Effect.provide(Subscriptions.ensure({ url, events }), connection)
        assert.deepStrictEqual(
          again.map(({ done, id }) => [id, done]),
          [
            ["1", "nothing"],
            ["3", "nothing"]
          ]
        )
        const rotated = yield* Effect.provide(Subscriptions.ensure({ url, events, rotate: true }), connection)
        assert.deepStrictEqual(
          rotated.map(({ done, secret }) => [done, secret && Redacted.value(secret)]),
          [
            ["rotated", "secret-1-rotated"],
            ["rotated", "secret-3-rotated"]
          ]
        )
        assert.notInclude(JSON.stringify(rotated), "secret-1")
      })
  )

  it.scopedLive.each([
    ["says so", 3, { status: 204, body: null }],
    ["shows the subscription without its secret", 3, undefined],
    ["shows the subscription", 2, "whole"]
  ] as const)("have the secret that a rotation made, where its answer %s", ([, requests, answer]) =>
    Effect.gen(function* () {
      const rows: Array<Row> = [{ id: "1", name: events[0] ?? "", url, active: true, secret: "old" }]
      const server = yield* account("webhook_subscriptions", rows, (row) => {
        const whole = itemOf("webhook_subscriptions")(row)
        if (answer === "whole") return { status: 200, body: { data: whole } }
        return answer ?? { status: 200, body: { data: { ...whole, attributes: { name: row.name } } } }
      })
      const [one] = yield* Subscriptions.ensure({ url, events: events.slice(0, 1), rotate: true }).pipe(
        Effect.provide(Replay.connection(server.url))
      )
      assert.strictEqual(one?.secret && Redacted.value(one.secret), "old-rotated")
      // the events and the subscriptions are listed first
      assert.lengthOf(server.asked.slice(1), requests)
    })
  )

  it.scopedLive("of a name the account does not have are refused, before anything is done", () =>
    Effect.gen(function* () {
      const rows: Array<Row> = []
      const server = yield* account("webhook_subscriptions", rows)
      const error = yield* Subscriptions.ensure({ url, events: [...events, "people.v2.events.person.created"] }).pipe(
        Effect.provide(Replay.connection(server.url)),
        Effect.flip
      )
      assert.strictEqual(error._tag, "UnknownEvent")
      assert.include(error.message, "people.v2.events.person.created")
      assert.deepStrictEqual(rows, [])
    })
  )

  it.scopedLive("may be of any event that the account knows, be it described or not", () =>
    Effect.gen(function* () {
      const server = yield* account("webhook_subscriptions")
      const connection = Replay.connection(server.url)
      assert.include(yield* Effect.provide(Subscriptions.available, connection), "new.v2.events.thing.created")
      const [one] = yield* Effect.provide(
        Subscriptions.ensure({ url, events: ["new.v2.events.thing.created"] }),
        connection
      )
      assert.strictEqual(one?.done, "created")
    })
  )
})
