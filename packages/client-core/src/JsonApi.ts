/** The envelope and query spelling of JSON:API 1.0, as far as reading needs it (https://jsonapi.org/format/1.0). */
import * as Either from "effect/Either"
import type { Document, Envelope, Item, Problem, Reference } from "./Document.ts"
import type { Query } from "./Query.ts"

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const reference = (value: unknown): Reference | undefined =>
  isObject(value) && typeof value.type === "string" && (typeof value.id === "string" || typeof value.id === "number")
    ? { type: value.type, id: String(value.id) }
    : undefined

const relationships = (value: unknown): Item["relationships"] => {
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
const attributes = (value: unknown): Item["attributes"] => {
  if (!isObject(value)) return {}
  if (!Object.hasOwn(value, "__proto__")) return value
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== "__proto__"))
}

const item = (value: unknown): Item | undefined => {
  const self = reference(value)
  if (self === undefined || !isObject(value)) return undefined
  return {
    ...self,
    attributes: attributes(value.attributes),
    relationships: relationships(value.relationships),
    raw: value
  }
}

const items = (value: unknown, where: string): Either.Either<ReadonlyArray<Item>, string> => {
  if (value === undefined) return Either.right([])
  if (!Array.isArray(value)) return Either.left(`\`${where}\` is not a list`)
  const result: Array<Item> = []
  for (const [index, one] of value.entries()) {
    const parsed = item(one)
    if (parsed === undefined) return Either.left(`\`${where}[${index}]\` has no type and id`)
    result.push(parsed)
  }
  return Either.right(result)
}

/** A link is its URL, or an object that holds it. */
const href = (link: unknown): string | undefined => {
  const url = isObject(link) ? link.href : link
  return typeof url === "string" ? url : undefined
}

const document = (body: unknown): Either.Either<Document, string> => {
  if (!isObject(body)) return Either.left("the body is not an object")
  if (!("data" in body)) return Either.left("the body has no `data`")
  const data = Array.isArray(body.data) ? body.data : [body.data]
  return Either.gen(function* () {
    const links = isObject(body.links) ? body.links : {}
    const meta = isObject(body.meta) ? body.meta : {}
    return {
      items: yield* items(data, "data"),
      included: yield* items(body.included, "included"),
      next: href(links.next),
      total: typeof meta.total_count === "number" ? meta.total_count : undefined
    }
  })
}

const problems = (body: unknown): ReadonlyArray<Problem> => {
  if (!isObject(body) || !Array.isArray(body.errors)) return []
  return body.errors.filter(isObject).map((error) => {
    const source = isObject(error.source) ? error.source : {}
    const field = source.parameter ?? source.pointer
    const detail = error.detail ?? error.title
    return {
      field: typeof field === "string" ? field : undefined,
      code: typeof error.code === "string" ? error.code : undefined,
      detail: typeof detail === "string" ? detail : "no detail given"
    }
  })
}

/**
 * Bodies of `data`, `included`, `links` and `meta`; errors in `errors`.
 *
 * @since 0.1.0
 * @category constructors
 */
export const envelope: Envelope = { document, problems }

/**
 * Spells a query as URL parameters: `where[name][gte]=…`, `fields[Type]=…`, `include=a,b`, `order=-name`, `per_page`, `offset`.
 *
 * @since 0.1.0
 * @category combinators
 */
export const encodeQuery = (query: Query): ReadonlyArray<readonly [string, string]> => {
  const parameters: Array<readonly [string, string]> = []
  for (const [name, condition] of Object.entries(query.where ?? {})) {
    if (typeof condition === "object") {
      for (const [operator, value] of Object.entries(condition)) {
        if (value !== undefined) parameters.push([`where[${name}][${operator}]`, String(value)])
      }
    } else if (condition !== undefined) parameters.push([`where[${name}]`, String(condition)])
  }
  for (const [type, names] of Object.entries(query.fields ?? {})) parameters.push([`fields[${type}]`, names.join(",")])
  if (query.include !== undefined && query.include.length > 0) parameters.push(["include", query.include.join(",")])
  if (query.order !== undefined && query.order.length > 0) parameters.push(["order", query.order.join(",")])
  if (query.perPage !== undefined) parameters.push(["per_page", String(query.perPage)])
  if (query.offset !== undefined && query.offset > 0) parameters.push(["offset", String(query.offset)])
  return parameters
}
