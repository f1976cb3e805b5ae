/** What a store that is a database promises of the host's own tables in it. */
import * as SqlClient from "@effect/sql/SqlClient"
import { assert } from "@effect/vitest"
import { Attribute, JsonApi, Resource } from "@openfaith/client-core"
import { Projection, Projections, Source, type SourceRecord, type SyncStore } from "@openfaith/sync-engine"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as Scene from "./internal/store/scene.ts"
import { over } from "./internal/suite.ts"

const { contents, newConnection, port, resource, storedOf, unprojectedOf } = Scene

const Person = Resource.make("people", "Person", {
  attributes: {
    name: Attribute.string,
    email: Attribute.string,
    household: Attribute.string,
    active: Attribute.boolean
  }
})

const Household = Resource.make("people", "Household", { attributes: { name: Attribute.string } })

/** The host's own model. */
const Member = Schema.Struct({
  connection: Schema.String,
  id: Schema.String,
  name: Schema.NonEmptyString,
  email: Schema.NullOr(Schema.String),
  household: Schema.NullOr(Schema.String)
})

const values = (rows: ReadonlyArray<typeof Member.Type>) =>
  Effect.flatMap(
    SqlClient.SqlClient,
    (sql) => sql`
      INSERT INTO host_member ${sql.insert(rows)} ON CONFLICT (connection, id) DO UPDATE SET
        name = excluded.name, email = excluded.email, household = excluded.household`
  )

/** Writes a note for each row first: so that one sees what became of a write that fails later. */
const note = (ids: ReadonlyArray<string>, connection: string) =>
  Effect.flatMap(
    SqlClient.SqlClient,
    (sql) => sql`INSERT INTO host_note ${sql.insert(ids.map((id) => ({ connection, id })))}`
  )

const members = Projection.make(Person, {
  schema: Member,
  decode: ({ attributes: { active, email, household, name }, id }, { connection }) =>
    active === false
      ? undefined
      : { connection, id, name: name ?? "", email: email ?? null, household: household ?? null },
  write: (rows, { connection }) =>
    Effect.zipRight(
      note(
        rows.map(({ id }) => id),
        connection
      ),
      values(rows)
    ),
  remove: (ids, { connection }) =>
    Effect.flatMap(
      SqlClient.SqlClient,
      (sql) => sql`DELETE FROM host_member WHERE connection = ${connection} AND ${sql.in("id", ids)}`
    )
})

const households = Projection.make(Household, {
  schema: Schema.Struct({ connection: Schema.String, id: Schema.String, name: Schema.String }),
  decode: ({ attributes, id }, { connection }) => ({ connection, id, name: attributes.name ?? "" }),
  write: (rows) =>
    Effect.flatMap(
      SqlClient.SqlClient,
      (sql) => sql`INSERT INTO host_household ${sql.insert(rows)}
        ON CONFLICT (connection, id) DO UPDATE SET name = excluded.name`
    ),
  remove: (ids, { connection }) =>
    Effect.flatMap(
      SqlClient.SqlClient,
      (sql) => sql`DELETE FROM host_household WHERE connection = ${connection} AND ${sql.in("id", ids)}`
    )
})

/** Something of the host's that is not there. */
const lost = Projection.make(Person, {
  name: "lost",
  schema: Member,
  decode: ({ id }, { connection }) => ({ connection, id, name: "x", email: null, household: null }),
  write: () => Effect.flatMap(SqlClient.SqlClient, (sql) => sql`INSERT INTO host_not_there (id) VALUES (1)`),
  remove: () => Effect.void
})

/** Takes bodies apart as JSON:API has them; nothing is asked of it. */
const bodies = Layer.succeed(
  Source.Source,
  Source.Source.of({
    connection: "-",
    probe: () => Effect.dieMessage("nothing is asked"),
    page: () => Effect.dieMessage("nothing is asked"),
    pageSize: () => 1,
    isAddressable: () => false,
    find: () => Effect.dieMessage("nothing is asked"),
    reread: () => Effect.dieMessage("nothing is asked"),
    open: (body) => Either.flatMap(Either.try({ try: () => JSON.parse(body), catch: String }), JsonApi.envelope.item)
  })
)

const ready = (...projections: ReadonlyArray<Projection.Projection<SqlClient.SqlClient>>) =>
  Effect.provide(
    Projections.Projections,
    Layer.provide(Projections.layer(projections, new Set(projections.map((one) => one.resource))), bodies)
  )

