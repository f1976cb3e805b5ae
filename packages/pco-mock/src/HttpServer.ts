/**
 * Serves a handler, and the control interface beside it, over real sockets.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import type * as Answer from "./Answer.ts"
import * as Control from "./Control.ts"
import * as Handler from "./Handler.ts"

/** Where to listen, and what to serve. */
export interface Options extends Handler.Options {
  /** Default 0: any free port. */
  readonly port?: number
  /** Default `127.0.0.1`. The control interface asks for no credentials: think before opening it to a network. */
  readonly host?: string
}

/** A server that listens. */
export interface HttpServer {
  /** `http://127.0.0.1:4000`, without a slash at the end. */
  readonly url: string
  readonly handler: Handler.Handler
  /** Stops listening and breaks every open connection, hanging ones included. */
  readonly close: () => Promise<void>
}

/** Listens; fails when the port is taken. Links in answers start with the host the caller used. */
export const listen = async (options: Options): Promise<HttpServer> => {
  const handler = Handler.make(options)
  const server = createServer((request, response) => {
    serve(handler, request, response).catch((cause: unknown) => fail(response, cause))
  })
  // longer than clients keep idle connections, so that none is closed under a request
  server.keepAliveTimeout = 65_000
  const { host = "127.0.0.1", port = 0 } = options
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, host, resolve)
  })
  return { url: `http://${host}:${portOf(server)}`, handler, close: () => close(server) }
}

const portOf = (server: Server): number => {
  // a server listening on TCP has an AddressInfo; only pipes have a string
  const address = server.address() as AddressInfo
  return address.port
}

const close = (server: Server): Promise<void> =>
  new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)))
    server.closeAllConnections()
  })

const serve = async (handler: Handler.Handler, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const url = new URL(request.url ?? "/", `http://${request.headers.host ?? "localhost"}`)
  const method = request.method ?? "GET"
  const body = method === "GET" || method === "DELETE" ? "" : await read(request)
  if (url.pathname.startsWith(Control.prefix)) return control(handler, { method, url, body }, response)
  const gone = new AbortController()
  response.once("close", () => gone.abort())
  send(await handler.answer({ method, url, headers: plain(request), body, signal: gone.signal }), response)
}

const read = async (request: IncomingMessage): Promise<string> => {
  const parts: Array<Buffer> = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString("utf8")
}

const plain = (request: IncomingMessage): Answer.Asked["headers"] =>
  Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value])
  )

const send = ({ body, cutAfterBytes, headers, status }: Answer.Answer, response: ServerResponse): void => {
  const bytes = Buffer.from(body, "utf8")
  const length = status === 204 ? {} : { "content-length": bytes.length }
  response.writeHead(status, { ...headers, ...length })
  if (cutAfterBytes === undefined) response.end(bytes)
  else response.write(bytes.subarray(0, cutAfterBytes), () => response.destroy())
}

const control = async (handler: Handler.Handler, command: Control.Command, response: ServerResponse): Promise<void> => {
  const reply = Control.run(handler, command)
  response.writeHead(reply.status, { "content-type": reply.contentType })
  await pipeline(Readable.from(reply.body), response)
}

/** A caller who went away is nothing to report; anything else is a bug in the mock, and says so. */
const fail = (response: ServerResponse, cause: unknown): void => {
  if (response.destroyed || response.headersSent) {
    response.destroy()
    return
  }
  const detail = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
  response.writeHead(500, { "content-type": "text/plain; charset=utf-8" })
  response.end(`pco-mock failed: ${detail}\n`)
}
