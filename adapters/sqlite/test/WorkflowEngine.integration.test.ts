import { join } from "node:path"
import { WorkflowEngineSuite } from "@openfaith/adapter-testkit"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as SqliteAdapter from "../src/SqliteAdapter.ts"
import * as Church from "./Church.ts"

const adapter = Layer.unwrapScoped(
  Effect.map(Church.folder, (path) => SqliteAdapter.layer({ filename: join(path, "workflows.sqlite") }))
)

WorkflowEngineSuite.suite("SQLite", (workflows) => workflows.pipe(Layer.provideMerge(adapter)))
