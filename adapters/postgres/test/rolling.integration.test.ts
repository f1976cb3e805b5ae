import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { client, describePg, dropped, freshSchema, url } from "./Database.ts"
import { assertWhole, begin, end, load, ownerOf, prepare, type Replica, statusOf, until } from "./Replicas.ts"

const pause = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis))

const inSchema = <A>(topic: string, test: (schema: string, replicas: Array<Replica>) => Promise<A>) => {
  const schema = freshSchema(topic)
  const replicas: Array<Replica> = []
  return Effect.gen(function* () {
    yield* prepare(schema)
    yield* Effect.acquireUseRelease(
      Effect.succeed(replicas),
      () => Effect.promise(() => test(schema, replicas)),
      () =>
        Effect.sync(() => {
          for (const replica of replicas) replica.process.kill("SIGKILL")
        })
    )
  }).pipe(Effect.provide(client().pipe(Layer.provideMerge(dropped(schema)))))
}

const check = (schema: string, orders: number) =>
  Effect.runPromise(assertWhole(schema, orders).pipe(Effect.provide(client())))

describePg("replicas on one Postgres", () => {
  it.live("are replaced one after another under load: nothing lost, nothing twice, one owner at each moment", () =>
    inSchema("rolling", async (schema, all) => {
      let serving = await Promise.all(Array.from({ length: 3 }, () => begin(url, schema)))
      all.push(...serving)
      const traffic = load(() => serving, 8)
      await pause(1500)
      for (const old of serving.slice()) {
        const fresh = await begin(url, schema)
        all.push(fresh)
        serving = [...serving.filter((replica) => replica !== old), fresh]
        assert.strictEqual(await end(old), 0, old.log())
        await until("somebody owns", async () => (await ownerOf(serving)) !== undefined)
        const before = traffic.placed.length
        await until("orders go on", async () => traffic.placed.length > before + 8)
      }
      const placed = await traffic.stop()
      for (const { process: child } of serving) assert.isNull(child.exitCode)
      const { terms } = await check(schema, placed)
      console.info(
        `rolling deploy: ${placed} orders, terms ${terms.map(({ effects, epoch }) => `${epoch}: ${effects}`)}`
      )
      assert.isAbove(terms.length, 1)
    })
  )

  it.live("go on without an owner that is frozen; when it wakes up it stands by, and nothing is done twice", () =>
    inSchema("frozen", async (schema, all) => {
      all.push(...(await Promise.all(Array.from({ length: 2 }, () => begin(url, schema, "2 seconds")))))
      const traffic = load(() => all, 6)
      await pause(1500)
      const frozen = await ownerOf(all)
      assert.isDefined(frozen)
      const other = all.find((replica) => replica !== frozen)
      if (frozen === undefined || other === undefined) return
      const { epoch = 0 } = await statusOf(frozen)
      frozen.process.kill("SIGSTOP")
      const since = Date.now()
      await until("the other has taken over", async () => (await statusOf(other)).role === "owner")
      const took = Date.now() - since
      assert.isAbove(took, 500)
      await pause(1000)
      frozen.process.kill("SIGCONT")
      await until("it stands by", async () => (await statusOf(frozen)).role === "standby")
      assert.isAbove((await statusOf(other)).epoch ?? 0, epoch)
      const placed = await traffic.stop()
      assert.isNull(frozen.process.exitCode)
      const { terms } = await check(schema, placed)
      console.info(`frozen owner: taken over after ${took} ms; ${placed} orders, ${terms.length} terms`)
    })
  )

  it.live("go on at once without an owner that is killed", () =>
    inSchema("killed", async (schema, all) => {
      all.push(...(await Promise.all(Array.from({ length: 2 }, () => begin(url, schema)))))
      let serving: ReadonlyArray<Replica> = all
      const traffic = load(() => serving, 6)
      await pause(1500)
      const killed = await ownerOf(all)
      const other = all.find((replica) => replica !== killed)
      assert.isDefined(killed)
      if (killed === undefined || other === undefined) return
      serving = [other]
      killed.process.kill("SIGKILL")
      const since = Date.now()
      await until("the other has taken over", async () => (await statusOf(other)).role === "owner", 4000)
      const took = Date.now() - since
      await pause(500)
      const placed = await traffic.stop()
      await check(schema, placed)
      console.info(`killed owner: taken over after ${took} ms; ${placed} orders`)
    })
  )
})
