/** The host's own rows, from a whole sync of a pretend church. */

import * as SqlClient from "@effect/sql/SqlClient"
import { assert, describe, it } from "@effect/vitest"
import * as WorkflowEngine from "@effect/workflow/WorkflowEngine"
import { Email, Person } from "@openfaith/pco-client/people"
import type { World } from "@openfaith/pco-mock"
import { Projection, Quarantine, Sync } from "@openfaith/sync-engine"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as Church from "./Church.ts"

const sql = SqlClient.SqlClient

const Member = Schema.Struct({ id: Schema.String, name: Schema.NonEmptyString })

const table = {
  schema: Member,
  write: (rows: ReadonlyArray<typeof Member.Type>) =>
    Effect.flatMap(
      sql,
      (sql) => sql`INSERT INTO member ${sql.insert(rows)} ON CONFLICT (id) DO UPDATE SET name = excluded.name`
    ),
  remove: (ids: ReadonlyArray<string>) =>
    Effect.flatMap(sql, (sql) => sql`DELETE FROM member WHERE ${sql.in("id", ids)}`)
}

const members = Projection.make(Person.Person, {
  ...table,
  decode: ({ attributes: { name }, id }) => ({ id, name: name ?? "" })
})

const shouting = Projection.make(Person.Person, {
  ...table,
  version: 2,
  decode: ({ attributes: { name }, id }) => ({ id, name: (name ?? "").toUpperCase() })
})

const Address = Schema.Struct({ id: Schema.String, member: Schema.String, address: Schema.String })

const addresses = Projection.make(Email.Email, {
  schema: Address,
  decode: ({ attributes: { address }, id, relationships: { person } }) => ({
    id,
    member: person !== null && person !== undefined && "id" in person ? person.id : "",
    address: address ?? ""
  }),
  write: (rows) =>
    Effect.flatMap(
      sql,
      (sql) => sql`INSERT INTO address ${sql.insert(rows)}
        ON CONFLICT (id) DO UPDATE SET member = excluded.member, address = excluded.address`
    ),
  remove: (ids) => Effect.flatMap(sql, (sql) => sql`DELETE FROM address WHERE ${sql.in("id", ids)}`)
})

/** The host's own schema, made by the host. */
const tables = Effect.flatMap(sql, (sql) =>
  Effect.all([
    sql`CREATE TABLE IF NOT EXISTS member (id TEXT PRIMARY KEY, name TEXT NOT NULL)`,
    sql`CREATE TABLE IF NOT EXISTS address (
      id TEXT PRIMARY KEY, member TEXT NOT NULL REFERENCES member (id), address TEXT NOT NULL)`
  ])
)

const rows = Effect.flatMap(sql, (sql) =>
  Effect.all({
    members: sql<{ readonly id: string; readonly name: string }>`SELECT id, name FROM member ORDER BY id`,
    addresses: sql<{ readonly id: string; readonly member: string }>`SELECT id, member FROM address ORDER BY id`
  })
)

/** What the rows are to be, as the church has it. */
const expected = (world: World.World) => ({
  members: world.rows("Person").map(({ id }) => id),
  addresses: world.rows("Email").map(({ id }) => id)
})

const ids = Effect.map(rows, ({ addresses, members }) => ({
  members: members.map(({ id }) => id),
  addresses: addresses.map(({ id }) => id)
}))

const sorted = ({ addresses, members }: ReturnType<typeof expected>) => ({
  members: members.toSorted(),
  addresses: addresses.toSorted()
})

const kept = Effect.flatMap(Sync.Sync, ({ quarantine }) =>
  Effect.map(Stream.runCollect(quarantine.list()), Chunk.toArray)
)

