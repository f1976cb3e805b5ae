/** What a write sends, checked against what its endpoint allows. */
import * as Either from "effect/Either"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import type * as Document from "../Document.ts"
import type * as Endpoint from "../Endpoint.ts"
import type { Complaint } from "../Query.ts"
import * as Suggestion from "../Suggestion.ts"

/** A write's input in any endpoint's names. */
export interface Input {
  readonly headers?: Readonly<Record<string, string>>
  readonly repeatable?: boolean
  readonly path?: Readonly<Record<string, string>>
  readonly attributes?: Readonly<Record<string, unknown>>
  readonly relationships?: Readonly<
    Record<string, string | ReadonlyArray<string> | Document.Item["relationships"][string] | undefined>
  >
  readonly included?: ReadonlyArray<{
    readonly type: string
    readonly attributes?: Readonly<Record<string, unknown>>
    readonly relationships?: Document.Item["relationships"]
  }>
}

const attributes = (
  writable: Endpoint.Writable,
  given: Readonly<Record<string, unknown>>
): Either.Either<Readonly<Record<string, unknown>>, Complaint> => {
  const fields = writable.attributes ?? {}
  const stranger = writable.open === true ? undefined : Object.keys(given).find((name) => !Object.hasOwn(fields, name))
  if (stranger !== undefined) {
    return Either.left({ field: `attributes.${stranger}`, problem: Suggestion.sentence(stranger, Object.keys(fields)) })
  }
  const missing = (writable.required ?? []).find((name) => given[name] === undefined || given[name] === null)
  if (missing !== undefined) return Either.left({ field: `attributes.${missing}`, problem: "has to be given" })
  // The schemas of attributes ask for no services, which the compiler cannot see through the general `Fields`.
  const schema = Schema.Struct(fields) as unknown as Schema.Schema<unknown, Readonly<Record<string, unknown>>>
  return Either.mapLeft(ParseResult.encodeUnknownEither(schema, { onExcessProperty: "preserve" })(given), (error) => {
    const [issue] = ParseResult.ArrayFormatter.formatIssueSync(error)
    return {
      field: ["attributes", ...(issue?.path ?? [])].join("."),
      problem: issue?.message ?? "is not as described"
    }
  })
}

const isIds = (value: unknown): value is ReadonlyArray<string> =>
  Array.isArray(value) && value.every((id) => typeof id === "string" && id !== "")

const isReference = (value: unknown): value is Document.Reference =>
  typeof value === "object" &&
  value !== null &&
  "type" in value &&
  typeof value.type === "string" &&
  "id" in value &&
  typeof value.id === "string"

const isReferences = (value: unknown): value is Document.Item["relationships"][string] =>
  value === null || isReference(value) || (Array.isArray(value) && value.every(isReference))

const relationships = (
  writable: Endpoint.Writable,
  given: Readonly<Record<string, unknown>>
): Either.Either<Document.Item["relationships"], Complaint> => {
  const known = writable.relationships ?? {}
  const result: Record<string, Document.Reference | ReadonlyArray<Document.Reference> | null> = {}
  for (const [name, value] of Object.entries(given)) {
    const field = `relationships.${name}`
    const assignable = Object.hasOwn(known, name) ? known[name] : undefined
    if (assignable === undefined && writable.open === true) {
      if (!isReferences(value)) return Either.left({ field, problem: "expected type and id, a list of such, or null" })
      result[name] = value
      continue
    }
    if (assignable === undefined) return Either.left({ field, problem: Suggestion.sentence(name, Object.keys(known)) })
    const { many, type } = assignable
    if (value === undefined) continue
    if (many === true) {
      if (!isIds(value)) return Either.left({ field, problem: "expected a list of ids, each text that is not empty" })
      result[name] = value.map((id) => ({ type, id }))
    } else if (value === null) result[name] = null
    else if (typeof value === "string" && value !== "") result[name] = { type, id: value }
    else return Either.left({ field, problem: "expected an id, as text that is not empty, or null" })
  }
  return Either.right(result)
}

/** A path's last value is the id of what it leads to: `/people/{id}`, but not `/lists/{id}/run`. */
const idIn = (path: string, values: Readonly<Record<string, string>>): string | undefined => {
  const name = /\{([^}]+)\}$/.exec(path)?.[1]
  return name !== undefined && Object.hasOwn(values, name) ? values[name] : undefined
}

const known = new Set(["path", "attributes", "relationships", "included", "headers", "repeatable"])

/** A header's name is a token, and its value is visible text (RFC 9110 §5.5, §5.6.2); clients throw at others. */
const headerProblem = ([name, value]: readonly [string, string]): Complaint | undefined => {
  const field = `headers.${name}`
  if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) return { field, problem: "no header is called so" }
  return /^[\t\x20-\x7e]*$/.test(value) ? undefined : { field, problem: "no header may hold all of it" }
}

/** The headers of one call, with their names in lower case. */
export const headers = (input: Input): Either.Either<Readonly<Record<string, string>>, Complaint> => {
  const given = Object.entries(input.headers ?? {})
  const problem = given.map(headerProblem).find((one) => one !== undefined)
  return problem === undefined
    ? Either.right(Object.fromEntries(given.map(([name, value]) => [name.toLowerCase(), value])))
    : Either.left(problem)
}

/** The text to send, or nothing where there is nothing to say. */
export const body = (
  envelope: Document.Envelope,
  endpoint: Endpoint.AnyWrite,
  input: Input
): Either.Either<string | undefined, Complaint> =>
  Either.gen(function* () {
    const writable: Endpoint.Writable = endpoint._tag === "Delete" ? {} : endpoint.writable
    const strange = Object.keys(input).find((name) => !known.has(name))
    if (strange !== undefined) {
      return yield* Either.left({ field: strange, problem: Suggestion.sentence(strange, known) })
    }
    if (input.included !== undefined && writable.included !== true) {
      return yield* Either.left({ field: "included", problem: "this endpoint takes no records along" })
    }
    const values = yield* attributes(writable, input.attributes ?? {})
    const references = yield* relationships(writable, input.relationships ?? {})
    if (endpoint._tag === "Delete") return undefined
    const isEmpty = input.attributes === undefined && input.relationships === undefined && input.included === undefined
    if (endpoint._tag === "Action" && isEmpty) return undefined
    const id = endpoint._tag === "Update" ? idIn(endpoint.path, input.path ?? {}) : undefined
    const write: Document.Write = {
      type: endpoint.type,
      ...(id === undefined ? {} : { id }),
      attributes: values,
      relationships: references,
      included: (input.included ?? []).map((along) => ({
        type: along.type,
        attributes: along.attributes ?? {},
        relationships: along.relationships ?? {},
        included: []
      }))
    }
    return yield* Either.try({
      try: () => JSON.stringify(envelope.body(write)),
      catch: (cause) => ({ field: "attributes", problem: `cannot be written as JSON: ${String(cause)}` })
    })
  })
