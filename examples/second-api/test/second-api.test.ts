import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Instant } from "@openfaith/client-core"
import { Sync, SyncStore } from "@openfaith/sync-engine"
import { ConfigProvider, Deferred, Effect, Layer } from "effect"
import { Mail } from "../src/Mail.ts"
import * as MailServer from "./MailServer.ts"

const account = (subscribers?: number) =>
  Effect.gen(function* () {
    const server = yield* MailServer.make(subscribers)
    const folder = yield* Effect.acquireRelease(
      Effect.sync(() => mkdtempSync(join(tmpdir(), "openfaith-mail-"))),
      (path) => Effect.sync(() => rmSync(path, { recursive: true }))
    )
    const settings = new Map([
      ["MAILER_ORIGIN", server.origin],
      ["MAILER_TOKEN", "secret"],
      ["MAILER_FILE", join(folder, "mail.sqlite")]
    ])
    const process = Mail.pipe(Layer.provide(Layer.setConfigProvider(ConfigProvider.fromMap(settings))))
    /** Work in a process of its own, which finds the file and nothing else of the one before. */
    const within = <A, E>(work: Effect.Effect<A, E, Layer.Layer.Success<typeof process>>) =>
      Effect.scoped(Effect.provide(work, process))
    return { server, within }
  })

const refresh = Effect.flatMap(Sync.Sync, (sync) => sync.refresh())
const run = (mode: "full" | "delta" | "audit") => Effect.flatMap(Sync.Sync, (sync) => sync.run(mode))

/** The live records of a resource, by id. */
const copy = (resource: string) =>
  Effect.gen(function* () {
    const store = yield* SyncStore.SyncStore
    const records = yield* store.records({ connection: "main", resource, limit: 1_000 })
    return new Map(
      records.flatMap(({ body, deletedIn, id }) => (deletedIn === undefined ? [[id, JSON.parse(body)]] : []))
    )
  })

/** The copy holds what the service holds, under ids that are text, to the last attribute. */
const assertEqual = ({ audiences, people }: MailServer.MailServer) =>
  Effect.gen(function* () {
    const served = (all: ReadonlyMap<number, unknown>) => new Map([...all].map(([id, thing]) => [`${id}`, thing]))
    assert.deepStrictEqual(yield* copy("mail.audience"), served(audiences))
    assert.deepStrictEqual(yield* copy("mail.subscriber"), served(people))
  })

describe("a second API", () => {
  it("is described in less than a hundred lines", () => {
    assert.isBelow(readFileSync(new URL("../src/Mailer.ts", import.meta.url), "utf8").split("\n").length, 100)
  })

  it.scopedLive("is copied whole, what others hang from first, and its times are instants", () =>
    Effect.gen(function* () {
      const { server, within } = yield* account()
      const report = yield* within(Effect.zipLeft(refresh, assertEqual(server)))
      assert.isTrue(report.inSync)
      assert.deepInclude(report.resources["mail.subscriber"], { source: null, stored: 230, changed: 230, deleted: 0 })
      const asked = server.asked().filter((path) => path.includes("limit=50"))
      assert.deepStrictEqual(
        asked.map((path) => path.split("?")[0]),
        [...Array.from({ length: 3 }, () => "/v3/audiences"), ...Array.from({ length: 5 }, () => "/v3/subscribers")]
      )
      const [first] = yield* within(
        Effect.flatMap(SyncStore.SyncStore, (store) =>
          store.records({ connection: "main", resource: "mail.subscriber", limit: 1 })
        )
      )
      assert.deepStrictEqual([first?.id, first?.changedAt], ["1", Instant.parse("2025-11-24T16:00:01.000Z")])
    })
  )

  it.scopedLive("is read on where it was left, though it has only cursors to begin from", () =>
    Effect.gen(function* () {
      const { server, within } = yield* account()
      for (const pages of [2, 4]) {
        const cut = yield* Deferred.make<void>()
        let listings = 0
        server.before((path) => {
          if (path === "/v3/subscribers" && ++listings === pages) Deferred.unsafeDone(cut, Effect.void)
        })
        yield* within(Effect.raceFirst(run("full"), Deferred.await(cut)))
      }
      const left = server.asked().filter((path) => path.includes("limit=50"))
      server.before(() => {})
      const report = yield* within(Effect.zipLeft(run("full"), assertEqual(server)))
      assert.isTrue(report.resumed)
      assert.strictEqual(report.resources["mail.subscriber"]?.changed, 230)
      const [first] = server.asked()
      // the last page that came may not have been kept: the next one was asked for meanwhile
      assert.include(left.slice(-2), first)
      assert.include(first, "cursor=")
    })
  )

  it.scopedLive("is read anew where its cursors are forgotten meanwhile", () =>
    Effect.gen(function* () {
      const { server, within } = yield* account()
      let listings = 0
      server.before((path) => {
        if (path === "/v3/subscribers" && ++listings === 4) server.forgetCursors()
      })
      const report = yield* within(Effect.zipLeft(run("full"), assertEqual(server)))
      assert.strictEqual(report.resources["mail.subscriber"]?.changed, 230)
    })
  )

  it.scopedLive("is copied to equality, whatever is edited, added and deleted between its pages", () =>
    Effect.gen(function* () {
      const { server, within } = yield* account()
      let now = 1_764_300_000
      let busy = true
      let turn = 0
      server.before(() => {
        if (!busy) return
        turn++
        server.edit(7 * turn, `Name ${turn}`, ++now)
        server.edit(230 - 3 * turn, `Name ${turn}`, now)
        server.rename(11 * turn, `Renamed ${turn}`)
        server.people.delete(5 * turn)
        server.people.delete(230 - turn)
        server.audiences.delete(100 + turn)
        server.add(1_000 + turn, now)
      })
      yield* within(run("full"))
      busy = false
      yield* within(run("delta"))
      yield* within(run("audit"))
      yield* within(assertEqual(server))
    })
  )

  it.scopedLive("is asked for changes where it can be, and compared where it cannot", () =>
    Effect.gen(function* () {
      const { server, within } = yield* account()
      yield* within(refresh)
      server.edit(3, "Ada", 1_764_400_000)
      server.rename(4, "Renamed")
      server.asked()
      const { resources } = yield* within(Effect.zipLeft(run("delta"), assertEqual(server)))
      assert.deepStrictEqual([resources["mail.subscriber"]?.changed, resources["mail.audience"]?.changed], [1, 1])
      const asked = server.asked().filter((path) => path.includes("limit=50"))
      assert.strictEqual(asked.filter((path) => path.startsWith("/v3/audiences")).length, 3)
      const changes = asked.filter((path) => path.startsWith("/v3/subscribers"))
      assert.isTrue(changes.every((path) => path.includes("modified_since=")))
    })
  )

  it.scopedLive("shows what was deleted when all is enumerated, and each is asked for by its id", () =>
    Effect.gen(function* () {
      const { server, within } = yield* account()
      yield* within(refresh)
      for (const id of [1, 77, 230]) server.people.delete(id)
      server.audiences.delete(9)
      server.asked()
      const { inSync, resources } = yield* within(Effect.zipLeft(refresh, assertEqual(server)))
      assert.isTrue(inSync)
      assert.deepStrictEqual([resources["mail.subscriber"]?.deleted, resources["mail.audience"]?.deleted], [3, 1])
      assert.includeMembers(server.asked(), ["/v3/subscribers/1", "/v3/subscribers/77", "/v3/subscribers/230"])
    })
  )
})
