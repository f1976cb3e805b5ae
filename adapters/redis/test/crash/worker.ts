/** Executes `Everything` on a journal under a prefix, and dies when it is told to. `node worker.mjs <orders>` */
import { die, Orders, worker } from "@openfaith/adapter-testkit/CrashWorker"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { Redis } from "ioredis"
import * as Scripts from "../../src/internal/journalScripts.ts"
import * as RedisClient from "../../src/RedisClient.ts"
import * as RedisWorkflowJournal from "../../src/RedisWorkflowJournal.ts"

const orders = Schema.decodeUnknownSync(Orders)(process.argv[2])
const redis = new Redis(process.env.CRASH_URL ?? "")

/** Dies as soon as the server has been told: it writes or not, and nobody is there for the answer. */
if (orders.death?.moment === "inside") {
  const { at } = orders.death
  let appends = 0
  redis.evalsha = new Proxy(redis.evalsha, {
    apply: (evalsha, self, parameters) => {
      const sent = Reflect.apply(evalsha, self, parameters)
      const [digest] = parameters
      if ((digest === Scripts.append.digest || digest === Scripts.steps.digest) && ++appends === at) setImmediate(die)
      return sent
    }
  })
}

const journal = RedisWorkflowJournal.layer({ prefix: orders.place, lease: "400 millis", look: "20 millis" }).pipe(
  Layer.provide(RedisClient.layerFrom(redis))
)

await Effect.runPromise(
  Effect.ensuring(
    worker(orders, journal),
    Effect.sync(() => redis.disconnect())
  )
)
