/** How the listings of an API go on: a strategy, as plain data beside the rest of its description. */
import * as Either from "effect/Either"
import type { Document } from "./Document.ts"
import { targets } from "./internal/linkHeader.ts"
import { at } from "./internal/object.ts"

/**
 * What is known when a page has come.
 *
 * @since 0.1.0
 * @category models
 */
export interface Answer {
  /** The page's own address. */
  readonly url: URL
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** The body, parsed. */
  readonly body: unknown
  readonly document: Document
}

/**
 * How listings go on. One of the constructors here, or three functions of one's own.
 *
 * @since 0.1.0
 * @category models
 */
export interface Pagination {
  /**
   * Where the listing goes on: an address as the API gave it, or one made from the page's own; `undefined` at the end.
   * Complains in words where the API says something that cannot be read, since that is no end.
   */
  readonly next: (answer: Answer) => Either.Either<string | undefined, string>
  /** Where in the listing an address stands, in listings that count; a next page has to stand further on. */
  readonly position: (url: URL) => number | undefined
  /** Where an address stands that says nothing of it: the beginning of a listing that counts. */
  readonly first: number
}

const end: Either.Either<undefined, string> = Either.right(undefined)

const whole = (text: string | null): number | undefined =>
  text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined

const numbered = (parameter: string) => (url: URL) => whole(url.searchParams.get(parameter))

/** The page's own address, but for one parameter. */
const withParameter = (url: URL, name: string, value: string): string => {
  const next = new URL(url)
  next.searchParams.set(name, value)
  return next.href
}

/** The link as it was given where that is clear to everybody, and resolved where it is relative to the page itself. */
const resolve = (link: string, url: URL): Either.Either<string, string> => {
  if (!URL.canParse(link, url.href))
    return Either.left(`the link to the next page cannot be read: ${JSON.stringify(link.slice(0, 200))}`)
  const address = new URL(link, url).href
  return Either.right(URL.canParse(link, url.origin) && new URL(link, url.origin).href === address ? link : address)
}

const follow = (link: string | undefined, url: URL) => (link === undefined || link === "" ? end : resolve(link, url))

/**
 * For APIs that link to the next page in the body, as JSON:API does. The link is followed as it is.
 *
 * `parameter` (`offset`) is the query parameter that counts, and `first` (0) what it is at the beginning; addresses
 * without it are compared as a whole.
 *
 * @since 0.1.0
 * @category constructors
 */
export const links = ({
  first = 0,
  parameter = "offset"
}: {
  readonly parameter?: string
  readonly first?: number
} = {}): Pagination => ({
  next: ({ document, url }) => follow(document.next, url),
  position: numbered(parameter),
  first
})

/**
 * For APIs that link to the next page in a header: `Link: <https://…>; rel="next"` (RFC 8288).
 *
 * `parameter` (`page`) is the query parameter that counts, and `first` (0) what it is at the beginning: say 1 where pages
 * are counted from 1, and a link from the first page to itself is found before it is followed.
 *
 * @since 0.1.0
 * @category constructors
 */
export const linkHeader = ({
  first = 0,
  parameter = "page"
}: {
  readonly parameter?: string
  readonly first?: number
} = {}): Pagination => ({
  next: ({ headers, url }) => Either.flatMap(targets(headers.link ?? "", "next"), ([link]) => follow(link, url)),
  position: numbered(parameter),
  first
})

/**
 * For APIs that name the next page in the body by a cursor: the page's own address with the cursor in `parameter`. `read`
 * is where the body has it, with dots for what is nested; a listing ends where there is none, `null` or `""`.
 *
 * @example
 * const pagination = Pagination.cursor({ parameter: "starting_after", read: "meta.next_cursor" })
 *
 * @since 0.1.0
 * @category constructors
 */
