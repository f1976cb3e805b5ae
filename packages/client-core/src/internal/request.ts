/** A request and its response. */
import type { Document } from "../Document.ts"

/**
 * One request, as an endpoint describes it.
 *
 * @since 0.1.0
 * @category models
 */
export interface Request {
  /** The endpoint's name, for errors, spans and metrics. */
  readonly endpoint: string
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE"
  /** A path, or a link the API gave. */
  readonly address: string
  /** What is sent, as the text of the API's media type. */
  readonly body?: string
  /** Headers beside those of the API, their names in lower case; none replaces the one that signs. */
  readonly headers?: Readonly<Record<string, string>>
  /** Whether carrying it out twice does no more than once; without that, it is sent again only if it was refused. */
  readonly repeatable: boolean
  /** What a successful answer has to hold. Of `nothing` the body is not looked at. */
  readonly expects: "list" | "one" | "nothing"
}

/**
 * A document, and what its answer said beside it.
 *
 * @since 0.1.0
 * @category models
 */
export interface Answered {
  readonly document: Document
  /** Where the listing goes on, by the API's `Pagination`; absent at its end and for what is no listing. */
  readonly next: string | undefined
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  /** The API's own name for the request. */
  readonly requestId: string | undefined
  /** The address that was asked, as it was sent. */
  readonly url: string
  /** The body as it was received; empty where it was not looked at. */
  readonly text: string
}
