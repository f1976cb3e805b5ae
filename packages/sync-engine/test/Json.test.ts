/** What a host gets that prints a report: the form that its schema describes, and nothing of how Effect keeps times. */

import { assert, describe, it } from "@effect/vitest"
import { ClientError } from "@openfaith/client-core"
import { Plan } from "@openfaith/graph-planner"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Schema from "effect/Schema"
import { cases } from "../../adapter-testkit/test/cases.ts"
import * as Report from "../src/Report.ts"
import * as RunSummary from "../src/RunSummary.ts"
import * as Status from "../src/Status.ts"

const schemas = {
  status: Status.Status,
  "run with its listings": Status.RunDetail,
  run: RunSummary.RunSummary,
  report: Report.Report,
  plan: Plan.Plan,
  error: ClientError.ClientError
}

describe("JSON.stringify", () => {
  for (const [name, schema] of Object.entries(schemas)) {
    // the union of all of them has no common type, and each is asked for no more than this
    const one = schema as Schema.Schema<unknown, unknown>
    it.prop(
      `of a ${name} writes what its schema encodes, which reads it back`,
      [one],
      ([value]) => {
        const text = JSON.stringify(value)
        // no resource is called so, and no record of a schema holds such a key
        if (text.includes("__proto__")) return
        // how Effect's own data types print themselves
        assert.notMatch(text, /"_id":"(Duration|DateTime|Option|Either|Chunk|Exit|Cause)"/)
        const encoded = (from: unknown): unknown => JSON.parse(JSON.stringify(Schema.encodeSync(one)(from)))
        assert.deepStrictEqual(JSON.parse(text), encoded(value))
        assert.deepStrictEqual(encoded(Schema.decodeUnknownSync(one)(JSON.parse(text))), JSON.parse(text))
        // a property is checked in one go: a hundred large values block the process for a minute on a busy machine
      },
      cases(20)
    )
  }

  it("names the unit of each time, and writes moments in ISO 8601", () => {
    const at = DateTime.unsafeMake("2026-11-30T10:00:00Z")
    const status: Status.Status = {
      ...{ connection: "main", at, needs: [Status.Need.PausedRun({ run: "full-1", since: at })] },
      ...{ running: [], queued: [], paused: [], failed: [], last: undefined, lagMillis: 1500, resources: {} }
    }
    assert.strictEqual(
      JSON.stringify(status),
      '{"connection":"main","at":"2026-11-30T10:00:00.000Z",' +
        '"needs":[{"run":"full-1","since":"2026-11-30T10:00:00.000Z","_tag":"PausedRun"}],' +
        '"running":[],"queued":[],"paused":[],"failed":[],"lagMillis":1500,"resources":{}}'
    )
    const error = new ClientError.RateLimited({
      ...{ endpoint: "people.Person.list", status: 429, requestId: undefined, problems: [] },
      retryAfter: Duration.seconds(20)
    })
    assert.include(JSON.stringify(error), '"retryAfterMillis":20000')
  })
})
