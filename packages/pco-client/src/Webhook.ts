/** What Planning Center tells a host of its own accord: deliveries, checked and taken apart. */
import type { Document, Resource } from "@openfaith/client-core"
import { Instant, Suggestion } from "@openfaith/client-core"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type * as ParseResult from "effect/ParseResult"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as Answers from "./internal/answers.ts"
import * as Facts from "./internal/facts.ts"

/**
 * The names of the events that are known to be sent. An account may know others: `/webhooks/v2/available_events` has the
 * last word, see `Subscriptions.available`.
 *
 * @since 0.1.0
 * @category models
 */
export type Name = keyof typeof Facts.events

/**
 * Every known name.
 *
 * @since 0.1.0
 * @category constants
 */
export const names: ReadonlyArray<Name> =
  // the keys of an object are its own, which the compiler leaves open for wider ones
  Object.keys(Facts.events) as Array<Name>

/**
 * Something that happened, once for each record it happened to.
 *
 * @since 0.1.0
 * @category models
 */
export interface Event<N extends string = string, Key extends string = string, Action extends string = string> {
  /** `people.v2.events.email.created` */
  readonly name: N
  /** The `key` of the resource it is about. */
  readonly resource: Key
  /** `created`, `updated`, `destroyed`, or what else can happen to it. */
  readonly action: Action
  /** Names the delivery: the same again where it is tried again. */
  readonly id: string
  /** Which try this is, from 1 on. */
  readonly attempt: number
  /** The organization it happened in. */
  readonly organization: string | undefined
  /** What it happened to: mostly one. After a `destroyed`, they have no attributes, and some have no relationships. */
  readonly items: ReadonlyArray<Document.Item>
  readonly included: ReadonlyArray<Document.Item>
  /** What the records hang from. */
  readonly parent: Document.Reference | undefined
  /** When it happened; a `destroyed` does not say. */
  readonly happenedAt: Instant.Instant | undefined
  /** The same for deliveries of the same event to several subscriptions. */
  readonly idempotencyToken: string | undefined
  /** What changed values were before, where that is told. */
  readonly previous: unknown
}

/**
 * A known event: its name tells what it is about.
 *
 * @since 0.1.0
 * @category models
 */
export type KnownEvent = {
  readonly [N in Name]: Event<N, (typeof Facts.events)[N]["resource"], (typeof Facts.events)[N]["action"]>
}[Name]

const tag = <const Name extends string>(name: Name) => `@openfaith/pco-client/${name}` as const

/**
 * Nobody who knows one of the secrets has signed this. It may come from anybody.
 *
 * @since 0.1.0
 * @category errors
 */
export class WrongSignature extends Schema.TaggedError<WrongSignature>(tag("WrongSignature"))("WrongSignature", {
  reason: Schema.String,
  /** The event it claims to be of, if it claims that of any: by its own word, which nobody has vouched for. */
  claims: Schema.optional(Schema.String)
}) {
  override get message() {
    const claims = this.claims === undefined ? "" : ` that claims to be of ${this.claims}`
    return `a delivery without a good signature${claims}: ${this.reason}`
  }
}

/**
 * Signed, but not now: older than Planning Center ever tries to deliver, or from the future.
 *
 * @since 0.1.0
 * @category errors
 */
export class StaleDelivery extends Schema.TaggedError<StaleDelivery>(tag("StaleDelivery"))("StaleDelivery", {
  name: Schema.String,
  happenedAt: Schema.String
}) {
  override get message() {
    return `a delivery of ${this.name} that is not of now, but of ${this.happenedAt}`
  }
}

/**
 * The body is no delivery.
 *
 * @since 0.1.0
 * @category errors
 */
export class UnreadableDelivery extends Schema.TaggedError<UnreadableDelivery>(tag("UnreadableDelivery"))(
  "UnreadableDelivery",
  { problem: Schema.String }
) {
  override get message() {
    return `a body that is no delivery: ${this.problem}`
  }
}

