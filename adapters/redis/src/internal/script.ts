/** One script of the server: one step that nothing comes between. */
import { createHash } from "node:crypto"
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { Cluster, Redis } from "ioredis"
import * as Address from "./address.ts"

/** The server did not do what it was asked, or nobody knows. */
export class RedisError extends Data.TaggedError("RedisError")<{ readonly reason: string; readonly silent: boolean }> {}

/** Past this, the server is taken for out of reach: a client that is reconnecting keeps commands waiting for longer. */
const patience = Duration.seconds(5)

export interface Script {
  readonly source: string
  readonly digest: string
}

export const make = (source: string): Script => ({
  source,
  digest: createHash("sha1").update(source).digest("hex")
})

const words = (error: unknown) => (error instanceof Error && error.message !== "" ? error.message : String(error))

/** Whatever comes of a command, as a value, and in bounded time. */
export const asked = <A>(client: Redis | Cluster, command: () => Promise<A>): Effect.Effect<A, RedisError> =>
  Effect.tryPromise({
    try: command,
    catch: (error) => new RedisError({ reason: words(error), silent: false })
  }).pipe(
    Effect.timeoutFail({
      duration: patience,
      onTimeout: () =>
        new RedisError({
          reason: `no answer within ${Duration.format(patience)} from ${Address.of(client)}`,
          silent: true
        })
    })
  )

/** A server that was restarted, or told to forget its scripts, is given the script again. */
export const run = (
  client: Redis | Cluster,
  script: Script,
  keys: ReadonlyArray<string>,
  parameters: ReadonlyArray<string>
): Effect.Effect<unknown, RedisError> =>
  asked(client, () =>
    client
      .evalsha(script.digest, keys.length, ...keys, ...parameters)
      .catch((error: unknown) =>
        words(error).startsWith("NOSCRIPT")
          ? client.eval(script.source, keys.length, ...keys, ...parameters)
          : Promise.reject(error)
      )
  )
