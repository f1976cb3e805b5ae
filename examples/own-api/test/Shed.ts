/** The program of the example, with its settings on a server of ours. */
import { ConfigProvider, Effect, Layer } from "effect"
import * as connections from "../src/connections.ts"
import type { ToolServer } from "./ToolServer.ts"

export const settings = ({ origin }: ToolServer) =>
  Layer.setConfigProvider(
    ConfigProvider.fromMap(
      new Map([
        ["TOOLS_ORIGIN", origin],
        ["TOOLS_TOKEN", "shed-token"],
        ["TOOLS_TOKEN_2", "barn-token"],
        ["TOOLS_CLIENT_SECRET", "between us"]
      ])
    )
  )

export const inShed = (server: ToolServer) => Effect.provide(Layer.provide(connections.Shed, settings(server)))
