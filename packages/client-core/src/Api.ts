/** One REST API, described: where it is, how it wraps answers, how it counts requests. */
import type { Envelope } from "./Document.ts"
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
  readonly quota: Quota.Policy
  /** Headers for every request to a path. */
  readonly headers: (pathname: string) => Readonly<Record<string, string>>
  /** The name of the header in which the API names a request, in lower case. */
  readonly requestIdHeader: string
}
