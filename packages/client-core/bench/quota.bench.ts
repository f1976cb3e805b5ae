/**
 * How much of a quota is used, and how often it is overrun: `node packages/client-core/bench/quota.bench.ts [--json]`.
 *
 * Real HTTP on this machine, against a server in a process of its own that allows a hundred requests a window of two
 * seconds and counts every one, refused or not. Each case lasts ten windows. Ends with 1 where a target is missed.
 */
import { fork } from "node:child_process"
import { Agent, createServer, get, type IncomingMessage } from "node:http"
import type { AddressInfo } from "node:net"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import * as Chunk from "effect/Chunk"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import * as Timeline from "../src/internal/timeline.ts"
import * as Quota from "../src/Quota.ts"
import * as QuotaStore from "../src/QuotaStore.ts"

const limit = 100
const window = 2_000
const windows = 10
/** The store holds a permit two milliseconds longer than a window, and a timer may be as much too late. */
const margin = 4
/** The share of the limit that a rival asks for. */
const rivalShare = 0.3

const { values: flags } = parseArgs({
  options: {
    json: { type: "boolean" },
    only: { type: "string" },
    serve: { type: "boolean" },
    latency: { type: "string", default: "0" },
    phase: { type: "string" }
  }
})

/** The server: `phase` is where its fixed windows begin; without one they slide. */
const serve = () => {
  const latency = Number(flags.latency)
  const phase = flags.phase === undefined ? undefined : Number(flags.phase)
  let times: Array<number> = []
  const server = createServer((_, response) => {
    const now = performance.now()
    const start = phase === undefined ? now - window : now - ((now - phase) % window)
    times = [...times.filter((time) => (phase === undefined ? time > start : time >= start)), now]
    const used = times.length
    const opens = phase === undefined ? (times[used - limit] ?? now) + window : start + window
    const headers = { "x-used": used, "x-limit": limit, "x-window": window / 1000 }
    setTimeout(() => {
      if (used > limit)
        response.writeHead(429, { ...headers, "retry-after": `${Math.max(1, Math.ceil((opens - now) / 1000))}` })
      else response.writeHead(200, headers)
      response.end("{}")
    }, latency)
  })
  server.keepAliveTimeout = 60_000
  // the port is in use for as long as whoever started us lives
  process.once("disconnect", () => process.exit())
  server.listen(0, "127.0.0.1", () => {
    const { port } = server.address() as AddressInfo // it listens on a port, not on a pipe
    process.send?.(port)
  })
}

interface Case {
  readonly name: string
  /** Milliseconds the server takes to answer. */
  readonly latency: number
  readonly phase?: number
  readonly rival: boolean
}

interface Sent {
  readonly at: number
  readonly latency: number
  readonly refused: boolean
}

interface Outcome {
  readonly case: string
  readonly windows: string
  readonly used: number
  readonly predicted: number
  readonly p99: number
  readonly refused: number
  readonly perWindow: ReadonlyArray<number>
  readonly rivalUsed?: number
  readonly rivalRefused?: ReadonlyArray<number>
  readonly pass: boolean
}

const start = ({ latency, phase }: Case) =>
  Effect.acquireRelease(
    Effect.async<{ readonly url: string; readonly stop: () => void }>((resume) => {
      const options = ["--serve", `--latency=${latency}`, ...(phase === undefined ? [] : [`--phase=${phase}`])]
      const child = fork(fileURLToPath(import.meta.url), options)
      child.once("message", (port) =>
        resume(Effect.succeed({ url: `http://127.0.0.1:${port}/`, stop: () => void child.kill() }))
      )
    }),
    ({ stop }) => Effect.sync(stop)
  )

const agent = new Agent({ keepAlive: true })

const fetched = (url: string) =>
  Effect.async<IncomingMessage>((resume) => {
    get(url, { agent }, (response) => {
      response.resume().once("end", () => resume(Effect.succeed(response)))
    })
  })

const request = (url: string) =>
  Effect.gen(function* () {
    const at = yield* Timeline.now
    const response = yield* fetched(url)
    const header = (name: string) => Number(response.headers[name])
    const sent: Sent = { at, latency: (yield* Timeline.now) - at, refused: response.statusCode === 429 }
    const observed = { limit: header("x-limit"), window: Duration.seconds(header("x-window")), used: header("x-used") }
    return { sent, observed, retryAfter: Duration.seconds(header("retry-after")) }
  })

/** A client that fires steadily and knows nothing but `Retry-After`. */
const naive = (url: string, log: Array<Sent>) =>
  Effect.gen(function* () {
    const { retryAfter, sent } = yield* request(url)
    log.push(sent)
    yield* Effect.sleep(sent.refused ? retryAfter : Duration.millis(window / (limit * rivalShare) - sent.latency))
  }).pipe(Effect.forever)

