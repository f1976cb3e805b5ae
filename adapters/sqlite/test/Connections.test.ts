import { join } from "node:path"
import { ConnectionsSuite } from "@openfaith/adapter-testkit"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as SqliteAdapter from "../src/SqliteAdapter.ts"
import * as Church from "./Church.ts"

const adapter = () =>
  Layer.unwrapScoped(
    Effect.map(Church.folder, (path) => SqliteAdapter.layer({ filename: join(path, "connections.sqlite") }))
  )

ConnectionsSuite.suite("SQLite", {
  together: (connections) => connections.pipe(Layer.provideMerge(adapter()))
})
