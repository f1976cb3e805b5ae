/** The envelope and query spelling of JSON:API 1.0 (https://jsonapi.org/format/1.0). */
import * as Either from "effect/Either"
import type { Document, Envelope, Item, Malformed, Problem, Reference, Relationships, Write } from "./Document.ts"
import { at, withoutPrototype } from "./internal/object.ts"
import * as JsonText from "./JsonText.ts"
import type { Query } from "./Query.ts"

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const isAbsent = (value: unknown): value is null | undefined => value === null || value === undefined

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined)

/** Some APIs send numbers for ids; a number that was rounded on its way here is no id. */
const id = (value: unknown): string | undefined => (Number.isSafeInteger(value) ? String(value) : text(value))

const reference = (value: unknown): Reference | undefined => {
  if (!isObject(value)) return undefined
  const [itsType, itsId] = [text(value.type), id(value.id)]
  return itsType === undefined || itsId === undefined ? undefined : { type: itsType, id: itsId }
}

const relationships = (value: unknown): Relationships => {
  const result: Record<string, Reference | ReadonlyArray<Reference> | null> = Object.create(null)
  if (!isObject(value)) return result
  for (const [name, relationship] of Object.entries(value)) {
    if (!isObject(relationship) || !("data" in relationship)) continue
    const { data } = relationship
    if (data === null) result[name] = null
    else if (Array.isArray(data)) result[name] = data.flatMap((one) => reference(one) ?? [])
    else {
      const one = reference(data)
      if (one !== undefined) result[name] = one
    }
  }
  return result
}

/** An attribute of that name would be copied as a prototype, and its contents read as attributes; it stays in `raw`. */
const attributes = (value: unknown): Item["attributes"] => (isObject(value) ? withoutPrototype(value) : {})

/** Takes one thing apart; nothing where it names itself by no type and id. */
type Read = (value: unknown) => Item | undefined

const item =
  (ownLinks: ReadonlyArray<string> | undefined): Read =>
  (value) => {
    const self = reference(value)
    if (self === undefined || !isObject(value)) return undefined
    const { links } = value
    const stray =
      ownLinks === undefined || !isObject(links) ? [] : Object.keys(links).filter((name) => !ownLinks.includes(name))
    return {
      type: self.type,
      id: self.id,
      attributes: attributes(value.attributes),
      relationships: relationships(value.relationships),
      raw: value,
      ...(stray.length === 0 ? {} : { strayLinks: stray })
    }
  }

const nameless = "it has no type and id"

/** The things in a list, and what is none; `add` is told of that. */
const items = (
  members: ReadonlyArray<unknown>,
  place: Malformed["place"],
  read: Read,
  add: (malformed: Malformed) => void
): ReadonlyArray<Item> => {
  const result: Array<Item> = []
  for (const [index, raw] of members.entries()) {
    const parsed = read(raw)
    if (parsed === undefined) add({ place, index, raw, problem: nameless })
    else result.push(parsed)
  }
  return result
}

/** What is no list is one member; what is not there is none. */
const members = (value: unknown): ReadonlyArray<unknown> =>
  isAbsent(value) ? [] : Array.isArray(value) ? value : [value]

/** A link is its URL, or an object that holds it. One that is neither must not pass for the end of a listing. */
const nextLink = (links: unknown): Either.Either<string | undefined, string> => {
  const link = isObject(links) ? links.next : undefined
  if (isAbsent(link) || link === "") return Either.right(undefined)
  const url = text(isObject(link) ? link.href : link)
  return url === undefined ? Either.left("`links.next` is not a link") : Either.right(url)
}

const document =
  (total: string, read: Read) =>
  (body: unknown): Either.Either<Document, string> => {
    if (!isObject(body)) return Either.left("the body is not an object")
    if (!("data" in body)) return Either.left("the body has no `data`")
    // the two never come together (https://jsonapi.org/format/1.0/#document-top-level)
    if (problems(body).length > 0) return Either.left("the body has `errors` beside its `data`")
    const told = at(body.meta, total)
    const malformed: Array<Malformed> = []
    const add = (one: Malformed) => {
      malformed.push(one)
    }
    return Either.map(nextLink(body.links), (next) => ({
      items: items(members(body.data), "items", read, add),
      included: items(members(body.included), "included", read, add),
      ...(malformed.length === 0 ? {} : { malformed }),
      next,
      isList: Array.isArray(body.data),
      total: typeof told === "number" && Number.isSafeInteger(told) && told >= 0 ? told : undefined
    }))
  }

/** More than anybody reads; an error has to stay small however large the body was. */
const most = { problems: 100, characters: 1_000 }