const person = (id: string, attributes: object, at = 1): SourceRecord.SourceRecord =>
  Scene.record(id, at, JSON.stringify(attributes), {
    body: JSON.stringify({
      type: "Person",
      id,
      attributes: { email: null, household: null, active: null, ...attributes }
    })
  })

const household = (id: string, name: string, at = 1): SourceRecord.SourceRecord =>
  Scene.record(id, at, name, {
    resource: "people.Household",
    body: JSON.stringify({ type: "Household", id, attributes: { name } })
  })

const tables = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  for (const table of ["host_member", "host_household", "host_note", "host_wide"]) {
    yield* sql`DROP TABLE IF EXISTS ${sql(table)}`
  }
  const texts = columns.map((name) => `, ${name} VARCHAR(20) NOT NULL`).join("")
  yield* sql.unsafe(`CREATE TABLE host_wide (connection VARCHAR(200) NOT NULL, id VARCHAR(200) NOT NULL${texts})`)
  yield* sql`CREATE TABLE host_note (connection VARCHAR(200) NOT NULL, id VARCHAR(200) NOT NULL)`
  yield* sql`CREATE TABLE host_household (connection VARCHAR(200) NOT NULL, id VARCHAR(200) NOT NULL,
    name VARCHAR(200) NOT NULL, PRIMARY KEY (connection, id))`
  yield* sql`CREATE TABLE host_member (connection VARCHAR(200) NOT NULL, id VARCHAR(200) NOT NULL,
    name VARCHAR(200) NOT NULL CHECK (length(name) < 20), email VARCHAR(200), household VARCHAR(200),
    PRIMARY KEY (connection, id), UNIQUE (connection, email),
    FOREIGN KEY (connection, household) REFERENCES host_household (connection, id))`
})

/** The names of the host's rows, by id. */
const rows = (connection: string, table = "host_member") =>
  Effect.flatMap(SqlClient.SqlClient, (sql) =>
    Effect.map(
      sql<{ readonly id: string; readonly name: string }>`
        SELECT id, name FROM ${sql(table)} WHERE connection = ${connection} ORDER BY id`,
      (all) => Object.fromEntries(all.map(({ id, name }) => [id, name]))
    )
  )

const notes = (connection: string) =>
  Effect.flatMap(SqlClient.SqlClient, (sql) =>
    Effect.map(
      sql<{ readonly id: string }>`SELECT id FROM host_note WHERE connection = ${connection} ORDER BY id`,
      (all) => all.map(({ id }) => id).join()
    )
  )

/**
 * One way in which a database refuses a row.
 *
 * @since 0.1.0
 * @category testing
 */
export interface Refusal {
  /** Makes the database refuse any row of `host_member` whose name is `refused`. */
  readonly begin: ReadonlyArray<string>
  /** Takes that back. */
  readonly end: ReadonlyArray<string>
  /** The name of the row that is refused; default `refused`. */
  readonly refused?: string
  /** What the database says. */
  readonly issue: RegExp
}

/** More values than the statements of either database take, one row each. */
const columns = Array.from({ length: 70 }, (_, index) => `column_${index}`)

const wide = Projection.make(Person, {
  name: "wide",
  schema: Schema.Struct({ id: Schema.String }),
  decode: ({ id }) => ({ id }),
  write: (rows, { connection }) =>
    Effect.flatMap(SqlClient.SqlClient, (sql) => {
      const values = rows.map(({ id }) => ({
        connection,
        id,
        ...Object.fromEntries(columns.map((name) => [name, id]))
      }))
      return sql`INSERT INTO host_wide ${sql.insert(values)}`
    }),
  remove: () => Effect.void
})

/** A run whose listing has begun, and its next page. */
const reading = (of = resource, projections = ready(households, members)) =>
  Effect.gen(function* () {
    const connection = yield* newConnection
    const run = yield* Scene.opened(connection, "full", { resources: [of] })
    yield* Scene.begin(run, { resource: of })
    const all = yield* projections
    let follows = 0
    const next = (...records: ReadonlyArray<SourceRecord.SourceRecord>) =>
      Effect.tap(Scene.commit(Scene.page(run, follows, records, { resource: of }), all), () => {
        follows++
      })
    return { connection, run, next, projections: all }
  })

const issues = (connection: string) =>
  Effect.map(unprojectedOf(connection), (all) => all.map(({ id, issue, waits }) => ({ id, issue, waits })))

/**
 * Holds a store to what it promises of the host's own tables in its database, through the host's own client. It makes, and
 * leaves, four tables whose names begin with `host_`. `refusals` says by name in what other ways this database refuses a row.
 *
 * @since 0.1.0
 * @category testing
 */
