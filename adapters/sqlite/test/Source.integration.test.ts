/** What a sync reads through, over real HTTP; here, since the engine itself knows no API by name. */
import { assert, describe, it } from "@effect/vitest"
import { Plan } from "@openfaith/graph-planner"
import type { Faults } from "@openfaith/pco-mock"
import { Source } from "@openfaith/sync-engine"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Church from "./Church.ts"

const plan = Either.getOrThrow(Plan.make({ definitions: Church, mode: "full" }))

const readingOf = (resource: string) => {
  const found = plan.stages.flat().find((task) => task.resource === resource)
  const reading = found === undefined ? undefined : Source.fromTask(found)
  return reading === undefined || Source.isFan(reading)
    ? Effect.dieMessage(`the plan reads no ${resource} as a whole`)
    : Effect.succeed(reading)
}

const beginning = { by: "updated_at", order: "updated_at", from: undefined, offset: 0 }

const withSource = <A, E>(
  work: (source: Source.Source["Type"], church: Church.Church) => Effect.Effect<A, E>,
  faults: ReadonlyArray<Faults.Rule> = []
) =>
  Effect.gen(function* () {
    const church = yield* Church.make({ people: 130, faults })
    return yield* Effect.flatMap(Source.Source, (source) => work(source, church)).pipe(
      Effect.provide(Church.source(church.url))
    )
  })

describe("probe", () => {
  it.scopedLive("tells by one request how many there are, and the latest change among them", () =>
    withSource((source, { asked, world }) =>
      Effect.gen(function* () {
        const { latest, total } = yield* source.probe("people.Person")
        const newest = world.rows("Person", [{ attribute: "updated_at", descending: true }])[0]?.updated_at
        assert.deepStrictEqual([total, `${latest}`], [130, newest])
        assert.lengthOf(asked(), 1)
      })
    )
  )

  it.scopedLive("of a resource that is not described fails, and asks for nothing", () =>
    withSource((source, { asked }) =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(source.probe("people.Unicorn"))
        assert.strictEqual(error._tag, "InvalidRequest")
        assert.isEmpty(asked())
      })
    )
  )
})

describe("page", () => {
  it.scopedLive("holds as many records as fit, in order, with everything that rides on them", () =>
    withSource((source, { world }) =>
      Effect.gen(function* () {
        const page = yield* source.page(yield* readingOf("people.Person"), beginning)
        const { records, sideLoaded } = yield* page.contents
        assert.deepStrictEqual([records.length, page.pageSize, page.more, page.total], [100, 100, true, 130])
        const moments = page.rows.map(({ at }) => `${at}`)
        assert.deepStrictEqual(moments, [...moments].sort())
        assert.deepStrictEqual(
          sideLoaded.map(({ complete, resource }) => [resource, complete]),
          [
            ["people.Email", true],
            ["people.PhoneNumber", true]
          ]
        )
        const ids = new Set(records.map(({ id }) => id))
        const expected = world.rows("Email").filter(({ relationships }) => ids.has(relationships.person?.id ?? ""))
        assert.sameMembers(
          sideLoaded[0]?.records.map(({ id }) => id) ?? [],
          expected.map(({ id }) => id)
        )
      })
    )
  )

  it.scopedLive("begins where it is asked to", () =>
    withSource((source) =>
      Effect.gen(function* () {
        const reading = yield* readingOf("people.Person")
        const whole = yield* source.page(reading, beginning)
        const from = whole.rows[60]?.at
        const rest = yield* source.page(reading, { by: "updated_at", order: "updated_at", from, offset: 3 })
        const matching = whole.rows.filter(({ at }) => at !== undefined && from !== undefined && at >= from)
        assert.deepStrictEqual(rest.rows.slice(0, 20), matching.slice(3, 23))
      })
    )
  )

  const left: Record<string, Faults.Deed> = {
    "names children it does not send": { dropIncluded: 1 },
    "does not know the include": { ignoreParameter: ["include"] }
  }
  for (const [what, deed] of Object.entries(left)) {
    it.scopedLive(`does not call complete what rides on it where the server ${what}`, () =>
      withSource(
        (source) =>
          Effect.gen(function* () {
            const page = yield* source.page(yield* readingOf("people.Person"), beginning)
            const { sideLoaded } = yield* page.contents
            assert.include(
              sideLoaded.map(({ complete }) => complete),
              false
            )
          }),
        [{ do: deed }]
      )
    )
  }

  it.scopedLive(
    "holds the same bytes and hash for a record as a page without what rides on it, and a read by its id",
    () =>
      withSource((source) =>
        Effect.gen(function* () {
          const reading = yield* readingOf("people.Person")
          const { records, sideLoaded } = yield* (yield* source.page(reading, beginning)).contents
          const alone = yield* (yield* source.page({ ...reading, sideLoads: [] }, beginning)).contents
          assert.deepStrictEqual(records, alone.records)
          for (const record of [records[0], sideLoaded[0]?.records[0], sideLoaded[1]?.records[0]]) {
            const found = yield* source.find(record?.resource ?? "", { id: record?.id ?? "", above: {} })
            assert.isTrue(Source.Found.$is("There")(found))
            if (found._tag === "There") assert.strictEqual(found.record.hash, record?.hash)
          }
        })
      )
  )

  it.scopedLive("puts aside what does not decode, and says of which attribute what is wrong", () =>
    withSource((source, { world }) =>
      Effect.gen(function* () {
        const id = world.rows("Person", [{ attribute: "updated_at", descending: false }])[3]?.id ?? ""
        world.update("Person", id, { child: "perhaps" })
        const page = yield* source.page(
          { ...(yield* readingOf("people.Person")), sideLoads: [] },
          {
            by: undefined,
            order: undefined,
            from: undefined,
            offset: world.rows("Person").findIndex((row) => row.id === id)
          }
        )
        const { records, rejected: aside } = yield* page.contents
        const [rejected] = aside
        assert.strictEqual(rejected?.id, id)
        assert.match(rejected?.issue ?? "", /^child: .*"perhaps"/s)
        assert.isBelow(rejected?.issue.length ?? 0, 500)
        assert.lengthOf(records, page.rows.length - 1)
      })
    )
  )
})

