import * as PgClient from "@effect/sql-pg/PgClient"
import { assert, it } from "@effect/vitest"
import { QuotaStore, TokenStore } from "@openfaith/client-core"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as String from "effect/String"
import * as PgMigrations from "../src/PgMigrations.ts"
import * as PgQuotaStore from "../src/PgQuotaStore.ts"
import * as PgTokenStore from "../src/PgTokenStore.ts"
import { client, describePg, dropped, freshSchema, one, url } from "./Database.ts"

const { Grant } = QuotaStore

const request: QuotaStore.Request = {
  key: "account",
  costClass: "default",
  assumed: { limit: 5, window: Duration.hours(1) },
  holdAtMost: Duration.minutes(1)
}

const tokens: TokenStore.Tokens = {
  access: Redacted.make("access"),
  issuedAt: DateTime.unsafeMake(0),
  scopes: []
}

interface Ports {
  readonly quota: QuotaStore.QuotaStore["Type"]
  readonly tokens: TokenStore.TokenStore["Type"]
  readonly schema: string
}

const ports = (schema: string) =>
  Layer.merge(PgQuotaStore.layer({ schema }), PgTokenStore.layer({ schema })).pipe(
    Layer.provideMerge(PgMigrations.layer(schema))
  )

const inSchema = <A, E>(
  test: (ports: Ports) => Effect.Effect<A, E, PgClient.PgClient>,
  config: Partial<PgClient.PgClientConfig> = {}
) => {
  const schema = freshSchema("sharing")
  return Effect.flatMap(Effect.all([QuotaStore.QuotaStore, TokenStore.TokenStore]), ([quota, tokens]) =>
    test({ quota, tokens, schema })
  ).pipe(Effect.provide(ports(schema).pipe(Layer.provideMerge(client(config)), Layer.provideMerge(dropped(schema)))))
}

/** The same client with a setting of the server's for all its connections. */
const withSettings = (settings: string) => {
  const set = new URL(url)
  set.searchParams.set("options", settings)
  return { url: Redacted.make(set.href) }
}

const takeAll = (store: QuotaStore.QuotaStore["Type"], of = request) =>
  Effect.gen(function* () {
    const permits: Array<string> = []
    for (let grant = yield* store.take(of); Grant.$is("Granted")(grant); grant = yield* store.take(of)) {
      permits.push(grant.permit)
    }
    return permits
  })

/** Of an empty budget: the first goes, is answered, and four follow. */
const drawn = (store: QuotaStore.QuotaStore["Type"]) =>
  Effect.gen(function* () {
    const [first = "", ...none] = yield* takeAll(store)
    assert.deepStrictEqual(none, [])
    yield* store.settle(request, first, { limit: 5, window: Duration.hours(1), used: 1 })
    return yield* takeAll(store)
  })

