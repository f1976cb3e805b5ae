import { ConnectionsSuite } from "@openfaith/adapter-testkit"
import { MemorySyncStore } from "@openfaith/sync-engine"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import { afterAll, beforeAll } from "vitest"
import * as RedisWorkflowEngine from "../src/RedisWorkflowEngine.ts"
import { client, describeOwnRedis, durable, ownServer } from "./Server.ts"

const scope = Effect.runSync(Scope.make())

let address = ""

/** The copy is kept elsewhere than the journal, and outlives each process. */
const store = Layer.succeedContext(Effect.runSync(Effect.scoped(Layer.build(Layer.fresh(MemorySyncStore.layer)))))

const journaled: ConnectionsSuite.Process<unknown> = (connections) =>
  connections.pipe(
    Layer.provide(RedisWorkflowEngine.layer({ look: "100 millis" })),
    Layer.provideMerge(store),
    Layer.provide(Layer.suspend(() => client(address)))
  )

describeOwnRedis("RedisWorkflowEngine", () => {
  beforeAll(async () => {
    address = (await Effect.runPromise(Scope.extend(ownServer(durable), scope))).url
  })
  afterAll(() => Effect.runPromise(Scope.close(scope, Exit.void)))

  ConnectionsSuite.suite("journal in Redis", { together: journaled, apart: journaled })
})
