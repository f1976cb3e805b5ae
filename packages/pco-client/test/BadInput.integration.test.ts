import { createHmac } from "node:crypto"
import { assert, describe, it } from "@effect/vitest"
import { Client, type Endpoint, Query } from "@openfaith/client-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/TestClock"
import * as Coverage from "../scripts/Coverage.ts"
import * as People from "../src/people.ts"
import * as Webhook from "../src/Webhook.ts"
import * as Replay from "./Replay.ts"

interface Refusal {
  readonly _tag: string
  readonly message: string
}

/** As a caller without types would call. */
type Untyped = (input: unknown) => Effect.Effect<unknown, Refusal>

describe("what a caller asks in error", () => {
  it.scopedLive.each<readonly [what: string, input: unknown, named: RegExp]>([
    ["a filter it does not have", { query: { filter: ["admns"] } }, /`filter\.admns`: .*; did you mean admins\?$/],
    [
      "a comparison it does not have",
      { query: { where: { frist_name: "A" } } },
      /`where\.frist_name`: .*; did you mean first_name\?$/
    ],
    [
      "a comparison of another type",
      { query: { where: { grade: "abc" } } },
      /`where\.grade`: expected a whole number$/
    ],
    ["an order it does not have", { query: { order: ["-id"] } }, /`order\.id`: allowed: /],
    [
      "a relationship that does not exist",
      { query: { include: ["email"] } },
      /`include\.email`: .*; did you mean emails\?$/
    ],
    [
      "a path of relationships that does not exist",
      { query: { include: ["households.peple"] } },
      /`include\.households\.peple`: allowed: households\.people; did you mean households\.people\?$/
    ],
    [
      "a path of relationships that is too long",
      { query: { include: ["households.people.emails"] } },
      /`include\.households\.people\.emails`: allowed: households\.people/
    ],
    [
      "a parameter it does not have",
      { query: { filter: ["created_since"], parameters: { tiem: "x" } } },
      /`parameters\.tiem`: .*; did you mean time\?$/
    ],
    [
      "a field it does not have",
      { query: { fields: { Person: ["nmae"] } } },
      /`fields\.Person\.nmae`: .*; did you mean name\?$/
    ]
  ])("is told before anything is sent, by its name: %s", ([, input, named]) =>
    Effect.gen(function* () {
      const server = yield* Replay.serve(() => ({ status: 200, body: { data: [] } }))
      const client = yield* Client.make(People.endpoints).pipe(Effect.provide(Replay.connection(server.url)))
      // what the types forbid still has to be complained of
      const list = client.people.list as unknown as Untyped
      const error = yield* Effect.flip(list(input))
      assert.strictEqual(error._tag, "InvalidRequest")
      assert.include(error.message, "people.Person.list")
      assert.match(error.message, named)
      assert.deepStrictEqual(server.asked, [])
    })
  )

  it.scopedLive("is told likewise of what is written: attributes, relationships, ids in the path", () =>
    Effect.gen(function* () {
      const server = yield* Replay.serve(() => ({ status: 200, body: { data: [] } }))
      const client = yield* Client.make(People.endpoints).pipe(Effect.provide(Replay.connection(server.url)))
      // what the types forbid still has to be complained of
      const update = client.people.update as unknown as Untyped
      const path = { id: "1" }
      for (const [input, named] of [
        [{ path, attributes: { frist_name: "A" } }, /`attributes\.frist_name`: .*; did you mean first_name\?$/],
        [
          { path, relationships: { primary_campuss: "1" } },
          /`relationships\.primary_campuss`: .*; did you mean primary_campus\?$/
        ],
        [{ path: { id: "" }, attributes: {} }, /`path\.id`: expected an id/]
      ] as const) {
        const error = yield* Effect.flip(update(input))
        assert.strictEqual(error._tag, "InvalidRequest")
        assert.match(error.message, named)
      }
      assert.deepStrictEqual(server.asked, [])
    })
  )

  const lists = Coverage.endpoints.flatMap(
    (endpoint): ReadonlyArray<Endpoint.AnyList> => (endpoint._tag === "List" ? [endpoint] : [])
  )

  it("is found by every listing of every product", () => {
    assert.isAbove(lists.length, 350)
    for (const endpoint of lists) {
      for (const [query, field] of [
        [{ filter: ["no_such"] }, "filter.no_such"],
        [{ where: { no_such: "x" } }, "where.no_such"],
        [{ order: ["no_such"] }, "order.no_such"],
        [{ include: ["no_such.thing"] }, "include.no_such.thing"],
        [{ perPage: 101 }, "perPage"]
      ] as const) {
        const complaint = Either.getOrThrow(Either.flip(Query.check(endpoint, query)))
        assert.strictEqual(complaint.field, field, endpoint.name)
      }
    }
  })
})

describe("what arrives in error", () => {
  const name = "people.v2.events.email.created"
  const secret = "test-secret"
  const now = Date.parse("2024-02-07T18:50:00Z")
  const entry = (event: string, happened = "2024-02-07T18:45:03Z") =>
    JSON.stringify({
      data: [
        {
          id: "1",
          type: "EventDelivery",
          attributes: {
            name: event,
            attempt: 1,
            payload: JSON.stringify({ data: { type: "Email", id: "5" }, meta: { event_time: happened } })
          }
        }
      ]
    })

  it.effect.each<readonly [what: string, body: string, signed: string, tag: string, named: string]>([
    ["a wrong signature", entry(name), "of something else", "WrongSignature", name],
    ["an old time", entry(name, "2023-02-07T18:45:03Z"), "", "StaleDelivery", "2023-02-07T18:45:03Z"],
    ["a time to come", entry(name, "2025-02-07T18:45:03Z"), "", "StaleDelivery", "2025-02-07T18:45:03Z"],
    ["a huge body", "x".repeat(2 ** 20 + 1), "", "UnreadableDelivery", "larger than 1048576 bytes"],
    ["a body that is no JSON", "<html>", "", "UnreadableDelivery", "the body is not JSON"],
    ["an unknown event", entry("people.v2.events.emial.created"), "", "UnknownEvent", `did you mean ${name}?`]
  ])("is an error of its own, and names what is wrong: %s", ([, body, signed, tag, named]) =>
    Effect.gen(function* () {
      yield* TestClock.setTime(now)
      // an entry that is no event does not keep the others from being taken
      const error: Refusal = yield* Effect.flip(
        Webhook.receive(
          {
            headers: {
              "X-PCO-Webhooks-Authenticity": createHmac("sha256", secret)
                .update(signed === "" ? body : signed)
                .digest("hex"),
              "X-PCO-Webhooks-Name": name
            },
            body: new TextEncoder().encode(body)
          },
          { secrets: Redacted.make(secret) }
        ).pipe(Effect.flatMap(({ rejected: [one] }) => (one === undefined ? Effect.void : Effect.fail(one.error))))
      )
      assert.strictEqual(error._tag, tag)
      assert.include(error.message, named)
      assert.notInclude(error.message, secret)
    })
  )

  it.effect("with a wrong signature is not quoted where it claims a name that is none", () =>
    Effect.gen(function* () {
      for (const claimed of ["<script>", "x".repeat(300), "a b"]) {
        const headers = { "x-pco-webhooks-name": claimed }
        const error = yield* Effect.flip(
          Webhook.receive({ headers, body: new Uint8Array() }, { secrets: Redacted.make(secret) })
        )
        assert.strictEqual(error._tag, "WrongSignature")
        assert.notInclude(error.message, claimed)
      }
    })
  )
})
