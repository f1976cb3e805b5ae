/**
 * Reads what is posted to the control interface. Anything unknown is refused by name: a misspelt fault that does nothing would
 * make a test pass for no reason.
 */

import type * as Credentials from "../../Credentials.ts"
import * as Faults from "../../Faults.ts"
import type * as RequestLog from "../../RequestLog.ts"
import type { Json } from "../../Row.ts"
import type * as Webhooks from "../../Webhooks.ts"
import type { Mutation } from "../../World.ts"
import type * as Quota from "../accounts/quota.ts"
import type * as Tokens from "../accounts/tokens.ts"
import * as Catalog from "../facts/catalog.ts"
import * as Malformed from "../misbehaving/malformed.ts"
import * as WebhookEvents from "../webhooks/webhookEvents.ts"
import * as Untrusted from "./untrusted.ts"

/** What was posted, or the first thing wrong with it. */
export type Read<A> = { readonly value: A } | { readonly complaint: string }

/** A list of changes to the world. */
export const mutations = (body: string): Read<ReadonlyArray<Mutation>> => list(body, "mutation", checkMutation)

/** A list of fault rules. */
export const faults = (body: string): Read<ReadonlyArray<Faults.Rule>> => list(body, "rule", checkRule)

/** Changes to the quota. */
export const quota = (body: string): Read<Partial<Quota.Options>> => object(body, "quota", quotaShape)

/** Misbehaviour by chance, as the one rule that does it. */
export const chance = (body: string): Read<ReadonlyArray<Faults.Rule>> => {
  const read = object<Faults.Chance>(body, "chance", chanceShape)
  if ("complaint" in read) return read
  const { rate, seed } = read.value
  if (rate === undefined || seed === undefined) return { complaint: 'chance: "seed" and "rate" are needed' }
  return { value: [Faults.random({ ...read.value, rate, seed })] }
}

/** A list of credentials; null lets everyone in who names themselves. */
export const credentials = (body: string): Read<ReadonlyArray<Credentials.Credential> | undefined> =>
  Untrusted.parse(body) === null ? { value: undefined } : list(body, "credential", checkCredential)

/** How things stand with a credential. */
export const standing = (body: string): Read<Partial<Credentials.Standing>> => object(body, "standing", standingShape)

/** What a person may see. */
export const user = (body: string): Read<Credentials.User> => object(body, "user", userShape)

/** How tokens live. */
export const tokens = (body: string): Read<Partial<Tokens.Options>> => object(body, "oauth", tokensShape)

/** What to grant without asking anyone. */
export const permission = (body: string): Read<Tokens.Permission> => {
  const read = object<Tokens.Permission>(body, "grant", permissionShape)
  if ("complaint" in read) return read
  const { clientId, scope, user } = read.value
  return clientId === undefined || scope === undefined || user === undefined
    ? { complaint: 'grant: "clientId", "scope" and "user" are needed' }
    : { value: { clientId, scope, user } }
}

/** Whose access to take back, or which token. */
export const revocation = (body: string): Read<{ readonly token?: string; readonly user?: string }> =>
  object(body, "revocation", { token: Untrusted.isText, user: Untrusted.isText })

/** How deliveries go. */
export const webhooks = (body: string): Read<Partial<Webhooks.Options>> => object(body, "webhooks", webhooksShape)

/** An event to send by hand, and the record it is about. */
export const event = (body: string): Read<{ readonly name: string; readonly type: string; readonly id: string }> => {
  const read = object<{ name: string; type: string; id: string }>(body, "event", eventShape)
  if ("complaint" in read) return read
  const { id, name, type } = read.value
  return id === undefined || name === undefined || type === undefined
    ? { complaint: 'event: "name", "type" and "id" are needed' }
    : { value: { id, name, type } }
}

/** A move of the clock. */
export const clock = (body: string): Read<{ readonly advanceMs: number }> => {
  const read = object<{ advanceMs: number }>(body, "clock", { advanceMs: (value) => typeof value === "number" })
  if ("complaint" in read) return read
  return read.value.advanceMs === undefined
    ? { complaint: 'clock: "advanceMs" is needed' }
    : { value: { advanceMs: read.value.advanceMs } }
}

/** Which entries of the log are wanted, from query parameters. */
export const logFilter = (params: URLSearchParams): Read<RequestLog.Filter> => {
  const numbers = ["since", "status", "last"]
  const filter = Object.fromEntries(
    [...params].map(([name, value]): [string, Json] => [name, numbers.includes(name) ? Number(value) : value])
  )
  const complaint = Untrusted.complaint("log", filter, filterShape)
  // every key and value was just checked against filterShape
  return complaint === undefined ? { value: filter as RequestLog.Filter } : { complaint }
}