/**
 * An event of a name that is not known.
 *
 * @since 0.1.0
 * @category errors
 */
export class UnknownEvent extends Schema.TaggedError<UnknownEvent>(tag("UnknownEvent"))("UnknownEvent", {
  name: Schema.String,
  suggestion: Schema.UndefinedOr(Schema.String)
}) {
  override get message() {
    return `there is no event called ${this.name}${this.suggestion === undefined ? "" : `; did you mean ${this.suggestion}?`}`
  }
}

/**
 * An `UnknownEvent` with the known name nearest to it.
 *
 * @since 0.1.0
 * @category combinators
 */
export const unknown = (name: string, known: Iterable<string> = names): UnknownEvent =>
  new UnknownEvent({ name: name.slice(0, 200), suggestion: Suggestion.nearest(name.slice(0, 200), known) })

/**
 * A delivery as it arrived.
 *
 * @since 0.1.0
 * @category models
 */
export interface Delivery {
  readonly headers: Readonly<Record<string, string | ReadonlyArray<string> | undefined>>
  /** The body, byte for byte: what was parsed and printed again has another signature. */
  readonly body: Uint8Array
}

/**
 * How deliveries are taken.
 *
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** The secrets of the subscriptions that lead here; each of them will do. */
  readonly secrets: Redacted.Redacted | ReadonlyArray<Redacted.Redacted>
  /** Further names that an account has, as `Subscriptions.available` lists them. */
  readonly alsoKnown?: Iterable<string>
  /**
   * How old an event may be; default 6 days, as Planning Center gives up 5.4 days after the first try. What happened is
   * older than the try to tell of it, so to allow minutes would lose what is delivered late.
   */
  readonly notOlderThan?: Duration.DurationInput
  /** The longest body, in bytes; default 1 MiB. */
  readonly maxBytes?: number
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const header = (headers: Delivery["headers"], name: string): string | undefined => {
  const found = Object.entries(headers).find(([each]) => each.toLowerCase() === name)?.[1]
  return typeof found === "string" ? found : found?.[0]
}

const fromHex = (text: string): Uint8Array | undefined =>
  /^[0-9a-f]{64}$/i.test(text)
    ? Uint8Array.from({ length: 32 }, (_, index) => Number.parseInt(text.slice(index * 2, index * 2 + 2), 16))
    : undefined

/** One guide calls the signature base64, though everything recorded is hexadecimal. */
const fromBase64 = (text: string): Uint8Array | undefined =>
  /^[A-Za-z0-9+/]{43}=$/.test(text) ? Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)) : undefined

/** Whether the secret signs the body so; the platform compares, in a time that tells nothing. */
const signs = (secret: Redacted.Redacted, signature: Uint8Array, body: Uint8Array): Effect.Effect<boolean> =>
  Effect.tryPromise(async () => {
    const { subtle } = globalThis.crypto
    const bytes = new TextEncoder().encode(Redacted.value(secret))
    const key = await subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["verify"])
    return subtle.verify("HMAC", key, Uint8Array.from(signature), Uint8Array.from(body))
    // an empty secret is no key, and signs nothing
  }).pipe(Effect.orElseSucceed(() => false))

const checkSignature = (delivery: Delivery, secrets: ReadonlyArray<Redacted.Redacted>) =>
  Effect.gen(function* () {
    const text = header(delivery.headers, "x-pco-webhooks-authenticity")?.trim()
    const name = header(delivery.headers, "x-pco-webhooks-name")
    // whoever sent it may have written anything: what is not the form of a name is not repeated in a log
    const claim = name !== undefined && /^[\w.-]{1,200}$/.test(name) ? { claims: name } : {}
    if (text === undefined) return yield* new WrongSignature({ reason: "it has none", ...claim })
    const signature = fromHex(text) ?? fromBase64(text)
    if (signature === undefined) return yield* new WrongSignature({ reason: "it has one of another form", ...claim })
    // every secret is tried, so that the time does not tell which one it was
    const good = yield* Effect.forEach(secrets, (secret) => signs(secret, signature, delivery.body))
    if (!good.includes(true)) return yield* new WrongSignature({ reason: "none of the secrets has made it", ...claim })
  })

