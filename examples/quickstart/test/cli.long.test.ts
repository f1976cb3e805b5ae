import { once } from "node:events"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { Plan } from "@openfaith/graph-planner"
import { Report } from "@openfaith/sync-engine"
import { Schema } from "effect"
import { assert, describe, it } from "vitest"
import * as Comparison from "../src/Comparison.ts"
import type { Running } from "../src/Processes.ts"
import { church, lastLine, rows } from "./Church.ts"

const settled = async (run: Running) => ({ code: await run.ended, output: run.output() })

/** A port at which nobody listens any more. `fetch` refuses well-known ones, such as 9, by itself. */
const freePort = await (async () => {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  server.close()
  await once(server, "close")
  return address !== null && typeof address === "object" ? address.port : 0
})()

/** The requests of all resources of a report. */
const requests = (report: unknown): number => {
  assert(typeof report === "object" && report !== null && "resources" in report)
  const counts = Object.values(report.resources ?? {}).map((one: unknown) =>
    typeof one === "object" && one !== null && "requests" in one ? Number(one.requests) : Number.NaN
  )
  return counts.reduce((sum, count) => sum + count, 0)
}

describe("npm run sync", () => {
  const { file, mock, sync } = church(320)

  it("copies every resource, and says so in one JSON object on the last line", async () => {
    const { code, output } = await settled(sync(file("all.sqlite"), ["--json"]))
    assert.strictEqual(code, 0, output)
    const report = lastLine(output)
    assert.nestedInclude(report, { inSync: true, resumed: false })
    Schema.decodeUnknownSync(Report.Report)(report)
    assert.nestedPropertyVal(report, "resources.people\\.Person.source", 320)
    assert.nestedPropertyVal(report, "resources.people\\.Person.stored", 320)
    assert.nestedPropertyVal(report, "resources.people\\.Person.deleted", 0)
    // every request the simulator counted is in the report, but for the one that finds out whether anybody is there
    assert.strictEqual(requests(report), (await mock().asked()) - 1)
    assert.deepStrictEqual(await Comparison.compare(mock(), file("all.sqlite")), [])
  })

  it("brings a copy up to date: edits, additions and deletions", async () => {
    const name = file("all.sqlite")
    const ids = await mock().ids("Person")
    await mock().mutate([
      { op: "update", type: "Person", id: ids[10], attributes: { nickname: "Edited" } },
      { op: "create", type: "Person", attributes: { first_name: "New", last_name: "Member" } },
      { op: "delete", type: "Person", id: ids[20] },
      { op: "delete", type: "Person", id: ids[21] }
    ])
    const { code, output } = await settled(sync(name, ["--json"]))
    assert.strictEqual(code, 0, output)
    assert.nestedPropertyVal(lastLine(output), "resources.people\\.Person.deleted", 2)
    assert.deepStrictEqual(await Comparison.compare(mock(), name), [])
    const deleted = await rows(
      name,
      "SELECT id FROM openfaith_record WHERE resource = 'people.Person' AND deleted_in <> ''"
    )
    assert.sameMembers(
      deleted.map(({ id }) => id),
      [ids[20], ids[21]]
    )
  })

  it("explains what it would read and take, and reads none of it", async () => {
    const { code, output } = await settled(sync(file("explained.sqlite"), ["--plan"]))
    assert.strictEqual(code, 0, output)
    assert.match(output, /^full: 9 requests, nothing to wait for under 100 in 20s$/m)
    assert.match(output, /^ +2 {2}people\.Person +list by updated_at +319 +5$/m)
    assert.match(output, /^ +\+ people\.Email .* comes along by emails .* 1$/m)
    assert.isFalse(existsSync(file("explained.sqlite")))
  })

  it("reads only what was selected, and what that cannot do without", async () => {
    const { code, output } = await settled(sync(file("emails.sqlite"), ["--resources", "people.Email", "--json"]))
    assert.strictEqual(code, 0, output)
    assert.include(output, "people.Person comes in too: people.Email needs it")
    const stored = await rows(file("emails.sqlite"), "SELECT DISTINCT resource FROM openfaith_record ORDER BY resource")
    assert.deepStrictEqual(
      stored.map(({ resource }) => resource),
      ["people.Email", "people.Person"]
    )
  })

  it("says the 403 where a resource is refused, and never that all is in sync", async () => {
    const refusal = { errors: [{ status: "403", title: "Forbidden", detail: "Emails are not for you" }] }
    await mock().faults([{ match: { path: "/people/v2/emails" }, do: { status: 403, body: refusal } }])
    const { code, output } = await settled(sync(file("refused.sqlite"), ["--resources", "people.Email", "--json"]))
    await mock().faults([])
    assert.strictEqual(code, 4, output)
    assert.match(output, /^people\.Email .*Emails are not for you$/m)
    assert.match(output, /^not verified: people\.Email$/m)
    assert.notMatch(output, /^in sync|differs|missing/m)
    assert.nestedInclude(lastLine(output), { inSync: false })
  })

  it("tells a source that changes while it is read from a failure, by the exit code", async () => {
    // the listing says one more than it has, however often it is read
    await mock().faults([{ match: { path: "/people/v2/campuses" }, do: { totalOff: 1 } }])
    const args = ["--resources", "people.Campus", "--json"]
    const changed = await settled(sync(file("changed.sqlite"), args))
    await mock().faults([])
    assert.strictEqual(changed.code, 3, changed.output)
    assert.match(changed.output, /^not in sync: people\.Campus changed while running; run it again$/m)
    const again = await settled(sync(file("changed.sqlite"), args))
    assert.strictEqual(again.code, 0, again.output)

    await mock().faults([{ match: { path: "/people/v2/campuses" }, after: 1, do: { status: 401, body: {} } }])
    const failed = await settled(sync(file("failed.sqlite"), args))
    await mock().faults([])
    assert.strictEqual(failed.code, 1, failed.output)
    assert.nestedPropertyVal(lastLine(failed.output), "error.kind", "Unauthorized")
  })

  it("prints plan and error as one JSON object on the last line, too, and writes it where it is told", async () => {
    const report = file("report.json")
    const plan = await settled(sync(file("none.sqlite"), ["--plan", "--json", "--report", report]))
    assert.strictEqual(plan.code, 0, plan.output)
    const read = Schema.decodeUnknownSync(Plan.Plan)
    assert.deepStrictEqual(read(JSON.parse(readFileSync(report, "utf8"))), read(lastLine(plan.output)))

    const refused = await settled(sync(file("none.sqlite"), ["--json", "--report", report], { PCO_SECRET: "wrong" }))
    assert.strictEqual(refused.code, 1, refused.output)
    const error = { kind: "Unauthorized", message: /^PCO_APP_ID, PCO_SECRET: .*401/ }
    for (const told of [JSON.parse(readFileSync(report, "utf8")), lastLine(refused.output)]) {
      assert.strictEqual(told.error.kind, error.kind)
      assert.match(told.error.message, error.message)
    }
  })

  it("lets one process at a time work on a file, and names the one that does", async () => {
    const name = file("shared.sqlite")
    await mock().faults([{ match: { path: "/people/v2/people" }, after: 2, times: 1, do: { hang: true } }])
    const before = await mock().asked("/people/v2/people")
    const first = sync(name)
    await mock().untilAsked("/people/v2/people", before + 3)
    await mock().faults([])
    const second = await settled(sync(name))
    assert.strictEqual(second.code, 1)
    assert.match(second.output, /^DATABASE_FILE: .*shared\.sqlite: process \d+ on .* is working on this file/m)
    first.kill()
    await first.ended
    const third = await settled(sync(name, ["--json"]))
    assert.strictEqual(third.code, 0, third.output)
    assert.include(lastLine(third.output), { inSync: true, resumed: true })
  })

  const refused = (title: string, line: RegExp, args: ReadonlyArray<string>, env: Readonly<Record<string, string>>) =>
    it(`says in one line that ${title}, and writes nothing`, async () => {
      const name = file("untouched.sqlite")
      const { code, output } = await settled(sync(name, args, env))
      assert.strictEqual(code, 1, output)
      assert.match(output, line)
      assert.lengthOf(output.trim().split("\n"), 1, output)
      assert.isFalse(existsSync(name))
    })

  refused("the credentials are refused", /^PCO_APP_ID, PCO_SECRET: .*401/, [], { PCO_SECRET: "wrong" })
  refused("nobody is at the origin", /^PCO_BASE_URL: .*ECONNREFUSED/, [], {
    PCO_BASE_URL: `http://127.0.0.1:${freePort}`
  })
  refused("an origin is none", /^PCO_BASE_URL: expected an origin/, [], { PCO_BASE_URL: "nonsense" })
  refused("a setting is empty", /^PCO_SECRET: expected a value/, [], { PCO_SECRET: "" })
  refused(
    "a resource is misspelt",
    /^--resources: .*did you mean people\.Person\?/,
    ["--resources", "people.Persn"],
    {}
  )
  refused("a flag is misspelt", /^--resource: .*did you mean --resources\?/, ["--resource", "people"], {})
  refused("there is no such folder", /^DATABASE_FILE: .*there is no folder/, [], { DATABASE_FILE: "/nowhere/x.sqlite" })

  it("leaves a file that is not ours as it is", async () => {
    const name = file("letter.txt")
    writeFileSync(name, "Dear all,")
    const { code, output } = await settled(sync(name))
    assert.strictEqual(code, 1)
    assert.match(output, /^DATABASE_FILE: .*letter\.txt: this is not a SQLite database/)
    assert.strictEqual(readFileSync(name, "utf8"), "Dear all,")
    assert.isFalse(existsSync(`${name}-owner`))
  })
})
