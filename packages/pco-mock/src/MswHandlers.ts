/**
 * Puts the pretend Planning Center behind `fetch`, with no socket at all.
 */
import { type HttpHandler, HttpResponse, http } from "msw"
import type * as Handler from "./Handler.ts"

/** What is answered, and where. */
export interface Options {
  readonly handle: Handler.Handler["handle"]
  /** Scheme and host that are taken over. Default: those of Planning Center. */
  readonly origin?: string
}

/** Handlers for msw's `setupServer`: every request to the origin is answered by the handler. */
export const handlers = ({ handle, origin = "https://api.planningcenteronline.com" }: Options): Array<HttpHandler> => [
  http.all(`${origin}/*`, async ({ request }) => {
    const { body, headers, status } = await handle(request)
    return new HttpResponse(body, { status, headers })
  })
]
