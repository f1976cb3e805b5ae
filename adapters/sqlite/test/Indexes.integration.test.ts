/** Whether everything that a sync asks of its file is found by an index: each statement that was sent is explained. */
import * as SqlClient from "@effect/sql/SqlClient"
import { assert, describe, it } from "@effect/vitest"
import * as groups from "@openfaith/pco-client/groups"
import { Email, Person } from "@openfaith/pco-client/people"
import { Projection, Sync } from "@openfaith/sync-engine"
import Sqlite from "better-sqlite3"
import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as Church from "./Church.ts"

/** Every statement that is prepared from now on, to the end of the scope. */
const statements = Effect.acquireRelease(
  Effect.sync(() => {
    const { prepare } = Sqlite.prototype
    const sources = new Set<string>()
    Sqlite.prototype.prepare = new Proxy(prepare, {
      apply: (_, database, [source]: [string]) => {
        sources.add(source)
        return prepare.call(database, source)
      }
    })
    return { prepare, sources }
  }),
  ({ prepare }) =>
    Effect.sync(() => {
      Sqlite.prototype.prepare = prepare
    })
)

/** A plan does not depend on what is asked for. */
const blanks = (source: string) => Array.from(source.matchAll(/\?/g), () => null)

/** What is no table, or holds one row. */
const small = /^SCAN (json_each|\d+-ROW VALUES|\d+ CONSTANT ROWS?|CONSTANT ROW|\(subquery-\d+\)|openfaith_owner$)/

/** Every look at all rows of a table of ours, with the statement; and how many statements there were. */
const scans = (sources: ReadonlySet<string>) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    const ours = [...sources]
      .filter((source) => /^\s*(SELECT|WITH|INSERT|UPDATE|DELETE)\b.*openfaith_/is.test(source))
      // a name would have to be given its value by that name
      .map((source) => source.replace(/@\w+/g, "?"))
    const found = yield* Effect.forEach(ours, (source) =>
      Effect.map(
        sql.unsafe<{ readonly detail: string }>(`EXPLAIN QUERY PLAN ${source}`, blanks(source)),
        Arr.filterMap(({ detail }) =>
          detail.startsWith("SCAN") && !small.test(detail) ? Option.some(`${detail}: ${source}`) : Option.none()
        )
      )
    )
    return { statements: ours.length, found: found.flat() }
  })

const refused = Projection.make(Person.Person, {
  schema: Schema.Struct({ id: Schema.String }),
  decode: ({ id }) => ({ id }),
  write: (rows) =>
    Effect.flatMap(SqlClient.SqlClient, (sql) => sql`INSERT INTO member ${sql.insert(rows)} ON CONFLICT DO NOTHING`),
  remove: (ids) => Effect.flatMap(SqlClient.SqlClient, (sql) => sql`DELETE FROM member WHERE ${sql.in("id", ids)}`)
})

describe("whatever is asked of the file", () => {
  it.scopedLive("by runs over listings, projections, and what is kept aside is found by an index", () =>
    Effect.gen(function* () {
      const church = yield* Church.make({ people: 120, projections: [refused] })
      yield* Effect.gen(function* () {
        const sql = yield* SqlClient.SqlClient
        yield* sql`CREATE TABLE member (id TEXT PRIMARY KEY CHECK (id <> ${sql.literal(`'${church.world.rows("Person")[3]?.id}'`)}))`
        const { sources } = yield* statements
        const { inspect, quarantine, record, refresh, run, runs, status } = yield* Sync.Sync
        const bad = church.world.rows("Email")[5]?.id ?? ""
        church.world.update("Email", bad, { address: 7 })
        yield* run("full")
        for (const { id } of church.world.rows("Person").slice(10, 14)) church.world.delete("Person", id)
        yield* refresh()
        const listed = yield* Stream.runCollect(quarantine.list())
        yield* quarantine.retry()
        yield* quarantine.discard({ resource: Email.Email.key, ids: [bad] })
        yield* record("people.Person", church.world.rows("Person")[0]?.id ?? "")
        yield* status()
        for (const { id } of yield* runs()) yield* inspect(id)
        assert.lengthOf(Array.from(listed), 2)
        const { found, statements: asked } = yield* scans(sources)
        assert.deepStrictEqual(found, [])
        assert.isAbove(asked, 50)
      }).pipe(Effect.provide(church.process))
    })
  )

  it.scopedLive("by runs over what is listed below others is found by an index", () =>
    Effect.gen(function* () {
      const church = yield* Church.make({ world: Church.groups(), definitions: groups })
      yield* Effect.gen(function* () {
        const { sources } = yield* statements
        const { refresh } = yield* Sync.Sync
        const resources = ["groups.Group", "groups.Membership", "groups.Event"]
        yield* refresh({ resources })
        yield* refresh({ resources })
        const { found, statements: asked } = yield* scans(sources)
        assert.deepStrictEqual(found, [])
        assert.isAbove(asked, 30)
      }).pipe(Effect.provide(church.process))
    })
  )
})