describe("the host's own rows", () => {
  it.scopedLive("are what the church has, and follow what changes and what is gone", () =>
    Effect.gen(function* () {
      const { process, world } = yield* Church.make({ projections: [members, addresses] })
      yield* Effect.gen(function* () {
        yield* tables
        const sync = yield* Sync.Sync
        assert.isTrue((yield* sync.refresh()).inSync)
        assert.deepStrictEqual(yield* ids, sorted(expected(world)))
        const [first, second] = world.rows("Person")
        world.update("Person", first?.id ?? "", { first_name: "Ada", last_name: "Lovelace" })
        world.delete("Person", second?.id ?? "")
        world.create("Person", { first_name: "New", last_name: "Member" })
        assert.isTrue((yield* sync.refresh()).inSync)
        assert.deepStrictEqual(yield* ids, sorted(expected(world)))
        const { members } = yield* rows
        assert.strictEqual(members.find(({ id }) => id === first?.id)?.name, "Ada Lovelace")
        assert.deepStrictEqual(yield* kept, [])
      }).pipe(Effect.provide(process))
    })
  )

  it.scopedLive("that came before what they point at are there at the end of the run, by themselves", () =>
    Effect.gen(function* () {
      // the wrong way round: no address can be written before its member
      const { process, world } = yield* Church.make({ projections: [addresses, members] })
      yield* Effect.gen(function* () {
        yield* tables
        const { inSync } = yield* Effect.flatMap(Sync.Sync, (sync) => sync.refresh())
        assert.isTrue(inSync)
        assert.deepStrictEqual(yield* ids, sorted(expected(world)))
      }).pipe(Effect.provide(process))
    })
  )

  it.scopedLive("come to be of what is stored already, and anew with a new version, with nothing asked", () =>
    Effect.gen(function* () {
      const { asked, processWith, world } = yield* Church.make()
      yield* Effect.flatMap(Sync.Sync, (sync) => sync.refresh()).pipe(Effect.provide(processWith([])))
      asked()
      const projected = (projections: Parameters<typeof processWith>[0]) =>
        Effect.gen(function* () {
          yield* tables
          const sync = yield* Sync.Sync
          yield* sync.run("delta", { resources: ["people.Campus"] })
          return yield* rows
        }).pipe(Effect.provide(processWith(projections)))
      const first = yield* projected([members, addresses])
      assert.lengthOf(first.members, world.rows("Person").length)
      assert.lengthOf(first.addresses, world.rows("Email").length)
      const second = yield* projected([shouting, addresses])
      assert.deepStrictEqual(
        second.members,
        first.members.map(({ id, name }) => ({ id, name: name.toUpperCase() }))
      )
      assert.deepStrictEqual(
        asked().filter((path) => !path.includes("/campuses")),
        []
      )
    })
  )

  it.scopedLive("that the database refuses are listed, hold up nothing, and are tried again as the host asks", () =>
    Effect.gen(function* () {
      const { asked, process, world } = yield* Church.make({ projections: [members, addresses] })
      const people = world.rows("Person")
      const same = [people[3]?.id ?? "", people[77]?.id ?? ""]
      for (const id of same) world.update("Person", id, { first_name: "Ada", last_name: "Lovelace" })
      yield* Effect.gen(function* () {
        yield* tables
        const database = yield* sql
        yield* database`CREATE UNIQUE INDEX one_of_a_name ON member (name) WHERE name = 'Ada Lovelace'`
        const sync = yield* Sync.Sync
        const report = yield* sync.refresh()
        assert.isFalse(report.inSync)
        assert.include(report.resources["people.Person"], { unprojected: 1, stored: people.length, outcome: "done" })
        const all = yield* kept
        const person = all.find(({ resource }) => resource === "people.Person")
        assert(person !== undefined && Quarantine.Kept.$is("Unprojected")(person))
        // its addresses wait for the member that is not there
        assert.isTrue(all.every((one) => one === person || (one._tag === "Unprojected" && one.waits)))
        assert.include(same, person.id)
        assert.match(person.issue, /UNIQUE constraint failed: member.name/)
        asked()
        assert.deepInclude(yield* sync.quarantine.retry(), { cured: 0 })
        yield* database`DROP INDEX one_of_a_name`
        assert.deepInclude(yield* sync.quarantine.retry({ resource: "people.Person" }), { cured: 1, kept: 0 })
        assert.deepInclude(yield* sync.quarantine.retry(), { kept: 0 })
        assert.deepStrictEqual([yield* kept, asked()], [[], []])
        assert.deepStrictEqual(yield* ids, sorted(expected(world)))
      }).pipe(Effect.provide(process))
    })
  )

  it.scopedLive("wait with the whole page for a table that is not there, and say so", () =>
    Effect.gen(function* () {
      const { process, world } = yield* Church.make({ people: 20, projections: [members] })
      yield* Effect.gen(function* () {
        const sync = yield* Sync.Sync
        const waiting = yield* Stream.runHead(
          Stream.merge(
            Stream.filter(sync.events, ({ _tag }) => _tag === "Waiting"),
            Stream.drain(Stream.fromEffect(sync.start("full", { resources: ["people.Person"] })))
          )
        )
        assert.match(JSON.stringify(waiting), /no such table: member/)
        assert.deepStrictEqual(yield* Church.stored("Person"), [])
      }).pipe(Effect.provide(process))
      assert.lengthOf(world.rows("Person"), 20)
    })
  )
})

