import { ConnectionsSuite } from "@openfaith/adapter-testkit"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { afterAll } from "vitest"
import * as PgAdapter from "../src/PgAdapter.ts"
import { client, describePg, dropped, freshSchema } from "./Database.ts"

const schema = freshSchema("connections")

/** Each time another client, as another process has it. */
const journaled: ConnectionsSuite.Process<PgAdapter.Failure | unknown> = (connections) =>
  connections.pipe(Layer.provideMerge(PgAdapter.layer({ schema, look: "100 millis" })), Layer.provide(client()))

describePg("PgAdapter", () => {
  ConnectionsSuite.suite("journal in Postgres", { together: journaled, apart: journaled })
  afterAll(() => Effect.runPromise(Effect.scoped(Layer.build(dropped(schema)))))
})
