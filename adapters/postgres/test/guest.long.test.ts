import { describe } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { client, describePg } from "./Database.ts"
import { isPossible, pooler } from "./Pooler.ts"
import * as Suites from "./Suites.ts"

const describePooled: typeof describePg = isPossible
  ? describePg
  : (name, tests) => describe.skip(`${name} (no PgBouncer)`, tests)

/** A pooler of its own for each client: no statement can count on the connection of the one before. */
const pooled = () => Layer.unwrapScoped(Effect.map(pooler(5), (url) => client({ url: Redacted.make(url) })))

describePooled("a client behind PgBouncer in transaction mode", () => {
  Suites.all("behind PgBouncer", pooled, { deathBy: "lease" })
})
