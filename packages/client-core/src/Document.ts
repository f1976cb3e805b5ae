/** What an API answers with and is sent, freed of how that API wraps it. */
import type * as Either from "effect/Either"

/**
 * Points at one thing, by the API's own type name and id.
 *
 * @since 0.1.0
 * @category models
 */
export interface Reference {
  readonly type: string
  readonly id: string
}

/**
 * What a thing says of others: of one, of several, or that there is none.
 *
 * @since 0.1.0
 * @category models
 */
export type Relationships = Readonly<Record<string, Reference | ReadonlyArray<Reference> | null>>

/**
 * One thing as it came over the wire, its attributes not yet looked into.
 *
 * @since 0.1.0
 * @category models
 */
export interface Item extends Reference {
  readonly attributes: Readonly<Record<string, unknown>>
  readonly relationships: Relationships
  /** The thing exactly as it was received. */
  readonly raw: unknown
  /**
   * Names in `raw.links` that the API sends only in some reads of the thing. The sync engine does not store these links. Absent
   * when there are none.
   */
  readonly strayLinks?: ReadonlyArray<string>
}

/**
 * A member of an answer that is no thing of its API: what names it is missing. The members around it have nothing to do with
 * it.
 *
 * @since 0.1.0
 * @category models
 */
export interface Malformed {
  /** Whether it came in the place of a thing asked for, or of one sent along. */
  readonly place: "items" | "included"
  /** How many members come before it in that place. */
  readonly index: number
  /** The member exactly as it was received. */
  readonly raw: unknown
  /** What is wrong with it, in words. */
  readonly problem: string
}

/**
 * One answer: the things asked for, what was sent along, and where the listing goes on.
 *
 * @since 0.1.0
 * @category models
 */
export interface Document {
  readonly items: ReadonlyArray<Item>
  readonly included: ReadonlyArray<Item>
  /** What came in their places and is none; absent where everything is as it should be. */
  readonly malformed?: ReadonlyArray<Malformed>
  /** Whether the answer is a list, rather than one thing or none; absent where the envelope cannot tell. */
  readonly isList?: boolean
  /** Where the listing goes on, as the API gave it; absent at its end and in answers that are no listing. */
  readonly next: string | undefined
  /** How many things the whole listing holds, where the API says. */
  readonly total: number | undefined
  /** The id of the account that the answer belongs to, where the API says: that of an organisation, a workspace, a shop. */
  readonly account?: string | undefined
}

/**
 * One thing to be written.
 *
 * @since 0.1.0
 * @category models
 */
export interface Write {
  readonly type: string
  /** Absent where the API gives the id. */
  readonly id?: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly relationships: Relationships
  /** Things that come to be with this one. */
  readonly included: ReadonlyArray<Write>
}

/**
 * One thing the API found wrong with a request, with the API's own pointer at the culprit.
 *
 * @since 0.1.0
 * @category models
 */
export interface Problem {
  readonly field: string | undefined
  readonly code: string | undefined
  readonly detail: string
}

/**
 * How an API wraps its answers and what it is sent; `JsonApi` is one.
 *
 * @since 0.1.0
 * @category models
 */
export interface Envelope {
  /**
   * Takes a parsed body apart, or says in words why it is not such an answer. What those words repeat of the body belongs in
   * quotes, as `JSON.stringify` gives it: secrets are taken out of it there.
   */
  readonly document: (body: unknown) => Either.Either<Document, string>
  /**
   * The texts of all members in the places of things asked for and of things sent along, what is malformed among them, in
   * their order: for whoever keeps things to the letter. Without it they are kept as `JSON.stringify` prints them.
   */
  readonly texts?: (body: string) => { readonly items: ReadonlyArray<string>; readonly included: ReadonlyArray<string> }
  /** Takes one thing apart, from what its item has as `raw`; or says in words why it is none. */
  readonly item: (raw: unknown) => Either.Either<Item, string>
  /** What an error body complains of; empty where it says nothing. */
  readonly problems: (body: unknown) => ReadonlyArray<Problem>
  /**
   * Whether the JSON body of a 404 or 410 is the API's own statement that there is no such thing. Only that confirms a
   * deletion. By default it is when `problems` finds any.
   */
  readonly isNotFound?: (body: unknown, status: number) => boolean
  /** The body that asks for a thing to be written, ready for `JSON.stringify`. */
  readonly body: (write: Write) => unknown
}

/**
 * A listing's page: its items, and what else the answer says. Nothing was sent along, it is the last page, and the API
 * says no total, unless `options` has it.
 *
 * @since 0.1.0
 * @category constructors
 */
export const list = (
  items: ReadonlyArray<Item>,
  options: Partial<Pick<Document, "included" | "next" | "total" | "account">> = {}
): Document => ({ included: [], next: undefined, total: undefined, ...options, items, isList: true })

/**
 * The answer to a read or write of one thing; of none where the API says that there is none.
 *
 * @since 0.1.0
 * @category constructors
 */
export const one = (
  item: Item | undefined,
  options: Partial<Pick<Document, "included" | "account">> = {}
): Document => ({
  included: [],
  ...options,
  items: item === undefined ? [] : [item],
  isList: false,
  next: undefined,
  total: undefined
})
