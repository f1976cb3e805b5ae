/** A kind of thing an API serves: what it is called, what it carries, what it points at. */
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import type { Item } from "./Document.ts"
import * as Instant from "./Instant.ts"
import * as Check from "./internal/check.ts"
import { isDeeper } from "./internal/depth.ts"
import { withoutPrototype } from "./internal/object.ts"

/**
 * What one resource says of another.
 *
 * `required` marks a hard dependency: such a record cannot exist without the one it points at.
 *
 * @since 0.1.0
 * @category models
 */
export interface Relationship {
  /** The `key` of the resource it points at; where there may be several, the API's own name for what they have in common. */
  readonly to: string
  readonly required: boolean
  /** Whether it points at several at once. */
  readonly many?: true
  /** What the API calls the type of what it points at, where that is a role (`PrimaryCampus`) and not the type. */
  readonly roles?: ReadonlyArray<string>
  /** The `key`s of the resources it may point at, where there are several. */
  readonly among?: ReadonlyArray<string>
}

/**
 * The names of the events an API sends when a record of a kind comes, changes or goes; those it does not send are absent.
 *
 * @since 0.1.0
 * @category models
 */
export interface Webhooks {
  readonly created?: string
  readonly updated?: string
  readonly destroyed?: string
}

/**
 * A description of one kind of record; `A` is what its attributes decode to, `Rel` names what it points at.
 *
 * @since 0.1.0
 * @category models
 */
export interface Resource<Key extends string, A, Rel extends string = string> {
  /** `product.Type`, unique within an API. */
  readonly key: Key
  readonly product: string
  readonly type: string
  /** The names of the attributes it is described with. */
  readonly attributes: ReadonlyArray<keyof A & string>
  /** Relationships that every complete read carries; those that appear only when included are not listed here. */
  readonly relationships: Readonly<globalThis.Record<Rel, Relationship>>
  readonly webhooks: Webhooks
  /** The attribute that moves with every change, if there is one. */
  readonly changedAt: string | undefined
  /** The attribute that says when the record came to be, if there is one. */
  readonly createdAt: string | undefined
  /** The moment that an attribute of a record stands for, however the API writes it. */
  readonly moment: (item: Item, attribute: string) => Instant.Instant | undefined
  readonly decode: (item: Item) => Either.Either<Decoded<Key, A>, ParseResult.ParseError>
}

/**
 * Any resource, where its types do not matter.
 *
 * @since 0.1.0
 * @category models
 */
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
  /** Where no schema changes a value this is the object in `raw` itself, so neither may be written to. */
  readonly attributes: A
  readonly relationships: Item["relationships"]
  /** The attributes of a lenient resource whose values are not as described: they are in `raw` only. */
  readonly doubtful?: ReadonlyArray<string>
  /** The record exactly as it was received. */
  readonly raw: unknown
}

/**
 * The record type of a resource: `Resource.RecordOf<typeof Person>`.
 *
 * @since 0.1.0
 * @category models
 */
export type RecordOf<R> = R extends { readonly decode: (item: Item) => Either.Either<infer D, ParseResult.ParseError> }
  ? D
  : never

/**
 * The names of a resource's attributes.
 *
 * @since 0.1.0
 * @category models
 */
export type AttributeOf<R> = R extends Resource<string, infer A, string> ? keyof A & string : never

/**
 * The names of what a resource points at.
 *
 * @since 0.1.0
 * @category models
 */
export type RelationshipOf<R> = R extends { readonly relationships: infer Relationships }
  ? keyof Relationships & string
  : never

/**
 * The API's own name for a resource: the second half of its key.
 *
 * @since 0.1.0
 * @category models
 */
export type TypeOf<R> = R extends { readonly key: `${string}.${infer Type}` } ? Type : never

const parseOptions = { onExcessProperty: "preserve" } as const

/** No record is nested deeper than some levels; a store, a log or a comparison would run out of stack over one that is. */
const maxDepth = 64

