/** The mailing service, on this machine: its records can be written to, and its cursors forgotten. */
import { createServer } from "node:http"
import { Effect } from "effect"

interface Audience {
  readonly kind: "audience"
  readonly id: number
  readonly name: string
  readonly created: number
}

interface Subscriber {
  readonly kind: "subscriber"
  readonly id: number
  readonly audience_id: number
  readonly email: string
  readonly name: string | null
  readonly modified: number
}

/** Everybody's records by their ids. */
const mailer = (subscribers: number) => {
  const long = 1_764_000_000
  const audiences = new Map<number, Audience>()
  const people = new Map<number, Subscriber>()
  for (let id = 1; id <= 120; id++) audiences.set(id, { kind: "audience", id, name: `Audience ${id}`, created: long })
  for (let id = 1; id <= subscribers; id++) {
    const email = `s${id}@example.org`
    people.set(id, { kind: "subscriber", id, audience_id: 1 + (id % 120), email, name: null, modified: long + id })
  }
  const asked: Array<string> = []
  /** Cursors are good for as long as this stays the same. */
  let age = 0
  let before: (path: string) => void = () => {}

  const encode = (id: number) => Buffer.from(`${age}/${id}`).toString("base64url")
  /** The id a cursor goes on after. */
  const decode = (cursor: string | null) => {
    if (cursor === null) return 0
    const [itsAge, id] = Buffer.from(cursor, "base64url").toString().split("/")
    return Number(itsAge) === age ? Number(id) : undefined
  }

  const page = <A extends { readonly id: number }>(all: ReadonlyArray<A>, { searchParams }: URL) => {
    const after = decode(searchParams.get("cursor"))
    if (after === undefined) return undefined
    const rest = all.filter(({ id }) => id > after)
    const items = rest.slice(0, Number(searchParams.get("limit") ?? 20))
    const last = items.at(-1)
    return { items, next: last === undefined || items.length === rest.length ? undefined : encode(last.id) }
  }

  type Reply = { readonly status?: number; readonly link?: string; readonly body: unknown }

  const gone: Reply = { status: 410, body: { message: "this cursor is too old" } }

  const answer = (url: URL): Reply => {
    const [, , collection, id] = url.pathname.split("/")
    if (id !== undefined) {
      const found = (collection === "audiences" ? audiences : people).get(Number(id))
      return found === undefined ? { status: 404, body: { message: "no such thing" } } : { body: found }
    }
    if (collection === "audiences") {
      const found = page([...audiences.values()], url)
      return found === undefined ? gone : { body: found }
    }
    const since = Number(url.searchParams.get("modified_since") ?? 0)
    const found = page(
      [...people.values()].filter(({ modified }) => modified >= since),
      url
    )
    if (found === undefined) return gone
    if (found.next === undefined) return { body: found.items }
    const next = new URL(url)
    next.searchParams.set("cursor", found.next)
    return { body: found.items, link: `<${next.pathname}${next.search}>; rel="next"` }
  }

  const control = {
    audiences,
    people,
    /** What was asked for since the last time. */
    asked: () => asked.splice(0),
    forgetCursors: () => age++,
    /** Does something before each answer from now on. */
    before: (hook: (path: string) => void) => {
      before = hook
    },
    rename: (id: number, name: string) => {
      const found = audiences.get(id)
      if (found !== undefined) audiences.set(id, { ...found, name })
    },
    edit: (id: number, name: string, modified: number) => {
      const found = people.get(id)
      if (found !== undefined) people.set(id, { ...found, name, modified })
    },
    add: (id: number, modified: number) => {
      const email = `s${id}@example.org`
      people.set(id, { kind: "subscriber", id, audience_id: 1, email, name: "New", modified })
    }
  }
  const serve = (address: string) => {
    const url = new URL(address, "http://mailer")
    asked.push(`${url.pathname}${url.search}`)
    before(url.pathname)
    return answer(url)
  }
  return { control, serve }
}

/** A mailing service for the scope of a test. */
export const make = (subscribers = 230) =>
  Effect.acquireRelease(
    Effect.async<ReturnType<typeof mailer>["control"] & { readonly origin: string; readonly close: () => void }>(
      (resume) => {
        const { control, serve } = mailer(subscribers)
        const server = createServer((request, response) => {
          const { body, link, status = 200 } = serve(request.url ?? "/")
          if (link !== undefined) response.setHeader("link", link)
          response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body))
        })
        server.listen(0, "127.0.0.1", () => {
          const address = server.address()
          const port = typeof address === "object" && address !== null ? address.port : 0
          const close = () => {
            server.closeAllConnections()
            server.close()
          }
          resume(Effect.succeed({ ...control, close, origin: `http://127.0.0.1:${port}` }))
        })
      }
    ),
    ({ close }) => Effect.sync(close)
  )

export type MailServer = Effect.Effect.Success<ReturnType<typeof make>>
