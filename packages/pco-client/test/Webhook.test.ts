import { createHmac } from "node:crypto"
import { assert, describe, it } from "@effect/vitest"
import { delivered } from "@openfaith/pco-facts/Recording"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as FastCheck from "effect/FastCheck"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/TestClock"
import * as People from "../src/people.ts"
import * as Webhook from "../src/Webhook.ts"

const moment = Date.parse("2024-02-07T18:50:00Z")
const secret = Redacted.make("test-secret")
const bytes = (text: string) => new TextEncoder().encode(text)

const sign = (body: string, key = "test-secret", encoding: "hex" | "base64" = "hex") =>
  createHmac("sha256", key).update(body).digest(encoding)

const receive = (delivery: Webhook.Delivery, options: Partial<Webhook.Options> = {}) =>
  Effect.zipRight(TestClock.setTime(moment), Effect.either(Webhook.receive(delivery, { secrets: secret, ...options })))

const signed = (body: string, headers: Webhook.Delivery["headers"] = {}): Webhook.Delivery => ({
  headers: { "X-PCO-Webhooks-Authenticity": sign(body), ...headers },
  body: bytes(body)
})

/** A body that holds these payloads. */
const bodyOf = (name: string, ...payloads: ReadonlyArray<unknown>) =>
  JSON.stringify({
    data: payloads.map((payload, index) => ({
      id: `00000000-0000-4000-8000-00000000000${index}`,
      type: "EventDelivery",
      attributes: { name, attempt: 1, payload: typeof payload === "string" ? payload : JSON.stringify(payload) }
    }))
  })

const email = { type: "Email", id: "5", attributes: { address: "a@example.com" } }

const recorded = (name: string): Webhook.Delivery => {
  const { request } = delivered(name)
  return { headers: request.headers, body: bytes(request.rawBody) }
}

const failure = (outcome: Either.Either<unknown, { readonly _tag: string; readonly message: string }>) =>
  Either.getOrThrow(Either.flip(outcome))

const events = (outcome: Either.Either<Webhook.Received, unknown>) => Either.getOrThrow(outcome).events

/** Why the only entry of a delivery is none. */
const rejection = (outcome: Either.Either<Webhook.Received, unknown>) => {
  const { events, rejected } = Either.getOrThrow(outcome)
  assert.deepStrictEqual(events, [])
  const [one] = rejected
  return one?.error ?? assert.fail("it is an event")
}