const parse = (text: string, what: string): Either.Either<unknown, UnreadableDelivery> =>
  Either.try({
    try: (): unknown => JSON.parse(text),
    catch: () => new UnreadableDelivery({ problem: `${what} is not JSON` })
  })

const decode = (body: Uint8Array): Either.Either<string, UnreadableDelivery> =>
  Either.try({
    try: () => new TextDecoder("utf-8", { fatal: true }).decode(body),
    catch: () => new UnreadableDelivery({ problem: "it is not valid UTF-8" })
  })

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined)

const organizationOf = (relationships: unknown): string | undefined => {
  const organization = isObject(relationships) ? relationships.organization : undefined
  const data = isObject(organization) ? organization.data : undefined
  return isObject(data) ? textOf(data.id) : undefined
}

const parentOf = (meta: Readonly<Record<string, unknown>>): Document.Reference | undefined => {
  const { parent } = meta
  if (!isObject(parent)) return undefined
  const [id, type] = [textOf(parent.id), textOf(parent.type)]
  return id === undefined || type === undefined ? undefined : { id, type }
}

/** `groups.church_center.v2.events.group_application.created` is what happened to a `groups.GroupApplication`. */
const guess = (name: string): { readonly resource: string; readonly action: string } | undefined => {
  const found = /^([a-z_-]+)\.(?:[a-z_]+\.)?v\d+\.events\.([a-z_]+)\.([a-z_.]+)$/.exec(name)
  if (found === null) return undefined
  const [, product = "", resource = "", action = ""] = found
  const type = resource.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())
  return { resource: `${product.replaceAll("_", "-")}.${type}`, action }
}

const eventOf = (value: unknown, alsoKnown: ReadonlySet<string>) =>
  Either.gen(function* () {
    const attributes = isObject(value) && isObject(value.attributes) ? value.attributes : undefined
    const id = isObject(value) ? textOf(value.id) : undefined
    const name = textOf(attributes?.name)
    const payload = textOf(attributes?.payload)
    if (!isObject(value) || id === undefined || name === undefined || payload === undefined) {
      return yield* Either.left(new UnreadableDelivery({ problem: "an entry has no id, no name or no payload" }))
    }
    // a name is known if it is a key of what is known, which the compiler does not take from `hasOwn`
    const known = Object.hasOwn(Facts.events, name) ? Facts.events[name as Name] : undefined
    const about = known ?? (alsoKnown.has(name) ? guess(name) : undefined)
    if (about === undefined) return yield* Either.left(unknown(name, [...names, ...alsoKnown]))
    const body = yield* parse(payload, `the payload of ${name}`)
    const document = yield* Either.mapLeft(
      Either.filterOrLeft(
        Answers.jsonApi.document(body),
        ({ malformed = [] }) => !malformed.some(({ place }) => place === "items"),
        () => "a record in it has no type and id"
      ),
      (problem) => new UnreadableDelivery({ problem: `the payload of ${name}: ${problem}` })
    )
    const meta = isObject(body) && isObject(body.meta) ? body.meta : {}
    const attempt = attributes?.attempt
    const event: Event = {
      name,
      ...about,
      id,
      attempt: typeof attempt === "number" && Number.isSafeInteger(attempt) ? attempt : 1,
      organization: organizationOf(value.relationships),
      items: document.items,
      included: document.included,
      parent: parentOf(meta),
      happenedAt: Instant.parse(meta.event_time),
      idempotencyToken: textOf(meta.idempotency_token),
      previous: meta.previous
    }
    return event
  })

/** Clocks may differ by so much. */
const ahead = Duration.toMillis("5 minutes")

