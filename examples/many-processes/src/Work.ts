import { FetchHttpClient } from "@effect/platform"
import { Client, Credentials, OAuth, Usage } from "@openfaith/client-core"
import { Pco } from "@openfaith/pco-client"
import { endpoints } from "@openfaith/pco-client/people"
import { Config, Duration, Effect, Layer, Option, Redacted } from "effect"
import { Shared } from "./Shared.ts"

const settings = Config.all({
  origin: Config.string("PCO_BASE_URL").pipe(Config.withDefault(Pco.api.origin)),
  /** An account whose owner let us in; without one, a personal token is used. */
  account: Config.option(Config.string("ACCOUNT")),
  timeout: Config.duration("TIMEOUT").pipe(Config.withDefault(Duration.seconds(60)))
})

/** What we are registered as with Planning Center. */
export const app = (origin: string) =>
  Pco.oauth({
    clientId: "many",
    clientSecret: Redacted.make("secret"),
    redirectUri: "https://many.example/callback",
    scopes: ["people"],
    origin
  })

/** One account, asked with `fetch`, within the budget that all processes share. */
const Account = Layer.unwrapEffect(
  Effect.map(settings, ({ account, origin, timeout }) =>
    Pco.layer({
      origin,
      timeout,
      credentials: Option.match(account, {
        onNone: () => Effect.succeed(Credentials.personalToken({ id: "many", secret: Redacted.make("secret") })),
        onSome: (account) => OAuth.credentials(app(origin), { account })
      })
    })
  )
).pipe(Layer.provide(Shared), Layer.provide(FetchHttpClient.layer))

/** Asks so many times for a few people, and says how long it took, and how much of that was waiting for quota. */
export const work = Effect.gen(function* () {
  const { concurrency, requests } = yield* Config.all({
    requests: Config.integer("REQUESTS").pipe(Config.withDefault(100)),
    concurrency: Config.integer("CONCURRENCY").pipe(Config.withDefault(10))
  })
  const client = yield* Client.make(endpoints)
  const one = client.people.list({ query: { perPage: 1 } })
  const [took, usage] = yield* Usage.measured(
    Effect.map(
      Effect.timed(Effect.forEach(Array.from({ length: requests }), () => one, { concurrency, discard: true })),
      ([took]) => took
    )
  )
  return { requests: usage.requests, took: Duration.toMillis(took), waited: Duration.toMillis(usage.waited) }
}).pipe(Effect.provide(Account))
