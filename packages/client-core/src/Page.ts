/** One page of a listing, and the lazy stream of pages. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { PagingLoop } from "./ClientError.ts"

/**
 * @since 0.1.0
 * @category models
 */
export interface Page<A, I = never> {
  readonly items: ReadonlyArray<A>
  readonly included: ReadonlyArray<I>
  /** The link to the next page; absent on the last. */
  readonly next: string | undefined
  /** How many records the whole listing holds, where the API says. */
  readonly total: number | undefined
}

/**
 * Follows links into one lazy stream: a page is asked for only when the last one is consumed. A link that was followed
 * before ends the stream with `PagingLoop`.
 *
 * @since 0.1.0
 * @category streaming
 */
export const stream = <A extends { readonly next: string | undefined }, E, R>(
  endpoint: string,
  first: string,
  fetch: (link: string) => Effect.Effect<A, E, R>
): Stream.Stream<A, E | PagingLoop, R> =>
  Stream.suspend(() => {
    const followed = new Set<string>()
    return Stream.paginateEffect(
      first,
      (link): Effect.Effect<readonly [A, Option.Option<string>], E | PagingLoop, R> => {
        if (followed.has(link)) return Effect.fail(new PagingLoop({ endpoint, link }))
        followed.add(link)
        return Effect.map(fetch(link), (page) => [page, Option.fromNullable(page.next)] as const)
      }
    )
  })
