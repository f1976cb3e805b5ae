/**
 * Reads what is posted to the control interface. Anything unknown is refused by name: a misspelt fault that does nothing would
 * make a test pass for no reason.
 */
import * as Catalog from "./Catalog.ts"
import type * as Faults from "./Faults.ts"
import type * as Quota from "./Quota.ts"
import type { Json } from "./Row.ts"
import * as Untrusted from "./Untrusted.ts"
import type { Mutation } from "./World.ts"

/** What was posted, or the first thing wrong with it. */
export type Read<A> = { readonly value: A } | { readonly complaint: string }

/** A list of changes to the world. */
export const mutations = (body: string): Read<ReadonlyArray<Mutation>> => list(body, "mutation", checkMutation)

/** A list of fault rules. */
export const faults = (body: string): Read<ReadonlyArray<Faults.Rule>> => list(body, "rule", checkRule)

/** Changes to the quota. */
export const quota = (body: string): Read<Partial<Quota.Options>> => {
  const value = Untrusted.parse(body)
  if (!Untrusted.isObject(value)) return { complaint: "the quota must be a JSON object" }
  const complaint = Untrusted.complaint("quota", value, quotaShape)
  // every key and value was just checked against quotaShape
  return complaint === undefined ? { value: value as Partial<Quota.Options> } : { complaint }
}

type Check = (where: string, value: Untrusted.JsonObject) => string | undefined

const list = <A>(body: string, what: string, check: Check): Read<ReadonlyArray<A>> => {
  const value = Untrusted.parse(body)
  if (!Array.isArray(value)) return { complaint: `expected a JSON list of ${what}s` }
  const complaint = firstComplaint(value, what, check)
  // every element was just checked, key by key
  return complaint === undefined ? { value: value as ReadonlyArray<unknown> as ReadonlyArray<A> } : { complaint }
}

const firstComplaint = (values: ReadonlyArray<Json>, what: string, check: Check): string | undefined => {
  for (const [index, value] of values.entries()) {
    const where = `${what} ${index}`
    const complaint = Untrusted.isObject(value) ? check(where, value) : `${where} is not a JSON object`
    if (complaint !== undefined) return complaint
  }
  return undefined
}

const isObject = (value: Json) => Untrusted.isObject(value)

const mutationShape: Untrusted.Shape = {
  op: (value) => value === "create" || value === "update" || value === "delete",
  type: (value) => Untrusted.isText(value) && Catalog.find(value) !== undefined,
  id: Untrusted.isText,
  attributes: isObject,
  relationships: isObject
}

const checkMutation: Check = (where, value) => {
  const complaint = Untrusted.complaint(where, value, mutationShape)
  if (complaint !== undefined) return complaint
  if (value.op === undefined || value.type === undefined) return `${where}: "op" and "type" are needed`
  if (value.op !== "create" && value.id === undefined) return `${where}: "id" is needed to ${value.op}`
  return undefined
}

const ruleShape: Untrusted.Shape = {
  match: isObject,
  after: Untrusted.isAmount,
  times: Untrusted.isAmount,
  do: isObject
}

const matchShape: Untrusted.Shape = {
  method: Untrusted.isText,
  path: (value) => Untrusted.isText(value) && isPattern(value)
}

const deedShape: Untrusted.Shape = {
  status: (value) => Untrusted.isAmount(value) && value >= 200 && value <= 599,
  body: () => true,
  headers: (value) => Untrusted.isObject(value) && Object.values(value).every(Untrusted.isText),
  latencyMs: Untrusted.isAmount,
  cutAfterBytes: Untrusted.isAmount,
  hang: Untrusted.isFlag,
  html403: Untrusted.isFlag,
  ignoreParameter: (value) => Untrusted.isText(value) || (Array.isArray(value) && value.every(Untrusted.isText)),
  dropIncluded: Untrusted.isAmount,
  mutate: Array.isArray
}

const quotaShape: Untrusted.Shape = {
  limit: Untrusted.isAmount,
  period: (value) => Untrusted.isAmount(value) && value > 0,
  window: (value) => value === "sliding" || value === "fixed",
  phase: Untrusted.isAmount
}

const isPattern = (path: string): boolean => {
  if (path.startsWith("/")) return true
  try {
    return new RegExp(path) instanceof RegExp
  } catch {
    return false
  }
}

const checkRule: Check = (where, value) => {
  const { do: deed, match = {} } = value
  if (!Untrusted.isObject(deed)) return `${where}: "do" is needed`
  if (!Untrusted.isObject(match)) return `${where}: "match" must be an object`
  return (
    Untrusted.complaint(where, value, ruleShape) ??
    Untrusted.complaint(`${where}, match`, match, matchShape) ??
    Untrusted.complaint(`${where}, do`, deed, deedShape) ??
    firstComplaint(Array.isArray(deed.mutate) ? deed.mutate : [], `${where}, mutation`, checkMutation)
  )
}
