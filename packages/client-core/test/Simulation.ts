/** Quota against a server that counts, on a clock moved by hand: thousands of requests in the time of one. */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Fiber from "effect/Fiber"
import * as Scheduler from "effect/Scheduler"
import * as QuotaStore from "../src/QuotaStore.ts"

/** A time of its own, in which nothing takes time but what says so. */
export interface World {
  readonly now: () => number
  /** Milliseconds from the beginning at which something happens. */
  readonly at: (time: number, act: () => void) => void
  readonly run: <A, E>(effect: Effect.Effect<A, E>) => Fiber.RuntimeFiber<A, E>
  /** Lets everything happen, or what happens until then; `seen` looks at the world after each moment. */
  readonly end: (options?: { readonly until?: number; readonly seen?: () => void }) => void
}

export const world = (): World => {
  let now = 0
  const events: Array<{ readonly time: number; readonly act: () => void }> = []
  const at = (time: number, act: () => void) => {
    let index = events.length
    while (index > 0 && (events[index - 1]?.time ?? 0) > time) index--
    events.splice(index, 0, { time, act })
  }
  const clock: Clock.Clock = {
    ...Clock.make(),
    // time has no grain; clocks are read in whole milliseconds
    unsafeCurrentTimeMillis: () => Math.floor(now),
    currentTimeMillis: Effect.sync(() => Math.floor(now)),
    unsafeCurrentTimeNanos: () => BigInt(Math.floor(now)) * 1_000_000n,
    currentTimeNanos: Effect.sync(() => BigInt(Math.floor(now)) * 1_000_000n),
    sleep: (duration) =>
      Effect.async<void>((resume) => {
        let over = false
        at(now + Duration.toMillis(duration), () => {
          if (!over) resume(Effect.void)
        })
        return Effect.sync(() => {
          over = true
        })
      })
  }
  const tasks: Array<() => void> = []
  const scheduler = Scheduler.make(
    (task) => void tasks.push(task),
    () => false
  )
  const drain = () => {
    for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) task()
  }
  return {
    now: () => now,
    at,
    run: (effect) => {
      const fiber = Effect.runFork(Effect.withClock(effect, clock), { scheduler })
      drain()
      return fiber
    },
    end: ({ seen, until = Number.POSITIVE_INFINITY } = {}) => {
      drain()
      for (let event = events[0]; event !== undefined && event.time <= until; event = events[0]) {
        events.shift()
        now = Math.max(now, event.time)
        event.act()
        drain()
        seen?.()
      }
    }
  }
}

/** One request that somebody wants to send. */
export interface Demand {
  /** Milliseconds after the one before. */
  readonly after: number
  /** Milliseconds from sending to the answer. */
  readonly latency: number
  /** When the server counts it: at 0 as it is sent, at 1 as it is answered. */
  readonly counted: number
  /** Sent and counted, and never heard of again. */
  readonly lost: boolean
  /** Of the class that stops at the lower limit. */
  readonly dear: boolean
  /** Which of the clients of the store sends it; the first by default. */
  readonly client?: number
}

export interface Server {
  readonly limit: number
  readonly dearLimit: number
  readonly window: number
  /** Where fixed windows begin; `null` where windows slide. */
  readonly phase: number | null
}

export interface Scenario {
  readonly server: Server
  /** What the server does differently from some moment on; times grow. */
  readonly changes?: ReadonlyArray<{ readonly at: number; readonly limit: number; readonly window: number }>
  readonly assumed: { readonly limit: number; readonly window: number }
  readonly holdAtMost: number
  readonly demands: ReadonlyArray<Demand>
}

/** A request as the server saw it: itself included, `count` were in the window. */
export interface Counted {
  readonly at: number
  readonly count: number
  readonly allowed: number
  /** Whether what was allowed could be known when it was sent. */
  readonly known: boolean
}

const windowAt = ({ phase, window }: Server, at: number): ((time: number) => boolean) => {
  if (phase === null) return (time) => time > at - window && time <= at
  const start = at - ((((at - phase) % window) + window) % window)
  return (time) => time >= start && time <= at
}

