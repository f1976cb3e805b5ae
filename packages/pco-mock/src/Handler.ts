/**
 * Planning Center in one function: a request goes in, the answer the real API would give comes out.
 */

import * as Clock from "./Clock.ts"
import * as Credentials from "./Credentials.ts"
import * as Faults from "./Faults.ts"
import * as OAuth from "./internal/accounts/oAuth.ts"
import * as Quota from "./internal/accounts/quota.ts"
import * as Versions from "./internal/facts/versions.ts"
import * as Damage from "./internal/misbehaving/damage.ts"
import * as Replica from "./internal/misbehaving/replica.ts"
import * as Answer from "./internal/requests/answer.ts"
import * as Digest from "./internal/requests/digest.ts"
import * as Me from "./internal/requests/me.ts"
import * as Resources from "./internal/requests/resources.ts"
import * as Uploads from "./internal/requests/uploads.ts"
import * as Wire from "./internal/requests/wire.ts"
import * as WebhookRoutes from "./internal/webhooks/webhookRoutes.ts"
import * as RequestLog from "./RequestLog.ts"
import * as Rights from "./Rights.ts"
import * as Webhooks from "./Webhooks.ts"
import * as World from "./World.ts"

/**
 * What the server is made of.
 *
 * @since 0.1.0
 * @category models
 */
export interface Options {
  readonly world: World.World
  /**
   * The organisation behind the same URL and credentials while the fault `otherOrganization` strikes. Default: a church of as many
   * people with another seed and the organisation id 100094, made at the first such request.
   */
  readonly otherWorld?: World.World
  /** Default: 100 requests in any 20 seconds for each user. */
  readonly quota?: Partial<Quota.Options>
  /** Who is let in. Default: anyone who names themselves, by any personal token or bearer token. */
  readonly credentials?: ReadonlyArray<Credentials.Credential>
  /** What people may see, by any credential of theirs. Default: everything. */
  readonly users?: Credentials.Users
  /** How applications sign people in. Tokens it hands out are let in whatever `credentials` says. */
  readonly oauth?: OAuth.Options
  /** How subscribers are told of changes. Default: at once, and well behaved. */
  readonly webhooks?: Partial<Webhooks.Options> & Webhooks.Fixed
  /** Which files are taken. */
  readonly uploads?: Uploads.Options
  /** Decides tokens and whatever else is invented while running. Default 1. */
  readonly seed?: number
  /** Misbehaviour from the start. Default: none. */
  readonly faults?: ReadonlyArray<Faults.Rule>
  /** The time by which requests are counted and logged, in milliseconds since the epoch. Default: the real time. */
  readonly clock?: Clock.Clock | (() => number)
  /** The version for requests that name none. Default: of each product the one that the catalog describes. */
  readonly defaultVersion?: string
  /** How much of what was asked is remembered. Default: every request. */
  readonly log?: RequestLog.Options
  /** Called before each request is answered, with the number it has in the log: the place to change the world between two pages. */
  readonly before?: (asked: Answer.Asked, n: number) => void | Promise<void>
}

/**
 * A pretend Planning Center, without any transport.
 *
 * @since 0.1.0
 * @category models
 */
export interface Handler {
  /** Answers a web-standard request; links start with the origin of its URL. `assumed` headers, in lower case, count where it has none of its own. */
  readonly handle: (request: Request, assumed?: { readonly [name: string]: string }) => Promise<Response>
  /** The same without the cost of `Request` and `Response`. */
  readonly answer: (asked: Answer.Asked) => Promise<Answer.Answer>
  readonly world: World.World
  readonly quota: Quota.Quota
  readonly credentials: Credentials.Credentials
  readonly oauth: OAuth.OAuth
  readonly webhooks: Webhooks.Webhooks
  readonly uploads: Uploads.Uploads
  readonly faults: Faults.Faults
  readonly log: RequestLog.RequestLog
  /** Moving it moves windows, expiries and schedules; and the stamps of the world, if that was made with the same clock. */
  readonly clock: Clock.Clock
  /** Back to how it was made: counts, faults, credentials, tokens, webhooks, uploads, log. The world and the clock stay as they are. */
  readonly reset: () => void
  /** Stops what goes on by itself: deliveries of webhooks. */
  readonly close: () => void
}

