/**
 * What a page of a hundred records costs: `node packages/client-core/bench/page.bench.ts [--json] [--pieces]`.
 *
 * CPU of this process a page, against bare `fetch` and `JSON.parse` of the same bytes, all in one run; the server is a
 * process of its own. Ends with 1 where a target is missed.
 */
import { fork } from "node:child_process"
import { createServer } from "node:http"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { FetchHttpClient, HttpClient } from "@effect/platform"
import { NodeHttpClient } from "@effect/platform-node"
import { Handler, World } from "@openfaith/pco-mock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Redacted from "effect/Redacted"
import type { Api } from "../src/Api.ts"
import * as Attribute from "../src/Attribute.ts"
import * as Client from "../src/Client.ts"
import * as Connection from "../src/Connection.ts"
import * as Credentials from "../src/Credentials.ts"
import * as Endpoint from "../src/Endpoint.ts"
import * as Body from "../src/internal/body.ts"
import * as JsonApi from "../src/JsonApi.ts"
import * as Pagination from "../src/Pagination.ts"
import * as QuotaStore from "../src/QuotaStore.ts"
import * as Resource from "../src/Resource.ts"

const { values: flags } = parseArgs({
  options: {
    json: { type: "boolean" },
    pieces: { type: "boolean" },
    serve: { type: "boolean" },
    pages: { type: "string", default: "100" }
  }
})

/** The most that reading and decoding may cost, against the bare thing. */
const mostTimesBare = 2.5
/** The most that decoding a page may cost, in milliseconds of CPU. */
const mostToDecode = 1.5
const rounds = 7
const pages = Number(flags.pages)

const Person = Resource.make("people", "Person", {
  attributes: {
    accounting_administrator: Attribute.boolean,
    anniversary: Attribute.date,
    avatar: Attribute.string,
    birthdate: Attribute.date,
    can_create_forms: Attribute.boolean,
    can_email_lists: Attribute.boolean,
    child: Attribute.boolean,
    created_at: Attribute.instant,
    demographic_avatar_url: Attribute.string,
    directory_shared_info: Attribute.json,
    directory_status: Attribute.string,
    first_name: Attribute.string,
    gender: Attribute.string,
    given_name: Attribute.string,
    grade: Attribute.integer,
    graduation_year: Attribute.integer,
    inactivated_at: Attribute.instant,
    last_name: Attribute.string,
    login_identifier: Attribute.string,
    medical_notes: Attribute.string,
    membership: Attribute.string,
    mfa_configured: Attribute.boolean,
    middle_name: Attribute.string,
    name: Attribute.string,
    nickname: Attribute.string,
    passed_background_check: Attribute.boolean,
    people_permissions: Attribute.string,
    remote_id: Attribute.integer,
    resource_permission_flags: Attribute.json,
    school_type: Attribute.string,
    site_administrator: Attribute.boolean,
    status: Attribute.string,
    stripe_customer_identifier: Attribute.string,
    updated_at: Attribute.instant
  },
  relationships: { primary_campus: { to: "people.Campus", required: false } }
})

const people = Endpoint.list("/people/v2/people", Person, { perPage: { default: 25, max: 100 } })

/** One page, written once, so that the server spends next to nothing. */
const page = async () => {
  const handler = Handler.make({ world: World.make({ seed: 3, people: 400 }) })
  const answer = await handler.handle(
    new Request("https://api.planningcenteronline.com/people/v2/people?per_page=100", {
      headers: { authorization: "Basic YTpi", "user-agent": "bench" }
    })
  )
  return Buffer.from(await answer.arrayBuffer())
}

/** Told lengths and `chunked`, since they are read in different ways. */
const serve = async () => {
  const bytes = await page()
  const server = createServer((request, response) => {
    const length = request.url?.startsWith("/chunked") === true ? {} : { "content-length": bytes.length }
    response.writeHead(200, { "content-type": "application/vnd.api+json; charset=utf-8", ...length }).end(bytes)
  })
  server.listen(0, "127.0.0.1", () => process.send?.(server.address()))
}

const run = async () => {
  const child = fork(fileURLToPath(import.meta.url), ["--serve"])
  const address = await new Promise<unknown>((resolve) => child.once("message", resolve))
  if (typeof address !== "object" || address === null || !("port" in address))
    throw new Error("the server said nothing")
  const origin = `http://127.0.0.1:${address.port}`
  try {
    const results = await measure(origin)
    report(results)
  } finally {
    child.kill()
  }
}

const decodeAll = (body: unknown) =>
  Either.flatMap(JsonApi.envelope.document(body), ({ items }) => Either.all(items.map(Person.decode)))

/** Reading, parsing, taking apart and decoding, without quota, retries and the like. */
const pieces = (url: string) =>
  Effect.gen(function* () {
    const response = yield* HttpClient.get(url)
    const { text } = yield* Body.read(response, { maxBytes: 32 * 1024 * 1024 })
    const body = yield* Body.parse(text)
    return (yield* decodeAll(body)).length
  })

