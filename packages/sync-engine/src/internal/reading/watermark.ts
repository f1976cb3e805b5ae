/** Which moments of records a watermark may follow. Pure. */
import { Instant } from "@openfaith/client-core"
import * as Duration from "effect/Duration"

/** `Date` headers have whole seconds, and the clocks of one service differ a little: so much ahead is no mistake. */
const tolerance = Duration.toMillis("5 minutes")

/** Whether a moment lies after the source's own time, by more than clocks differ. */
export const isAhead = (at: Instant.Instant | undefined, now: Instant.Instant | undefined): boolean =>
  at !== undefined && now !== undefined && Instant.toEpochMillis(at) > Instant.toEpochMillis(now) + tolerance

/** The moment, but never after the source's own time; none where it lies so far ahead that it must be a mistake. */
export const plausible = (
  at: Instant.Instant | undefined,
  now: Instant.Instant | undefined
): Instant.Instant | undefined => {
  if (at === undefined || now === undefined || Instant.order(at, now) <= 0) return at
  return isAhead(at, now) ? undefined : now
}
