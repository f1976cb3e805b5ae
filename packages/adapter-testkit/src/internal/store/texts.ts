/** Whatever is in them: texts neither stop a page nor come back as something else. */
import { assert } from "@effect/vitest"
import { Cursor } from "@openfaith/sync-engine"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import {
  absent,
  begin,
  commit,
  commitAbsences,
  missing,
  newConnection,
  opened,
  page,
  port,
  quarantinedOf,
  read,
  record,
  recordsOf,
  rejection,
  resource,
  type Tests
} from "./scene.ts"

const ids = [
  `'; DROP TABLE record; --`,
  `"quoted"`,
  "a\u0000b",
  "\u0000",
  "\\",
  "\\u0000",
  '\\"a\\u0000b"',
  "{1,NULL,2}",
  "NULL",
  "😀",
  "é",
  "e\u0301",
  "__proto__",
  "%_\\",
  " ",
  "  ",
  "",
  "\n",
  "\u2028",
  "\ufeff",
  "\uffff",
  "x".repeat(1000)
]

const byId = <A extends { readonly id: string }>(all: ReadonlyArray<A>) => new Map(all.map((each) => [each.id, each]))

const deep = (depth: number) => `{"deep":${"[".repeat(depth)}1${"]".repeat(depth)}}`

const bodies: Readonly<Record<string, string>> = {
  nul: JSON.stringify({ text: "a\u0000b", "a\u0000b": 1 }),
  "half a character": JSON.stringify({ text: "a\ud800b", other: "\udc00" }),
  "escapes that only look alike": String.raw`{"text":"\\u0000 \\\\u0000 \\ud800","other":"\ud83d\ude00"}`,
  "prototype keys": '{"__proto__":{"polluted":true},"constructor":null}',
  "keys twice, in their order": '{"b":1,"a":2,"b":3}',
  "numbers as they were written": '{"a":1.0,"b":1E400,"c":12345678901234567890,"d":-0.0}',
  "room between": '{ "a" :\n\t[ ] }',
  "no object": '"text"',
  "a megabyte": JSON.stringify({ text: "x😀".repeat(300_000) }),
  "a thousand levels": deep(1000),
  "twenty thousand levels": deep(20_000),
  "many keys": JSON.stringify(Object.fromEntries(Array.from({ length: 5000 }, (_, key) => [`k${key}`, key])))
}

export const texts = (it: Tests) => {
  it.effect("keeps records apart by ids of any characters, and gives these back", () =>
    Effect.gen(function* () {
      const connection = yield* newConnection
      const all = ids.map((id, index) => record(id, 1, `${index}`))
      assert.strictEqual((yield* read(connection, all, "full")).changed, ids.length)
      assert.strictEqual((yield* read(connection, all)).changed, 0)
      const stored = byId(yield* recordsOf(connection, resource, 3))
      for (const { body, hash, id } of all) assert.deepInclude(stored.get(id), { body, hash }, JSON.stringify(id))
      assert.strictEqual(stored.size, ids.length)
    })
  )

  it.effect("finds missing, and deletes, what has such ids", () =>
    Effect.gen(function* () {
      const connection = yield* newConnection
      yield* read(
        connection,
        ids.map((id) => record(id, 1)),
        "full"
      )
      const run = yield* opened(connection, "audit")
      yield* begin(run)
      yield* commit(page(run, 0, [record("😀", 1)], { cursor: Cursor.done }))
      const gone = yield* missing(run, 100)
      assert.sameMembers(
        gone,
        ids.filter((id) => id !== "😀")
      )
      const { deleted } = yield* commitAbsences(absent(run, 1, { looked: gone, gone, status: "done" }))
      assert.strictEqual(deleted, ids.length - 1)
      assert.deepStrictEqual(yield* missing(run, 100), [])
    })
  )

  it.effect("keeps aside what does not decode, and lets it go, whatever its id, body and issue", () =>
    Effect.gen(function* () {
      const connection = yield* newConnection
      const run = yield* opened(connection)
      yield* begin(run)
      const texts = [...Object.values(bodies), ...ids]
      const rejected = texts.map((text, index) =>
        rejection(ids[index] ?? `${index}`, {
          body: JSON.stringify(text),
          issue: `${index} is not this: a\u0000b "é😀" \\u0000`
        })
      )
      yield* commit(page(run, 0, [], { rejected }))
      const kept = byId(yield* quarantinedOf(connection))
      for (const { body, id, issue } of rejected) {
        // not through a comparison that would print a megabyte
        assert.isTrue(kept.get(id)?.body === body, id)
        assert.deepInclude(kept.get(id), { issue, resource, run: run.id })
      }
      yield* commit(
        page(
          run,
          1,
          rejected.map(({ id }) => record(id, 1))
        )
      )
      assert.deepStrictEqual(yield* quarantinedOf(connection), [])
    })
  )

  it.effect("gives every body back to the letter", () =>
    Effect.gen(function* () {
      const connection = yield* newConnection
      const all = Object.entries(bodies).map(([id, body]) => record(id, 1, "a", { body }))
      yield* read(connection, all)
      const stored = byId(yield* recordsOf(connection))
      for (const [id, body] of Object.entries(bodies)) {
        assert.isTrue(stored.get(id)?.body === body, id)
      }
    })
  )

  it.effect("gives back cursors, resources and connections of any characters", () =>
    Effect.gen(function* () {
      const store = yield* port
      const connection = `${yield* newConnection} a\u0000b 'é😀"`
      const of = `odd.'\u0000"`
      const run = yield* opened(connection, "full", { resources: [of] })
      yield* begin(run, { resource: of })
      const cursor = { _tag: "Offset", skip: 1, last: "a\u0000b\\", restarts: 0, newest: null } as const
      const { listing } = yield* commit(page(run, 0, [record("1", 1, "a", { resource: of })], { resource: of, cursor }))
      assert.deepInclude(listing, { cursor, resource: of })
      assert.deepStrictEqual(yield* store.listings(run), [listing])
      assert.deepStrictEqual(yield* store.unfinishedRun(connection), Option.some(run))
      assert.deepStrictEqual(yield* store.stored(connection), [
        { resource: of, live: 1, deleted: 0, rejected: 0, unprojected: 0, unconfirmed: 0, ahead: 0 }
      ])
      assert.lengthOf(yield* store.records({ connection, resource: of, limit: 9 }), 1)
    })
  )

  it.effect("takes a person's texts of any characters", () =>
    Effect.gen(function* () {
      const store = yield* port
      const connection = yield* newConnection
      const run = yield* opened(connection)
      yield* begin(run)
      const text = `it said: a\u0000b \ud800 ${"x".repeat(100_000)}`
      yield* store.noteWaiting(run, text)
      const { listing } = yield* commit(page(run, 0, [], { status: "skipped", reason: text }))
      assert.match(listing.reason ?? "", /^it said: a/)
      yield* store.closeRun(run, text)
      assert.deepStrictEqual(Option.getOrUndefined(yield* store.unfinishedRun(connection)), run)
    })
  )
}