export interface Played {
  readonly counted: ReadonlyArray<Counted>
  /** When somebody had to wait although our own requests left room. */
  readonly idled: ReadonlyArray<number>
}

/** Clocks are read in whole milliseconds: at most so much longer than a window is a permit held after its answer. */
export const grain = 4

/** Plays a scenario to its end. */
export const play = ({ assumed, changes = [], demands, holdAtMost, server }: Scenario): Played => {
  const { at, end, now, run } = world()
  const store = Effect.runSync(Effect.provide(QuotaStore.QuotaStore, QuotaStore.layerMemory))
  const ask = <A, E>(effect: Effect.Effect<A, E>): A => {
    const exit = run(effect).unsafePoll()
    if (exit?._tag !== "Success") throw new Error("the memory store answers at once")
    return exit.value
  }

  /** The server as it is, how often it has changed, and since when the class of a request could know of this. */
  let current = { ...server, version: 0 }
  const knownSince = new Map<string, number>()
  const said = (version: number, { dear }: Demand) => `${version} of ${dear ? "dear" : "default"}`
  for (const [index, { at: time, limit, window }] of changes.entries()) {
    at(time, () => {
      current = { ...server, limit, dearLimit: Math.min(limit, server.dearLimit), window, version: index + 1 }
    })
  }
  /** A request may find the window fuller than the limit if it was sent, or the window began, before the change was known. */
  const couldKnow = (sent: number, demand: Demand) => {
    const since = knownSince.get(said(current.version, demand))
    return current.version === 0 || (since !== undefined && sent > since + current.window + grain)
  }

  const counted: Array<Counted> = []
  const idled: Array<number> = []
  /** Of our requests: when the answer came, or what would be the last moment for it. */
  const ended = new Map<string, number>()
  let answers = 0
  const send = (demand: Demand, permit: string, request: QuotaStore.Request) => {
    const sent = now()
    ended.set(permit, sent + holdAtMost)
    const latency = Math.min(demand.latency, holdAtMost)
    at(sent + latency * demand.counted, () => {
      const here = windowAt(current, now())
      const count = counted.filter((other) => here(other.at)).length + 1
      const allowed = demand.dear ? current.dearLimit : current.limit
      const { version } = current
      counted.push({ at: now(), count, allowed, known: couldKnow(sent, demand) })
      const observed = { limit: allowed, window: Duration.millis(current.window), used: count }
      if (demand.lost) return
      at(sent + latency, () => {
        answers++
        ended.set(permit, now())
        const news = said(version, demand)
        if (!knownSince.has(news)) knownSince.set(news, now())
        ask(store.settle(request, permit, observed))
      })
    })
  }

  const client = () => {
    const line: Array<Demand> = []
    let waiting = false
    const serve = () => {
      waiting = false
      for (let demand = line[0]; demand !== undefined && !waiting; demand = line[0]) {
        const request: QuotaStore.Request = {
          key: "account",
          costClass: demand.dear ? "dear" : "default",
          assumed: {
            limit: demand.dear ? Math.min(assumed.limit, server.dearLimit) : assumed.limit,
            window: Duration.millis(assumed.window)
          },
          holdAtMost: Duration.millis(holdAtMost)
        }
        const grant = ask(store.take(request))
        if (QuotaStore.Grant.$is("Granted")(grant)) {
          line.shift()
          send(demand, grant.permit, request)
        } else {
          waiting = true
          const held = [...ended.values()].filter((time) => time > now() - server.window - grain).length
          if (answers > 0 && held < server.limit) idled.push(now())
          at(now() + Duration.toMillis(grant.duration), serve)
        }
      }
    }
    return (demand: Demand) => {
      line.push(demand)
      if (!waiting) serve()
    }
  }

  const clients = new Map<number, (demand: Demand) => void>()
  let arrival = 0
  for (const demand of demands) {
    arrival += demand.after
    const name = demand.client ?? 0
    const ours = clients.get(name) ?? client()
    clients.set(name, ours)
    at(arrival, () => ours(demand))
  }
  end()
  return { counted, idled }
}
