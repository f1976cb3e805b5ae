/**
 * Which version of a product a request is processed as.
 */
import * as Answer from "../requests/answer.ts"
import * as Catalog from "./catalog.ts"

/** The oldest version that is still served. */
export const oldest = "2018-08-01"

/**
 * The version of a product that a header value stands for: the newest known one that is not after it. `LATEST` is the newest of all.
 * Without a header it is the application's default, and without that the one the catalog describes. An answer instead of a version is a
 * refusal.
 */
export const resolve = (product: string, header: string | undefined, byDefault?: string): string | Answer.Answer => {
  const known = Catalog.versions(product)
  const asked = header ?? byDefault ?? (Catalog.describedVersion(product) || oldest)
  const date = asked.toUpperCase() === "LATEST" ? "9999-12-31" : asked
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return refuse("Invalid Version", "invalid_version", `${asked} is not a version`)
  if (date < oldest) return refuse("Bad Request", "unsupported_version_error", `Version ${asked} is not supported`)
  // a date before the first version of a younger product: which one it gets is not documented, its first is taken
  return known.filter((version) => version <= date).at(-1) ?? known[0] ?? oldest
}

// only titles and codes are documented; `invalid_version` and the details are assumed
const refuse = (title: string, code: string, detail: string) =>
  Answer.errors(400, { status: "400", title, code, detail })
