/**
 * A moment, kept as the API spelled it.
 *
 * Parsing every date of every record costs more than everything else a page needs, and loses the spelling that has to be
 * sent back in a filter. So a moment stays a checked string until somebody asks for more.
 */
import * as DateTime from "effect/DateTime"
import * as Order from "effect/Order"
import * as Schema from "effect/Schema"

const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/

/** `Date.parse` takes the 30th of February for the 2nd of March. */
const dayExists = (text: string) => {
  const day = Number(text.slice(8, 10))
  return (
    day <= 28 ||
    day <= new Date(Date.UTC(2000 + (Number(text.slice(0, 4)) % 400), Number(text.slice(5, 7)), 0)).getUTCDate()
  )
}

/**
 * A moment in ISO 8601 with a zone, such as `2026-11-22T15:30:00Z`. Anything else does not decode.
 *
 * @since 0.1.0
 * @category schemas
 */
export const Instant = Schema.String.pipe(
  Schema.filter((text) => pattern.test(text) && !Number.isNaN(Date.parse(text)) && dayExists(text), {
    message: () => "expected an ISO 8601 moment with a zone, such as 2026-11-22T15:30:00Z"
  }),
  Schema.brand("@openfaith/client-core/Instant")
)

/**
 * @since 0.1.0
 * @category models
 */
export type Instant = typeof Instant.Type

/**
 * The instant in a text, or `undefined` where the text is none.
 *
 * @since 0.1.0
 * @category combinators
 */
export const parse = (text: unknown): Instant | undefined => (Schema.is(Instant)(text) ? text : undefined)

/**
 * Milliseconds since 1970, for comparing and storing.
 *
 * @since 0.1.0
 * @category combinators
 */
export const toEpochMillis = (instant: Instant): number => Date.parse(instant)

/**
 * A `DateTime`, for calculating.
 *
 * @since 0.1.0
 * @category combinators
 */
export const toDateTime = (instant: Instant): DateTime.Utc => DateTime.unsafeMake(instant)

/**
 * The instant of a `DateTime`, in whole seconds and UTC: the form filters are sent in.
 *
 * @since 0.1.0
 * @category constructors
 */
export const fromDateTime = (dateTime: DateTime.DateTime): Instant =>
  Instant.make(`${DateTime.formatIso(dateTime).slice(0, 19)}Z`)

/**
 * The instant so many whole seconds after the beginning of 1970, in UTC.
 *
 * @since 0.1.0
 * @category constructors
 */
export const fromEpochSeconds = (seconds: number): Instant =>
  Instant.make(`${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`)

/**
 * Earlier before later, however they are spelled.
 *
 * @since 0.1.0
 * @category combinators
 */
export const order: Order.Order<Instant> = Order.mapInput(Order.number, toEpochMillis)
