/**
 * How many pages of 100 the server answers in a second, over real sockets: `npx tsx packages/pco-mock/bench/pages.bench.ts`.
 *
 * The server has a process of its own, so that what is measured is what it needs, and not what the client does. Its processor time for
 * each page is given beside the pages a second that the client saw: on a busy machine only the first says anything.
 */
import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { Agent, request } from "node:http"
import { fileURLToPath } from "node:url"
import * as HttpServer from "../src/HttpServer.ts"
import * as World from "../src/World.ts"

const people = Number(process.env.PEOPLE ?? 20_000)
const pages = Number(process.env.PAGES ?? 1000)

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
const serve = async () => {
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

const byOffset = async (url: string, { query }: Case): Promise<number> => {
  let [n, bytes] = [0, 0]
  const lane = async () => {
    while (n < pages) {
      const body = await get(`${url}${list}${query}&offset=${(n++ * 100) % people}`)
      bytes += body.length
    }
  }
  await Promise.all([lane(), lane(), lane(), lane()])
  return bytes
}

const byKey = async (url: string, { query }: Case): Promise<number> => {
  let [bytes, after] = [0, ""]
  for (let n = 0; n < pages; n++) {
    const body = await get(`${url}${list}${query}${after === "" ? "" : `&where[updated_at][gt]=${after}`}`)
    bytes += body.length
    const { data }: { readonly data: ReadonlyArray<Row> } = JSON.parse(body.toString())
    after = data.length < 100 ? "" : (data.at(-1)?.attributes.updated_at ?? "")
  }
  return bytes
}

const usage = async (server: ChildProcess): Promise<Usage> => {
  server.send("usage")
  const [answer] = await once(server, "message")
  return answer
}

const measure = async () => {
  const server = fork(fileURLToPath(import.meta.url), ["serve"], { execArgv: process.execArgv })
  const [url] = await once(server, "message")
  for (const each of cases) {
    await get(`${url}${list}${each.query}`)
    const before = await usage(server)
    const start = performance.now()
    const bytes = await (each.keyset ? byKey : byOffset)(url, each)
    const seconds = (performance.now() - start) / 1000
    const { processor, resident } = await usage(server)
    const used = processor - before.processor
    console.log(
      `${each.name}: ${Math.round(pages / seconds)} pages/s seen; ${(used / pages).toFixed(2)} ms of processor a page, ` +
        `${Math.round((1000 * pages) / used)} pages/s on one core; ${Math.round(bytes / pages / 1024)} KB a page, ` +
        `${Math.round(resident / 1e6)} MB resident`
    )
  }
  server.send("stop")
  agent.destroy()
}

await (process.argv[2] === "serve" ? serve() : measure())
