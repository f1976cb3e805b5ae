/** Whether an account is as it is described: its own word against ours. */
import { type ClientError, Connection, type Document, type Endpoint } from "@openfaith/client-core"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import { metaOf, namesIn } from "./internal/answers.ts"
import * as Facts from "./internal/facts.ts"

/**
 * Something in which an account and a description differ.
 *
 * @since 0.1.0
 * @category models
 */
export interface Difference {
  /** `product.Type` */
  readonly resource: string
  readonly what: "listing" | "attribute" | "relationship" | "where" | "order" | "include" | "filter"
  readonly name: string
  /**
   * - `new`: the account has it, and the description does not.
   * - `gone`: the description has it, and the account does not offer it.
   * - `unseen`: described, and in none of the records that were looked at; it may be hidden from these credentials.
   * - `different`: there, but not of the described type.
   * - `refused`: not for these credentials, or not there at all.
   */
  readonly is: "new" | "gone" | "unseen" | "different" | "refused"
}

/** What of one product is described. */
type Reading = Pick<Endpoint.Readable, "list" | "resource">

const compare = (
  resource: string,
  what: Difference["what"],
  theirs: ReadonlyArray<string>,
  ours: ReadonlyArray<string>,
  missing: "gone" | "unseen" = "gone"
): ReadonlyArray<Difference> => [
  ...theirs.filter((name) => !ours.includes(name)).map((name) => ({ resource, what, name, is: "new" as const })),
  ...ours.filter((name) => !theirs.includes(name)).map((name) => ({ resource, what, name, is: missing }))
]

const namesOf = (items: ReadonlyArray<Document.Item>, part: "attributes" | "relationships") => [
  ...new Set(items.flatMap((item) => Object.keys(item[part])))
]

const differencesIn = ({ list, resource }: Reading, document: Document.Document): ReadonlyArray<Difference> => {
  const { key } = resource
  const { capabilities } = list
  const { items } = document
  const meta = metaOf(document)
  const hidden = Facts.fieldsOnly[key] ?? []
  const ignored = (name: string) => !Facts.ignoredWhere.includes(`${key}.${name}`)
  const doubtful = new Set(
    items.flatMap((item) =>
      Either.match(resource.decode(item), { onLeft: () => [], onRight: (one) => one.doubtful ?? [] })
    )
  )
  // an account offers only what it sends along itself, and not what hangs from that
  const includes = Object.keys(capabilities.include ?? {}).filter((name) => !name.includes("."))
  const isBroken = items.some((item) => Either.isLeft(resource.decode(item)))
  return [
    ...compare(key, "where", namesIn(meta, "can_query_by").filter(ignored), Object.keys(capabilities.where ?? {})),
    ...compare(key, "order", namesIn(meta, "can_order_by"), capabilities.order ?? []),
    ...compare(key, "include", namesIn(meta, "can_include"), includes),
    ...compare(key, "filter", namesIn(meta, "can_filter"), capabilities.filter ?? []),
    ...(items.length === 0
      ? []
      : [
          ...compare(
            key,
            "attribute",
            namesOf(items, "attributes"),
            resource.attributes.filter((name) => !hidden.includes(name)),
            "unseen"
          ).filter(({ name }) => !hidden.includes(name)),
          ...compare(
            key,
            "relationship",
            namesOf(items, "relationships"),
            Object.keys(resource.relationships),
            "unseen"
          )
        ]),
    ...[...doubtful].map((name) => ({ resource: key, what: "attribute" as const, name, is: "different" as const })),
    ...(isBroken ? [{ resource: key, what: "listing" as const, name: list.path, is: "different" as const }] : [])
  ]
}

/**
 * Compares descriptions with what an account says of itself: the names its answers offer (`meta.can_*`), and the
 * attributes its records have. One request for each listing; a listing that these credentials may not see is a difference
 * like any other.
 *
 * @example
 * const differences = yield* Pco.check(People.readables)
 *
 * @since 0.1.0
 * @category constructors
 */
export const check = (
  readables: ReadonlyArray<Reading>
): Effect.Effect<ReadonlyArray<Difference>, ClientError.ClientError, Connection.Connection> =>
  Effect.gen(function* () {
    const connection = yield* Connection.Connection
    const one = (readable: Reading) => {
      const { key } = readable.resource
      const refused: Difference = { resource: key, what: "listing", name: readable.list.path, is: "refused" }
      return connection.read(readable.list, readable.list.path).pipe(
        Effect.map(({ document }) => differencesIn(readable, document)),
        Effect.catchTags({
          NotFound: () => Effect.succeed([refused]),
          Forbidden: () => Effect.succeed([refused])
        })
      )
    }
    return (yield* Effect.forEach(readables, one, { concurrency: 2 })).flat()
  }).pipe(Effect.withSpan("Pco.check"))