export const suite = <E>(
  name: string,
  layer: Layer.Layer<SyncStore.SyncStore | SqlClient.SqlClient, E>,
  refusals: Readonly<Record<string, Refusal>>
): void =>
  over(
    `the host's own tables (${name})`,
    Layer.tap(layer, (context) => Effect.provide(tables, context)),
    (it) => {
      it.effect("have the rows of a page exactly if its records are kept", () =>
        Effect.gen(function* () {
          const { connection, next, run, projections } = yield* reading()
          yield* next(person("1", { name: "Ada" }), person("2", { name: "Ben" }))
          assert.deepStrictEqual(yield* rows(connection), { 1: "Ada", 2: "Ben" })
          const late = Scene.page(run, 0, [person("3", { name: "Cy" })])
          assert.strictEqual((yield* Effect.flip(Scene.commit(late, projections)))._tag, "Superseded")
          assert.deepStrictEqual(yield* rows(connection), { 1: "Ada", 2: "Ben" })
          assert.strictEqual(yield* notes(connection), "1,2")
        })
      )

      it.effect("are left as they were where the store has to fail: nothing is kept of the page either", () =>
        Effect.gen(function* () {
          const { connection, next } = yield* reading(resource, ready(members, lost))
          const error = yield* Effect.flip(next(person("1", { name: "Ada" })))
          assert.deepInclude(error, { _tag: "StoreError", operation: "commitPage" })
          assert.match(error.message, /host_not_there/)
          assert.deepStrictEqual(yield* rows(connection), {})
          assert.strictEqual(yield* notes(connection), "")
          assert.deepStrictEqual(yield* contents(connection), {})
          assert.include(yield* storedOf(connection), { live: 0, unprojected: 0 })
        })
      )

      it.effect("lose nothing to one row that the database refuses, and keep nothing of its attempt", () =>
        Effect.gen(function* () {
          const { connection, next } = yield* reading()
          yield* next(person("1", { name: "Ada", email: "ada@example.org" }))
          const { listing } = yield* next(
            person("2", { name: "Ben" }),
            person("3", { name: "Cy", email: "ada@example.org" }),
            person("4", { name: "Di, of a name that is too long" }),
            person("5", { name: "Ed" })
          )
          assert.include(listing, { changed: 5, rejected: 2 })
          assert.deepStrictEqual(yield* rows(connection), { 1: "Ada", 2: "Ben", 5: "Ed" })
          assert.strictEqual(yield* notes(connection), "1,2,5")
          const [taken, long] = yield* issues(connection)
          assert.deepInclude(taken, { id: "3", waits: false })
          assert.match(taken?.issue ?? "", /unique/i)
          assert.deepInclude(long, { id: "4", waits: false })
          assert.match(long?.issue ?? "", /check/i)
        })
      )

      it.effect("keep the row of before where what came is refused", () =>
        Effect.gen(function* () {
          const { connection, next } = yield* reading()
          yield* next(person("1", { name: "Ada" }))
          yield* next(person("1", { name: "" }, 2))
          assert.deepStrictEqual(yield* rows(connection), { 1: "Ada" })
          const [issue] = yield* issues(connection)
          assert.match(issue?.issue ?? "", /^name: .*non empty/)
          yield* next(person("1", { name: "Eve" }, 3))
          assert.deepStrictEqual([yield* rows(connection), yield* issues(connection)], [{ 1: "Eve" }, []])
        })
      )

      it.effect("lose the row of what has no place in the host's model any more", () =>
        Effect.gen(function* () {
          const { connection, next } = yield* reading()
          yield* next(person("1", { name: "Ada" }), person("2", { name: "Ben", active: false }))
          yield* next(person("1", { name: "Ada", active: false }, 2))
          assert.deepStrictEqual(yield* rows(connection), {})
          assert.include(yield* storedOf(connection), { live: 2, unprojected: 0 })
        })
      )

      it.effect("have rows wait for what they point at, which come to be once that is there", () =>
        Effect.gen(function* () {
          const store = yield* port
          const { connection, next, projections } = yield* reading()
          yield* next(person("1", { name: "Ada", household: "7" }), person("2", { name: "Ben" }))
          assert.deepStrictEqual(yield* rows(connection), { 2: "Ben" })
          assert.containSubset(yield* issues(connection), [{ id: "1", waits: true }])
          const some = { connection, resource, ids: ["1"] }
          assert.strictEqual(yield* store.project(some, projections), 1)
          const lookup = { connection, resource: "people.Household", rejected: [], gone: [] }
          yield* store.commitLookup({ ...lookup, records: [household("7", "Smith")], readAt: 0 }, projections)
          assert.deepStrictEqual(yield* rows(connection, "host_household"), { 7: "Smith" })
          assert.strictEqual(yield* store.project(some, projections), 0)
          assert.deepStrictEqual([yield* rows(connection), yield* issues(connection)], [{ 1: "Ada", 2: "Ben" }, []])
          // and what others point at does not go before them
          const readAt = yield* store.draw(connection)
          yield* store.commitLookup({ ...lookup, records: [], gone: ["7"], readAt }, projections)
          assert.deepStrictEqual(yield* rows(connection, "host_household"), { 7: "Smith" })
          assert.containSubset(yield* unprojectedOf(connection, "people.Household"), [{ id: "7", waits: true }])
        })
      )

      it.effect("keep the rows of several accounts apart", () =>
        Effect.gen(function* () {
          const [one, other] = [yield* reading(), yield* reading()]
          yield* one.next(person("1", { name: "Ada", email: "ada@example.org" }))
          yield* other.next(person("1", { name: "Zoe", email: "ada@example.org" }))
          assert.deepStrictEqual(
            [yield* rows(one.connection), yield* rows(other.connection)],
            [{ 1: "Ada" }, { 1: "Zoe" }]
          )
        })
      )

      it.effect("take a page of which every row is refused", () =>
        Effect.gen(function* () {
          const { connection, next } = yield* reading()
          const ids = Array.from({ length: 25 }, (_, index) => String(index))
          const { listing } = yield* next(...ids.map((id) => person(id, { name: id, household: "none" })))
          assert.include(listing, { changed: 25, rejected: 25 })
          assert.lengthOf(yield* unprojectedOf(connection, resource, true), 25)
          assert.deepStrictEqual([yield* rows(connection), yield* notes(connection)], [{}, ""])
        })
      )

      for (const [what, { begin, end, issue, refused = "refused" }] of Object.entries(refusals)) {
        it.effect(`lose nothing to one row of twenty that is refused: ${what}`, () =>
          Effect.gen(function* () {
            const sql = yield* SqlClient.SqlClient
            const { connection, next } = yield* reading()
            const ids = Array.from({ length: 20 }, (_, index) => String(index + 10))
            const some = ids.map((id) => person(id, { name: id === "17" ? refused : id }))
            yield* Effect.acquireUseRelease(
              Effect.forEach(begin, (statement) => sql.unsafe(statement)),
              () =>
                Effect.gen(function* () {
                  const { listing } = yield* next(...some)
                  assert.include(listing, { changed: 20, rejected: 1 })
                  const others = ids.filter((id) => id !== "17")
                  assert.deepStrictEqual(Object.keys(yield* rows(connection)), others)
                  assert.strictEqual(yield* notes(connection), others.join())
                  const [only, ...more] = yield* issues(connection)
                  assert.deepStrictEqual([only?.id, more], ["17", []])
                  assert.match(only?.issue ?? "", issue)
                  // and where it comes alone
                  const alone = yield* next(person("7", { name: refused }))
                  assert.include(alone.listing, { changed: 21, rejected: 2 })
                }),
              () => Effect.orDie(Effect.forEach(end, (statement) => sql.unsafe(statement)))
            )
          })
        )
      }

      it.effect("are left as they were where every row of many is refused for want of a table", () =>
        Effect.gen(function* () {
          const { connection, next } = yield* reading(resource, ready(members, lost))
          const ids = Array.from({ length: 50 }, (_, index) => String(index))
          const error = yield* Effect.flip(next(...ids.map((id) => person(id, { name: id }))))
          assert.match(error.message, /host_not_there/)
          assert.deepStrictEqual([yield* rows(connection), yield* contents(connection)], [{}, {}])
        })
      )

      it.effect("take a page of more values than a statement can have", () =>
        Effect.gen(function* () {
          const sql = yield* SqlClient.SqlClient
          const { connection, next } = yield* reading(resource, ready(wide))
          const ids = Array.from({ length: 1200 }, (_, index) => String(index))
          const { listing } = yield* next(...ids.map((id) => person(id, { name: id })))
          assert.include(listing, { changed: 1200, rejected: 0 })
          const kept = yield* sql`SELECT id FROM host_wide WHERE connection = ${connection}`
          assert.lengthOf(kept, 1200)
          yield* sql`DELETE FROM host_wide WHERE connection = ${connection}`
        })
      )
    }
  )
