/** What answers say beside their records, for those who want to know what an account may ask. */
import { type Document, JsonApi } from "@openfaith/client-core"
import * as Either from "effect/Either"

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

interface WithMeta extends Document.Document {
  readonly meta: Readonly<Record<string, unknown>>
}

/**
 * The organisation an answer belongs to: every listing and every record at the top of a product names it as its parent. What
 * lies below another record names that one, and says nothing of the organisation.
 */
const organizationIn = ({ parent }: Readonly<Record<string, unknown>>): string | undefined =>
  isObject(parent) && parent.type === "Organization" && typeof parent.id === "string" ? parent.id : undefined

/** As recorded of unknown ids: `{"errors":[{"status":"404","title":"Not Found","detail":"…"}]}`, and nothing else. */
const isNotFound = (body: unknown, status: number): boolean =>
  status === 404 &&
  isObject(body) &&
  Array.isArray(body.errors) &&
  body.errors.length > 0 &&
  body.errors.every((error) => isObject(error) && error.status === "404" && error.title === "Not Found")

/**
 * A record on a page has the links `self` and, in some products, `html`. One that is read alone has a link to each of its
 * edges besides, as recorded.
 */
export const jsonApi: Document.Envelope = JsonApi.make({ links: ["self", "html"] })

/** JSON:API's envelope, whose documents keep their `meta`. */
export const envelope: Document.Envelope = {
  ...jsonApi,
  isNotFound,
  document: (body) =>
    Either.map(jsonApi.document(body), (document): WithMeta => {
      const meta = isObject(body) && isObject(body.meta) ? body.meta : {}
      const account = organizationIn(meta)
      return { ...document, meta, ...(account === undefined ? {} : { account }) }
    })
}

/** The `meta` of an answer; empty where another envelope opened it. */
export const metaOf = (document: Document.Document): Readonly<Record<string, unknown>> =>
  "meta" in document && isObject(document.meta) ? document.meta : {}

/** A list of texts in `meta`; empty where there is none, which is how Planning Center says that nothing is allowed. */
export const namesIn = (meta: Readonly<Record<string, unknown>>, name: string): ReadonlyArray<string> => {
  const names = meta[name]
  return Array.isArray(names) ? names.filter((each) => typeof each === "string") : []
}