const play = (each: Case) =>
  Effect.gen(function* () {
    const { url } = yield* start(each)
    const store = yield* QuotaStore.QuotaStore
    const quota = yield* Quota.make({
      connection: "bench",
      accounts: [each.name],
      policy: { assumed: { limit, window: Duration.millis(window) }, observe: () => undefined },
      holdAtMost: Duration.seconds(10)
    }).pipe(Effect.provideService(QuotaStore.QuotaStore, store))

    const ours: Array<Sent> = []
    const theirs: Array<Sent> = []
    const one = Effect.gen(function* () {
      const { retryAfter, sent } = yield* quota.withPermit(
        { url: new URL(url) },
        () => request(url),
        ({ observed }) => observed
      )
      ours.push(sent)
      if (sent.refused) yield* quota.pause(0, retryAfter)
    })
    // both begin at some moment of the server's window, the rival when we have been alone for a while
    yield* Effect.sleep(Duration.millis(yield* Random.nextIntBetween(0, window)))
    const from = yield* Timeline.now
    yield* Effect.raceAll([
      Effect.replicateEffect(Effect.forever(one), 2 * limit, { concurrency: "unbounded", discard: true }),
      ...(each.rival ? [Effect.delay(naive(url, theirs), Duration.millis(1.5 * window))] : []),
      Effect.sleep(Duration.millis(windows * window + 500))
    ])
    const inTime = (sent: Sent) => sent.at < from + windows * window
    const answered = (log: ReadonlyArray<Sent>) => log.filter((sent) => inTime(sent) && !sent.refused)
    const refusedIn = (log: ReadonlyArray<Sent>) =>
      Array.from(
        { length: windows },
        (_, index) => log.filter(({ at, refused }) => refused && Math.floor((at - from) / window) === index).length
      )
    const latencies = answered(ours)
      .map(({ latency }) => latency)
      .sort((left, right) => left - right)
    const p99 = latencies[Math.floor(latencies.length * 0.99)] ?? 0
    const used = answered(ours).length / (limit * windows)
    const perWindow = refusedIn(ours)
    const refused = perWindow.reduce((sum, count) => sum + count, 0)
    const met = perWindow.findIndex((count) => count > 0)
    const calm = perWindow.every((count, index) => count <= 1 || index === met)
    const predicted = window / (window + p99 + margin)
    const quick = each.latency <= 0.005 * window
    const outcome: Outcome = {
      case: each.name,
      windows: each.phase === undefined ? "sliding" : `fixed, from ${each.phase} ms`,
      used,
      predicted,
      p99,
      refused,
      perWindow,
      ...(each.rival
        ? { rivalUsed: answered(theirs).length / (limit * (windows - 1.5)), rivalRefused: refusedIn(theirs) }
        : {}),
      // With a rival, what is on its way when we first meet may be refused, and no more than one a window after that.
      pass: each.rival
        ? refused <= windows && calm && used > 0.2 && answered(theirs).length > 0.1 * limit * (windows - 1.5)
        : refused === 0 && used >= (quick ? 0.99 : predicted)
    }
    return outcome
  }).pipe(Effect.scoped, Effect.provide(QuotaStore.layerMemory))

const percent = (share: number) => `${(100 * share).toFixed(1)} %`

const table = (outcomes: ReadonlyArray<Outcome>) => {
  const rows = outcomes.map((each) => [
    each.case,
    each.windows,
    percent(each.used),
    percent(each.predicted),
    `${each.p99.toFixed(1)} ms`,
    `${each.refused}${each.rivalUsed === undefined ? "" : ` (${each.perWindow.join(" ")})`}`,
    each.rivalUsed === undefined ? "" : `${percent(each.rivalUsed)} (429s ${each.rivalRefused?.join(" ")})`,
    each.pass ? "pass" : "FAIL"
  ])
  const all = [["case", "windows", "used", "predicted", "p99 latency", "429s (a window)", "the rival", ""], ...rows]
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length))) ?? []
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd()
    )
    .join("\n")
}

const main = Effect.gen(function* () {
  const phases = Chunk.toReadonlyArray(yield* Random.shuffle([300, 700, 1_100, 1_500, 1_900])).slice(0, 2)
  const kinds = [undefined, ...phases]
  const alone = [0.5, 2, 5].flatMap((share) =>
    kinds.map(
      (phase): Case => ({
        name: `latency ${share} %`,
        // what HTTP itself takes is part of the half per cent
        latency: share === 0.5 ? window / 400 : (share / 100) * window,
        rival: false,
        ...(phase === undefined ? {} : { phase })
      })
    )
  )
  const contested = kinds.slice(0, 2).map(
    (phase): Case => ({
      name: "a rival on the token",
      latency: window / 400,
      rival: true,
      ...(phase === undefined ? {} : { phase })
    })
  )
  const cases = [...alone, ...contested].filter(({ name }) => flags.only === undefined || name.includes(flags.only))
  const outcomes = yield* Effect.forEach(cases, (each) =>
    Effect.tap(play(each), (outcome) =>
      Effect.sync(() => {
        if (flags.json) console.log(JSON.stringify(outcome))
      })
    )
  )
  if (!flags.json) console.log(table(outcomes))
  if (outcomes.length === 0 || outcomes.some(({ pass }) => !pass)) process.exitCode = 1
})

if (flags.serve) serve()
else await Effect.runPromise(main)
