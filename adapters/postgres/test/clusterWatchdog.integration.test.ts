import * as PgClient from "@effect/sql-pg/PgClient"
import { assert, describe, layer } from "@effect/vitest"
import * as Activity from "@effect/workflow/Activity"
import * as DurableDeferred from "@effect/workflow/DurableDeferred"
import * as Workflow from "@effect/workflow/Workflow"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as ClusterTables from "../src/internal/clusterTables.ts"
import * as PgCluster from "../src/PgCluster.ts"
import * as ClusterDatabase from "./clusterDatabase.ts"

const schema = `cluster_${process.pid}`
const port = 20_000 + (process.pid % 10_000)

const Gate = DurableDeferred.make("gate", { success: Schema.Int })

const ofId = { payload: { id: Schema.String }, idempotencyKey: ({ id }: { readonly id: string }) => id }
const Waits = Workflow.make({ ...ofId, name: "Waits", success: Schema.Int })
const Steps = Workflow.make({ ...ofId, name: "Steps", success: Schema.Int })
const Parent = Workflow.make({ ...ofId, name: "Parent", success: Schema.Int })
const Hurried = Workflow.make({ ...ofId, name: "Hurried", success: Schema.Int })
const Late = Workflow.make({ ...ofId, name: "Late", success: Schema.Int })

const hurry = DurableDeferred.make("hurry", { success: Schema.String })

const one = Activity.make({ name: "one", success: Schema.Int, execute: Effect.succeed(1) })

const workflows = Layer.mergeAll(
  Waits.toLayer(() => Effect.zipRight(one, DurableDeferred.await(Gate))),
  Steps.toLayer(() => one),
  Parent.toLayer(({ id }) =>
    Effect.zipWith(
      Steps.execute({ id: `${id}/steps` }),
      Waits.execute({ id: `${id}/waits` }),
      (some, more) => some + more
    )
  ),
  // completes what it waits for at the very moment at which it begins to wait
  Hurried.toLayer(() =>
    Effect.gen(function* () {
      const token = yield* DurableDeferred.token(hurry)
      yield* Effect.forkDaemon(
        DurableDeferred.succeed(hurry, { token, value: "x".repeat(200_000) }).pipe(Effect.delay("5 millis"))
      )
      return (yield* DurableDeferred.await(hurry)).length
    })
  )
)

const cluster = workflows.pipe(
  // the watchdog acts when it is told to
  Layer.provideMerge(PgCluster.layer({ host: "127.0.0.1", port, shards: 16, poll: "200 millis", sweep: "1 hour" })),
  Layer.provideMerge(ClusterDatabase.layer(schema))
)

/** Until it has come to rest, `Suspended` or at its end. */
const rested = (entity: string) =>
  Effect.flatMap(PgClient.PgClient, (sql) =>
    sql`SELECT 1 FROM openfaith_cluster_messages WHERE entity_id = ${entity} AND tag = 'run' AND processed`.pipe(
      Effect.delay("50 millis"),
      Effect.repeat({ until: (rows) => rows.length > 0 })
    )
  )

/** The answer that it came to rest with last. */
const replyOf = (entity: string) =>
  Effect.flatMap(PgClient.PgClient, (sql) =>
    Effect.map(
      sql<{ id: string }>`
        SELECT last_reply_id::text AS id FROM openfaith_cluster_messages
        WHERE entity_id = ${entity} AND tag = 'run' AND processed`,
      (rows) => rows[0]?.id
    )
  )

/** As if what follows had happened a minute later. */
const aMinuteAgo = (entity: string) =>
  Effect.flatMap(
    PgClient.PgClient,
    (sql) =>
      sql`UPDATE openfaith_cluster_messages SET last_read = last_read - INTERVAL '1 minute' WHERE entity_id = ${entity} AND tag = 'run'`
  )

const complete = (value: number) =>
  JSON.stringify({ _tag: "Success", value: { _tag: "Complete", exit: { _tag: "Success", value } } })

const left = (entity: string) =>
  Effect.flatMap(PgClient.PgClient, (sql) =>
    Effect.map(
      sql<{ n: number }>`
        SELECT count(*)::int AS n FROM openfaith_cluster_messages m
        LEFT JOIN openfaith_cluster_replies r ON r.request_id = m.id WHERE m.entity_id = ${entity}`,
      (rows) => rows[0]?.n
    )
  )