const object = <A>(body: string, what: string, shape: Untrusted.Shape): Read<Partial<A>> => {
  const value = Untrusted.parse(body)
  if (!Untrusted.isObject(value)) return { complaint: `the ${what} must be a JSON object` }
  const complaint = Untrusted.complaint(what, value, shape)
  // every key and value was just checked against the shape
  return complaint === undefined ? { value: value as Partial<A> } : { complaint }
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

const oneOf =
  (...words: ReadonlyArray<string>) =>
  (value: Json) =>
    Untrusted.isText(value) && words.includes(value)

const mutationShape: Untrusted.Shape = {
  op: (value) => value === "create" || value === "update" || value === "delete" || value === "merge",
  into: Untrusted.isText,
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
  if (value.op === "merge" && value.into === undefined) return `${where}: "into" is needed to merge`
  return undefined
}

const ruleShape: Untrusted.Shape = {
  match: isObject,
  after: Untrusted.isAmount,
  times: Untrusted.isAmount,
  chance: (value) => Untrusted.isAmount(value) && value <= 1,
  seed: Untrusted.isAmount,
  do: (value) => isObject(value) || (Array.isArray(value) && value.length > 0 && value.every(isObject))
}

const matchShape: Untrusted.Shape = {
  method: Untrusted.isText,
  path: (value) => Untrusted.isText(value) && isPattern(value),
  user: Untrusted.isText,
  reads: oneOf("list", "record"),
  perPageAbove: Untrusted.isAmount
}

const malformedShape: Untrusted.Shape = {
  as: oneOf(...Malformed.ways),
  in: oneOf("data", "included"),
  id: Untrusted.isText,
  position: Untrusted.isAmount
}

const hiddenShape: Untrusted.Shape = {
  ids: (value) => areTexts(value),
  share: (value) => isShare(value),
  seed: Untrusted.isAmount,
  counted: Untrusted.isFlag,
  alsoById: Untrusted.isFlag
}

const poisonShape: Untrusted.Shape = { ids: (value) => areTexts(value), status: Untrusted.isAmount }

const shaped = (shape: Untrusted.Shape, needed?: string) => (value: Json) =>
  Untrusted.isObject(value) &&
  (needed === undefined || value[needed] !== undefined) &&
  Untrusted.complaint("", value, shape) === undefined

const deedShape: Untrusted.Shape = {
  status: (value) => Untrusted.isAmount(value) && value >= 200 && value <= 599,
  body: () => true,
  hint: Untrusted.isText,
  headers: (value) => Untrusted.isObject(value) && Object.values(value).every(Untrusted.isText),
  latencyMs: Untrusted.isAmount,
  cutAfterBytes: Untrusted.isAmount,
  hangAfterBytes: Untrusted.isAmount,
  hang: Untrusted.isFlag,
  reset: oneOf("before", "after"),
  html403: Untrusted.isFlag,
  redirect: Untrusted.isText,
  corrupt: oneOf("truncated", "utf8", "type", "empty", "longer", "shorter"),
  lagMs: Untrusted.isAmount,
  ignoreParameter: (value) => Untrusted.isText(value) || (Array.isArray(value) && value.every(Untrusted.isText)),
  dropIncluded: Untrusted.isAmount,
  emptyIncludes: Untrusted.isFlag,
  hideRecords: shaped(hiddenShape),
  listingCap: Untrusted.isAmount,
  poison: shaped(poisonShape, "ids"),
  malformed: shaped(malformedShape, "as"),
  included: oneOf("null", "absent"),
  instead: (value) => Untrusted.isText(value) && value.startsWith("/"),
  merged: oneOf("redirect", "survivor"),
  otherOrganization: Untrusted.isFlag,
  dateOffMs: (value) => typeof value === "number",
  withoutTotal: Untrusted.isFlag,
  extraAttributes: (value) => Untrusted.isObject(value) && Object.values(value).every(isObject),
  totalOff: (value) => typeof value === "number",
  next: oneOf("repeat", "backward", "foreign", "missing"),
  mutate: Array.isArray,
  quota: isObject
}

const chanceShape: Untrusted.Shape = {
  seed: Untrusted.isAmount,
  rate: (value) => Untrusted.isAmount(value) && value <= 1,
  kinds: (value) =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((kind) => Untrusted.isText(kind) && Object.hasOwn(Faults.kinds, kind)),
  match: (value) => Untrusted.isObject(value) && Untrusted.complaint("match", value, matchShape) === undefined,
  after: Untrusted.isAmount,
  times: Untrusted.isAmount
}

const areTexts = (value: Json) => Array.isArray(value) && value.every(Untrusted.isText)

const rightsShape: Untrusted.Shape = {
  products: areTexts,
  hidden: (value) => Untrusted.isObject(value) && Object.values(value).every(areTexts)
}

const userShape: Untrusted.Shape = { ...rightsShape, gone: Untrusted.isFlag }

const tokensShape: Untrusted.Shape = {
  accessSeconds: Untrusted.isAmount,
  refreshSeconds: Untrusted.isAmount,
  graceSeconds: Untrusted.isAmount,
  endsAccess: Untrusted.isFlag,
  reuseEndsAll: Untrusted.isFlag,
  refusedSeconds: Untrusted.isAmount
}

const isShare = (value: Json) => Untrusted.isAmount(value) && value <= 1

const webhooksShape: Untrusted.Shape = {
  timeScale: Untrusted.isAmount,
  delayMs: Untrusted.isAmount,
  jitterMs: Untrusted.isAmount,
  duplicates: isShare,
  losses: isShare,
  timeoutMs: Untrusted.isAmount,
  paused: Untrusted.isFlag
}

const eventShape: Untrusted.Shape = {
  name: (value) => Untrusted.isText(value) && WebhookEvents.isAvailable(value),
  type: mutationShape.type ?? Untrusted.isText,
  id: Untrusted.isText
}

const permissionShape: Untrusted.Shape = { clientId: Untrusted.isText, scope: Untrusted.isText, user: Untrusted.isText }

const standingShape: Untrusted.Shape = {
  ...rightsShape,
  user: Untrusted.isText,
  name: Untrusted.isText,
  revoked: Untrusted.isFlag,
  expiresAt: Untrusted.isAmount
}

const credentialShape: Untrusted.Shape = {
  ...standingShape,
  appId: Untrusted.isText,
  secret: Untrusted.isText,
  token: Untrusted.isText
}

const checkCredential: Check = (where, value) => {
  const complaint = Untrusted.complaint(where, value, credentialShape)
  if (complaint !== undefined) return complaint
  const personal = value.appId !== undefined && value.secret !== undefined
  return personal !== (value.token !== undefined)
    ? undefined
    : `${where}: either "appId" and "secret", or "token" is needed`
}

const filterShape: Untrusted.Shape = {
  since: Untrusted.isAmount,
  method: Untrusted.isText,
  path: Untrusted.isText,
  status: Untrusted.isAmount,
  credential: Untrusted.isText,
  user: Untrusted.isText,
  fault: Untrusted.isText,
  last: Untrusted.isAmount
}

const rivalShape: Untrusted.Shape = { perSecond: Untrusted.isAmount, user: Untrusted.isText }

const quotaShape: Untrusted.Shape = {
  limit: Untrusted.isAmount,
  deepLimit: Untrusted.isAmount,
  deepOffset: Untrusted.isAmount,
  period: (value) => Untrusted.isAmount(value) && value > 0,
  window: oneOf("sliding", "fixed"),
  phase: Untrusted.isAmount,
  retryAfter: oneOf("whole", "exact"),
  rival: (value) =>
    value === null ||
    (Untrusted.isObject(value) &&
      value.perSecond !== undefined &&
      Untrusted.complaint("rival", value, rivalShape) === undefined)
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
  const { do: deeds, match = {} } = value
  if (deeds === undefined) return `${where}: "do" is needed`
  if (!Untrusted.isObject(match)) return `${where}: "match" must be an object`
  return (
    Untrusted.complaint(where, value, ruleShape) ??
    Untrusted.complaint(`${where}, match`, match, matchShape) ??
    firstOf(Array.isArray(deeds) ? deeds : [deeds], (deed) => checkDeed(where, deed))
  )
}

const checkDeed = (where: string, deed: Json): string | undefined => {
  if (!Untrusted.isObject(deed)) return `${where}: "do" must be an object`
  const quota = Untrusted.isObject(deed.quota) ? deed.quota : {}
  return (
    Untrusted.complaint(`${where}, do`, deed, deedShape) ??
    Untrusted.complaint(`${where}, quota`, quota, quotaShape) ??
    firstComplaint(Array.isArray(deed.mutate) ? deed.mutate : [], `${where}, mutation`, checkMutation)
  )
}

const firstOf = (values: ReadonlyArray<Json>, check: (value: Json) => string | undefined): string | undefined => {
  for (const value of values) {
    const complaint = check(value)
    if (complaint !== undefined) return complaint
  }
  return undefined
}
