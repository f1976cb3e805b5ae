import type { Report } from "@openfaith/sync-engine"
import { assert, describe, it } from "vitest"
import * as Arguments from "../src/Arguments.ts"
import * as Ending from "../src/Ending.ts"
import * as Table from "../src/Table.ts"

const agrees: Report.ResourceReport = {
  ...{ source: 5, stored: 5, deleted: 0, changed: 5, rejected: 0, unprojected: 0, unconfirmed: 0, ahead: 0 },
  ...{ requests: 2, waitedMillis: 1500, outcome: "done" },
  ...{ verdict: "agrees", comparedBy: "count", comparedAt: "2026-01-01T00:00:00.000Z" }
}

const refused: Report.ResourceReport = {
  ...agrees,
  ...{ source: null, outcome: "skipped", verdict: "unverified", comparedBy: null, comparedAt: null },
  reason: "people.Email.list: not allowed for these credentials (403): Emails are not for you"
}

const differs: Report.ResourceReport = { ...agrees, source: 6, verdict: "differs" }

const held: Report.ResourceReport = { ...differs, source: 1, outcome: "held", reason: "4 are missing" }

const report = (resources: Report.Report["resources"]): Report.Report => {
  const all = Object.values(resources)
  const inSync = all.every(({ verdict }) => verdict === "agrees")
  const verdict = inSync ? "agrees" : all.some((one) => one.verdict === "differs") ? "differs" : "unverified"
  return { verdict, inSync, resumed: false, resources }
}

const lines = (resources: Report.Report["resources"]) => Table.render(report(resources)).split("\n")

describe("the table", () => {
  it("says in sync where everything agrees, and nothing beside it", () => {
    assert.deepStrictEqual(lines({ "people.Campus": agrees }), [
      "resource       source  stored  deleted  requests  waited",
      "people.Campus       5       5        0         2   1.5 s",
      "",
      "in sync"
    ])
    assert.strictEqual(Ending.of(report({ "people.Campus": agrees })).code, 0)
  })

  it("gives the source's own refusal as the reason, also where records are fewer", () => {
    const [, , row, , verdict] = lines({ "people.Campus": agrees, "people.Email": { ...refused, source: 9 } })
    assert.match(row ?? "", /\(403\): Emails are not for you$/)
    assert.strictEqual(verdict, "not verified: people.Email")
    assert.strictEqual(Ending.of(report({ "people.Email": refused })).code, 4)
  })

  it("names a part that was refused", () => {
    const part: Report.ResourceReport = { ...refused, outcome: "partial", reason: "1 of 7 parents was left out: 403" }
    assert.include(lines({ "groups.Membership": part }).join("\n"), "1 of 7 parents was left out: 403")
  })

  it("tells what reading again may mend from what it does not", () => {
    assert.deepStrictEqual(Ending.of(report({ a: differs, b: refused })), {
      code: 3,
      sentence: "not in sync: a changed while running; run it again"
    })
    assert.deepStrictEqual(Ending.of(report({ a: differs, b: held })), { code: 2, sentence: "not in sync: a, b" })
    assert.include(lines({ b: held })[1], "4 are missing; --accept-deletions deletes them")
    assert.strictEqual(Ending.of(report({ a: { ...differs, rejected: 1, source: 6 } })).code, 2)
  })

  it("never says that something differs beside in sync", () => {
    for (const one of [differs, held, refused, { ...differs, unprojected: 1 }]) {
      assert.notInclude(Table.render({ ...report({ one }), inSync: true }).split("\n"), "in sync")
    }
  })
})

it("claims nothing of nothing", () => {
  assert.deepStrictEqual(Ending.of(report({})), { code: 4, sentence: "not verified: nothing was read" })
})

it("--help says what each exit code means", () => {
  for (const [code, meaning] of Object.entries(Ending.codes)) assert.include(Arguments.usage, `${code}  ${meaning}`)
})
