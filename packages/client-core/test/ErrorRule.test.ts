import { assert, describe, it } from "@effect/vitest"
import * as FastCheck from "effect/FastCheck"
import * as ErrorRule from "../src/ErrorRule.ts"

const look = (status: number, content: "json" | "other" = "json", code?: string): ErrorRule.Look => ({
  status,
  content,
  problems: code === undefined ? [] : [{ field: undefined, code, detail: "no" }]
})

const kind = (status: number, content?: "json" | "other") => ErrorRule.match([], look(status, content)).error

describe("an answer", () => {
  it.each<readonly [status: number, kind: ErrorRule.Kind]>([
    [400, "ValidationFailed"],
    [401, "Unauthorized"],
    [402, "Rejected"],
    [403, "Forbidden"],
    [404, "NotFound"],
    [405, "Rejected"],
    [408, "Unavailable"],
    [409, "Conflict"],
    [410, "NotFound"],
    [412, "Conflict"],
    [422, "ValidationFailed"],
    [425, "Unavailable"],
    [429, "RateLimited"],
    [500, "Unavailable"],
    [503, "Unavailable"],
    [599, "Unavailable"],
    [304, "UnexpectedBody"],
    [700, "UnexpectedBody"]
  ])("of %i is %s by itself", (status, expected) => {
    assert.strictEqual(kind(status), expected)
  })

  it("of 403 that is not JSON is a firewall's, and passes", () => {
    assert.strictEqual(kind(403, "other"), "Unavailable")
  })

  it("is what the API's own rules say, the first that fits before all others", () => {
    const rules: ReadonlyArray<ErrorRule.ErrorRule> = [
      { status: 409, code: "locked", error: "Conflict", remedy: "backoff" },
      { status: [500, 502], content: "other", error: "Rejected" },
      { code: /^quota_/, error: "RateLimited" },
      { status: 409, error: "Rejected" }
    ]
    const match = (...args: Parameters<typeof look>) => ErrorRule.match(rules, look(...args))
    assert.deepInclude(match(409, "json", "locked"), { error: "Conflict", remedy: "backoff" })
    assert.strictEqual(match(409, "json", "other").error, "Rejected")
    assert.strictEqual(match(501, "other").error, "Rejected")
    assert.strictEqual(match(503, "other").error, "Unavailable")
    assert.strictEqual(match(400, "json", "quota_spent").error, "RateLimited")
    assert.strictEqual(match(400, "json", "no_quota_spent").error, "ValidationFailed")
  })

  it.prop("of whatever look stands for some error", [FastCheck.integer(), FastCheck.boolean()], ([status, isJson]) => {
    assert.isString(kind(status, isJson ? "json" : "other"))
  })
})
