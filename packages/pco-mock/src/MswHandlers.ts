/**
 * Puts the pretend Planning Center behind `fetch`, with no socket at all.
 *
 * All that needs no socket is the same as over HTTP: records, quota, signing in, uploads, webhooks (their deliveries leave by
 * `fetch`). A connection that is reset is a failed `fetch`; a request that hangs, hangs until its caller gives up.
 */
import { type HttpHandler, HttpResponse, http } from "msw"
import type * as Handler from "./Handler.ts"

/**
 * What is answered, and where.
 *
 * @since 0.1.0
 * @category models
 */
export interface Options {
  readonly handle: Handler.Handler["handle"]
  /** Scheme and host that are taken over. Default: those of Planning Center. */
  readonly origin?: string
  /** The same for the host that takes files. Default: Planning Center's. */
  readonly uploadOrigin?: string
}

/**
 * `fetch` names itself on the wire, after msw has seen the request; without a name the firewall would refuse it.
 *
 * @since 0.1.0
 * @category combinators
 */
export const sentByItself = { "user-agent": "fetch" }

/**
 * The origins that are taken over.
 *
 * @since 0.1.0
 * @category combinators
 */
export const originsOf = ({
  origin = "https://api.planningcenteronline.com",
  uploadOrigin = "https://upload.planningcenteronline.com"
}: Pick<Options, "origin" | "uploadOrigin">): ReadonlyArray<string> => [...new Set([origin, uploadOrigin])]

/**
 * Handlers for msw's `setupServer` and `setupWorker`: every request to the two origins is answered by the handler.
 *
 * @since 0.1.0
 * @category combinators
 */
export const handlers = ({ handle, ...origins }: Options): Array<HttpHandler> =>
  originsOf(origins).map((host) =>
    http.all(`${host}/*`, async ({ request }) => {
      const response = await handle(request, sentByItself)
      if (response.type === "error") return HttpResponse.error()
      const { body, headers, status } = response
      return new HttpResponse(body, { status, headers })
    })
  )