/**
 * Describes a resource; names stay as the API spells them. A record that is nested more than 64 levels deep does not
 * decode.
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
export const make = <
  const Product extends string,
  const Type extends string,
  Fields extends Schema.Struct.Fields,
  const Relationships extends Readonly<globalThis.Record<string, Relationship>> = Record<never, never>
>(
  product: Product,
  type: Type,
  options: {
    readonly attributes: Fields
    readonly relationships?: Relationships
    readonly webhooks?: Webhooks
    readonly changedAt?: keyof Fields & string
    readonly createdAt?: keyof Fields & string
    /**
     * For a description nobody has seen confirmed: an attribute whose value is not as described is left out of
     * `attributes` and named in `doubtful`, and the record decodes without it. Default: such a record does not decode.
     */
    readonly lenient?: boolean
  }
): Resource<`${Product}.${Type}`, Schema.Struct.Type<Fields>, keyof Relationships & string> => {
  const key = `${product}.${type}` as const
  // The schemas of `Attribute` ask for no services, which the compiler cannot see through the general `Fields`.
  const schema = Schema.Struct(options.attributes) as unknown as Schema.Schema<Schema.Struct.Type<Fields>, unknown>
  const decodeAttributes = ParseResult.decodeUnknownEither(schema, parseOptions)
  const doubtfulIn = (error: ParseResult.ParseIssue) => [
    ...new Set(ParseResult.ArrayFormatter.formatIssueSync(error).flatMap(({ path }) => path.slice(0, 1).map(String)))
  ]
  /** Without what is not as described, as often as it takes: one complaint may hide another. */
  const decodeLeniently = (
    given: Item["attributes"],
    doubtful: ReadonlyArray<string> = []
  ): Either.Either<
    { readonly attributes: Schema.Struct.Type<Fields>; readonly doubtful: ReadonlyArray<string> },
    ParseResult.ParseIssue
  > =>
    Either.match(decodeAttributes(given), {
      onRight: (attributes) => Either.right({ attributes, doubtful }),
      onLeft: (issue) => {
        const names = doubtfulIn(issue).filter((name) => Object.hasOwn(given, name))
        if (names.length === 0) return Either.left(issue)
        const rest = Object.entries(given).filter(([name]) => !names.includes(name))
        return decodeLeniently(Object.fromEntries(rest), [...doubtful, ...names])
      }
    })
  const numbers = new Map<string, (value: unknown) => unknown>()
  /** What a number in an attribute stands for; compiled when the first one comes, since most APIs write text. */
  const meant = (name: string, value: number): unknown => {
    const field = Object.hasOwn(options.attributes, name) ? options.attributes[name] : undefined
    if (field === undefined) return undefined
    const known = numbers.get(name)
    if (known !== undefined) return known(value)
    // as above
    const one = Schema.Struct({ [name]: field }) as unknown as Schema.Schema<Readonly<Record<string, unknown>>, unknown>
    const decode = ParseResult.decodeUnknownOption(one)
    numbers.set(name, (given) => Option.getOrUndefined(decode({ [name]: given }))?.[name])
    return meant(name, value)
  }
  const isDecoded = Check.struct(schema.ast, parseOptions)
  const record = (item: Item, attributes: Schema.Struct.Type<Fields>): Decoded<typeof key, typeof attributes> => ({
    key,
    id: item.id,
    attributes,
    relationships: item.relationships,
    raw: item.raw
  })
  return {
    key,
    product,
    type,
    // the keys of an object are its own, which the compiler leaves open for wider ones
    attributes: Object.keys(options.attributes) as Array<keyof Schema.Struct.Type<Fields> & string>,
    // left out only where there are none
    relationships: (options.relationships ?? {}) as Readonly<
      globalThis.Record<keyof Relationships & string, Relationship>
    >,
    webhooks: options.webhooks ?? {},
    changedAt: options.changedAt,
    createdAt: options.createdAt,
    moment: ({ attributes }, name) => {
      const value = attributes[name]
      return Instant.parse(typeof value === "number" ? meant(name, value) : value)
    },
    decode: (item) => {
      if (isDeeper(item.raw, maxDepth)) {
        const issue = new ParseResult.Type(schema.ast, null, `nested more than ${maxDepth} levels deep`)
        return Either.left(new ParseResult.ParseError({ issue }))
      }
      const attributes = withoutPrototype(item.attributes)
      // no check changes what it looks at, so these are what the schema would make of them
      if (isDecoded?.(attributes) === true) return Either.right(record(item, attributes as Schema.Struct.Type<Fields>))
      if (options.lenient === true) {
        return Either.mapBoth(decodeLeniently(attributes), {
          onLeft: (issue) => new ParseResult.ParseError({ issue }),
          onRight: ({ attributes, doubtful }) => ({
            ...record(item, attributes),
            ...(doubtful.length === 0 ? {} : { doubtful })
          })
        })
      }
      return Either.mapBoth(decodeAttributes(attributes), {
        onLeft: (issue) => new ParseResult.ParseError({ issue }),
        onRight: (decoded) => record(item, decoded)
      })
    }
  }
}

/**
 * When the record last changed, by its own word.
 *
 * @since 0.1.0
 * @category combinators
 */
export const changedAt = (resource: Any, item: Item): Instant.Instant | undefined =>
  resource.changedAt === undefined ? undefined : resource.moment(item, resource.changedAt)

/**
 * When the record came to be, by its own word.
 *
 * @since 0.1.0
 * @category combinators
 */
export const createdAt = (resource: Any, item: Item): Instant.Instant | undefined =>
  resource.createdAt === undefined ? undefined : resource.moment(item, resource.createdAt)

/**
 * The hard dependencies: keys of the resources without which this one cannot exist.
 *
 * @since 0.1.0
 * @category combinators
 */
export const dependencies = (resource: Any): ReadonlyArray<string> =>
  Object.values(resource.relationships)
    .filter(({ required }) => required)
    .map(({ to }) => to)