describe("a page", () => {
  it.scopedLive("goes on past a record that is nested deeper than any stack", () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`
    const record = (id: number, note: string) =>
      `{"type":"Person","id":"${id}","attributes":{"first_name":"A","note":${note}}}`
    const body = `{"data":[${record(1, "1")},${record(2, deep)},${record(3, "3")}],"links":{},"meta":{"total_count":3}}`
    return withSource(
      (source) =>
        Effect.gen(function* () {
          const page = yield* source.page({ ...(yield* readingOf("people.Person")), sideLoads: [] }, beginning)
          const { records, rejected: aside } = yield* page.contents
          assert.deepStrictEqual(
            records.map(({ id }) => id),
            ["1", "3"]
          )
          const [rejected] = aside
          assert.strictEqual(rejected?.id, "2")
          assert.match(rejected?.issue ?? "", /nested more than 64 levels deep/)
        }),
      [{ do: { status: 200, body } }]
    )
  })
})

describe("find", () => {
  it.scopedLive("has the record where there is one, and none where the API says so", () =>
    withSource((source, { world }) =>
      Effect.gen(function* () {
        const id = world.rows("Email")[0]?.id ?? ""
        const place = { id, above: {} }
        assert.containSubset(yield* source.find("people.Email", place), { _tag: "There", record: { id } })
        world.delete("Email", id)
        assert.deepStrictEqual(yield* source.find("people.Email", place), Source.Found.Gone())
      })
    )
  )

  it.scopedLive("puts aside a record that does not decode, and takes what was kept of it apart again", () =>
    withSource((source, { world }) =>
      Effect.gen(function* () {
        const id = world.rows("Person")[0]?.id ?? ""
        const before = yield* source.find("people.Person", { id, above: {} })
        world.update("Person", id, { child: "perhaps" })
        const found = yield* source.find("people.Person", { id, above: {} })
        assert(found._tag === "Rejected" && before._tag === "There")
        assert.match(found.rejected.issue, /^child: /)
        const again = (body: string) => source.reread("people.Person", body)
        assert.match(Either.getOrThrow(Either.flip(yield* again(found.rejected.body))), /^child: /)
        assert.deepStrictEqual(Either.getOrThrow(yield* again(before.record.body)), before.record)
        assert.match(Either.getOrThrow(Either.flip(yield* again("{"))), /no JSON/)
      })
    )
  )

  it.scopedLive("does not take for gone what it may not see", () =>
    withSource(
      (source, { world }) =>
        Effect.gen(function* () {
          const error = yield* Effect.flip(
            source.find("people.Email", { id: world.rows("Email")[0]?.id ?? "", above: {} })
          )
          assert.strictEqual(error._tag, "Forbidden")
        }),
      [{ do: { status: 403 } }]
    )
  )
})
