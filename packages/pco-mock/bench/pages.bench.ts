/**
 * How many pages of 100 the server answers in a second, over real sockets: `node packages/pco-mock/bench/pages.bench.ts`.
 *
 * The server has a process of its own, so that what is measured is what it needs, and not what the client does. Its processor time for
 * each page is given beside the pages a second that the client saw: on a busy machine only the first says anything, and even that grows
 * when others use the same core. Each figure is of a server of its own, warmed up with pages that are not counted. No row is met twice in
 * the large church, as in a first copy of an account; in the small one each was met before, as in runs that follow each other.
 */
import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { Agent, request } from "node:http"
import { availableParallelism, loadavg } from "node:os"
import { fileURLToPath } from "node:url"
import * as HttpServer from "../src/HttpServer.ts"
import * as World from "../src/World.ts"

const pages = Number(process.env.PAGES ?? 1000)
const warmUp = Number(process.env.WARM_UP ?? 400)
/** Processor time is taken for so many pages at a time: the quickest tenth shows what a page costs when nothing disturbs. */
const stretch = 25

/** Large enough that no row is met twice, and small enough that every row is met while warming up. */
const churches = {
  "rows met for the first time": Number(process.env.PEOPLE ?? Math.max(200_000, (pages + warmUp) * 100)),
  "rows met before": Math.min(20_000, warmUp * 100)
}

interface Row {
  readonly attributes: { readonly updated_at: string }
}

/** What to ask; a walk along a key goes on from the last row of each page. */
interface Case {
  readonly name: string
  readonly query: string
  readonly keyset: boolean
}

const cases: ReadonlyArray<Case> = [
  { name: "offset", query: "per_page=100", keyset: false },
  { name: "keyset on updated_at", query: "per_page=100&order=updated_at", keyset: true },
  { name: "offset, with emails and phone numbers", query: "per_page=100&include=emails,phone_numbers", keyset: false }
]

const list = "/people/v2/people?"

interface Usage {
  /** Milliseconds of processor time since the start. */
  readonly processor: number
  readonly resident: number
}

/** The server's own process: listens, and tells what it has used when asked. */
const serve = async (people: number) => {
  const world = World.make({ seed: 7, people })
  const server = await HttpServer.listen({ world, quota: { limit: 1_000_000_000 }, log: { keep: 100 } })
  process.on("message", (message) => {
    if (message === "stop") {
      void server.close().then(() => process.exit(0))
      return
    }
    const { system, user } = process.cpuUsage()
    process.send?.({ processor: (system + user) / 1000, resident: process.memoryUsage().rss })
  })
  process.send?.(server.url)
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 })
const headers = { authorization: `Basic ${Buffer.from("bench:secret").toString("base64")}`, "user-agent": "bench" }

const get = (url: string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    request(url, { agent, headers }, (response) => {
      const parts: Array<Buffer> = []
      response.on("data", (part: Buffer) => parts.push(part))
      response.on("end", () => resolve(Buffer.concat(parts)))
      response.on("error", reject)
    })
      .on("error", reject)
      .end()
  })

/** Asks for so many more pages, and answers how many bytes they had. */
type Walk = (count: number) => Promise<number>

/** Four pages at a time, backwards from the end or forwards from the start. */
const byOffset = (url: string, { query }: Case, people: number, backwards: boolean): Walk => {
  let n = 0
  return async (count) => {
    const until = n + count
    let bytes = 0
    const lane = async () => {
      while (n < until) {
        const offset = (n++ * 100) % people
        const body = await get(`${url}${list}${query}&offset=${backwards ? people - 100 - offset : offset}`)
        bytes += body.length
      }
    }
    await Promise.all([lane(), lane(), lane(), lane()])
    return bytes
  }
}

const byKey = (url: string, { query }: Case): Walk => {
  let after = ""
  return async (count) => {
    let bytes = 0
    for (let n = 0; n < count; n++) {
      const body = await get(`${url}${list}${query}${after === "" ? "" : `&where[updated_at][gt]=${after}`}`)
      bytes += body.length
      const { data }: { readonly data: ReadonlyArray<Row> } = JSON.parse(body.toString())
      after = data.length < 100 ? "" : (data.at(-1)?.attributes.updated_at ?? "")
    }
    return bytes
  }
}

const usage = async (server: ChildProcess): Promise<Usage> => {
  server.send("usage")
  const [answer] = await once(server, "message")
  return answer
}

const measure = async (each: Case, people: number) => {
  const server = fork(fileURLToPath(import.meta.url), [`${people}`], { execArgv: process.execArgv })
  const [url] = await once(server, "message")
  await byOffset(url, each, people, true)(warmUp)
  const walk = each.keyset ? byKey(url, each) : byOffset(url, each, people, false)
  const start = performance.now()
  const used: Array<number> = []
  let bytes = 0
  let before = await usage(server)
  for (let done = 0; done < pages; done += stretch) {
    bytes += await walk(stretch)
    const now = await usage(server)
    used.push((now.processor - before.processor) / stretch)
    before = now
  }
  const seconds = (performance.now() - start) / 1000
  server.send("stop")
  await once(server, "exit")
  const whole = used.reduce((sum, each) => sum + each, 0) / used.length
  const quiet = used.sort((a, b) => a - b)[Math.floor(used.length / 10)] ?? whole
  return (
    `${whole.toFixed(2)} ms of processor a page, ${Math.round(1000 / whole)} pages/s on one core ` +
    `(undisturbed ${quiet.toFixed(2)} ms, ${Math.round(1000 / quiet)} pages/s); ` +
    `${Math.round(pages / seconds)} pages/s seen; ${Math.round(bytes / pages / 1024)} KB a page, ` +
    `${Math.round(before.resident / 1e6)} MB resident`
  )
}

const people = process.argv[2]
if (people === undefined) {
  for (const [which, size] of Object.entries(churches)) {
    console.log(`${which} (${size} people)`)
    for (const each of cases) console.log(`  ${each.name}: ${await measure(each, size)}`)
  }
  console.log(`load of the machine: ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} processors`)
  agent.destroy()
} else await serve(Number(people))
