/**
 * What becomes of values that are sent: some are refused, some stored as something else. Measured or tried at the real API by third
 * parties; where a rule says "assumed", only that the value is not stored as sent is known.
 */

import type { Json } from "../../Row.ts"
import type * as Untrusted from "../control/untrusted.ts"
import type * as Catalog from "../facts/catalog.ts"

/** Why a value is refused. */
export interface Complaint {
  readonly parameter: string
  readonly detail: string
}

/** The attributes as they are stored, or why they are refused. */
export const of = (
  { key }: Catalog.Resource,
  sent: Untrusted.JsonObject
): { readonly attributes: Untrusted.JsonObject } | { readonly refused: ReadonlyArray<Complaint> } => {
  const rules = Object.hasOwn(refusals, key) ? (refusals[key] ?? {}) : {}
  const refused = Object.entries(sent).flatMap(([parameter, value]) => {
    const detail = Object.hasOwn(rules, parameter) ? rules[parameter]?.(value) : undefined
    return detail === undefined ? [] : [{ parameter, detail }]
  })
  if (refused.length > 0) return { refused }
  const change = Object.hasOwn(changes, key) ? changes[key] : undefined
  return { attributes: change === undefined ? sent : change(sent) }
}

type Rules = { readonly [attribute: string]: (value: Json) => string | undefined }

const refusals: { readonly [key: string]: Rules } = {
  "people.Person": {
    grade: (value) => {
      const grade = typeof value === "string" ? Number(value) : value
      const fits = grade === null || (typeof grade === "number" && grade >= -1 && grade <= 12)
      return fits ? undefined : "must be between -1 and 12"
    }
  },
  "people.Email": {
    // the words are assumed
    address: (value) =>
      typeof value !== "string" || /^[^@\s]+@[^@\s]+\.[^@\s.]+$/.test(value) ? undefined : "is invalid"
  }
}

const isDay = (value: Json): boolean =>
  typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) && new Date(value).toJSON()?.startsWith(value) === true

const genders: { readonly [word: string]: string } = { f: "F", female: "F", m: "M", male: "M" }

const changes: { readonly [key: string]: (sent: Untrusted.JsonObject) => Untrusted.JsonObject } = {
  "people.Person": (sent) => ({
    ...sent,
    // a day that is none is stored as null, with 200
    ...(sent.birthdate === undefined ? {} : { birthdate: isDay(sent.birthdate) ? sent.birthdate : null }),
    ...(sent.gender === undefined ? {} : { gender: genders[`${sent.gender}`.toLowerCase()] ?? null }),
    // documented: anything but `inactive` makes a person active again
    ...(sent.status === undefined ? {} : { status: sent.status === "inactive" ? "inactive" : "active" })
  }),
  // `street` is the older name of its first line
  "people.Address": ({ street, ...sent }) => (street === undefined ? sent : { street_line_1: street, ...sent })
}