const api = (origin: string): Api => ({
  name: "Bench",
  origin,
  envelope: JsonApi.envelope,
  encodeQuery: JsonApi.encodeQuery,
  pagination: Pagination.links(),
  quota: {
    assumed: { limit: 1_000_000, window: Duration.seconds(1) },
    costClass: () => "default",
    observe: () => undefined
  },
  headers: () => ({ accept: "application/vnd.api+json", "user-agent": "bench" }),
  requestIdHeader: "x-request-id"
})

/** The client as a host has it, made once. */
const connect = (origin: string) =>
  Effect.gen(function* () {
    const credentials = Credentials.personalToken({ id: "app", secret: Redacted.make("secret") })
    const connection = yield* Connection.make(api(origin), { credentials })
    const client = yield* Effect.provideService(Client.make({ people }), Connection.Connection, connection)
    return Effect.map(client.people({ query: { perPage: 100 } }), ({ items }) => items.length)
  }).pipe(Effect.provide(QuotaStore.layerMemory))

interface Case {
  readonly name: string
  readonly once: () => Promise<unknown>
  readonly most?: number
}

const measure = async (origin: string) => {
  const text = await (await fetch(`${origin}/page`)).text()
  const parsed: unknown = JSON.parse(text)
  const transports = {
    fetch: ManagedRuntime.make(FetchHttpClient.layer),
    undici: ManagedRuntime.make(NodeHttpClient.layerUndici)
  }
  const whole = {
    fetch: await transports.fetch.runPromise(connect(origin)),
    undici: await transports.undici.runPromise(connect(origin))
  }
  const names = ["fetch", "undici"] as const
  const cases: ReadonlyArray<Case> = [
    { name: "bare fetch + JSON.parse", once: async () => JSON.parse(await (await fetch(`${origin}/page`)).text()) },
    ...names.flatMap((name) => [
      {
        name: `pieces, ${name}`,
        once: () => transports[name].runPromise(pieces(`${origin}/page`)),
        most: mostTimesBare
      },
      {
        name: `pieces, ${name}, chunked`,
        once: () => transports[name].runPromise(pieces(`${origin}/chunked`)),
        most: mostTimesBare
      }
    ]),
    ...(flags.pieces === true ? [] : names).map((name) => ({
      name: `whole client, ${name}`,
      once: () => Effect.runPromise(whole[name]),
      most: mostTimesBare
    })),
    { name: "JSON.parse alone", once: async () => JSON.parse(text) },
    { name: "Body.parse alone", once: async () => Body.parse(text) },
    { name: "document and decode alone", once: async () => decodeAll(parsed) }
  ]
  // each case has its turn in each round, so that a noisy neighbour meets them all
  const samples = cases.map((): Array<number> => [])
  for (let round = -2; round < rounds; round++) {
    for (const [index, { once }] of cases.entries()) {
      const before = process.cpuUsage()
      for (let count = 0; count < pages; count++) await once()
      const { system, user } = process.cpuUsage(before)
      // the first rounds only warm up
      if (round >= 0) samples[index]?.push((user + system) / 1000 / pages)
    }
  }
  await Promise.all(Object.values(transports).map((runtime) => runtime.dispose()))
  const costs = samples.map(median)
  const bare = costs[0] ?? Number.NaN
  const outcome = (name: string, cpu: number, most: number | undefined, ratio: number) => ({
    name,
    cpu,
    ratio,
    pass: most === undefined || ratio <= most
  })
  const results = cases.map(({ most, name }, index) => {
    const cpu = costs[index] ?? Number.NaN
    return outcome(name, cpu, most, cpu / bare)
  })
  const decode = results.at(-1)
  return {
    bytes: Buffer.byteLength(text),
    results: results.map((result) =>
      result === decode ? { ...result, pass: result.cpu <= mostToDecode, target: `${mostToDecode} ms` } : result
    )
  }
}

const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

const report = ({ bytes, results }: Awaited<ReturnType<typeof measure>>) => {
  if (flags.json === true) {
    for (const result of results) console.log(JSON.stringify({ bench: "page", bytes, ...result }))
  } else {
    console.log(`a page of 100 people, ${bytes} bytes; CPU a page, median of ${rounds} rounds of ${pages}`)
    for (const { cpu, name, pass, ratio } of results) {
      console.log(
        `${name.padEnd(28)} ${cpu.toFixed(2).padStart(7)} ms ${ratio.toFixed(2).padStart(6)} x  ${pass ? "pass" : "FAIL"}`
      )
    }
    console.log(`targets: ${mostTimesBare} x bare; ${mostToDecode} ms to decode`)
  }
  process.exitCode = results.every(({ pass }) => pass) ? 0 : 1
}

await (flags.serve === true ? serve() : run())
