/** What a server says of how long it remembers. */
import * as Effect from "effect/Effect"
import { Cluster, type Redis } from "ioredis"
import { isDefinite } from "./journal.ts"
import * as Script from "./script.ts"

const asks = ["appendonly", "appendfsync", "no-appendfsync-on-rewrite", "maxmemory", "maxmemory-policy"]

/** A reply of names and values in turn. */
const pairs = (reply: unknown): ReadonlyMap<string, string> => {
  const flat: ReadonlyArray<unknown> = Array.isArray(reply) ? reply : []
  return new Map(flat.flatMap((name, at) => (at % 2 === 0 ? [[String(name), String(flat[at + 1])] as const] : [])))
}

const worriesOf = (settings: ReadonlyMap<string, string>): ReadonlyArray<string> => {
  const is = (name: string) => settings.get(name) ?? "unknown"
  const policy = is("maxmemory-policy")
  return [
    ...(is("appendonly") === "yes" ? [] : [`appendonly is ${is("appendonly")}: a restart may forget everything`]),
    ...(is("appendfsync") === "always"
      ? []
      : [`appendfsync is ${is("appendfsync")}: a power cut may cost writes that were answered`]),
    ...(is("no-appendfsync-on-rewrite") === "no"
      ? []
      : [`no-appendfsync-on-rewrite is ${is("no-appendfsync-on-rewrite")}: meanwhile a power cut may cost writes`]),
    ...(is("maxmemory") !== "0" && policy.startsWith("allkeys")
      ? [`maxmemory-policy is ${policy}: executions may be evicted`]
      : [])
  ]
}

const masters = (client: Redis | Cluster): ReadonlyArray<Redis> =>
  client instanceof Cluster ? client.nodes("master") : [client]

/**
 * Why what was answered may still be lost; nothing, where it may not. Fails only while the server is away: one that will not
 * say is a worry by itself.
 */
export const worries = (client: Redis | Cluster): Effect.Effect<ReadonlyArray<string>, Script.RedisError> =>
  Script.asked(client, async () => {
    const all = masters(client)
    if (all.length === 0) throw new Error("no server of the cluster is known yet")
    return (await Promise.all(all.map((node) => node.call("CONFIG", "GET", ...asks)))).map(pairs)
  }).pipe(
    Effect.map((servers) => Array.from(new Set(servers.flatMap(worriesOf)))),
    Effect.catchAll((error) =>
      isDefinite(error)
        ? Effect.succeed([`it does not say how it persists (CONFIG GET: ${error.reason})`])
        : Effect.fail(error)
    )
  )
