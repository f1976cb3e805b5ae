/**
 * Documents with a member that is not a record: users of Planning Center report records without ids, and nulls in lists.
 */

import type { Json } from "../../Row.ts"
import * as Untrusted from "../control/untrusted.ts"
import * as Answer from "../requests/answer.ts"

/** What a member is instead of a record. */
export type As =
  | "null"
  | "text"
  | "nullId"
  | "noId"
  | "emptyId"
  | "numberId"
  | "nullType"
  | "noType"
  | "nullAttributes"
  | "noAttributes"

/** Every way in which a member may be malformed. */
export const ways: ReadonlyArray<As> = [
  "null",
  "text",
  "nullId",
  "noId",
  "emptyId",
  "numberId",
  "nullType",
  "noType",
  "nullAttributes",
  "noAttributes"
]

/** Which member is malformed, and how. */
export interface Malformed {
  readonly as: As
  /** Default `data`. In an `included` without members one is added. */
  readonly in?: "data" | "included"
  /** The record with this id, wherever it comes. Default: by `position`. */
  readonly id?: string
  /** The member at this place, counted from 0; the last one where there are fewer. Default 0. */
  readonly position?: number
}

/** Makes one member of a document malformed. An answer that is no document, or does not hold the member, stays as it is. */
export const apply = (answer: Answer.Answer, malformed: Malformed): Answer.Answer => {
  const document = Untrusted.parse(Answer.text(answer))
  if (!Untrusted.isObject(document) || document.data === undefined) return answer
  const name = malformed.in ?? "data"
  const value = document[name]
  const changed = Array.isArray(value)
    ? members(value, malformed)
    : value !== undefined && isMeant(value, malformed)
      ? spoil(value, malformed.as)
      : value
  return changed === value ? answer : { ...answer, body: JSON.stringify({ ...document, [name]: changed ?? null }) }
}

/** Makes `included` null, or leaves the key out. */
export const withoutIncluded = (answer: Answer.Answer, how: "null" | "absent"): Answer.Answer => {
  const document = Untrusted.parse(Answer.text(answer))
  if (!Untrusted.isObject(document) || document.data === undefined) return answer
  const { included: _, ...rest } = document
  return { ...answer, body: JSON.stringify(how === "null" ? { ...rest, included: null } : rest) }
}

/**
 * Empties `included`, and the linkage of the relationships that were asked for: lists are then empty, and single ones null.
 */
export const withEmptyIncludes = (answer: Answer.Answer, url: URL): Answer.Answer => {
  const names = (url.searchParams.get("include") ?? "").split(",").map((name) => name.split(".")[0] ?? "")
  const document = Untrusted.parse(Answer.text(answer))
  if (!Untrusted.isObject(document) || document.data === undefined) return answer
  const emptied = (json: Json): Json => {
    if (Array.isArray(json)) return json.map(emptied)
    if (!Untrusted.isObject(json) || !Untrusted.isObject(json.relationships)) return json
    const relationships = Object.entries(json.relationships).map(([name, value]): [string, Json] =>
      names.includes(name) && Untrusted.isObject(value)
        ? [name, { ...value, data: Array.isArray(value.data) ? [] : null }]
        : [name, value]
    )
    return { ...json, relationships: Object.fromEntries(relationships) }
  }
  return { ...answer, body: JSON.stringify({ ...document, data: emptied(document.data), included: [] }) }
}

const members = (list: ReadonlyArray<Json>, { as, id, in: where, position = 0 }: Malformed): ReadonlyArray<Json> => {
  const found =
    id === undefined
      ? Math.min(position, list.length - 1)
      : list.findIndex((member) => Untrusted.isObject(member) && member.id === id)
  if (found >= 0) return list.map((member, index) => (index === found ? spoil(member, as) : member))
  return id === undefined && where === "included" ? [spoil({ type: "Person", id: "1", attributes: {} }, as)] : list
}

const isMeant = (value: Json, { id }: Malformed): boolean =>
  id === undefined || (Untrusted.isObject(value) && value.id === id)

const spoil = (member: Json, as: As): Json => {
  if (as === "null" || !Untrusted.isObject(member)) return null
  if (as === "text") return "not a record"
  const { attributes, id, type, ...rest } = member
  switch (as) {
    case "nullId":
      return { ...member, id: null }
    case "emptyId":
      return { ...member, id: "" }
    case "numberId":
      return { ...member, id: Number(id) }
    case "noId":
      return { type: type ?? null, attributes: attributes ?? null, ...rest }
    case "nullType":
      return { ...member, type: null }
    case "noType":
      return { id: id ?? null, attributes: attributes ?? null, ...rest }
    case "nullAttributes":
      return { ...member, attributes: null }
    case "noAttributes":
      return { type: type ?? null, id: id ?? null, ...rest }
  }
}
