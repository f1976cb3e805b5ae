/**
 * A small church and short ways to ask it, shared by the tests of this folder.
 */
import * as Handler from "../src/Handler.ts"
import * as World from "../src/World.ts"

export interface Resource {
  type: string
  id: string
  attributes: Record<string, unknown>
  relationships: Record<string, { data: unknown; links?: unknown }>
  links: Record<string, string | null>
}

export interface Document {
  data: Array<Resource>
  included: Array<Resource>
  links: { self: string; next?: string; prev?: string }
  meta: { total_count: number; count: number; next?: { offset: number }; prev?: { offset: number } } & Record<
    string,
    unknown
  >
  errors: Array<Record<string, unknown>>
}

export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: Document
}

export const origin = "https://api.planningcenteronline.com"

export const authorization = (appId: string, secret: string) =>
  `Basic ${Buffer.from(`${appId}:${secret}`).toString("base64")}`

/** A clock that stands still until it is moved. */
export const stoppedClock = (start = Date.UTC(2026, 0, 2)) => {
  let now = start
  return { now: () => now, advance: (millis: number) => (now += millis) }
}

export type Init = { method?: string; headers?: Record<string, string>; body?: unknown }

/** Asks a handler for a path, as a client with good manners would. */
export const asker =
  (handler: Handler.Handler) =>
  async (path: string, { body, headers, method = "GET" }: Init = {}): Promise<Reply> => {
    const url = path.startsWith("http") ? path : `${origin}${path}`
    const response = await handler.handle(
      new Request(url, {
        method,
        headers: { "user-agent": "test", authorization: authorization("app", "secret"), ...headers },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) })
      })
    )
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, body: parse(text) }
  }

const parse = (text: string): Document => {
  try {
    // tests read what they expect and fail on anything else
    return JSON.parse(text) as Document
  } catch {
    // not JSON: whoever reads a document from it fails at once
    return undefined as never
  }
}

/** A church of so many people with a quota nobody meets. */
export const church = (people = 300, options: Partial<Handler.Options & World.Options> = {}) => {
  const world = World.make({ seed: 7, people, ...options })
  const handler = Handler.make({ world, quota: { limit: 1_000_000 }, ...options })
  return { world, handler, ask: asker(handler) }
}

/** The element at an index; fails when there is none. */
export const at = <A>(items: ReadonlyArray<A>, index: number): A => {
  const item = items.at(index)
  if (item === undefined) throw new Error(`nothing at ${index} of ${items.length}`)
  return item
}
