/** Where a client's server is, and whether it can be used. */
import * as Effect from "effect/Effect"
import { Cluster, type Redis } from "ioredis"

const nodes = (client: Redis | Cluster): ReadonlyArray<Redis> => (client instanceof Cluster ? client.nodes() : [client])

/** `host:port` of each server; without any user, password or database. */
export const of = (client: Redis | Cluster): string => {
  const all = nodes(client).map(({ options: { host = "localhost", path, port = 6379 } }) => path ?? `${host}:${port}`)
  return all.length === 0 ? "no server of a cluster" : all.join(", ")
}

/** The system's own sentences: a name of several addresses fails with one for each, and none of its own. */
const wordsOf = (error: unknown): string => {
  if (error instanceof AggregateError && error.message === "") {
    return Array.from(new Set(error.errors.map(wordsOf))).join(", ")
  }
  // of a cluster, the reason is below
  if (error instanceof Error && "lastNodeError" in error && error.lastNodeError instanceof Error) {
    return `${error.message} ${wordsOf(error.lastNodeError)}`
  }
  return error instanceof Error && error.message !== "" ? error.message : String(error)
}

/** A host's start-up fails within five seconds; in milliseconds. */
const longest = 4500

/** What is no matter of time: the server answers, and lets nobody in. */
const refused = /^(NOAUTH|WRONGPASS|ERR .*(AUTH|password|DB index))/

/** It answers, and keeps this one command from us: whether the others are allowed shows when they are asked. */
const answered = /^NOPERM/

/**
 * Waits until the server answers a PING; fails with the last reason, at the latest when the time is over. It is measured in
 * real time, as the server knows nothing of a test's clock.
 */
export const reached = (client: Redis | Cluster): Effect.Effect<void, string> =>
  Effect.async<void, string>((resume) => {
    let last: string | undefined
    const note = (error: unknown) => {
      last = wordsOf(error)
      if (refused.test(last)) end(Effect.fail(last))
    }
    const ask = () => {
      client.ping().then(
        () => end(Effect.void),
        (error: unknown) => {
          const words = wordsOf(error)
          if (answered.test(words)) return end(Effect.void)
          // a client that has not connected yet may refuse commands: it is asked again when it has
          last = refused.test(words) ? words : (last ?? words)
          if (refused.test(words) || client.status === "end") end(Effect.fail(last))
        }
      )
    }
    const rest = () => {
      clearTimeout(timer)
      client.off("error", note)
      client.off("ready", ask)
    }
    const end = (result: Effect.Effect<void, string>) => {
      rest()
      resume(result)
    }
    const timer = setTimeout(() => end(Effect.fail(last ?? `no answer within ${longest / 1000} seconds`)), longest)
    client.on("error", note)
    client.on("ready", ask)
    ask()
    return Effect.sync(rest)
  })
