/** An API of a test's own, over real HTTP: it answers as it is told, and keeps what it was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import * as Effect from "effect/Effect"

/** What came in. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** What goes out: JSON for a value, as it is for a text; or whatever a function does with the response. */
export interface Reply {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

export type Respond = (asked: Asked, response: ServerResponse) => Reply | undefined

export interface Upstream {
  readonly url: string
  readonly asked: ReadonlyArray<Asked>
  /** Answers otherwise from now on. */
  readonly respond: (respond: Respond) => void
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Array<Buffer> = []
  for await (const part of request) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString("utf8")
}

/** Serves for the scope of a test. Where `respond` gives nothing, it has dealt with the response itself. */
export const serve = (initial: Respond): Effect.Effect<Upstream, never, import("effect/Scope").Scope> =>
  Effect.acquireRelease(
    Effect.promise(async () => {
      let respond = initial
      const asked: Array<Asked> = []
      const server = createServer(async (request, response) => {
        const body = await bodyOf(request).catch(() => "")
        const one = { method: request.method ?? "", path: request.url ?? "", headers: request.headers, body }
        asked.push(one)
        const reply = respond(one, response)
        if (reply === undefined) return
        const text = typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body)
        response.writeHead(reply.status ?? 200, { "content-type": "application/json", ...reply.headers })
        response.end(reply.body === undefined ? undefined : text)
      })
      await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
      // a server that listens on a port has an address of this kind
      const { port } = server.address() as AddressInfo
      const upstream: Upstream = {
        url: `http://127.0.0.1:${port}`,
        asked,
        respond: (next) => {
          respond = next
        }
      }
      return { server, upstream }
    }),
    ({ server }) =>
      Effect.promise(async () => {
        server.closeAllConnections()
        await new Promise((done) => server.close(done))
      })
  ).pipe(Effect.map(({ upstream }) => upstream))

/** A document of one thing. */
export const document = (id: string, attributes: object = {}, type = "Thing") => ({
  body: { data: { type, id, attributes } }
})
