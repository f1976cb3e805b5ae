/**
 * Attributes nobody has heard of yet: Planning Center adds some without a new version, and a client should read on.
 */

import type { Json } from "../../Row.ts"
import * as Untrusted from "../control/untrusted.ts"
import * as Catalog from "../facts/catalog.ts"
import * as Answer from "../requests/answer.ts"

/**
 * Values by attribute, by the type the wire names, `Person`, or by that of one product, `people.Person`; those of `*` are on records of
 * every type.
 */
export type Additions = { readonly [type: string]: { readonly [attribute: string]: Json } }

const example = (name: string, type: Catalog.WireType): Json => {
  switch (type) {
    case "boolean":
      return true
    case "integer":
    case "float":
      return 1
    case "date_time":
      return "2026-01-01T00:00:00Z"
    case "array":
      return []
    case "object":
    case "hash":
    case "json":
      return {}
    default:
      return name
  }
}

/** The attributes Planning Center is known to have added since its documentation was read, each with some value of its type. */
export const later: Additions = Object.fromEntries(
  Catalog.resources.flatMap(({ key, later }) =>
    later.size === 0
      ? []
      : [[key, Object.fromEntries([...later].map(([name, type]) => [name, example(name, type)]))] as const]
  )
)

/** The same document with the attributes on each of its records; where `fields` names what is wanted, only those it names. */
export const show = (answer: Answer.Answer, additions: Additions, { pathname, searchParams }: URL): Answer.Answer => {
  const document = Untrusted.parse(Answer.text(answer))
  if (!Untrusted.isObject(document) || document.data === undefined) return answer
  const added = (type: string): ReadonlyArray<readonly [string, Json]> => {
    const wanted = searchParams.get(`fields[${type}]`)?.split(",")
    const all = { ...at(additions, "*"), ...at(additions, type), ...at(additions, `${pathname.split("/")[1]}.${type}`) }
    return Object.entries(all).filter(([name]) => wanted === undefined || wanted.includes(name))
  }
  const record = (json: Json): Json => {
    if (Array.isArray(json)) return json.map(record)
    if (!Untrusted.isObject(json) || typeof json.type !== "string" || !Untrusted.isObject(json.attributes)) return json
    return { ...json, attributes: { ...json.attributes, ...Object.fromEntries(added(json.type)) } }
  }
  const included = document.included === undefined ? {} : { included: record(document.included) }
  return { ...answer, body: JSON.stringify({ ...document, data: record(document.data), ...included }) }
}

const at = (additions: Additions, type: string) => (Object.hasOwn(additions, type) ? additions[type] : undefined)
