#!/usr/bin/env node
/**
 * The command: a pretend Planning Center until it is stopped.
 */
import * as Clock from "./Clock.ts"
import * as HttpServer from "./HttpServer.ts"
import * as Flags from "./internal/control/flags.ts"
import * as Catalog from "./internal/facts/catalog.ts"
import * as World from "./World.ts"

const flags = Flags.parse(process.argv.slice(2))
if (typeof flags === "string") {
  process.stderr.write(`pco-mock: ${flags}\n`)
  process.exitCode = 2
} else if (flags.help) {
  process.stdout.write(`${Flags.usage}\n`)
} else {
  await start(flags)
}

async function start(flags: Flags.Flags): Promise<void> {
  const { appId, host, limit, people, period, port, secret, seed, window } = flags
  const clock = Clock.make()
  const world = World.make({ seed, people, clock: clock.now })
  const server = await HttpServer.listen({
    world,
    clock,
    host,
    port,
    quota: { limit, period, window },
    credentials: [{ appId, secret }]
  }).catch((cause: unknown) => cause)
  if (!isServer(server)) {
    process.stderr.write(`pco-mock: --port ${port}: ${server instanceof Error ? server.message : String(server)}\n`)
    process.exitCode = 2
    return
  }
  const stop = () => {
    server.close().finally(() => process.exit(0))
  }
  process.once("SIGINT", stop)
  process.once("SIGTERM", stop)
  if (flags.exitWithStdin) process.stdin.once("close", stop).once("end", stop).resume()
  process.stdout.write(
    flags.json ? `${JSON.stringify({ url: server.url, appId, secret, people })}\n` : greeting(server.url, flags)
  )
}

function isServer(value: unknown): value is HttpServer.HttpServer {
  return typeof value === "object" && value !== null && "url" in value && "close" in value
}

function greeting(url: string, { appId, limit, people, period, secret, seed }: Flags.Flags): string {
  return `A Planning Center with ${people} people (seed ${seed}) listens at ${url}
It serves ${Catalog.products.join(", ")}: ${Catalog.resources.length} resources.
It allows ${limit} requests in ${period} seconds. Application id: ${appId}. Secret: ${secret}. Try:
  curl -u ${appId}:${secret} '${url}/people/v2/people?per_page=2'
What it was asked: curl ${url}/__mock/log
`
}
