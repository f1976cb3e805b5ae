/** Records in the host's own model: rows of the host's own tables, written by the very commit that keeps the records. */
import type { Document, Resource } from "@openfaith/client-core"
import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"

/**
 * Whose records they are: a host may keep the rows of many accounts in one table.
 *
 * @since 0.1.0
 * @category models
 */
export interface Origin {
  readonly connection: string
}

/**
 * What records have become: rows that can be written, and what is none.
 *
 * @since 0.1.0
 * @category models
 */
export interface Rows<out R = never> {
  /** The records of the rows, in their order. */
  readonly ids: ReadonlyArray<string>
  /** Writes the rows from one place to before another. */
  readonly write: (from: number, to: number) => Effect.Effect<unknown, unknown, R>
  /** Records for which the host's model has no row, or not any more. */
  readonly without: ReadonlyArray<string>
  /** Records that are none of the host's model, and why. */
  readonly refused: ReadonlyArray<{ readonly id: string; readonly issue: string }>
}

/**
 * How the records of one resource become rows of the host's own.
 *
 * @since 0.1.0
 * @category models
 */
export interface Projection<out R = never> {
  readonly name: string
  readonly version: number
  /** `product.Type`. */
  readonly resource: string
  readonly rows: (items: ReadonlyArray<Document.Item>, origin: Origin) => Rows<R>
  readonly remove: (ids: Arr.NonEmptyReadonlyArray<string>, origin: Origin) => Effect.Effect<unknown, unknown, R>
}

/**
 * What a row points at is not there yet. A projection that fails so is tried again, by itself, at the end of each run.
 *
 * @since 0.1.0
 * @category errors
 */
export class MissingParent extends Schema.TaggedError<MissingParent>("@openfaith/sync-engine/MissingParent")(
  "MissingParent",
  { parent: Schema.String }
) {
  override get message() {
    return `${this.parent} is not there yet`
  }
}

/** What is wrong, field by field, without the description of all that would be right. */
const complaint = (error: ParseResult.ParseError): string =>
  ParseResult.ArrayFormatter.formatErrorSync(error)
    .map(({ message, path }) => `${path.join(".")}: ${message}`)
    .join("; ")

/**
 * Describes how the records of a resource become rows of the host's own.
 *
 * `decode` says what a record says, in the words of the host's model; what it gives is checked against `schema`. It gives
 * nothing where the model has no row for such a record: then the row it may have had is removed. `write` and `remove` take
 * many at once, and have to bear being asked twice. They are run in the transaction that keeps the records: what they do
 * through the host's own `SqlClient`, on the database the store is in, is there exactly if the records are.
 *
 * A row that is refused, by the schema or by the database, is kept aside with the reason, and holds up no other.
 *
 * A projection that is new, or has another version than before, is first run over all that is stored, with nothing asked of
 * the source, when the next run begins.
 *
 * @example
 * const members = Projection.make(Person.resource, {
 *   schema: Member,
 *   decode: ({ attributes, id }) => ({ id, name: attributes.name, joined: attributes.created_at }),
 *   write: (rows) => Effect.flatMap(SqlClient.SqlClient, (sql) => sql`
 *     INSERT INTO member ${sql.insert(rows)} ON CONFLICT (id) DO UPDATE SET name = excluded.name, joined = excluded.joined`),
 *   remove: (ids) => Effect.flatMap(SqlClient.SqlClient, (sql) => sql`DELETE FROM member WHERE ${sql.in("id", ids)}`)
 * })
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = <Key extends string, A, Row, Encoded, R1 = never, R2 = never>(
  resource: Pick<Resource.Resource<Key, A>, "key" | "decode">,
  options: {
    /** What it is called where rows are listed that were refused; by default as its resource. */
    readonly name?: string
    /** To be raised with each change after which the rows would be others; default 1. */
    readonly version?: number
    readonly schema: Schema.Schema<Row, Encoded>
    readonly decode: (record: Resource.Decoded<Key, A>, origin: Origin) => NoInfer<Encoded> | undefined
    readonly write: (rows: Arr.NonEmptyReadonlyArray<Row>, origin: Origin) => Effect.Effect<unknown, unknown, R1>
    readonly remove: (ids: Arr.NonEmptyReadonlyArray<string>, origin: Origin) => Effect.Effect<unknown, unknown, R2>
  }
): Projection<R1 | R2> => {
  const { decode, name = resource.key, remove, schema, version = 1, write } = options
  const check = Schema.decodeEither(schema)

  /** The row of a record; none where the model has none. */
  const toRow = (item: Document.Item, origin: Origin): Either.Either<Option.Option<Row>, string> =>
    Either.gen(function* () {
      const record = yield* Either.mapLeft(resource.decode(item), complaint)
      const encoded = yield* Either.try({ try: () => decode(record, origin), catch: String })
      return encoded === undefined ? Option.none() : Option.some(yield* Either.mapLeft(check(encoded), complaint))
    })

  return {
    name,
    version,
    resource: resource.key,
    rows: (items, origin) => {
      const rows: Array<Row> = []
      const ids: Array<string> = []
      const without: Array<string> = []
      const refused: Array<{ readonly id: string; readonly issue: string }> = []
      for (const item of items) {
        const row = toRow(item, origin)
        if (Either.isLeft(row)) refused.push({ id: item.id, issue: row.left })
        else if (Option.isNone(row.right)) without.push(item.id)
        else {
          rows.push(row.right.value)
          ids.push(item.id)
        }
      }
      return {
        ids,
        without,
        refused,
        write: (from, to) => {
          const some = rows.slice(from, to)
          return Arr.isNonEmptyReadonlyArray(some) ? write(some, origin) : Effect.void
        }
      }
    },
    remove
  }
}