/**
 * Puts the parts together.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (options: Options): Handler => {
  const { world } = options
  const clock = typeof options.clock === "object" ? options.clock : Clock.make(options.clock)
  const quota = Quota.make(options.quota)
  const faults = Faults.make(options.faults)
  const log = RequestLog.make(options.log)
  const oauth = OAuth.make(clock.now, options.oauth, peopleOf(world), options.seed)
  const credentials = Credentials.make(options.credentials, oauth.tokens, options.users)
  const uploads = Uploads.make(clock.now, options.uploads, options.seed)
  const webhooks = Webhooks.make(world, clock, options.webhooks, options.seed)
  const resources = Resources.make(world)
  const replica = Replica.make(world, clock.now)
  let stale: Resources.Resources | undefined
  let other: Resources.Resources | undefined
  let asking = 0

  const answer: Handler["answer"] = async (request) => {
    const { method, url } = request
    // the same answer without its body, which the transport leaves out
    const asked: Answer.Asked = method === "HEAD" ? { ...request, method: "GET" } : request
    const number = ++asking
    const at = clock.now()
    const admission = credentials.admit(asked.headers.authorization, at)
    const caller = "caller" in admission ? admission.caller : undefined
    const effects = faults.next(method, target(url), caller?.user)
    const answered = log.ask({ at, ...arrival(request), faults: effects.struck })
    for (const mutation of effects.mutate) world.apply(mutation)
    if (effects.quota !== undefined) quota.configure(effects.quota)
    await options.before?.(asked, number)
    const decided = await decide(asked, effects, admission)
    // never before a stamp that was given out, though the world may have a clock of its own
    const date = Math.max(clock.now(), world.now() * 1000) + (effects.dateOffMs ?? 0)
    const whole = finish(decided.answer, asked, effects, { number, date })
    answered({
      status: decided.answer === unanswered ? null : whole.status,
      rows: whole.rows,
      size: whole.body.length,
      credential: decided.counted ? (caller?.name ?? null) : null,
      user: decided.counted ? (caller?.user ?? null) : null,
      answeredAt: clock.now()
    })
    return Damage.apply(whole, effects, url)
  }

  /** The gates a request passes, in order: the network, the firewall, the credentials, the quota, the rights, the resource itself. */
  const decide = async (
    asked: Answer.Asked,
    effects: Faults.Effects,
    admission: Credentials.Admission
  ): Promise<Decided> => {
    if (effects.reset === "before") return outside(unanswered)
    if (blocked(asked, effects)) return outside(Answer.firewall)
    if (OAuth.isMeant(asked.url.pathname)) {
      await delay(asked, effects)
      const signing = script(asked, effects) ?? (await oauth.answer(asked))
      if (signing !== undefined) return outside(signing)
    }
    if ("refused" in admission) return outside(admission.refused)
    const { caller } = admission
    if (asked.url.pathname === Uploads.path) {
      await delay(asked, effects)
      const uploaded = script(asked, effects) ?? (await uploads.answer(asked))
      if (uploaded !== undefined) return outside(uploaded)
    }
    const offset = Number(asked.url.searchParams.get("offset"))
    const spent = quota.take(caller.user, clock.now(), offset)
    if (spent.refused) return { answer: tooMany(spent), counted: true }
    await delay(asked, effects)
    return { answer: rated(respond(asked, effects, spent, caller), spent), counted: true }
  }

  const respond = (
    asked: Answer.Asked,
    effects: Faults.Effects,
    spent: Quota.Spent,
    caller: Credentials.Caller
  ): Versioned => {
    const scripted = script(asked, effects, spent)
    if (scripted !== undefined) return { answer: scripted, gateway: false }
    // whether rights or version are looked at first is not documented
    const forbidden = Rights.refusal(caller, asked.url.pathname)
    if (forbidden !== undefined) return { answer: forbidden, gateway: false }
    const version = Versions.resolve(
      Rights.productOf(asked.url.pathname),
      asked.headers["x-pco-api-version"],
      options.defaultVersion
    )
    if (typeof version !== "string") return { answer: version, gateway: false }
    const hooks = WebhookRoutes.answer(webhooks, asked, caller, world.organization.id)
    if (hooks !== undefined) {
      const processedAs = WebhookRoutes.versionOf(asked.headers["x-pco-api-version"])
      return { answer: seenBy(caller, hooks), gateway: false, version: processedAs }
    }
    const written = uploads.assign(asked)
    if ("refused" in written) return { answer: written.refused, gateway: false, version }
    const target = effects.instead === undefined ? asked.url : new URL(effects.instead + asked.url.search, asked.url)
    const found = reader(asked, effects).answer({ ...asked, url: target, body: written.body }, version, effects)
    return { ...found, answer: seenBy(caller, found.answer), version }
  }

  /** Reads that a fault sends to a replica see the past; everything else sees the present. */
  const reader = ({ method }: Answer.Asked, { lagMs, otherOrganization }: Faults.Effects): Resources.Resources => {
    if (otherOrganization === true) {
      other ??= Resources.make(options.otherWorld ?? another(world))
      return other
    }
    if (lagMs === undefined || method !== "GET") return resources
    const past = replica.asOf(clock.now() - lagMs)
    stale ??= Resources.make(past)
    return stale
  }

  return {
    answer,
    handle: async (request, assumed) => Wire.response(await answer(await read(request, assumed)), request.method),
    world,
    quota,
    credentials,
    oauth,
    webhooks,
    uploads,
    faults,
    log,
    clock,
    reset: () => {
      quota.reset()
      faults.replace(options.faults ?? [])
      credentials.reset()
      oauth.reset()
      webhooks.reset()
      uploads.reset()
      log.clear()
    },
    close: webhooks.close
  }
}

