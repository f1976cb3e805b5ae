/**
 * Planning Center in one function: a request goes in, the answer the real API would give comes out.
 */
import { createHash } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import * as Answer from "./Answer.ts"
import * as Credentials from "./Credentials.ts"
import * as Faults from "./Faults.ts"
import * as Quota from "./Quota.ts"
import * as RequestLog from "./RequestLog.ts"
import * as Resources from "./Resources.ts"
import * as Versions from "./Versions.ts"
import type { World } from "./World.ts"

/** What the server is made of. */
export interface Options {
  readonly world: World
  /** Default: 100 requests in any 20 seconds for each user. */
  readonly quota?: Partial<Quota.Options>
  /** Who is let in. Default: anyone who names themselves, by any personal token or bearer token. */
  readonly credentials?: ReadonlyArray<Credentials.Credential>
  /** Misbehaviour from the start. Default: none. */
  readonly faults?: ReadonlyArray<Faults.Rule>
  /** The time by which requests are counted and logged, in milliseconds since the epoch. Default: the real time. */
  readonly clock?: () => number
  /** The version for requests that name none. Default `2025-03-20`. */
  readonly defaultVersion?: string
  /** Called before each request is answered, with the number it has in the log: the place to change the world between two pages. */
  readonly before?: (asked: Answer.Asked, n: number) => void | Promise<void>
}

/** A pretend Planning Center, without any transport. */
export interface Handler {
  /** Answers a web-standard request; links start with the origin of its URL. */
  readonly handle: (request: Request) => Promise<Response>
  /** The same without the cost of `Request` and `Response`. */
  readonly answer: (asked: Answer.Asked) => Promise<Answer.Answer>
  readonly world: World
  readonly quota: Quota.Quota
  readonly faults: Faults.Faults
  readonly log: RequestLog.RequestLog
}

/** Puts the parts together. */
export const make = (options: Options): Handler => {
  const { world } = options
  const clock = options.clock ?? Date.now
  const quota = Quota.make(options.quota)
  const faults = Faults.make(options.faults)
  const log = RequestLog.make()
  const resources = Resources.make(world)
  let asking = 0

  const answer: Handler["answer"] = async (asked) => {
    const { method, url } = asked
    const number = ++asking
    const answered = log.ask({ at: clock(), method, path: url.pathname, query: url.search.slice(1) })
    const effects = faults.next(method, target(url))
    await options.before?.(asked, number)
    for (const mutation of effects.mutate) world.apply(mutation)
    const user = Credentials.user(asked.headers.authorization, options.credentials)
    const given = await decide(asked, effects, user)
    const whole = finish(given, effects, number)
    const counted = blocked(asked, effects) ? null : (user ?? null)
    answered({ status: whole.status, rows: whole.rows, credential: counted, answeredAt: clock() })
    return whole
  }

  /** The gates a request passes, in order: the firewall, the credentials, the quota, the resource itself. */
  const decide = async (asked: Answer.Asked, effects: Faults.Effects, user: string | undefined) => {
    if (blocked(asked, effects)) return Answer.firewall
    if (user === undefined) return Answer.accessDenied
    const spent = quota.take(user, clock(), Number(asked.url.searchParams.get("offset")) > Quota.deepOffset)
    if (spent.refused) return tooMany(spent)
    if (effects.hang === true) await forever(asked.signal)
    if (effects.latencyMs > 0) await sleep(effects.latencyMs)
    return rated(respond(asked, effects, spent), spent)
  }

  const respond = (asked: Answer.Asked, effects: Faults.Effects, spent: Quota.Spent): Versioned => {
    if (effects.status !== undefined) return { answer: scripted(effects.status, effects, spent), gateway: false }
    const version = Versions.resolve(asked.headers["x-pco-api-version"], options.defaultVersion ?? Versions.fallback)
    if (typeof version !== "string") return { answer: version, gateway: false }
    return { ...resources.answer(asked, version, effects), version }
  }

  return { answer, handle: (request) => handle(answer, request), world, quota, faults, log }
}