export const cursor = ({
  parameter,
  read
}: {
  readonly parameter: string
  readonly read: string | ((body: unknown) => string | number | null | undefined)
}): Pagination => ({
  next: ({ body, url }) => {
    const found = typeof read === "string" ? at(body, read) : read(body)
    if (found === undefined || found === null || found === "") return end
    return typeof found === "string" || Number.isSafeInteger(found)
      ? Either.right(withParameter(url, parameter, String(found)))
      : Either.left("the cursor of the next page is neither text nor a whole number")
  },
  position: () => undefined,
  first: 0
})

/** The count in a page's own address. */
const own = (url: URL, parameter: string, first: number): Either.Either<number, string> => {
  const text = url.searchParams.get(parameter)
  const value = text === null ? first : whole(text)
  return value === undefined
    ? Either.left(`\`${parameter}\` in the page's own address is no whole number`)
    : Either.right(value)
}

/** A page holds fewer things than it was asked for. */
const isShort = ({ document, url }: Answer, perPage: string | undefined): boolean => {
  const asked = perPage === undefined ? undefined : numbered(perPage)(url)
  return asked !== undefined && document.items.length < asked
}

/**
 * For APIs that number their pages. A listing ends with an empty page, or with the last page the told total leaves room
 * for.
 *
 * `perPage` names the parameter that asks for a page's size; with it, a listing ends with the first page that is shorter
 * than asked, which saves the request for an empty one. Leave it out where the API may cap the size in silence: every
 * page would look like the last.
 *
 * @since 0.1.0
 * @category constructors
 */
export const pageNumber = ({
  first = 1,
  parameter = "page",
  perPage
}: {
  readonly parameter?: string
  /** The number of the first page; default 1. */
  readonly first?: number
  readonly perPage?: string
} = {}): Pagination => ({
  next: (answer) =>
    Either.map(own(answer.url, parameter, first), (page) => {
      const { items, total } = answer.document
      // the pages before held no fewer than this one
      const read = (page - first + 1) * items.length
      if (items.length === 0 || isShort(answer, perPage) || (total !== undefined && read >= total)) return undefined
      return withParameter(answer.url, parameter, String(page + 1))
    }),
  position: numbered(parameter),
  first
})

/**
 * For APIs that are told how many things to skip. A listing ends with an empty page, or when as many things as the told
 * total are read; `perPage` as for {@link pageNumber}.
 *
 * @since 0.1.0
 * @category constructors
 */
export const offset = ({
  parameter = "offset",
  perPage
}: {
  readonly parameter?: string
  readonly perPage?: string
} = {}): Pagination => ({
  next: (answer) =>
    Either.map(own(answer.url, parameter, 0), (skipped) => {
      const { items, total } = answer.document
      const read = skipped + items.length
      if (items.length === 0 || isShort(answer, perPage) || (total !== undefined && read >= total)) return undefined
      return withParameter(answer.url, parameter, String(read))
    }),
  position: numbered(parameter),
  first: 0
})

/**
 * For APIs whose listings do not all go on in one way: the first of these that knows a next page. What one of them cannot
 * read is complained of, since it may have been that page.
 *
 * @example
 * const pagination = Pagination.firstOf(Pagination.linkHeader(), Pagination.cursor({ parameter: "after", read: "next" }))
 *
 * @since 0.1.0
 * @category constructors
 */
export const firstOf = (...ways: readonly [Pagination, ...ReadonlyArray<Pagination>]): Pagination => ({
  next: (answer) =>
    ways.reduce<Either.Either<string | undefined, string>>(
      (found, way) => Either.flatMap(found, (link) => (link === undefined ? way.next(answer) : found)),
      end
    ),
  position: (url) => ways.map((way) => way.position(url)).find((place) => place !== undefined),
  first: ways[0].first
})

/**
 * For APIs whose every listing is one page.
 *
 * @since 0.1.0
 * @category constructors
 */
export const none: Pagination = { next: () => end, position: () => undefined, first: 0 }