describePg("a shared budget and tokens, on a host's own client", () => {
  it.live("work where the client renames columns and parses types its own way", () =>
    inSchema(
      ({ quota, tokens: store }) =>
        Effect.gen(function* () {
          assert.strictEqual((yield* drawn(quota)).length, 4)
          const revision = yield* store.write("a", tokens)
          assert.strictEqual((yield* store.claim("a", revision, Duration.hours(1)))._tag, "Claimed")
          assert.strictEqual((yield* store.claim("a", revision, Duration.hours(1)))._tag, "Busy")
          const next = Option.getOrThrow(yield* store.replace("a", revision, tokens))
          assert.strictEqual(Option.getOrThrow(yield* store.read("a")).revision, next)
          assert.strictEqual(Option.getOrThrow(yield* store.remove("a")).revision, next)
        }),
      {
        transformQueryNames: String.camelToSnake,
        transformResultNames: String.snakeToCamel,
        // as a host may have it: whatever is no text comes as something else
        types: { getTypeParser: (oid: number) => (value: string) => (oid === 25 ? value : { oid, value }) }
      }
    )
  )

  it.live("neither use nor wait for a transaction that the host has open", () =>
    inSchema(({ quota, tokens: store }) =>
      Effect.gen(function* () {
        const sql = yield* PgClient.PgClient
        yield* Effect.flip(
          sql.withTransaction(
            Effect.zipRight(Effect.all([drawn(quota), store.write("a", tokens)]), Effect.fail("rolled back"))
          )
        )
        assert.strictEqual((yield* takeAll(quota)).length, 0)
        assert.isTrue(Option.isSome(yield* store.read("a")))
      })
    )
  )

  it.live("give no more than the limit under an isolation level that sees nothing new", () =>
    inSchema(
      ({ quota, tokens: store }) =>
        Effect.gen(function* () {
          const wide = { ...request, assumed: { limit: 20, window: Duration.hours(1) } }
          const [first = ""] = yield* takeAll(quota, wide)
          yield* quota.settle(wide, first, undefined)
          const again = Effect.retry({ times: 50 })
          const grants = yield* Effect.forEach(Array.from({ length: 40 }), () => again(quota.take(wide)), {
            concurrency: "unbounded"
          })
          // what was undone and tried again was given once
          assert.strictEqual(grants.filter(Grant.$is("Granted")).length, 19)
          const revision = yield* again(store.write("a", tokens))
          const claims = yield* Effect.forEach(
            Array.from({ length: 10 }),
            () => again(store.claim("a", revision, Duration.hours(1))),
            { concurrency: "unbounded" }
          )
          assert.strictEqual(claims.filter(({ _tag }) => _tag === "Claimed").length, 1)
        }),
      withSettings("-c default_transaction_isolation=serializable")
    )
  )

  it.live("take three connections of the pool at most, all together", () =>
    inSchema(
      ({ quota, tokens: store }) =>
        Effect.gen(function* () {
          yield* Effect.forEach(
            Array.from({ length: 25 }),
            () => Effect.all([quota.take(request), store.write("a", tokens)], { concurrency: 2, discard: true }),
            { concurrency: "unbounded" }
          )
          const connections = yield* one(
            `SELECT count(*)::text AS answer FROM pg_stat_activity WHERE application_name = 'of-${process.pid}'`
          )
          assert.isAtMost(Number(connections), 3)
        }),
      { maxConnections: 10, applicationName: `of-${process.pid}` }
    )
  )

  it.live("fail with the port's errors when their connections are killed, and then go on", () =>
    inSchema(
      ({ quota, tokens: store }) =>
        Effect.gen(function* () {
          yield* drawn(quota)
          const failed = yield* Effect.fork(Effect.flip(Effect.forever(quota.take(request))))
          const kill = `SELECT count(pg_terminate_backend(pid))::text AS answer
            FROM pg_stat_activity WHERE application_name = 'killed-${process.pid}'`
          yield* Effect.provide(
            Effect.gen(function* () {
              while (Option.isNone(yield* Fiber.poll(failed)))
                yield* Effect.zipLeft(one(kill), Effect.sleep("20 millis"))
            }),
            client({ maxConnections: 1 })
          )
          assert.strictEqual((yield* Fiber.join(failed))._tag, "QuotaUnavailable")
          yield* Effect.retry(store.write("a", tokens), { times: 5 })
          assert.strictEqual((yield* Effect.retry(takeAll(quota), { times: 5 })).length, 0)
        }),
      { maxConnections: 2, applicationName: `killed-${process.pid}` }
    )
  )

  it.live("free nothing too soon when the database's clock goes back, as after a fail-over", () =>
    inSchema(({ quota, schema }) =>
      Effect.gen(function* () {
        yield* drawn(quota)
        const sql = yield* PgClient.PgClient
        // as if the clock had been an hour ahead when all this was written
        yield* sql.unsafe(`UPDATE "${schema}".quota_budget SET last = last + 3600000`)
        yield* sql.unsafe(`UPDATE "${schema}".quota_permit
          SET since = since + 3600000, deadline = deadline + 3600000, ended = ended + 3600000`)
        const grant = yield* quota.take(request)
        assert.isTrue(Grant.$is("Wait")(grant) && Duration.toMillis(grant.duration) <= 3_600_003)
      })
    )
  )

  it.live("do not keep what was not used for hours", () =>
    inSchema(({ quota, schema }) =>
      Effect.gen(function* () {
        yield* drawn(quota)
        const sql = yield* PgClient.PgClient
        const age = () => sql.unsafe(`UPDATE "${schema}".quota_budget SET last = last - 1e9`)
        yield* age()
        // used again, it begins anew
        assert.strictEqual((yield* takeAll(quota)).length, 1)
        yield* age()
        yield* quota.take({ ...request, key: "another" })
        const left = yield* one(`SELECT string_agg(q.key, ' ') AS answer FROM "${schema}".quota_budget q`)
        assert.strictEqual(left, "another")
        const permits = yield* one(`SELECT count(*)::text AS answer FROM "${schema}".quota_permit`)
        assert.strictEqual(permits, "1")
      })
    )
  )

  it.live("say of a text that holds no tokens that it is none, and do not quote it", () =>
    inSchema(({ schema, tokens: store }) =>
      Effect.gen(function* () {
        yield* store.write("a", tokens)
        const sql = yield* PgClient.PgClient
        yield* sql.unsafe(`UPDATE "${schema}".oauth_token SET tokens = 'planted'`)
        const error = yield* Effect.flip(store.read("a"))
        assert.strictEqual(error._tag, "TokensUnreadable")
        assert.notInclude(error.message, "planted")
      })
    )
  )
})