const short = (value: unknown): string | undefined => text(value)?.slice(0, most.characters)

const problem = (error: Readonly<Record<string, unknown>>): Problem => {
  const source = isObject(error.source) ? error.source : {}
  return {
    field: short(source.parameter) ?? short(source.pointer) ?? short(source.header),
    code: short(id(error.code)),
    detail: short(error.detail) ?? short(error.title) ?? "no detail given"
  }
}

const problems = (body: unknown): ReadonlyArray<Problem> =>
  isObject(body) && Array.isArray(body.errors) ? body.errors.slice(0, most.problems).filter(isObject).map(problem) : []

/** Errors that each name the status of the answer, or none. A gateway's own errors mostly do not. */
const isNotFound = (body: unknown, status: number): boolean =>
  isObject(body) &&
  Array.isArray(body.errors) &&
  body.errors.length > 0 &&
  body.errors.every(
    (error) => isObject(error) && (isAbsent(error.status) || error.status === `${status}` || error.status === status)
  )

const unlessEmpty = <A>(name: string, value: Readonly<Record<string, A>>) =>
  Object.keys(value).length === 0 ? {} : { [name]: value }

const linkage = (one: Reference): Reference => ({ type: one.type, id: one.id })

const related = (value: Relationships[string]) => {
  if (value === null) return { data: null }
  return { data: "id" in value ? linkage(value) : value.map(linkage) }
}

const resource = (write: Write): Readonly<Record<string, unknown>> => ({
  type: write.type,
  ...(write.id === undefined ? {} : { id: write.id }),
  ...unlessEmpty("attributes", write.attributes),
  ...unlessEmpty(
    "relationships",
    Object.fromEntries(Object.entries(write.relationships).map(([name, value]) => [name, related(value)]))
  )
})

/** A thing and all that comes to be with it, however far down. */
const along = (write: Write): ReadonlyArray<Write> => write.included.flatMap((one) => [one, ...along(one)])

const body = (write: Write): unknown => {
  const included = along(write)
  return { data: resource(write), ...(included.length === 0 ? {} : { included: included.map(resource) }) }
}

/**
 * Bodies of `data`, `included`, `links` and `meta`; errors in `errors`. `total` is where `meta` says how many things a
 * listing holds, with dots for what is nested (`page.total`); default `total_count`. `links` are those that a thing has however
 * it was read, where the API sends others besides when a thing is read alone (`Item.strayLinks`); by default all are its own.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = ({
  links,
  total = "total_count"
}: {
  readonly total?: string
  readonly links?: ReadonlyArray<string>
} = {}): Envelope => {
  const read = item(links)
  return {
    document: document(total, read),
    item: (raw) => Either.fromNullable(read(raw), () => nameless),
    texts: (text) => ({ items: JsonText.list(text, "data"), included: JsonText.list(text, "included") }),
    problems,
    isNotFound,
    body
  }
}

/**
 * {@link make} with its defaults.
 *
 * @since 0.1.0
 * @category constructors
 */
export const envelope: Envelope = make()

/**
 * Spells a query as URL parameters: `where[name]=…` and `where[name][gte]=…`, `filter=a,b`, `fields[Type]=…`,
 * `include=a,b`, `order=-name`, `per_page`, `offset`, and further parameters by their own names.
 *
 * @since 0.1.0
 * @category combinators
 */
export const encodeQuery = (query: Query): ReadonlyArray<readonly [string, string]> => {
  const parameters: Array<readonly [string, string]> = []
  const list = (name: string, values: ReadonlyArray<string> | undefined) => {
    if (values !== undefined && values.length > 0) parameters.push([name, values.join(",")])
  }
  for (const [name, condition] of Object.entries(query.where ?? {})) {
    if (typeof condition === "object") {
      for (const [operator, value] of Object.entries(condition)) {
        // to be equal is what a name without an operator means
        const spelled = operator === "eq" ? `where[${name}]` : `where[${name}][${operator}]`
        if (value !== undefined) parameters.push([spelled, String(value)])
      }
    } else if (condition !== undefined) parameters.push([`where[${name}]`, String(condition)])
  }
  list("filter", query.filter)
  for (const [type, names] of Object.entries(query.fields ?? {})) parameters.push([`fields[${type}]`, names.join(",")])
  list("include", query.include)
  list("order", query.order)
  for (const [name, value] of Object.entries(query.parameters ?? {})) {
    if (value !== undefined) parameters.push([name, String(value)])
  }
  if (query.perPage !== undefined) parameters.push(["per_page", String(query.perPage)])
  if (query.offset !== undefined && query.offset > 0) parameters.push(["offset", String(query.offset)])
  return parameters
}
