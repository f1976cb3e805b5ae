/** One church, one store, and the comparison of both, record by record. */
import { isDeepStrictEqual } from "node:util"
import { FetchHttpClient } from "@effect/platform"
import { SqlClient } from "@effect/sql"
import { assert } from "@effect/vitest"
import type { Endpoint } from "@openfaith/client-core"
import { Connection, Credentials, QuotaStore } from "@openfaith/client-core"
import { Pco } from "@openfaith/pco-client"
import { Campus, Email, Person, PhoneNumber } from "@openfaith/pco-client/people"
import { HttpServer, World } from "@openfaith/pco-mock"
import * as Prng from "@openfaith/pco-mock/Prng"
import { Projection, type Report, Source, SourceRecord, Sync, SyncStore } from "@openfaith/sync-engine"
import { Effect, Either, Layer, Redacted, Schema } from "effect"
import { faults, type Honesty, happen, lie } from "./Happenings.ts"
import type * as Stores from "./Stores.ts"

/** With so few records on a page that small churches have many. */
const inSmallPages = (readable: Endpoint.Readable): Endpoint.Readable => ({
  ...readable,
  list: { ...readable.list, capabilities: { ...readable.list.capabilities, perPage: { default: 5, max: 5 } } }
})

const readables = [Campus.readable, Person.readable, Email.readable, PhoneNumber.readable].map(inSmallPages)

/** The host's own rows: what a record said, whole. */
const rowsOf = (table: string, resource: Endpoint.Readable["resource"]) => {
  const within = (ids: ReadonlyArray<string>) =>
    Effect.flatMap(
      SqlClient.SqlClient,
      (sql) => sql`DELETE FROM ${sql.literal(table)} WHERE resource = ${resource.key} AND ${sql.in("id", ids)}`
    )
  return Projection.make(resource, {
    schema: Schema.Struct({ resource: Schema.String, id: Schema.String, said: Schema.String }),
    decode: ({ id, raw }) => ({ resource: resource.key, id, said: JSON.stringify(raw) }),
    write: (rows) =>
      Effect.flatMap(
        SqlClient.SqlClient,
        (sql) => sql`INSERT INTO ${sql.literal(table)} ${sql.insert(rows)}
          ON CONFLICT (resource, id) DO UPDATE SET said = excluded.said`
      ),
    remove: within
  })
}

/** Every way in which the host's rows are not the copy, in words. */
const strays = (table: string) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    const { live } = yield* stored
    const rows = yield* sql<{ readonly resource: string; readonly id: string; readonly said: string }>`
      SELECT resource, id, said FROM ${sql.literal(table)}`
    const said = new Map(rows.map(({ id, resource, said }) => [`${resource}/${id}`, said]))
    return [
      ...[...live].flatMap(([key, { body }]) =>
        said.get(key) === body ? [] : [`the row of ${key} says ${said.get(key)} for ${body}`]
      ),
      ...[...said.keys()].flatMap((key) => (live.has(key) ? [] : [`the row of ${key} should be gone`]))
    ]
  })

/** Every record as the source serves it, by resource and id: as it is stored, or none where it does not decode. */
const served = Effect.gen(function* () {
  const connection = yield* Connection.Connection
  const found = new Map<
    string,
    { readonly record: SourceRecord.SourceRecord | undefined; readonly attributes: object }
  >()
  for (const { list, resource } of readables) {
    for (let offset = 0, more = true; more; offset += 100) {
      const { document, next } = yield* connection.read(list, `${list.path}?per_page=100&offset=${offset}`)
      for (const item of document.items) {
        const record = Either.isRight(resource.decode(item)) ? SourceRecord.fromItem(resource, item) : undefined
        found.set(`${resource.key}/${item.id}`, { record, attributes: item.attributes })
      }
      more = next !== undefined
    }
  }
  return found
})

/** Every live record of the store, by resource and id; complains of an id that is there twice. */
const stored = Effect.gen(function* () {
  const { connection } = yield* Source.Source
  const store = yield* SyncStore.SyncStore
  const live = new Map<string, SyncStore.StoredRecord>()
  const aside = new Map<string, string>()
  for (const { resource } of readables) {
    const part = { connection, resource: resource.key, limit: 10_000 }
    const records = yield* store.records(part)
    assert.strictEqual(new Set(records.map(({ id }) => id)).size, records.length, `${resource.key}: an id twice`)
    for (const record of records) if (record.deletedIn === undefined) live.set(`${resource.key}/${record.id}`, record)
    for (const { body, id } of yield* store.quarantined(part)) aside.set(`${resource.key}/${id}`, body)
  }
  return { live, aside }
})

/** Every way in which the copy is not the source, in words. */
const differences = Effect.gen(function* () {
  const { aside, live } = yield* stored
  const source = yield* served
  const words: Array<string> = []
  for (const [key, { attributes, record }] of source) {
    const copy = live.get(key)
    if (record === undefined) {
      // as it came, and so with what its page's includes added
      const kept = aside.get(key)
      if (kept === undefined) words.push(`${key} does not decode, and is not kept aside`)
      else if (!isDeepStrictEqual({ ...JSON.parse(kept).attributes }, { ...attributes }))
        words.push(`${key} is kept aside as ${kept}`)
    } else if (copy === undefined) words.push(`${key} is missing`)
    else if (copy.hash !== record.hash || copy.body !== record.body) {
      words.push(`${key} is ${copy.body} for ${record.body}`)
    } else if (aside.has(key)) words.push(`${key} is kept aside, though it decodes`)
  }
  for (const key of live.keys()) if (!source.has(key)) words.push(`${key} should be gone`)
  for (const key of aside.keys()) if (!source.has(key)) words.push(`${key} is kept aside, and gone`)
  return words
})

