import { FetchHttpClient } from "@effect/platform"
import { Connection, Credentials, QuotaStore } from "@openfaith/client-core"
import { Config, Effect, Layer } from "effect"
import { Library } from "./Tool.ts"
import { api } from "./ToolLibrary.ts"

// #region token
/** Another origin than the API's own, for tests. */
export const origin = Config.string("TOOLS_ORIGIN").pipe(Config.withDefault(api.origin))

/** The account of a token that somebody else keeps fresh. */
export const Token = Connection.layerConfig(
  api,
  Config.all({
    origin,
    credentials: Config.map(Config.redacted("TOOLS_TOKEN"), (token) => Credentials.bearer(token, { id: "shed" }))
  })
)

/** The library over that account: with `fetch`, and a budget that is counted in this process. */
export const Shed = Library.Default.pipe(
  Layer.provide(Token),
  Layer.provide([FetchHttpClient.layer, QuotaStore.layerMemory])
)
// #endregion token

// #region several
/** Two tokens for the same tools: twice the budget, and where one is refused the other goes on. */
export const Tokens = Layer.unwrapEffect(
  Effect.map(
    Config.all({ origin, first: Config.redacted("TOOLS_TOKEN"), second: Config.redacted("TOOLS_TOKEN_2") }),
    ({ first, origin, second }) =>
      Connection.layer(api, {
        origin,
        credentials: [Credentials.bearer(first, { id: "shed" }), Credentials.bearer(second, { id: "barn" })]
      })
  )
)
// #endregion several

// #region limits
/** For somebody who waits at a counter: an answer soon, or an error soon. */
export const Impatient = Layer.unwrapEffect(
  Effect.map(Config.all({ origin, token: Config.redacted("TOOLS_TOKEN") }), ({ origin, token }) =>
    Connection.layer(api, {
      origin,
      credentials: Credentials.bearer(token, { id: "shed" }),
      headTimeout: "2 seconds",
      timeout: "5 seconds",
      maxBytes: 1024 * 1024,
      retry: { attempts: 2, base: "100 millis", budget: "10 seconds" },
      quotaPatience: "3 seconds"
    })
  )
)
// #endregion limits
