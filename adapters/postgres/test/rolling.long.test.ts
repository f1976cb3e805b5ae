import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { client, describePg, dropped, freshSchema, url } from "./Database.ts"
import { assertWhole, begin, end, load, ownerOf, prepare, type Replica, statusOf, until } from "./Replicas.ts"

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
      await until("orders are placed", async () => traffic.placed.length > 16)
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
      await until("orders are placed", async () => traffic.placed.length > 12)
      await until("somebody owns", async () => (await ownerOf(all)) !== undefined)
      const frozen = await ownerOf(all)
      assert.isDefined(frozen)
      const other = all.find((replica) => replica !== frozen)
      if (frozen === undefined || other === undefined) return
      const { epoch = 0 } = await statusOf(frozen)
      frozen.process.kill("SIGSTOP")
      await until("the other has taken over", async () => (await statusOf(other)).role === "owner")
      assert.isAbove((await statusOf(other)).epoch ?? epoch + 1, epoch)
      frozen.process.kill("SIGCONT")
      await until("its term is over", async () => (await statusOf(frozen)).epoch !== epoch)
      const placed = await traffic.stop()
      assert.isNull(frozen.process.exitCode)
      const { terms } = await check(schema, placed)
      console.info(`frozen owner: ${placed} orders, ${terms.length} terms`)
    })
  )

  it.live("go on without an owner that is killed, long before its lease is over", () =>
    inSchema("killed", async (schema, all) => {
      // its lease says nothing of it
      all.push(...(await Promise.all(Array.from({ length: 2 }, () => begin(url, schema, "1 hour")))))
      let serving: ReadonlyArray<Replica> = all
      const traffic = load(() => serving, 6)
      await until("orders are placed", async () => traffic.placed.length > 12)
      await until("somebody owns", async () => (await ownerOf(all)) !== undefined)
      const killed = await ownerOf(all)
      const other = all.find((replica) => replica !== killed)
      assert.isDefined(killed)
      if (killed === undefined || other === undefined) return
      serving = [other]
      killed.process.kill("SIGKILL")
      await until("the other has taken over", async () => (await statusOf(other)).role === "owner")
      const before = traffic.placed.length
      await until("orders go on", async () => traffic.placed.length > before + 6)
      const placed = await traffic.stop()
      await check(schema, placed)
      console.info(`killed owner: ${placed} orders`)
    })
  )
})
