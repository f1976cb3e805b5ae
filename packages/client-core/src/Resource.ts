/** A kind of thing an API serves: what it is called, what it carries, what it points at. */
import * as Either from "effect/Either"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import type { Item } from "./Document.ts"
import * as Instant from "./Instant.ts"

/**
 * What one resource says of another.
 *
 * `required` marks a hard dependency: such a record cannot exist without the one it points at.
 *
 * @since 0.1.0
 * @category models
 */
export interface Relationship {
  /** The `key` of the resource it points at. */
  readonly to: string
  readonly required: boolean
}

/**
 * A description of one kind of record; `A` is what its attributes decode to.
 *
 * @since 0.1.0
 * @category models
 */
export interface Resource<Key extends string, A> {
  /** `product.Type`, unique within an API. */
  readonly key: Key
  readonly product: string
  readonly type: string
  /** The names of the attributes it is described with. */
  readonly attributes: ReadonlyArray<keyof A & string>
  /** Relationships that every complete read carries; those that appear only when included are not listed here. */
  readonly relationships: Readonly<globalThis.Record<string, Relationship>>
  /** The attribute that moves with every change, if there is one. */
  readonly changedAt: string | undefined
  /** The attribute that says when the record came to be, if there is one. */
  readonly createdAt: string | undefined
  readonly decode: (item: Item) => Either.Either<Decoded<Key, A>, ParseResult.ParseError>
}

/** Any resource, where its types do not matter. */
export interface Any extends Omit<Resource<string, unknown>, "attributes"> {
  readonly attributes: ReadonlyArray<string>
}

/**
 * One decoded record. Attributes the description does not know are kept, untyped, in `raw`.
 *
 * @since 0.1.0
 * @category models
 */
export interface Decoded<Key extends string, A> {
  readonly key: Key
  readonly id: string
  readonly attributes: A
  readonly relationships: Item["relationships"]
  /** The record exactly as it was received. */
  readonly raw: unknown
}

/** The record type of a resource: `Resource.RecordOf<typeof Person>`. */
export type RecordOf<R> = R extends { readonly decode: (item: Item) => Either.Either<infer D, ParseResult.ParseError> }
  ? D
  : never

/**
 * Describes a resource; names stay as the API spells them.
 *
 * @example
 * const Email = Resource.make("people", "Email", {
 *   attributes: { address: Attribute.string, updated_at: Attribute.instant },
 *   relationships: { person: { to: "people.Person", required: true } },
 *   changedAt: "updated_at"
 * })
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = <const Product extends string, const Type extends string, Fields extends Schema.Struct.Fields>(
  product: Product,
  type: Type,
  options: {
    readonly attributes: Fields
    readonly relationships?: Readonly<globalThis.Record<string, Relationship>>
    readonly changedAt?: keyof Fields & string
    readonly createdAt?: keyof Fields & string
  }
): Resource<`${Product}.${Type}`, Schema.Struct.Type<Fields>> => {
  const key = `${product}.${type}` as const
  // The schemas of `Attribute` ask for no services, which the compiler cannot see through the general `Fields`.
  const schema = Schema.Struct(options.attributes) as unknown as Schema.Schema<Schema.Struct.Type<Fields>, unknown>
  const decodeAttributes = ParseResult.decodeUnknownEither(schema, { onExcessProperty: "preserve" })
  return {
    key,
    product,
    type,
    // the keys of an object are its own, which the compiler leaves open for wider ones
    attributes: Object.keys(options.attributes) as Array<keyof Schema.Struct.Type<Fields> & string>,
    relationships: options.relationships ?? {},
    changedAt: options.changedAt,
    createdAt: options.createdAt,
    decode: (item) =>
      Either.mapBoth(decodeAttributes(item.attributes), {
        onLeft: (issue) => new ParseResult.ParseError({ issue }),
        onRight: (decoded) => ({
          key,
          id: item.id,
          attributes: decoded,
          relationships: item.relationships,
          raw: item.raw
        })
      })
  }
}

/** When the record last changed, by its own word. */
export const changedAt = (resource: Any, item: Item): Instant.Instant | undefined =>
  resource.changedAt === undefined ? undefined : Instant.parse(item.attributes[resource.changedAt])

/** When the record came to be, by its own word. */
export const createdAt = (resource: Any, item: Item): Instant.Instant | undefined =>
  resource.createdAt === undefined ? undefined : Instant.parse(item.attributes[resource.createdAt])

/** The hard dependencies: keys of the resources without which this one cannot exist. */
export const dependencies = (resource: Any): ReadonlyArray<string> =>
  Object.values(resource.relationships).flatMap(({ required, to }) => (required ? [to] : []))
