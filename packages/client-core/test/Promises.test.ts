import { assert, describe, it } from "@effect/vitest"
import { Cause, Context, Data, Effect, FiberId, Layer, ManagedRuntime, Runtime } from "effect"
import * as Client from "../src/Client.ts"
import { Connection } from "../src/Connection.ts"
import * as Promises from "../src/Promises.ts"

class Failed extends Data.TaggedError("Failed")<{ readonly what: string }> {}

const failed = new Failed({ what: "it" })

/** What a promise is rejected with. */
const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => assert.fail("it was not rejected"),
    (error: unknown) => error
  )

class Greeting extends Context.Tag("Greeting")<Greeting, string>() {}

describe("a promise", () => {
  it("is of the result, with the services of the runtime", async () => {
    const runtime = ManagedRuntime.make(Layer.succeed(Greeting, "hello"))
    assert.strictEqual(await Promises.run(runtime, Greeting), "hello")
    assert.strictEqual(await Promises.run(Runtime.defaultRuntime, Effect.succeed(1)), 1)
    await runtime.dispose()
  })

  it("rejects with the typed error itself", async () => {
    assert.strictEqual(await rejection(Promises.run(Runtime.defaultRuntime, failed)), failed)
    // beside what else the cause holds
    const cause = Cause.parallel(
      Cause.interrupt(FiberId.none),
      Cause.sequential(Cause.fail(failed), Cause.die("later"))
    )
    assert.strictEqual(await rejection(Promises.run(Runtime.defaultRuntime, Effect.failCause(cause))), failed)
  })

  it("rejects with the error of a layer of the runtime", async () => {
    const runtime = ManagedRuntime.make(Layer.fail(failed))
    assert.strictEqual(await rejection(Promises.run(runtime, Effect.void)), failed)
    assert.strictEqual(await rejection(Client.open({}, Layer.effect(Connection, failed))), failed)
  })

  it("rejects with a defect as it is", async () => {
    const defect = new TypeError("no")
    assert.strictEqual(await rejection(Promises.run(Runtime.defaultRuntime, Effect.die(defect))), defect)
  })

  it("rejects with the signal's reason where the signal ended it, before or while it runs", async () => {
    const reason = new Error("enough")
    const signal = AbortSignal.abort(reason)
    assert.strictEqual(await rejection(Promises.run(Runtime.defaultRuntime, Effect.never, { signal })), reason)
    const controller = new AbortController()
    const promise = Promises.run(
      Runtime.defaultRuntime,
      Effect.zipRight(
        Effect.sync(() => controller.abort(reason)),
        Effect.never
      ),
      { signal: controller.signal }
    )
    assert.strictEqual(await rejection(promise), reason)
  })
})
