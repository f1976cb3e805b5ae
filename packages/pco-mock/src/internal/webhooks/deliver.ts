/**
 * Sends events to where they are wanted, when they are due.
 */
import type { Clock } from "../../Clock.ts"

/** How a delivery leaves; a rejection is a failed one. */
export type Send = (request: Request) => Promise<Response>

/** One delivery that was made. */
export interface Attempt {
  readonly id: string
  /** The status that was answered; 0 when nothing was. */
  readonly status: number
  readonly requestHeaders: { readonly [name: string]: string }
  readonly requestBody: string
  readonly responseHeaders: { readonly [name: string]: string }
  readonly responseBody: string
  /** Milliseconds since the epoch. */
  readonly at: number
  /** How long the answer took, in seconds. */
  readonly timing: number
}

/** What is delivered, and to whom. */
export interface Parcel {
  readonly event: {
    readonly id: string
    readonly uuid: string
    readonly name: string
    readonly payload: string
    readonly time: string
  }
  readonly subscription: { readonly url: string; readonly secret: string }
  readonly organization: string
  /** 1 for the first attempt. */
  readonly number: number
}

/** How it is delivered. */
export interface Means {
  readonly send: Send
  readonly timeoutMs: number
  readonly now: () => number
}

/** Sends with `fetch`. */
export const post: Send = (request) => fetch(request)

/** Whether an attempt counts as delivered: with any 2xx. */
export const succeeded = ({ status }: Pick<Attempt, "status">): boolean => status >= 200 && status < 300

const retries = 16
const day = 86_400_000

/**
 * How long to wait after so many failures, in milliseconds; undefined when it is not tried again. From 30 seconds doubling, 16 times,
 * over 5.4 days in all, as documented; the waits in between are not, but with none longer than a day the sum comes to that.
 */
export const waitAfter = (failures: number): number | undefined =>
  failures > retries ? undefined : Math.min(30_000 * 2 ** (failures - 1), day)

/** The lower-case hexadecimal HMAC-SHA256 of a body. */
export const sign = async (secret: string, body: string): Promise<string> => {
  const encoder = new TextEncoder()
  const algorithm = { name: "HMAC", hash: "SHA-256" }
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["sign"])
  const signature = new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(body)))
  return [...signature].map((byte) => byte.toString(16).padStart(2, "0")).join("")
}

/** The body of a delivery: the payload is JSON within JSON. */
export const bodyOf = ({ event, number, organization }: Omit<Parcel, "subscription">): string =>
  JSON.stringify({
    data: [
      {
        id: event.uuid,
        type: "EventDelivery",
        attributes: { name: event.name, attempt: number, payload: event.payload },
        relationships: { organization: { data: { type: "Organization", id: organization } } }
      }
    ]
  })

/** Makes one delivery; never fails. */
export const attempt = async (parcel: Parcel, { now, send, timeoutMs }: Means): Promise<Omit<Attempt, "id">> => {
  const { event, subscription } = parcel
  const body = bodyOf(parcel)
  const unsigned = {
    "Content-Type": "application/json",
    "X-PCO-Webhooks-Name": event.name,
    "X-PCO-Webhooks-Event": event.uuid,
    "X-PCO-Webhooks-Event-ID": event.id,
    "X-PCO-Webhooks-Event-Time": event.time
  }
  const at = now()
  const made = (answered: Pick<Attempt, "status" | "requestHeaders" | "responseHeaders" | "responseBody">) => ({
    ...answered,
    requestBody: body,
    at,
    timing: (now() - at) / 1000
  })
  try {
    const headers = { ...unsigned, "X-PCO-Webhooks-Authenticity": await sign(subscription.secret, body) }
    const signal = AbortSignal.timeout(timeoutMs)
    const request = new Request(subscription.url, { method: "POST", headers, body, redirect: "manual", signal })
    const response = await send(request)
    return made({
      status: response.status,
      requestHeaders: headers,
      responseHeaders: Object.fromEntries(response.headers),
      responseBody: await response.text()
    })
  } catch (cause) {
    const responseBody = cause instanceof Error ? cause.message : String(cause)
    return made({ status: 0, requestHeaders: unsigned, responseHeaders: {}, responseBody })
  }
}

/** Work that waits for its time. */
export interface Queue {
  readonly add: (due: number, work: () => Promise<void>) => void
  /** Starts what is due. */
  readonly look: () => void
  /** Does everything that waits now, due or not, and answers when it and all that had begun are done. */
  readonly drain: () => Promise<void>
  readonly clear: () => void
  readonly close: () => void
}

/** How many deliveries are under way at once. Planning Center has no limit of its own that is known. */
const atOnce = 8

/** Nothing waits at first. Nothing is started by itself while `isPaused`. */
export const queue = (clock: Clock, isPaused: () => boolean): Queue => {
  let waiting: Array<{ readonly due: number; readonly work: () => Promise<void> }> = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const running = new Set<Promise<void>>()

  const start = (work: () => Promise<void>) => {
    const run = work().finally(() => {
      running.delete(run)
      look()
    })
    running.add(run)
  }

  const look = () => {
    clearTimeout(timer)
    if (isPaused()) return
    while (running.size < atOnce && (waiting[0]?.due ?? Number.POSITIVE_INFINITY) <= clock.now()) {
      const next = waiting.shift()
      if (next !== undefined) start(next.work)
    }
    const due = waiting[0]?.due
    if (due === undefined || running.size >= atOnce) return
    // timers of hosts hold 31 bits
    timer = setTimeout(look, Math.min(Math.max(0, due - clock.now()), 2 ** 31 - 1))
    // in Node a delivery that waits for days does not keep the process alive; a browser's timer is a number
    if (typeof timer === "object") timer.unref()
  }

  const stop = clock.subscribe(look)

  return {
    add: (due, work) => {
      const at = waiting.findLastIndex((each) => each.due <= due)
      waiting.splice(at + 1, 0, { due, work })
      // in a turn of its own: whoever changes the world goes on before anyone is told
      queueMicrotask(look)
    },
    look,
    drain: async () => {
      const due = waiting
      waiting = []
      for (const { work } of due) {
        while (running.size >= atOnce) await Promise.race(running)
        start(work)
      }
      await Promise.all(running)
    },
    clear: () => {
      waiting = []
    },
    close: () => {
      waiting = []
      clearTimeout(timer)
      stop()
    }
  }
}
