/** One page of a listing, and the lazy stream of pages. */
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { PagingLoop } from "./ClientError.ts"
import * as Progress from "./internal/progress.ts"
import * as Pagination from "./Pagination.ts"

/**
 * @since 0.1.0
 * @category models
 */
export interface Page<A, I = never> {
  readonly items: ReadonlyArray<A>
  readonly included: ReadonlyArray<I>
  /** The address of the next page; absent on the last. */
  readonly next: string | undefined
  /** How many records the whole listing holds, where the API says. */
  readonly total: number | undefined
}

/**
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** Where in the listing an address stands; by default addresses are only compared with each other. */
  readonly pagination?: Pick<Pagination.Pagination, "first" | "position">
  /** Keeps secrets out of what is said of a link: `Connection.hide`. */
  readonly hide?: (error: PagingLoop) => PagingLoop
  /** Whether the next page, and never more than that one, is fetched while a page is consumed; default no. */
  readonly prefetch?: boolean
}

/**
 * Follows links into one lazy stream, one page in memory at a time: a page is asked for only when the last one is
 * consumed, or with `prefetch` when it has come.
 *
 * A link that leads to an earlier page, backwards or nowhere else ends the stream with `PagingLoop` before that page is
 * read again. Where addresses do not count, that is so for loops of up to ten thousand pages; a longer one is found too,
 * within three times its length. Errors come when it is their page's turn.
 *
 * @since 0.1.0
 * @category streaming
 */
export const stream = <A extends { readonly next: string | undefined }, E, R>(
  endpoint: string,
  first: string,
  fetch: (link: string) => Effect.Effect<A, E, R>,
  { hide = (error) => error, pagination = Pagination.none, prefetch = false }: Options = {}
): Stream.Stream<A, E | PagingLoop, R> =>
  Stream.suspend(() => {
    const progress = Progress.make(first, pagination)
    type Fetching = Effect.Effect<A, E | PagingLoop, R>
    const start: Fetching = fetch(first)
    const follow = (link: string): Fetching =>
      Effect.suspend(
        (): Fetching => (progress.advance(link) ? fetch(link) : Effect.fail(hide(new PagingLoop({ endpoint, link }))))
      )
    const next = (page: A) => Option.map(Option.fromNullable(page.next), follow)
    return prefetch
      ? ahead(start, next)
      : Stream.paginateEffect(start, (fetching) => Effect.map(fetching, (page) => [page, next(page)] as const))
  })

/** Fetches each page as soon as the one before has come, in the scope of the stream. */
const ahead = <A, E, R>(first: Effect.Effect<A, E, R>, next: (page: A) => Option.Option<Effect.Effect<A, E, R>>) =>
  Stream.unwrapScoped(
    Effect.map(Effect.scope, (scope) =>
      Stream.paginateEffect(
        first,
        Effect.flatMap((page) =>
          Effect.map(
            Effect.transposeMapOption(next(page), (fetching) => Effect.forkIn(fetching, scope)),
            (fiber) => [page, Option.map(fiber, Fiber.join)] as const
          )
        )
      )
    )
  )
