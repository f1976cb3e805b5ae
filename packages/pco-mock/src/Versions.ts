/**
 * Which version of a product a request is processed as.
 */
import * as Answer from "./Answer.ts"
import { peopleVersions } from "./Catalog.ts"

/** The version used when neither the request nor the options name one: what the catalog describes. */
export const fallback = "2025-03-20"

/** The oldest version that is still served. */
export const oldest = "2018-08-01"

/**
 * The version a header value stands for: the newest known one that is not after it. `LATEST` is the newest of all.
 * An answer instead of a version is a refusal.
 */
export const resolve = (header: string | undefined, byDefault: string): string | Answer.Answer => {
  const asked = header ?? byDefault
  const date = asked.toUpperCase() === "LATEST" ? "9999-12-31" : asked
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return refuse("Invalid Version", "invalid_version", `${asked} is not a version`)
  if (date < oldest) return refuse("Bad Request", "unsupported_version_error", `Version ${asked} is not supported`)
  return peopleVersions.filter((version) => version <= date).at(-1) ?? oldest
}

// only titles and codes are documented; `invalid_version` and the details are assumed
const refuse = (title: string, code: string, detail: string) =>
  Answer.errors(400, { status: "400", title, code, detail })
