/** One REST API, described: where it is, how it wraps answers, how its listings go on, how it counts requests. */
import type { Envelope } from "./Document.ts"
import type { ErrorRule } from "./ErrorRule.ts"
import type { Pagination } from "./Pagination.ts"
import type { Query } from "./Query.ts"
import type * as Quota from "./Quota.ts"

/**
 * What sets one API apart from another; resources and endpoints are described beside it.
 *
 * @since 0.1.0
 * @category models
 */
export interface Api {
  /** As people call it: `Planning Center`. */
  readonly name: string
  /** Scheme, host and port. Credentials are never sent anywhere else. */
  readonly origin: string
  readonly envelope: Envelope
  readonly encodeQuery: (query: Query) => ReadonlyArray<readonly [string, string]>
  readonly pagination: Pagination
  readonly quota: Quota.Policy
  /** Headers for every request to a path; names in lower case. The default `user-agent` is `openfaith`. */
  readonly headers: (pathname: string) => Readonly<Record<string, string>>
  /** The name of the header in which the API names a request, in lower case. */
  readonly requestIdHeader: string
  /** What its answers stand for, where `ErrorRule.standard` would be wrong. */
  readonly errors?: ReadonlyArray<ErrorRule>
  /** The media type of what is sent; default `application/json`. */
  readonly mediaType?: string
}
