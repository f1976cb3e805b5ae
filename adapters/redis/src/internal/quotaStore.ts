/** The quota store over the scripts. */
import { randomUUID } from "node:crypto"
import { ClientError, QuotaStore } from "@openfaith/client-core"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { RedisClient } from "../RedisClient.ts"
import { defaultPrefix, tagged } from "./names.ts"
import * as Scripts from "./quotaScripts.ts"
import * as Script from "./script.ts"

/**
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** What all our keys begin with; default `openfaith`. */
  readonly prefix?: string | undefined
}

const { Grant } = QuotaStore

const hour = Duration.toMillis("1 hours")
const day = Duration.toMillis("1 days")

/** What is without bounds, for a server that reads numbers. */
const number = (value: number) => String(Math.min(value, Number.MAX_SAFE_INTEGER))

/** `moment` is the time in a test; the server's own time is empty. */
export const make = (
  { prefix = defaultPrefix }: Options,
  moment: () => string = () => ""
): Effect.Effect<QuotaStore.QuotaStore["Type"], never, RedisClient> =>
  Effect.map(RedisClient, (client) => {
    const run = (script: Script.Script, key: string, ...parameters: ReadonlyArray<string>) => {
      const name = tagged(prefix, "quota", key)
      const keys = Scripts.parts.map((part) => `${name}:${part}`)
      return Script.run(client, script, keys, [moment(), ...parameters])
    }

    const unavailable = ({ reason }: Script.RedisError) =>
      new ClientError.QuotaUnavailable({ reason: `Redis: ${reason}` })

    const tell = (script: Script.Script, key: string, ...parameters: ReadonlyArray<string>) =>
      Effect.asVoid(Effect.mapError(run(script, key, ...parameters), unavailable))

    const asking = ({ assumed, costClass }: QuotaStore.Request, permit: string) => [
      costClass,
      number(assumed.limit),
      number(Duration.toMillis(assumed.window)),
      permit
    ]

    return QuotaStore.QuotaStore.of({
      take: Effect.fn("RedisQuotaStore.take")(function* (request) {
        const permit = randomUUID()
        const hold = number(Math.min(Duration.toMillis(request.holdAtMost), hour))
        // what nobody waits for any more may still be carried out, and this comes after it
        const giveBack = Effect.forkDaemon(Effect.ignore(run(Scripts.release, request.key, permit)))
        const answer = yield* run(Scripts.take, request.key, ...asking(request, permit), hold).pipe(
          Effect.tapError(({ silent }) => (silent ? giveBack : Effect.void)),
          Effect.onInterrupt(() => giveBack),
          Effect.mapError(unavailable)
        )
        if (answer === "granted") return Grant.Granted({ permit })
        const millis = Number(answer)
        if (Number.isNaN(millis)) {
          return yield* new ClientError.QuotaUnavailable({ reason: "Redis gave an answer of an unknown form" })
        }
        return Grant.Wait({ duration: Duration.millis(Math.max(1, Math.ceil(millis))) })
      }),
      settle: Effect.fn("RedisQuotaStore.settle")(function* (request, permit, observed) {
        const said = observed === undefined ? undefined : QuotaStore.believable(observed, request.assumed)
        const told = [said?.limit, said?.window, said?.used].map((each) => (each === undefined ? "" : number(each)))
        yield* tell(Scripts.settle, request.key, ...asking(request, permit), ...told)
      }),
      abandon: Effect.fn("RedisQuotaStore.abandon")(({ key }, permit) => tell(Scripts.abandon, key, permit)),
      release: Effect.fn("RedisQuotaStore.release")(({ key }, permit) => tell(Scripts.release, key, permit)),
      pause: Effect.fn("RedisQuotaStore.pause")((key, duration) =>
        tell(Scripts.pause, key, number(Math.min(Duration.toMillis(duration), day)))
      )
    })
  })