/**
 * One entry of a delivery that is no event to act on: its name is not known, it cannot be read, or it is not of now. The
 * other entries have nothing to do with it.
 *
 * @since 0.1.0
 * @category models
 */
export interface Rejected {
  /** Its place in the delivery, from 0 on. */
  readonly index: number
  readonly error: UnknownEvent | UnreadableDelivery | StaleDelivery
  /** The entry as it came, to be recorded: it is Planning Center's own, since the delivery is signed. */
  readonly raw: unknown
}

/**
 * What a delivery holds.
 *
 * @since 0.1.0
 * @category models
 */
export interface Received {
  readonly events: ReadonlyArray<Event>
  readonly rejected: ReadonlyArray<Rejected>
}

/**
 * What a delivery tells of, once it is certain that Planning Center sent it: the signature is checked over the bytes, by
 * every secret, before anything else is looked at. It fails where the delivery as a whole is of no use.
 *
 * Answer 200 only after the events are kept somewhere, since then they do not come again; and take each `id` once, since
 * before that they may. Record what is `rejected`, and answer 200 for it too: 16 more tries will not make a name known.
 *
 * @example
 * const { events, rejected } = yield* Webhook.receive({ headers: request.headers, body }, { secrets })
 *
 * @since 0.1.0
 * @category constructors
 */
export const receive = (
  delivery: Delivery,
  options: Options
): Effect.Effect<Received, WrongSignature | UnreadableDelivery> =>
  Effect.gen(function* () {
    const { alsoKnown = [], maxBytes = 1024 * 1024, notOlderThan = "6 days", secrets } = options
    if (delivery.body.length > maxBytes) {
      return yield* new UnreadableDelivery({ problem: `it is larger than ${maxBytes} bytes` })
    }
    yield* checkSignature(delivery, Redacted.isRedacted(secrets) ? [secrets] : secrets)
    const body = yield* parse(yield* decode(delivery.body), "the body")
    if (!isObject(body) || !Array.isArray(body.data)) {
      return yield* new UnreadableDelivery({ problem: "it has no list called `data`" })
    }
    const entries: ReadonlyArray<unknown> = body.data
    const known = new Set(alsoKnown)
    const now = yield* Clock.currentTimeMillis
    const ofNow = (event: Event): Either.Either<Event, StaleDelivery> => {
      // what is gone does not say since when; then the header does, which is not signed
      const moment = event.happenedAt ?? Instant.parse(header(delivery.headers, "x-pco-webhooks-event-time"))
      const age = moment === undefined ? 0 : now - Instant.toEpochMillis(moment)
      return moment !== undefined && (age > Duration.toMillis(notOlderThan) || age < -ahead)
        ? Either.left(new StaleDelivery({ name: event.name, happenedAt: moment }))
        : Either.right(event)
    }
    const events: Array<Event> = []
    const rejected: Array<Rejected> = []
    for (const [index, raw] of entries.entries()) {
      Either.match(Either.flatMap(eventOf(raw, known), ofNow), {
        onLeft: (error) => rejected.push({ index, error, raw }),
        onRight: (event) => events.push(event)
      })
    }
    return { events, rejected }
  })

/**
 * Whether an event has a known name, so that the name tells what it is about.
 *
 * @since 0.1.0
 * @category combinators
 */
export const isKnown = (event: Event): event is KnownEvent => Object.hasOwn(Facts.events, event.name)

/**
 * The records of an event, decoded by the resource it is about; empty where it is about another.
 *
 * @example
 * const emails = yield* Webhook.records(event, People.Email.Email)
 *
 * @since 0.1.0
 * @category combinators
 */
export const records = <Key extends string, A>(
  event: Event,
  resource: Pick<Resource.Resource<Key, A>, "key" | "decode">
): Either.Either<ReadonlyArray<Resource.Decoded<Key, A>>, ParseResult.ParseError> =>
  event.resource === resource.key ? Either.all(event.items.map((item) => resource.decode(item))) : Either.right([])
