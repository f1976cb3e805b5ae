/**
 * A million records through `streamAll`: is memory flat? The server is a process of its own and makes its pages as it
 * goes, so nothing of it is measured. `--records 200000` for a shorter one, `--json` for a line of JSON.
 */
import { fork } from "node:child_process"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { NodeHttpClient } from "@effect/platform-node"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import {
  type Api,
  Attribute,
  Client,
  Connection,
  Credentials,
  Endpoint,
  JsonApi,
  Pagination,
  QuotaStore,
  Resource
} from "../src/index.ts"

const perPage = 100

/** As long as a record of a person usually is. */
const record = (id: number) => ({
  type: "Thing",
  id: String(id),
  attributes: {
    name: `Thing number ${id}`,
    note: "so that a record is about as long as one of the real thing ".repeat(12),
    size: id % 97,
    created_at: "2026-01-01T00:00:00Z",
    updated_at: "2026-11-22T15:30:00Z"
  },
  relationships: { owner: { data: { type: "Person", id: String(id % 1000) } } },
  links: { self: `https://api.example.com/things/${id}` }
})

const serve = (records: number) => {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost")
    const offset = Number(url.searchParams.get("offset") ?? 0)
    const next = offset + perPage < records ? { next: `/things?offset=${offset + perPage}&per_page=${perPage}` } : {}
    const data = Array.from({ length: Math.min(perPage, records - offset) }, (_, index) => record(offset + index))
    response.setHeader("content-type", "application/vnd.api+json")
    response.end(JSON.stringify({ data, links: next, meta: { total_count: records } }))
  })
  server.listen(0, "127.0.0.1", () => {
    // a server that listens on a port has an address of this kind
    process.send?.((server.address() as AddressInfo).port)
  })
}

const Thing = Resource.make("things", "Thing", {
  attributes: {
    name: Attribute.string,
    note: Attribute.string,
    size: Attribute.integer,
    created_at: Attribute.instant,
    updated_at: Attribute.instant
  },
  relationships: { owner: { to: "things.Person", required: true } }
})

const api: Api.Api = {
  name: "Things",
  origin: "https://api.example.com",
  envelope: JsonApi.envelope,
  encodeQuery: JsonApi.encodeQuery,
  pagination: Pagination.links(),
  quota: { assumed: { limit: 1_000_000, window: Duration.seconds(1) }, observe: () => undefined },
  headers: () => ({}),
  requestIdHeader: "x-request-id"
}

const endpoints = { list: Endpoint.list("/things", Thing, { perPage: { default: 25, max: perPage } }) }

const megabytes = (bytes: number) => Math.round(bytes / 1_048_576)

const measure = async (records: number, prefetch: boolean) => {
  const child = fork(fileURLToPath(import.meta.url), ["--serve", String(records)])
  const port = await new Promise<number>((resolve) => child.once("message", (message) => resolve(Number(message))))
  const heaps: Array<number> = []
  const resident: Array<number> = []
  let seen = 0
  const began = process.hrtime.bigint()
  const sample = Effect.sync(() => {
    seen++
    if (seen % (records / 20) !== 0) return
    globalThis.gc?.()
    heaps.push(process.memoryUsage().heapUsed)
    resident.push(process.memoryUsage().rss)
  })
  const program = Effect.flatMap(Client.make(endpoints), ({ list }) =>
    Stream.runForEach(list.streamAll({ query: { perPage }, prefetch }), () => sample)
  )
  const connection = Connection.layer(api, {
    credentials: Credentials.bearer(Redacted.make("token")),
    origin: `http://127.0.0.1:${port}`
  })
  await Effect.runPromise(
    program.pipe(Effect.provide(connection.pipe(Layer.provide([NodeHttpClient.layerUndici, QuotaStore.layerMemory]))))
  )
  const seconds = Number(process.hrtime.bigint() - began) / 1e9
  child.kill()
  const [first = 0] = heaps
  const most = Math.max(...heaps)
  return {
    records: seen,
    prefetch,
    recordsPerSecond: Math.round(seen / seconds),
    heapAfterFirstTwentieth: megabytes(first),
    heapAtMost: megabytes(most),
    residentAtMost: megabytes(Math.max(...resident)),
    // what a runtime needs to warm up is allowed for; a listing that stayed in memory would be hundreds
    met: seen === records && most - first < 10 * 1_048_576
  }
}

const { values } = parseArgs({
  options: { serve: { type: "string" }, records: { type: "string", default: "1000000" }, json: { type: "boolean" } }
})

if (values.serve !== undefined) serve(Number(values.serve))
else if (globalThis.gc === undefined) {
  // what is garbage must not be counted
  const again = fork(fileURLToPath(import.meta.url), process.argv.slice(2), {
    execArgv: [...process.execArgv, "--expose-gc"]
  })
  again.once("exit", (code) => process.exit(code ?? 1))
} else {
  const results = [await measure(Number(values.records), false), await measure(Number(values.records) / 10, true)]
  if (values.json === true) for (const result of results) console.log(JSON.stringify(result))
  else console.table(results)
  process.exit(results.every(({ met }) => met) ? 0 : 1)
}
