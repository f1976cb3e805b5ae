/** What answers say beside their records, for those who want to know what an account may ask. */
import { type Document, JsonApi } from "@openfaith/client-core"
import * as Either from "effect/Either"

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

interface WithMeta extends Document.Document {
  readonly meta: Readonly<Record<string, unknown>>
}

/** JSON:API's envelope, whose documents keep their `meta`. */
export const envelope: Document.Envelope = {
  ...JsonApi.envelope,
  document: (body) =>
    Either.map(
      JsonApi.envelope.document(body),
      (document): WithMeta => ({ ...document, meta: isObject(body) && isObject(body.meta) ? body.meta : {} })
    )
}

/** The `meta` of an answer; empty where another envelope opened it. */
export const metaOf = (document: Document.Document): Readonly<Record<string, unknown>> =>
  "meta" in document && isObject(document.meta) ? document.meta : {}

/** A list of texts in `meta`; empty where there is none, which is how Planning Center says that nothing is allowed. */
export const namesIn = (meta: Readonly<Record<string, unknown>>, name: string): ReadonlyArray<string> => {
  const names = meta[name]
  return Array.isArray(names) ? names.filter((each) => typeof each === "string") : []
}