const another = (world: World.World): World.World =>
  World.make({
    seed: world.seed + 1,
    people: world.count("people.Person"),
    now: world.now() * 1000,
    organizationId: "100094"
  })

const peopleOf = (world: World.World): OAuth.People => ({
  anyone: () => Me.as(world, "people.Person")?.id ?? "1",
  identity: (id) => {
    const emails = world.children("people.Email", "person", id).map(({ attributes }) => attributes)
    const address = (emails.find(({ primary }) => primary === true) ?? emails[0])?.address
    return {
      sub: id,
      name: `${world.get("people.Person", id)?.attributes.name ?? ""}`,
      ...(typeof address === "string" ? { email: address } : {}),
      organization_id: world.organization.id,
      organization_name: `${world.organization.attributes.name ?? ""}`
    }
  }
})

interface Versioned extends Resources.Found {
  readonly version?: string
}

interface Decided {
  readonly answer: Answer.Answer
  /** Whether it was counted in the caller's quota. */
  readonly counted: boolean
}

/** The answer itself where nothing is hidden: some answers are known by identity. */
const seenBy = (caller: Credentials.Caller, answer: Answer.Answer): Answer.Answer =>
  caller.hidden === undefined ? answer : { ...answer, body: Rights.hide(Answer.text(answer), caller) }

const outside = (answer: Answer.Answer): Decided => ({ answer, counted: false })

/** Stands for no answer at all: the transport breaks the connection. */
const unanswered: Answer.Answer = { status: 503, headers: {}, body: "", rows: 0 }

/** The firewall wants a name, and no body with a GET. */
const blocked = ({ headers, method }: Answer.Asked, effects: Faults.Effects): boolean =>
  effects.html403 === true || (headers["user-agent"] ?? "") === "" || (method === "GET" && hasBody(headers))

const hasBody = (headers: Answer.Asked["headers"]): boolean =>
  Number(headers["content-length"] ?? 0) > 0 || headers["transfer-encoding"] !== undefined

/** What the rules of faults match against: the path, and the query as a human would write it. */
const target = (url: URL): string => {
  try {
    return url.pathname + decodeURIComponent(url.search)
  } catch {
    return url.pathname + url.search
  }
}

/** What the log keeps of a request: everything but secrets. */
const arrival = ({ body, headers, method, url }: Answer.Asked) => {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name === "cookie") continue
    kept[name] = name === "authorization" ? Credentials.publicHeader(value) : value
  }
  const shown = url.pathname.startsWith(OAuth.prefix) ? OAuth.withoutSecrets(body) : body
  return { method, path: url.pathname, query: url.search.slice(1), headers: kept, body: shown }
}

const delay = async (asked: Answer.Asked, { hang, latencyMs }: Faults.Effects): Promise<void> => {
  if (hang === true) await forever(asked.signal)
  if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs))
}

const forever = (signal: AbortSignal | undefined): Promise<never> =>
  new Promise((_, reject) => {
    const stop = () => reject(new DOMException("The caller went away from a request that hangs", "AbortError"))
    if (signal?.aborted === true) stop()
    signal?.addEventListener("abort", stop, { once: true })
  })

const tooMany = (spent: Quota.Spent): Answer.Answer => {
  const refusal = Answer.tooMany(spent.count, spent.limit, spent.period)
  const headers = { ...refusal.headers, ...rateHeaders(spent, true), "Retry-After": `${spent.retryAfter}` }
  return { ...refusal, headers }
}

