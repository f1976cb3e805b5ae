/**
 * A `QuotaStore` over anything that keeps one text a budget and can change it in one atomic step: a row of a table, a
 * document, a file.
 *
 * The rules of the budget stay here; a store brings the text, its lock, and its clock.
 */
import * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { QuotaUnavailable } from "./ClientError.ts"
import * as Ledger from "./internal/ledger.ts"
import { Grant, type QuotaStore } from "./QuotaStore.ts"

/**
 * What becomes of a budget's book, and what the asker is answered.
 *
 * @since 0.1.0
 * @category models
 */
export interface Changed<A> {
  readonly answer: A
  /** To be kept in place of what was read. */
  readonly book: string
  /** Milliseconds after which the book may be forgotten, if nobody changes it again. */
  readonly keep: number
}

/**
 * Where the books are.
 *
 * @since 0.1.0
 * @category models
 */
export interface Shelf {
  /**
   * Reads the book of a key, changes it, and keeps the result, with nobody in between: all or nothing, and in no
   * transaction of the caller's. `now` is the shelf's own time in milliseconds, read while nobody else may change the
   * book; should it go back, the book's time stands still until then, and no permit ends too soon.
   *
   * `change` may be called again where the shelf has to begin anew.
   */
  readonly update: <A>(
    key: string,
    change: (book: string | undefined, now: number) => Changed<A>
  ) => Effect.Effect<A, QuotaUnavailable>
}

/** The time of a book goes on where it stood when its shelf's clock goes back: `behind` is what has to be added. */
const Book = Schema.parseJson(Schema.Struct({ ledger: Ledger.Saved, last: Schema.Number, behind: Schema.Number }))

const read = Schema.decodeUnknownOption(Book)
const write = Schema.encodeSync(Book)

const hour = Duration.toMillis("1 hours")

/** Past this nothing takes room any more, and nobody is held back. */
const keep = ({ longest, pausedUntil }: Ledger.Saved, last: number) =>
  2 * longest + hour + Math.max(0, (pausedUntil ?? last) - last)

/** No permit may ever bear another's name: the shelf is shared, and outlives processes. */
const nameOf = () => globalThis.crypto.randomUUID()

/**
 * The quota store over a shelf. A book that does not decode, as after a change of release, counts as none: one request
 * goes first again, and says how full the window is.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (shelf: Shelf): QuotaStore["Type"] => {
  const at = <A>(key: string, act: (ledger: Ledger.Ledger, now: number) => A): Effect.Effect<A, QuotaUnavailable> =>
    shelf.update(key, (text, clock) => {
      const found = Option.getOrUndefined(text === undefined ? Option.none() : read(text))
      const behind = found === undefined ? 0 : Math.max(found.behind, found.last - clock)
      const now = clock + behind
      const isOver = found !== undefined && now - found.last > keep(found.ledger, found.last)
      const ledger = Ledger.make(nameOf, isOver ? undefined : found?.ledger)
      const answer = act(ledger, now)
      const saved = ledger.save()
      return { answer, book: write({ ledger: saved, last: now, behind }), keep: keep(saved, now) }
    })

  return {
    take: (request) =>
      at(request.key, (ledger, now) => {
        const taken = ledger.take(request, now)
        return "permit" in taken ? Grant.Granted(taken) : Grant.Wait({ duration: taken.wait })
      }),
    settle: (request, permit, observed) =>
      at(request.key, (ledger, now) => ledger.settle(request, permit, observed, now)),
    abandon: (request, permit) => at(request.key, (ledger) => ledger.abandon(permit)),
    release: (request, permit) => at(request.key, (ledger) => ledger.release(permit)),
    pause: (key, duration) => at(key, (ledger, now) => ledger.pause(duration, now))
  }
}