/** The copies that came or changed, and those that went. */
const between = (before: ReadonlyMap<string, SyncStore.StoredRecord>, after: typeof before) => ({
  changed: [...after].filter(([key, { hash }]) => before.get(key)?.hash !== hash).length,
  deleted: [...before.keys()].filter((key) => !after.has(key)).length
})

const isUnconfirmed = ({ resources }: Report.Report) =>
  Object.values(resources).some(({ unconfirmed }) => unconfirmed > 0)

/**
 * The runs that bring a copy up to date, and the sum of what they report. A fault may answer the read that confirms a
 * deletion; the report says so, and the next audit confirms it. There are at most 10 faults, of 2 answers each.
 */
const update = Effect.gen(function* () {
  const sync = yield* Sync.Sync
  const audit = sync.run("audit", { acceptDeletions: true })
  const reports = [yield* sync.run("delta"), yield* audit]
  for (let audits = 1; audits < 20 && reports.slice(-1).some(isUnconfirmed); audits++) reports.push(yield* audit)
  const all = reports.flatMap(({ resources }) => Object.values(resources))
  const sum = (of: (one: (typeof all)[number]) => number) => all.reduce((total, one) => total + of(one), 0)
  return { changed: sum(({ changed }) => changed), deleted: sum(({ deleted }) => deleted) }
})

/**
 * A church that is worked on while it is copied, by an API that fails now and then: once it is left alone, a delta and an
 * audit make the copy its equal, and the host's own rows the copy's; and what they say they changed is what changed,
 * nothing twice.
 */
export const prove = (seed: number, { layer, table }: Stores.Store, honesty: Honesty) =>
  Effect.gen(function* () {
    const random = Prng.make(seed)
    let now = Date.UTC(2026, 0, 1)
    let restlessness = 0.4
    const world = World.make({
      seed,
      people: random.int(2, 20),
      touchParent: random.chance(0.5),
      ties: random.chance(0.3) ? "unstable" : "id",
      clock: () => now
    })
    const happens = () => {
      now += random.int(0, 2) * 700
      happen(random, world, honesty)
    }
    const server = yield* Effect.acquireRelease(
      Effect.promise(() =>
        HttpServer.listen({
          world,
          quota: { limit: 1_000_000 },
          faults: faults(random, honesty),
          before: () => {
            while (random.chance(restlessness)) happens()
          }
        })
      ),
      ({ close }) => Effect.promise(close)
    )
    const account = Pco.layer({
      credentials: Credentials.personalToken({ id: "app", secret: Redacted.make("secret") }),
      origin: server.url,
      timeout: "300 millis",
      headTimeout: "150 millis",
      retry: { attempts: 9, base: "1 millis", cap: "4 millis" }
    }).pipe(Layer.provide([FetchHttpClient.layer, QuotaStore.layerMemory]))
    const process = Sync.layer(
      { readables },
      { projections: readables.map(({ resource }) => rowsOf(table, resource)) }
    ).pipe(
      Layer.provideMerge(Source.layerClient({ readables })),
      Layer.provideMerge(account),
      Layer.provideMerge(layer)
    )
    const assertEqual = (when: string) =>
      Effect.gen(function* () {
        const rules = server.handler.faults.rules()
        server.handler.faults.replace([])
        assert.deepStrictEqual(yield* differences, [], `seed ${seed}, ${when}`)
        assert.deepStrictEqual(yield* strays(table), [], `seed ${seed}, ${when}`)
        server.handler.faults.replace(rules)
      })
    yield* Effect.gen(function* () {
      const sync = yield* Sync.Sync
      const sql = yield* SqlClient.SqlClient
      yield* sql`CREATE TABLE ${sql.literal(table)}
        (resource VARCHAR(99) NOT NULL, id VARCHAR(99) NOT NULL, said TEXT NOT NULL, PRIMARY KEY (resource, id))`
      yield* sync.run("full")
      yield* sync.run("delta")
      restlessness = 0
      yield* update
      yield* assertEqual("after the work")

      if (honesty.lies) {
        // nothing changes while the API lies, so nothing may change in the copy but for what was late
        const told = lie(random)
        const kept = yield* stored
        server.handler.faults.replace(told.rules)
        const misled = yield* Effect.either(sync.run(random.pick(["delta", "audit", "full"])))
        server.handler.faults.replace([])
        const left = yield* stored
        const lost = [...kept.live.keys()].filter((key) => !left.live.has(key))
        assert.deepStrictEqual(lost, [], `seed ${seed}, lost while ${told.name}`)
        if (told.fails) {
          assert.isTrue(Either.isLeft(misled), `seed ${seed}, the run did not fail while ${told.name}`)
          assert.deepStrictEqual(left, kept, `seed ${seed}, written while ${told.name}`)
        }
        yield* update
        yield* assertEqual(`after ${told.name}`)
      }

      const before = (yield* stored).live
      for (let times = random.int(1, 25); times > 0; times--) happens()
      server.handler.faults.replace(faults(random, honesty))
      const said = yield* update
      yield* assertEqual("after a night")
      assert.deepStrictEqual(said, between(before, (yield* stored).live), `seed ${seed}, what the night's runs say`)
      assert.deepStrictEqual(yield* update, { changed: 0, deleted: 0 }, `seed ${seed}, with nothing to do`)
    }).pipe(Effect.provide(process))
  }).pipe(Effect.scoped)
