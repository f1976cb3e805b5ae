/** A quota store against a server that counts, on a clock moved by hand: thousands of requests in the time of one. */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as QuotaStore from "../src/QuotaStore.ts"

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
  readonly assumed: { readonly limit: number; readonly window: number }
  readonly holdAtMost: number
  readonly demands: ReadonlyArray<Demand>
}

/** A request as the server saw it: itself included, `count` were in the window. */
export interface Counted {
  readonly at: number
  readonly count: number
  readonly allowed: number
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
export const play = ({ assumed, demands, holdAtMost, server }: Scenario): Played => {
  let now = 0
  const clock: Clock.Clock = {
    ...Clock.make(),
    // time has no grain; clocks are read in whole milliseconds
    unsafeCurrentTimeMillis: () => Math.floor(now),
    currentTimeMillis: Effect.sync(() => Math.floor(now))
  }
  const store = Effect.runSync(Effect.provide(QuotaStore.QuotaStore, QuotaStore.layerMemory))
  const ask = <A, E>(effect: Effect.Effect<A, E>): A => Effect.runSync(Effect.withClock(effect, clock))

  const events: Array<{ readonly time: number; readonly act: () => void }> = []
  const at = (time: number, act: () => void) => {
    const later = events.findIndex((event) => event.time > time)
    events.splice(later === -1 ? events.length : later, 0, { time, act })
  }

  const counted: Array<Counted> = []
  const idled: Array<number> = []
  /** Of our requests: when the answer came, or what would be the last moment for it. */
  const ended = new Map<string, number>()
  let answers = 0
  const send = (demand: Demand, permit: string, request: QuotaStore.Request) => {
    const sent = now
    ended.set(permit, sent + holdAtMost)
    const latency = Math.min(demand.latency, holdAtMost)
    at(sent + latency * demand.counted, () => {
      const time = now
      const here = windowAt(server, time)
      const count = counted.filter((other) => here(other.at)).length + 1
      const allowed = demand.dear ? server.dearLimit : server.limit
      counted.push({ at: time, count, allowed })
      const observed = { limit: allowed, window: Duration.millis(server.window), used: count }
      if (demand.lost) return
      at(sent + latency, () => {
        answers++
        ended.set(permit, now)
        ask(store.settle(request, permit, observed))
      })
    })
  }

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
        const held = [...ended.values()].filter((end) => end > now - server.window - grain).length
        if (answers > 0 && held < server.limit) idled.push(now)
        at(now + Duration.toMillis(grant.duration), serve)
      }
    }
  }

  let arrival = 0
  for (const demand of demands) {
    arrival += demand.after
    at(arrival, () => {
      line.push(demand)
      if (!waiting) serve()
    })
  }
  for (let event = events.shift(); event !== undefined; event = events.shift()) {
    now = event.time
    event.act()
  }
  return { counted, idled }
}
