import { copyFileSync, cpSync, mkdirSync, renameSync, rmSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { TokenStore } from "@openfaith/client-core"
import { SyncStore } from "@openfaith/sync-engine"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Home from "../src/internal/home.ts"
import * as SqliteAdapter from "../src/SqliteAdapter.ts"
import * as SqliteTokenStore from "../src/SqliteTokenStore.ts"
import * as Church from "./Church.ts"

const tokens: TokenStore.Tokens = {
  access: Redacted.make("access"),
  refresh: Redacted.make("refresh"),
  issuedAt: DateTime.unsafeMake(0),
  scopes: []
}

/** What a process does with the file, and then it ends. */
const within =
  (filename: string, home?: string) =>
  <A, E>(work: Effect.Effect<A, E, SqliteAdapter.Provided>) =>
    Effect.scoped(Effect.provide(work, SqliteAdapter.layer({ filename, ...(home === undefined ? {} : { home }) })))

const write = Effect.flatMap(TokenStore.TokenStore, (store) => store.write("account", tokens))

const claim = Effect.flatMap(TokenStore.TokenStore, (store) =>
  Effect.flatMap(store.read("account"), (found) =>
    store.claim("account", Option.getOrThrow(found).revision, Duration.millis(1))
  )
)

const isClaimed = Effect.map(claim, ({ _tag }) => assert.strictEqual(_tag, "Claimed"))

describe("a copy of a file", () => {
  it.scopedLive("renews nothing until it is told, and is read as ever", () =>
    Effect.gen(function* () {
      const folder = yield* Church.folder
      const [original, copy] = [join(folder, "production.sqlite"), join(folder, "staging.sqlite")]
      yield* within(original)(write)
      copyFileSync(original, copy)
      yield* within(copy)(
        Effect.gen(function* () {
          const store = yield* SyncStore.SyncStore
          assert.deepStrictEqual(yield* store.stored("main"), [])
          const error = yield* Effect.flip(claim)
          if (error._tag !== "TokensCopied") return assert.fail(error._tag)
          assert.include(error.storedIn, original)
          assert.include(error.here, copy)
          assert.include(error.message, "SqliteTokenStore.adopt")
          assert.strictEqual(yield* SqliteTokenStore.adopt(), 1)
          yield* isClaimed
          assert.strictEqual(yield* SqliteTokenStore.adopt(), 0)
        })
      )
      yield* within(original)(isClaimed)
    })
  )

  it.scopedLive("is a copy at the same path, too, as a backup that is put back is", () =>
    Effect.gen(function* () {
      const folder = yield* Church.folder
      const filename = join(folder, "church.sqlite")
      yield* within(filename)(write)
      // as long as the original is there, the copy is another file for certain
      renameSync(filename, join(folder, "before.sqlite"))
      copyFileSync(join(folder, "before.sqlite"), filename)
      yield* within(filename)(Effect.map(Effect.flip(claim), ({ _tag }) => assert.strictEqual(_tag, "TokensCopied")))
    })
  )

  it.scopedLive("is told from the original by its name, however exact it is", () =>
    Effect.gen(function* () {
      const filename = join(yield* Church.folder, "church.sqlite")
      yield* within(filename, "production")(write)
      const error = yield* Effect.flip(within(filename, "staging")(claim))
      assert.match(error.message, /stored in "production", and this is "staging"/)
      yield* within(
        filename,
        "staging"
      )(
        Effect.gen(function* () {
          assert.strictEqual(yield* SqliteTokenStore.adopt({ home: "staging" }), 1)
          yield* isClaimed
        })
      )
    })
  )
})

describe("the same file", () => {
  it.scopedLive(
    "goes on by itself when it is moved or given a name, and when a copy of its folder has been taken",
    () =>
      Effect.gen(function* () {
        const folder = yield* Church.folder
        mkdirSync(join(folder, "old"))
        const filename = join(folder, "old", "church.sqlite")
        yield* within(filename)(write)
        cpSync(join(folder, "old"), join(folder, "copy"), { recursive: true })
        renameSync(join(folder, "old"), join(folder, "new"))
        const moved = join(folder, "new", "church.sqlite")
        yield* within(moved)(isClaimed)
        yield* within(moved, "production")(isClaimed)
        // from then on it is the name that counts
        assert.strictEqual((yield* Effect.flip(within(moved, "staging")(claim)))._tag, "TokensCopied")
        assert.strictEqual(
          (yield* Effect.flip(within(join(folder, "copy", "church.sqlite"))(claim)))._tag,
          "TokensCopied"
        )
        rmSync(join(folder, "copy"), { recursive: true })
      })
  )

  it("is known by its path where the file system does not keep when it was made", () => {
    const home = (inode: string, path: string, made: number | null) => `file ${JSON.stringify({ path, inode, made })}`
    assert.isTrue(Home.isSame(home("7", "/a", 5), home("7", "/b", 5)))
    assert.isFalse(Home.isSame(home("7", "/a", 5), home("7", "/a", 6)))
    assert.isFalse(Home.isSame(home("7", "/a", 5), home("8", "/a", 5)))
    assert.isTrue(Home.isSame(home("7", "/a", null), home("7", "/a", 5)))
    assert.isFalse(Home.isSame(home("7", "/a", null), home("7", "/b", null)))
    assert.isFalse(Home.isSame("production", home("7", "/a", null)))
    assert.isTrue(Home.isSame("production", "production"))
  })
})