describe("a delivery", () => {
  it.effect("tells what was made, when, and of whom", () =>
    Effect.gen(function* () {
      const [event] = events(yield* receive(recorded("documented-webhook-email-created")))
      assert.deepInclude(event, {
        name: "people.v2.events.email.created",
        resource: "people.Email",
        action: "created",
        id: "00000000-0000-4000-8000-0000000000a1",
        attempt: 1,
        organization: "100001",
        parent: { id: "10000009", type: "Person" },
        idempotencyToken: "00000000-0000-4000-8000-000000000001"
      })
      assert.strictEqual(event?.happenedAt, "2024-02-07T18:45:03Z")
      const known = event !== undefined && Webhook.isKnown(event) ? event : assert.fail("it is known")
      // the name tells the compiler what it is about
      if (known.name === "people.v2.events.email.created") {
        const resource: "people.Email" = known.resource
        assert.strictEqual(resource, "people.Email")
      }
      const [record] = Either.getOrThrow(Webhook.records(known, People.Email.Email))
      assert.strictEqual(record?.attributes.address, "user1@example.com")
      assert.deepStrictEqual({ ...record?.relationships }, { person: { type: "Person", id: "10000009" } })
      assert.deepStrictEqual(Either.getOrThrow(Webhook.records(known, People.Person.Person)), [])
    })
  )

  it.effect.each(["documented-webhook-email-destroyed", "documented-webhook-list-destroyed"])(
    "of an end has no attributes, and is read all the same: %s",
    (name) =>
      Effect.gen(function* () {
        const [event] = events(yield* receive(recorded(name)))
        assert.strictEqual(event?.action, "destroyed")
        assert.deepStrictEqual(event?.items[0]?.attributes, {})
        assert.isUndefined(event?.happenedAt)
      })
  )

  it.effect("may hold several entries, and an entry several records", () =>
    Effect.gen(function* () {
      const body = bodyOf("people.v2.events.list_result.created", { data: [email, email] }, { data: email })
      assert.deepStrictEqual(
        events(yield* receive(signed(body))).map(({ items }) => items.length),
        [2, 1]
      )
    })
  )

  it.effect("is signed in hexadecimal, or in base64, by any of several secrets", () =>
    Effect.gen(function* () {
      const body = bodyOf("people.v2.events.email.created", { data: email })
      const secrets = [Redacted.make("another"), Redacted.make(""), secret]
      for (const encoding of ["hex", "base64"] as const) {
        const headers = { "x-pco-webhooks-authenticity": sign(body, "test-secret", encoding) }
        assert.isTrue(Either.isRight(yield* receive({ headers, body: bytes(body) }, { secrets })))
      }
    })
  )

  it.effect("without a good signature is not looked at", () =>
    Effect.gen(function* () {
      const body = "not JSON"
      for (const [headers, secrets] of [
        [{}, secret],
        [{ "X-PCO-Webhooks-Authenticity": "" }, secret],
        [{ "X-PCO-Webhooks-Authenticity": "short" }, secret],
        [{ "X-PCO-Webhooks-Authenticity": sign(body, "another") }, secret],
        [{ "X-PCO-Webhooks-Authenticity": sign(`${body} `) }, secret],
        [{ "X-PCO-Webhooks-Authenticity": sign(body, "") }, Redacted.make("")],
        [{ "X-PCO-Webhooks-Authenticity": sign(body) }, []]
      ] as const) {
        const error = failure(yield* receive({ headers, body: bytes(body) }, { secrets }))
        assert.strictEqual(error._tag, "WrongSignature")
        assert.notInclude(error.message, "test-secret")
      }
    })
  )

  it.effect.prop(
    "that was changed anywhere is refused",
    [FastCheck.nat(), FastCheck.integer({ min: 1, max: 255 })],
    ([at, by]) =>
      Effect.gen(function* () {
        const { body, headers } = recorded("documented-webhook-email-created")
        const changed = Uint8Array.from(body, (byte, index) => (index === at % body.length ? byte ^ by : byte))
        assert.strictEqual(failure(yield* receive({ headers, body: changed }))._tag, "WrongSignature")
      })
  )

  it.effect("that is too late, or too early, is named", () =>
    Effect.gen(function* () {
      const body = (time: string) =>
        bodyOf("people.v2.events.email.created", { data: email, meta: { event_time: time } })
      for (const time of ["2024-02-01T18:49:00Z", "2024-02-07T18:56:00Z"]) {
        const error = rejection(yield* receive(signed(body(time))))
        assert.strictEqual(error._tag, "StaleDelivery")
        assert.include(error.message, time)
      }
      assert.lengthOf(events(yield* receive(signed(body("2024-02-02T00:00:00Z")))), 1)
      const strict = yield* receive(signed(body("2024-02-07T18:44:00Z")), { notOlderThan: "5 minutes" })
      assert.strictEqual(rejection(strict)._tag, "StaleDelivery")
      const header = { "X-PCO-Webhooks-Event-Time": "2023-02-07T18:45:03Z" }
      const destroyed = bodyOf("people.v2.events.email.destroyed", { data: { type: "Email", id: "5" } })
      assert.strictEqual(rejection(yield* receive(signed(destroyed, header)))._tag, "StaleDelivery")
    })
  )

  it.effect("that is none says what it is instead", () =>
    Effect.gen(function* () {
      const name = "people.v2.events.email.created"
      for (const [body, words] of [
        ["", "not JSON"],
        ["<html>", "not JSON"],
        ["[]", "`data`"],
        ["null", "`data`"],
        ['{"data":{}}', "`data`"]
      ] as const) {
        const error = failure(yield* receive(signed(body)))
        assert.strictEqual(error._tag, "UnreadableDelivery", body)
        assert.include(error.message, words)
      }
      for (const [body, words] of [
        ['{"data":[7]}', "no id"],
        ['{"data":[{"id":"1","attributes":{"name":"x"}}]}', "no payload"],
        [bodyOf(name, "no payload"), "payload of people.v2.events.email.created is not JSON"],
        [bodyOf(name, {}), "payload of people.v2.events.email.created"],
        [bodyOf(name, { data: [email, { type: "Email", id: null }] }), "payload of people.v2.events.email.created"]
      ] as const) {
        const error = rejection(yield* receive(signed(body)))
        assert.strictEqual(error._tag, "UnreadableDelivery", body)
        assert.include(error.message, words)
      }
      const huge = failure(yield* receive(signed("x".repeat(2000)), { maxBytes: 1999 }))
      assert.include(huge.message, "larger than 1999 bytes")
      const body = new Uint8Array([0xff, 0xfe, 0x00])
      const headers = { "x-pco-webhooks-authenticity": createHmac("sha256", "test-secret").update(body).digest("hex") }
      assert.include(failure(yield* receive({ headers, body })).message, "UTF-8")
    })
  )

  it.effect("of an unknown event is named, with the name that was perhaps meant", () =>
    Effect.gen(function* () {
      const body = bodyOf("people.v2.events.emails.created", { data: email })
      const error = rejection(yield* receive(signed(body)))
      assert.strictEqual(error._tag, "UnknownEvent")
      assert.include(error.message, "did you mean people.v2.events.email.created")
      for (const name of ["__proto__", "toString", "constructor"]) {
        assert.strictEqual(rejection(yield* receive(signed(bodyOf(name, { data: email }))))._tag, "UnknownEvent")
      }
    })
  )

  it.effect(
    "with an unknown, an unreadable and an old entry beside a known one gives the known one, and records the others",
    () =>
      Effect.gen(function* () {
        const entry = (id: string, name: string, payload: unknown) => ({
          id,
          type: "EventDelivery",
          attributes: { name, attempt: 1, payload: typeof payload === "string" ? payload : JSON.stringify(payload) }
        })
        const name = "people.v2.events.email.created"
        const data = [
          entry("1", "people.v2.events.future_thing.created", { data: email }),
          entry("2", name, { data: email }),
          null,
          entry("4", name, "{"),
          entry("5", name, { data: email, meta: { event_time: "2023-02-07T18:45:03Z" } })
        ]
        const { events, rejected } = Either.getOrThrow(yield* receive(signed(JSON.stringify({ data }))))
        assert.deepStrictEqual(
          events.map(({ id }) => id),
          ["2"]
        )
        assert.deepStrictEqual(
          rejected.map(({ error, index, raw }) => [index, error._tag, raw]),
          [
            [0, "UnknownEvent", data[0]],
            [2, "UnreadableDelivery", null],
            [3, "UnreadableDelivery", data[3]],
            [4, "StaleDelivery", data[4]]
          ]
        )
      })
  )

  it.effect("of an event that only the account knows is taken, if the account was asked", () =>
    Effect.gen(function* () {
      const name = "check_ins.v2.events.check_in.created"
      const body = bodyOf(name, { data: { type: "CheckIn", id: "1" } })
      const [event] = events(yield* receive(signed(body), { alsoKnown: [name] }))
      assert.deepInclude(event, { name, resource: "check-ins.CheckIn", action: "created" })
      assert.isFalse(event !== undefined && Webhook.isKnown(event))
    })
  )
})
