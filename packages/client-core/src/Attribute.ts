/**
 * The types that attributes have on the wire.
 *
 * Every attribute may be `null` and may be missing: APIs hide what the credentials may not see, and a sparse read leaves
 * out what was not named.
 */
import * as Schema from "effect/Schema"
import { fromEpochSeconds, Instant, toEpochMillis } from "./Instant.ts"

const attribute = <A, I>(schema: Schema.Schema<A, I>) => Schema.optional(Schema.NullOr(schema))

/**
 * Text.
 *
 * @since 0.1.0
 * @category combinators
 */
export const string = attribute(Schema.String)

/**
 * The id of something else. Some APIs write theirs as text here and as a number there; left as it came.
 *
 * @since 0.1.0
 * @category combinators
 */
export const id = attribute(Schema.Union(Schema.String, Schema.Int))

/**
 * A whole number.
 *
 * @since 0.1.0
 * @category combinators
 */
export const integer = attribute(Schema.Int)

/**
 * A number, which some APIs write as text (`"51.5"`) to keep its digits; left as it came.
 *
 * @since 0.1.0
 * @category combinators
 */
export const decimal = attribute(
  Schema.Union(Schema.Number, Schema.String.pipe(Schema.pattern(/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/)))
)

/**
 * True or false.
 *
 * @since 0.1.0
 * @category combinators
 */
export const boolean = attribute(Schema.Boolean)

/**
 * A calendar date, `YYYY-MM-DD`.
 *
 * @since 0.1.0
 * @category combinators
 */
export const date = attribute(Schema.String.pipe(Schema.pattern(/^\d{4}-\d{2}-\d{2}$/)))

/**
 * A moment; see {@link Instant}.
 *
 * @since 0.1.0
 * @category combinators
 */
export const instant = attribute(Instant)

/** A moment as whole seconds since 1970, within the years that have four digits. */
const Epoch = Schema.transform(
  Schema.Int.pipe(Schema.between(-62_167_219_200, 253_402_300_799)),
  Schema.typeSchema(Instant),
  {
    strict: true,
    decode: fromEpochSeconds,
    encode: (instant) => Math.floor(toEpochMillis(instant) / 1000)
  }
)

/**
 * A moment that the API writes as seconds since 1970: an {@link Instant} to everybody else.
 *
 * @since 0.1.0
 * @category combinators
 */
export const epoch = attribute(Epoch)

/**
 * Any JSON value, not looked into.
 *
 * @since 0.1.0
 * @category combinators
 */
export const json = attribute(Schema.Unknown)
