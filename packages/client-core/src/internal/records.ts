/** From a document to records, by the description of their resource. */
import * as Either from "effect/Either"
import { UnexpectedBody } from "../ClientError.ts"
import type { Answered } from "../Connection.ts"
import type { Item } from "../Document.ts"
import type * as Endpoint from "../Endpoint.ts"
import type * as Query from "../Query.ts"
import type * as Resource from "../Resource.ts"

/** What a complaint repeats of a record at most: a record may be as long as its answer. */
const longest = 1_000

/** Printing recurses, and a hostile value may be nested deeper than the stack. */
const print = (words: () => string): string =>
  Either.getOrElse(Either.try(words), () => "nested too deep to be shown").slice(0, longest)

const unexpected = (endpoint: Endpoint.Any, { requestId, status }: Answered, problem: string, body = "") =>
  // the answer was whole, so asking again would change nothing
  new UnexpectedBody({ endpoint: endpoint.name, status, requestId, problem, body, remedy: "none" })

/** The record in one item, or an error that shows enough of it. */
export const decode = (endpoint: Endpoint.Any, answered: Answered, resource: Resource.Any, item: Item) =>
  Either.mapLeft(resource.decode(item), (issue) =>
    unexpected(
      endpoint,
      answered,
      `${resource.type} ${JSON.stringify(item.id.slice(0, 100))}: ${print(() => issue.message)}`,
      print(() => JSON.stringify(item.raw)).slice(0, 500)
    )
  )

/** Fails where a member in the place of a record is none: what has no name cannot be handed out, nor left out in silence. */
export const checkMembers = (endpoint: Endpoint.Any, answered: Answered, asked: { readonly included: boolean }) => {
  const { malformed = [] } = answered.document
  const found = malformed.find(({ place }) => place === "items" || asked.included)
  if (found === undefined) return Either.void
  const { index, place, problem, raw } = found
  return Either.left(
    unexpected(endpoint, answered, `${place}[${index}]: ${problem}`, print(() => JSON.stringify(raw)).slice(0, 500))
  )
}

/** The API's types of what the items point at by a relationship: some name a role (`PrimaryCampus`) and not the type. */
const pointedAt = (items: ReadonlyArray<Item>, relationship: string): ReadonlySet<string> =>
  new Set(
    items.flatMap(({ relationships }) => {
      const found = relationships[relationship] ?? []
      return "id" in found ? [found.type] : found.map(({ type }) => type)
    })
  )

/** The included records we have a description of; an API may send along more than was asked for. */
export const decodeIncluded = (
  endpoint: Endpoint.AnyList | Endpoint.AnyGet,
  query: Query.Query,
  answered: Answered
) => {
  const { included, items } = answered.document
  const { include = {} } = endpoint.capabilities
  const checked = checkMembers(endpoint, answered, { included: (query.include ?? []).length > 0 })
  if (Either.isLeft(checked)) return Either.left(checked.left)
  const names = new Set((query.include ?? []).flatMap((name) => [name, name.split(".")[0] ?? name]))
  const asked = Array.from(names).flatMap((name) => {
    const resource = Object.hasOwn(include, name) ? include[name] : undefined
    return resource === undefined ? [] : [{ resource, roles: pointedAt(items, name) }]
  })
  return Either.all(
    included.flatMap((item) => {
      const found =
        asked.find(({ resource }) => resource.type === item.type) ?? asked.find(({ roles }) => roles.has(item.type))
      return found === undefined ? [] : [decode(endpoint, answered, found.resource, item)]
    })
  )
}

/** The one record an answer holds. */
export const only = (endpoint: Endpoint.Any, resource: Resource.Any, answered: Answered) => {
  const [item] = answered.document.items
  const checked = checkMembers(endpoint, answered, { included: false })
  if (Either.isLeft(checked)) return Either.left(checked.left)
  return item === undefined
    ? Either.left(unexpected(endpoint, answered, "the answer holds no record"))
    : decode(endpoint, answered, resource, item)
}
