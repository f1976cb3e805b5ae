import { Connection, OAuth } from "@openfaith/client-core"
import { Config, Effect, Layer, type Redacted } from "effect"
import { origin } from "./connections.ts"
import { api } from "./ToolLibrary.ts"

// #region app
/** What we are registered as. */
const app = Config.map(
  Config.all({ origin, clientSecret: Config.redacted("TOOLS_CLIENT_SECRET") }),
  ({ clientSecret, origin }): OAuth.App => ({
    authorizeUrl: `${origin}/oauth/authorize`,
    tokenUrl: `${origin}/oauth/token`,
    clientId: "tool-shed",
    clientSecret,
    redirectUri: "https://shed.example/callback",
    scopes: ["tools"]
  })
)
// #endregion app

// #region dance
/** What has to stay in the owner's session until they are back. */
interface Session {
  readonly state: Redacted.Redacted
  readonly verifier: Redacted.Redacted
}

/** `GET /connect`: where to send the owner. */
export const begin = Effect.gen(function* () {
  const { state, url, verifier } = yield* OAuth.authorize(yield* app)
  const session: Session = { state, verifier }
  return { session, url }
})

/** `GET /callback`: the owner is back, at the address `callback`. */
export const finish = (account: string, callback: string, session: Session) =>
  Effect.gen(function* () {
    yield* OAuth.exchange(yield* app, { account, callback, ...session })
    return "connected"
  }).pipe(
    Effect.catchTags({
      // the owner said no, or the API did
      AuthorizationRefused: ({ reason }) => Effect.succeed(`not connected: ${reason}`),
      // not an answer to what this session asked
      CallbackMismatch: () => Effect.succeed("not connected: please begin again")
    })
  )
// #endregion dance

// #region connection
/** The account of an owner who has let us in; it renews its access by itself. */
export const ofOwner = (account: string) =>
  Layer.unwrapEffect(
    Effect.map(Config.all({ app, origin }), ({ app, origin }) =>
      Connection.layer(api, { id: account, origin, credentials: OAuth.credentials(app, { account }) })
    )
  )
// #endregion connection

// #region forget
/** The owner leaves us. */
export const leave = (account: string) => Effect.flatMap(app, (app) => OAuth.forget(app, { account }))
// #endregion forget