interface Versioned extends Resources.Found {
  readonly version?: string
}

const blocked = (asked: Answer.Asked, effects: Faults.Effects): boolean =>
  effects.html403 === true || (asked.headers["user-agent"] ?? "") === ""

/** What the rules of faults match against: the path, and the query as a human would write it. */
const target = (url: URL): string => {
  try {
    return url.pathname + decodeURIComponent(url.search)
  } catch {
    return url.pathname + url.search
  }
}

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

/** The answer a fault asks for, with the body the API gives for that status unless the fault has its own. */
const scripted = (status: number, { body }: Faults.Effects, spent: Quota.Spent): Answer.Answer => {
  if (body !== undefined) {
    const text = typeof body === "string" ? body : JSON.stringify(body)
    const type = typeof body === "string" ? "text/html; charset=utf-8" : "application/json; charset=utf-8"
    return { status, headers: { "content-type": type }, body: text, rows: 0 }
  }
  switch (status) {
    case 401:
      return Answer.accessDenied
    case 404:
      return Answer.notFound
    case 429: {
      const refusal = Answer.tooMany(spent.count, spent.limit, spent.period)
      return { ...refusal, headers: { ...refusal.headers, "Retry-After": `${spent.retryAfter}` } }
    }
    case 403:
      return Answer.errors(403, {
        status: "403",
        title: "Forbidden",
        detail: "You do not have access to this resource"
      })
    case 500:
      return Answer.internalError
    default:
      return { status, headers: {}, body: "", rows: 0 }
  }
}

/** Adds what every answer carries, and what a fault wants on top. */
const finish = (answer: Answer.Answer, effects: Faults.Effects, number: number): Answer.Answer => {
  const fromApi = answer !== Answer.firewall
  const headers: Record<string, string> = {
    ...answer.headers,
    ...(fromApi ? common(number) : {}),
    ...(answer.status === 200 || answer.status === 201 ? { ETag: etag(answer.body) } : {}),
    ...effects.headers
  }
  const cut = effects.cutAfterBytes === undefined ? {} : { cutAfterBytes: effects.cutAfterBytes }
  return { ...answer, ...cut, headers }
}

// X-PCO-API-Auth-Method, X-PCO-API-Processor and X-Runtime are sent too; which values they have was not recorded
const common = (number: number) => ({
  "X-Request-Id": `00000000-0000-4000-8000-${number.toString(16).padStart(12, "0")}`,
  "Cache-Control": "max-age=0, private, must-revalidate",
  Vary: "Accept, Accept-Encoding, Origin"
})

const etag = (body: string): string => `W/"${createHash("md5").update(body).digest("hex")}"`

const forever = (signal: AbortSignal | undefined): Promise<never> =>
  new Promise((_, reject) => {
    const stop = () => reject(new DOMException("The caller went away from a request that hangs", "AbortError"))
    if (signal?.aborted === true) stop()
    signal?.addEventListener("abort", stop, { once: true })
  })

const handle = async (answer: Handler["answer"], request: Request): Promise<Response> => {
  const asked: Answer.Asked = {
    method: request.method,
    url: new URL(request.url),
    headers: Object.fromEntries(request.headers),
    body: await request.text(),
    signal: request.signal
  }
  const { body, cutAfterBytes, headers, status } = await answer(asked)
  const bytes = new TextEncoder().encode(body)
  const content = body === "" ? null : cutAfterBytes === undefined ? bytes : breakingOff(bytes, cutAfterBytes)
  return new Response(content, { status, headers })
}

/** A body that fails after so many bytes, as a broken connection looks to its reader. */
const breakingOff = (bytes: Uint8Array, after: number): ReadableStream<Uint8Array> => {
  const parts = [bytes.subarray(0, after)]
  return new ReadableStream({
    pull: (controller) => {
      const part = parts.pop()
      if (part === undefined) controller.error(new TypeError("terminated"))
      else controller.enqueue(part)
    }
  })
}