const rateHeaders = (spent: Quota.Spent, gateway: boolean) => ({
  "X-PCO-API-Request-Rate-Limit": `${spent.limit}`,
  "X-PCO-API-Request-Rate-Period": gateway ? `${spent.period} seconds` : spent.period,
  "X-PCO-API-Request-Rate-Count": `${spent.count}`
})

const rated = ({ answer, gateway, version }: Versioned, spent: Quota.Spent): Answer.Answer => {
  // the HTML page for an unknown verb was recorded without rate headers
  if (answer === Answer.noSuchVerb) return answer
  const versioned = version === undefined || gateway ? {} : { "X-PCO-API-Processed-As-Version": version }
  return { ...answer, headers: { ...answer.headers, ...versioned, ...rateHeaders(spent, gateway) } }
}

/** The answer a fault asks for in the place of the real one, if it asks for any. */
const script = (
  { url }: Answer.Asked,
  { body, hint, redirect, status }: Faults.Effects,
  spent?: Quota.Spent
): Answer.Answer | undefined => {
  if (redirect !== undefined) {
    return { status: status ?? 302, headers: { location: new URL(redirect, url).href }, body: "", rows: 0 }
  }
  if (hint !== undefined && body === undefined) return (status === 403 ? Rights.forbidden : Rights.unauthorized)(hint)
  if (status === undefined) return undefined
  if (body !== undefined) {
    const text = typeof body === "string" ? body : JSON.stringify(body)
    const type = typeof body === "string" ? "text/html; charset=utf-8" : "application/json; charset=utf-8"
    return { status, headers: { "content-type": type }, body: text, rows: 0 }
  }
  return usual(status, spent)
}

/** What the API says with a status. */
const usual = (status: number, spent: Quota.Spent | undefined): Answer.Answer => {
  switch (status) {
    case 401:
      return Answer.accessDenied
    case 403:
      return Rights.forbidden()
    case 404:
      return Answer.notFound
    case 429: {
      // what the token endpoint says to someone who asks too often was never seen
      if (spent === undefined) return { status, headers: { "Retry-After": "1" }, body: "", rows: 0 }
      const refusal = Answer.tooMany(spent.count, spent.limit, spent.period)
      return { ...refusal, headers: { ...refusal.headers, "Retry-After": `${spent.retryAfter}` } }
    }
    case 500:
      return Answer.internalError
    default:
      return { status, headers: {}, body: "", rows: 0 }
  }
}

/** Adds what every answer carries, and what a fault wants on top. */
const finish = (
  answer: Answer.Answer,
  asked: Answer.Asked,
  effects: Faults.Effects,
  { date, number }: { readonly date: number; readonly number: number }
): Answer.Answer => {
  const fromApi = answer !== Answer.firewall
  // what is not to be kept has no tag
  const kept = answer.headers["Cache-Control"] === undefined && (answer.status === 200 || answer.status === 201)
  const tagged = kept ? { ETag: etag(answer.body) } : {}
  const headers: Record<string, string> = {
    Date: new Date(date).toUTCString(),
    ...(fromApi ? common(number) : {}),
    ...answer.headers,
    ...tagged,
    ...effects.headers
  }
  // a 304 counts in the quota here; whether it does in the real one is not known
  if (asked.method === "GET" && tagged.ETag !== undefined && asked.headers["if-none-match"] === tagged.ETag) {
    const { "content-type": _, ...rest } = headers
    return { status: 304, headers: rest, body: "", rows: 0 }
  }
  return { ...answer, headers }
}

// X-PCO-API-Auth-Method and X-PCO-API-Processor are sent too; which values they have was not recorded
const common = (number: number) => ({
  // seconds, as in recorded answers; how long it took depends on the machine, and the same requests get the same bytes here
  "X-Runtime": "0.012345",
  "X-Request-Id": `00000000-0000-4000-8000-${number.toString(16).padStart(12, "0")}`,
  "Cache-Control": "max-age=0, private, must-revalidate",
  Vary: "Accept, Accept-Encoding, Origin"
})

const etag = (body: Answer.Answer["body"]): string =>
  `W/"${typeof body === "string" ? Digest.of(body) : Digest.ofBytes(body.bytes)}"`

const decoder = new TextDecoder()

const read = async (request: Request, assumed: { readonly [name: string]: string } = {}): Promise<Answer.Asked> => {
  const bytes = new Uint8Array(await request.arrayBuffer())
  return {
    method: request.method,
    url: new URL(request.url),
    headers: { ...assumed, ...Object.fromEntries(request.headers) },
    body: decoder.decode(bytes),
    bytes,
    signal: request.signal
  }
}