describe.skipIf(!ClusterDatabase.isThere)("PgCluster", () => {
  layer(cluster, { excludeTestServices: true })((it) => {
    it.effect("wakes an execution whose deferred was completed unnoticed (#6318, #8238)", () =>
      Effect.gen(function* () {
        const sql = yield* PgClient.PgClient
        const { sweep } = yield* PgCluster.PgCluster
        const id = yield* Waits.execute({ id: "deferred" }, { discard: true })
        yield* rested(id)
        yield* aMinuteAgo(id)
        // nothing of it was woken for
        assert.strictEqual((yield* sweep).woken, 0)

        // what the cluster leaves behind when it loses the wake
        yield* sql`
          INSERT INTO openfaith_cluster_messages (id, message_id, shard_id, entity_type, entity_id, kind, tag, payload, headers, processed, request_id, last_reply_id, last_read)
          SELECT id + 1, entity_type || '/' || entity_id || '/deferred/gate', shard_id, entity_type, entity_id, 0, 'deferred',
            '{"name":"gate","exit":{"_tag":"Success","value":5}}', '{}', TRUE, id + 1, id + 2, NOW()
          FROM openfaith_cluster_messages WHERE entity_id = ${id} AND tag = 'run'`
        yield* sql`
          INSERT INTO openfaith_cluster_replies (id, kind, request_id, payload)
          SELECT last_reply_id, 0, id, '{"_tag":"Success","value":{"_tag":"Success","value":5}}'
          FROM openfaith_cluster_messages WHERE entity_id = ${id} AND tag = 'deferred'`
        yield* Effect.sleep("600 millis")
        assert.propertyVal(yield* Waits.poll(id), "_tag", "Suspended")

        assert.strictEqual((yield* sweep).woken, 1)
        assert.strictEqual(yield* Waits.execute({ id: "deferred" }), 5)
        assert.strictEqual((yield* sweep).woken, 0)
      })
    )

    it.effect("wakes a parent whose child ended unnoticed", () =>
      Effect.gen(function* () {
        const sql = yield* PgClient.PgClient
        const { sweep } = yield* PgCluster.PgCluster
        const parent = yield* Parent.execute({ id: "family" }, { discard: true })
        const child = yield* Waits.executionId({ id: "family/waits" })
        yield* rested(child)
        yield* rested(yield* Steps.executionId({ id: "family/steps" }))
        // the end of that one wakes the parent; until it has, there is nothing to be overlooked
        const overlooked = Effect.gen(function* () {
          yield* rested(parent)
          const reply = yield* replyOf(parent)
          yield* aMinuteAgo(parent)
          return { reply, woken: (yield* sweep).woken }
        })
        const { reply } = yield* Effect.repeat(Effect.delay(overlooked, "100 millis"), {
          until: ({ woken }) => woken === 1
        })
        yield* Effect.repeat(Effect.delay(replyOf(parent), "50 millis"), {
          until: (now) => now !== undefined && now !== reply
        })
        yield* sql`UPDATE openfaith_cluster_messages SET last_read = last_read - INTERVAL '1 minute' WHERE entity_id = ${parent}`
        yield* sql`
          UPDATE openfaith_cluster_replies SET payload = ${complete(6)}
          WHERE request_id = (SELECT id FROM openfaith_cluster_messages WHERE entity_id = ${child} AND tag = 'run')`
        assert.strictEqual((yield* sweep).woken, 1)
        assert.strictEqual(yield* Parent.execute({ id: "family" }), 7)
      })
    )

    it.effect("offers again what was taken and skipped, long before ten minutes are over (#8312)", () =>
      Effect.gen(function* () {
        const sql = yield* PgClient.PgClient
        const { sweep } = yield* PgCluster.PgCluster
        const id = yield* Waits.execute({ id: "skipped" }, { discard: true })
        yield* rested(id)
        // reset for a wake, taken by a reader, and skipped by it
        yield* sql`
          DELETE FROM openfaith_cluster_replies
          WHERE request_id = (SELECT id FROM openfaith_cluster_messages WHERE entity_id = ${id} AND tag = 'run')`
        yield* sql`
          UPDATE openfaith_cluster_messages SET processed = FALSE, last_reply_id = NULL, last_read = NOW() - INTERVAL '30 seconds'
          WHERE entity_id = ${id} AND tag = 'run'`
        yield* Effect.sleep("600 millis")
        assert.isUndefined(yield* Waits.poll(id))
        assert.isAtLeast((yield* sweep).offered, 1)
        yield* rested(id)
      })
    )

    it.effect("ends every execution whose deferred is completed while it begins to wait", () =>
      Effect.gen(function* () {
        const { sweep } = yield* PgCluster.PgCluster
        const ids = Array.from({ length: 30 }, (_, index) => `hurried ${index}`)
        yield* Effect.forEach(ids, (id) => Hurried.execute({ id }, { discard: true }), { concurrency: 5 })
        const swept = yield* Effect.fork(Effect.forever(Effect.delay(sweep, "1 second")))
        const lengths = yield* Effect.forEach(ids, (id) => Hurried.execute({ id }), { concurrency: "unbounded" }).pipe(
          Effect.ensuring(Effect.suspend(() => swept.interruptAsFork(swept.id())))
        )
        assert.deepStrictEqual(new Set(lengths), new Set([200_000]))
      })
    )

    it.effect("is not part of a transaction that the caller has open", () =>
      Effect.gen(function* () {
        const sql = yield* PgClient.PgClient
        const outcome = yield* Steps.execute({ id: "within" }).pipe(
          Effect.zipLeft(Effect.fail("rolled back")),
          sql.withTransaction,
          Effect.flip
        )
        assert.strictEqual(outcome, "rolled back")
        const id = yield* Steps.executionId({ id: "within" })
        assert.propertyVal(yield* Steps.poll(id), "_tag", "Complete")
      })
    )

    it.effect("forgets what ended long ago, all of it, but no child of a parent that is under way", () =>
      Effect.gen(function* () {
        const sql = yield* PgClient.PgClient
        const tables = ClusterTables.make(sql, "openfaith_cluster")
        yield* PgCluster.purge(0)
        for (const id of ["a", "b", "c"]) yield* Steps.execute({ id: `old ${id}` })
        const parent = yield* Parent.execute({ id: "busy" }, { discard: true })
        const ended = yield* Steps.executionId({ id: "busy/steps" })
        yield* rested(ended)
        yield* rested(yield* Waits.executionId({ id: "busy/waits" }))

        assert.strictEqual(yield* PgCluster.purge("1 hour"), 0)
        assert.strictEqual(yield* tables.purge(Duration.zero, 2), 2, "in batches")
        assert.strictEqual(yield* PgCluster.purge(0), 1)
        for (const id of ["a", "b", "c"])
          assert.strictEqual(yield* left(yield* Steps.executionId({ id: `old ${id}` })), 0)
        assert.isAbove((yield* left(ended)) ?? 0, 0)
        assert.isAbove((yield* left(parent)) ?? 0, 0)

        const token = DurableDeferred.tokenFromExecutionId(Gate, {
          workflow: Waits,
          executionId: yield* Waits.executionId({ id: "busy/waits" })
        })
        yield* DurableDeferred.succeed(Gate, { token, value: 2 })
        assert.strictEqual(yield* Parent.execute({ id: "busy" }), 3)
        assert.strictEqual(yield* PgCluster.purge(0), 3)
        assert.strictEqual(yield* left(ended), 0)
        const [orphans] = yield* sql<{ n: number }>`
          SELECT count(*)::int AS n FROM openfaith_cluster_replies WHERE request_id NOT IN (SELECT id FROM openfaith_cluster_messages)`
        assert.strictEqual(orphans?.n, 0)
      })
    )

    it.effect("says why it cannot start", () =>
      Effect.gen(function* () {
        const context = yield* Effect.context<PgClient.PgClient>()
        const start = (options: PgCluster.Options) =>
          Effect.scoped(Effect.flip(Layer.build(PgCluster.layer(options)))).pipe(
            Effect.provide(Context.pick(PgClient.PgClient)(context))
          )
        const taken = yield* start({ host: "127.0.0.1", port })
        assert.instanceOf(taken, PgCluster.PgClusterError)
        assert.include(taken.message, "EADDRINUSE")
        assert.include((yield* start({ host: "127.0.0.1", port: 1, prefix: "Not One" })).message, "Not One")
      })
    )

    it.effect("keeps an execution whose workflow is registered late waiting, and goes on with it then", () =>
      Effect.gen(function* () {
        const sql = yield* PgClient.PgClient
        yield* Steps.execute({ id: "early" })
        // asked for by another process, or by this one before it was started again
        const id = yield* Late.executionId({ id: "late" })
        yield* sql`
          INSERT INTO openfaith_cluster_messages (id, message_id, shard_id, entity_type, entity_id, kind, tag, payload, headers, request_id)
          SELECT id + 1, 'Workflow/Late/' || ${id} || '/run/', shard_id, 'Workflow/Late', ${id}, 0, 'run', '{"id":"late"}', '{}', id + 1
          FROM openfaith_cluster_messages WHERE entity_id = ${yield* Steps.executionId({ id: "early" })} AND tag = 'run'`
        yield* Effect.sleep("1 second")
        assert.isUndefined(yield* Late.poll(id))
        // the runner begins to shut down when a workflow's layer does, so this is the last test
        yield* Layer.build(Late.toLayer(() => one))
        assert.strictEqual(yield* Late.execute({ id: "late" }), 1)
      }).pipe(Effect.scoped)
    )
  })
})
