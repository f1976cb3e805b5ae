import { afterEach, assert, describe, it } from "vitest"
import * as Church from "./Church.ts"

let church: Church.Church | undefined

afterEach(async () => {
  await church?.close()
  church = undefined
})

const made = async (people: number, seed = 11) => {
  church = await Church.make(people, seed)
  return church
}

/** The `n`th page of people is never answered, so that a process is certain to stand exactly there. */
const hangAt = (page: number) => [
  {
    // a text that begins with a slash is no pattern
    match: { path: "^/people/v2/people\\?.*per_page=100", method: "GET" },
    after: page - 1,
    times: 1,
    do: { hang: true }
  }
]

/** Pages of people in a church of so many. */
const people = 620
const pages = 7

describe.skipIf(!Church.isThere)("a host on Postgres", () => {
  it("copies a church, follows what changes and what is gone, and stops when it is told to", async () => {
    const { ask, differences, start, world } = await made(330)
    const host = start()
    const first = await host.next()
    assert.isTrue(first.inSync, host.log())
    assert.deepStrictEqual(await differences(), [])

    const [one, two, three] = world.rows("Person")
    const email = world.rows("Email")[3]
    if (one === undefined || two === undefined || three === undefined || email === undefined) {
      throw new Error("the church is empty")
    }
    world.update("Person", one.id, { first_name: "Renamed" })
    world.update("Email", email.id, { location: "Work" })
    world.delete("Person", two.id)
    world.create("Person", { first_name: "New", last_name: "Member" })
    await Church.until("the copy is the church", async () => (await differences()).length === 0, host.log)

    const deleted = await ask<{ readonly id: string }>(
      "SELECT id FROM openfaith.record WHERE resource = 'people.Person' AND deleted_in IS NOT NULL"
    )
    assert.deepStrictEqual(deleted, [{ id: two.id }])
    assert.isTrue((await host.next()).inSync, host.log())
    assert.strictEqual(await host.stop(), 0, host.log())
  })

  for (const page of [1, 3, pages]) {
    it(`that is killed at page ${page} goes on with it, and asks for no other twice`, async () => {
      const { ask, asked, differences, faults, kept, start } = await made(people)
      faults.replace(hangAt(page))
      const first = start()
      await Church.until("the page is asked for", () => asked("people") === page, first.log)
      await Church.until("the one before is kept", async () => (await kept()) === page - 1, first.log)
      await first.kill()
      faults.replace([])

      const second = start("1 hour")
      const report = await second.next()
      assert.isTrue(report.inSync, second.log())
      assert.isTrue(report.resumed)
      assert.deepStrictEqual(await differences(), [])
      // every page once, and the one that was never answered once more
      assert.strictEqual(asked("people"), pages + 1)
      const listings = await ask<{ readonly pages: string; readonly seen: string; readonly changed: string }>(
        "SELECT pages, seen, changed FROM openfaith.listing WHERE resource = 'people.Person'"
      )
      // each page but the first begins with the last record of the one before
      assert.deepStrictEqual(listings, [{ pages: `${pages}`, seen: `${people + pages - 1}`, changed: `${people}` }])
      await second.kill()
    })
  }

  it("that is killed has another replica go on in its place", async () => {
    const { ask, asked, differences, faults, kept, start } = await made(people)
    faults.replace(hangAt(3))
    const replicas = [start("1 hour"), start("1 hour")]
    const log = () => replicas.map((each) => each.log()).join("\n")
    await Church.until("the page is asked for", () => asked("people") === 3, log)
    await Church.until("the one before is kept", async () => (await kept()) === 2, log)
    const [row] = await ask<{ readonly holder: string }>("SELECT holder FROM openfaith.workflow_owner")
    const owner = replicas.find(({ pid }) => row?.holder.startsWith(`process ${pid} `))
    const other = replicas.find((each) => each !== owner)
    if (owner === undefined || other === undefined) throw new Error(`${row?.holder} is none of ours`)
    await owner.kill()
    faults.replace([])
    const report = await other.next()
    assert.isTrue(report.inSync, log())
    assert.deepStrictEqual(await differences(), [])
    assert.strictEqual(asked("people"), pages + 1)
  })
})