describe("a foreign key that is checked at the end of the transaction", () => {
  it.scopedLive("fails the page as a whole, and the run says so", () =>
    Effect.gen(function* () {
      const { process } = yield* Church.make({ people: 20, projections: [members] })
      yield* Effect.gen(function* () {
        const database = yield* sql
        yield* database`CREATE TABLE member (
          id TEXT PRIMARY KEY, name TEXT NOT NULL REFERENCES nobody (id) DEFERRABLE INITIALLY DEFERRED)`
        yield* database`CREATE TABLE nobody (id TEXT PRIMARY KEY)`
        const failure = yield* Effect.flip(Effect.flatMap(Sync.Sync, (sync) => sync.refresh()))
        assert.strictEqual(failure.message, "the store failed in commitPage: FOREIGN KEY constraint failed")
        assert.deepStrictEqual(yield* Church.stored("Person"), [])
        assert.deepStrictEqual(yield* database`SELECT * FROM member`, [])
      }).pipe(Effect.provide(process))
    })
  )
})

describe("projections", () => {
  it.scopedLive("of what is not described, or of one name, are refused by name", () =>
    Effect.gen(function* () {
      const { filename, url } = yield* Church.make()
      const problem = (readables: typeof Church.readables, projections: ReadonlyArray<typeof members>) =>
        Sync.layer({ readables }, { projections }).pipe(
          Layer.provide(Layer.merge(Church.source(url), Church.store(filename))),
          Layer.provide(WorkflowEngine.layerMemory),
          Layer.build,
          Effect.flip,
          Effect.map(({ message }) => message)
        )
      assert.strictEqual(
        yield* problem([], [members]),
        "the projection people.Person of people.Person: this resource is not described: give its description to Sync.layer and to the source"
      )
      assert.match(yield* problem(Church.readables, [members, shouting]), /there is another of this name/)
    })
  )
})

describe("one record", () => {
  it.scopedLive("is asked for by its id, and kept, marked as gone or put aside, with its rows", () =>
    Effect.gen(function* () {
      const { asked, process, world } = yield* Church.make({ people: 30, projections: [members, addresses] })
      const [person, other] = world.rows("Person").map(({ id }) => id)
      assert(person !== undefined && other !== undefined)
      yield* Effect.gen(function* () {
        yield* tables
        const sync = yield* Sync.Sync
        yield* sync.refresh()
        asked()
        world.update("Person", person, { first_name: "Ada", last_name: "Lovelace" })
        assert.strictEqual(yield* sync.record("people.Person", person), "changed")
        assert.strictEqual(yield* sync.record("people.Person", person), "unchanged")
        assert.lengthOf(asked(), 2)
        const of = (id: string) => Effect.map(rows, ({ members }) => members.find((row) => row.id === id)?.name)
        assert.strictEqual(yield* of(person), "Ada Lovelace")
        world.update("Person", person, { child: "perhaps" })
        assert.strictEqual(yield* sync.record("people.Person", person), "rejected")
        assert.containSubset(yield* kept, [{ _tag: "Rejected", id: person, resource: "people.Person" }])
        assert.deepStrictEqual(yield* sync.quarantine.retry(), { cured: 0, kept: 1 })
        world.update("Person", person, { child: false })
        assert.deepStrictEqual(yield* sync.quarantine.retry(), { cured: 1, kept: 0 })
        assert.deepStrictEqual(yield* kept, [])
        world.delete("Person", other)
        assert.strictEqual(yield* sync.record("people.Person", other), "gone")
        assert.strictEqual(yield* sync.record("people.Person", "123456789"), "gone")
        assert.isFalse((yield* Church.stored("Person")).some(({ id }) => id === other))
        const unknown = yield* Effect.flip(sync.record("people.Nobody", "1"))
        assert.deepInclude(unknown, { _tag: "NotDescribed", resource: "people.Nobody" })
      }).pipe(Effect.provide(process))
    })
  )

  it.scopedLive("that does not decode can be let go of", () =>
    Effect.gen(function* () {
      const { process, world } = yield* Church.make({ people: 10 })
      const [person] = world.rows("Person").map(({ id }) => id)
      assert(person !== undefined)
      world.update("Person", person, { child: "perhaps" })
      yield* Effect.gen(function* () {
        const { quarantine, refresh } = yield* Sync.Sync
        yield* refresh()
        assert.lengthOf(yield* kept, 1)
        assert.strictEqual(yield* quarantine.discard({ resource: "people.Person", ids: [person, "none"] }), 1)
        assert.deepStrictEqual(yield* kept, [])
      }).pipe(Effect.provide(process))
    })
  )
})
