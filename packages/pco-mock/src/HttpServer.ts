/**
 * Serves a handler, and the control interface beside it, over real sockets.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import * as Handler from "./Handler.ts"
import * as Control from "./internal/control/control.ts"
import type * as Answer from "./internal/requests/answer.ts"
import * as Wire from "./internal/requests/wire.ts"

/**
 * Where to listen, and what to serve.
 *
 * @since 0.1.0
 * @category models
 */
export interface Options extends Handler.Options {
  /** Default 0: any free port. */
  readonly port?: number
  /** Default `127.0.0.1`. The control interface asks for no credentials: think before opening it to a network. */
  readonly host?: string
}

/**
 * A server that listens.
 *
 * @since 0.1.0
 * @category models
 */
export interface HttpServer {
  /** `http://127.0.0.1:4000`, without a slash at the end. */
  readonly url: string
  readonly handler: Handler.Handler
  /** Stops listening and breaks every open connection, hanging ones included. */
  readonly close: () => Promise<void>
}

/**
 * Listens; fails when the port is taken. Links in answers start with the host the caller used.
 *
 * @since 0.1.0
 * @category combinators
 */
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
  return { url: `http://${host}:${portOf(server)}`, handler, close: () => close(server, handler) }
}

const portOf = (server: Server): number => {
  // a server listening on TCP has an AddressInfo; only pipes have a string
  const address = server.address() as AddressInfo
  return address.port
}

const close = (server: Server, handler: Handler.Handler): Promise<void> =>
  new Promise((resolve, reject) => {
    handler.close()
    server.close((error) => (error === undefined ? resolve() : reject(error)))
    server.closeAllConnections()
  })

const serve = async (handler: Handler.Handler, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const url = new URL(request.url ?? "/", `http://${request.headers.host ?? "localhost"}`)
  const method = request.method ?? "GET"
  if (request.headers.origin !== undefined) openToPages(request.headers.origin, response)
  if (method === "OPTIONS") return preflight(request, response)
  const bytes = method === "GET" || method === "DELETE" ? empty : await read(request)
  const body = bytes.toString("utf8")
  if (url.pathname.startsWith(Control.prefix)) return control(handler, { method, url, body }, response)
  const gone = new AbortController()
  response.once("close", () => {
    // to abort is costly, and every response closes in the end
    if (!response.writableFinished) gone.abort()
  })
  send(await handler.answer({ method, url, headers: plain(request), body, bytes, signal: gone.signal }), response)
}

/**
 * Lets a page of any origin read the answer, cookies or not: the client Planning Center publishes sends them, and browsers then take
 * no star for an answer. What the real API tells browsers was not recorded; requests without `Origin`, which do not come from a
 * page, get none of this.
 */
const openToPages = (origin: string, response: ServerResponse): void => {
  response.setHeader("Access-Control-Allow-Origin", origin)
  response.setHeader("Access-Control-Allow-Credentials", "true")
  response.setHeader("Access-Control-Expose-Headers", exposed)
}

const exposed = [
  "ETag",
  "Retry-After",
  "X-PCO-API-Processed-As-Version",
  "X-PCO-API-Request-Rate-Count",
  "X-PCO-API-Request-Rate-Limit",
  "X-PCO-API-Request-Rate-Period",
  "X-Request-Id"
].join(", ")

const preflight = (request: IncomingMessage, response: ServerResponse): void => {
  response.writeHead(204, {
    "Access-Control-Allow-Methods": "GET, POST, PATCH, DELETE",
    // a star would not cover `authorization`
    "Access-Control-Allow-Headers": request.headers["access-control-request-headers"] ?? "*",
    "Access-Control-Max-Age": "600"
  })
  response.end()
}

const empty = Buffer.alloc(0)

/** More than any test sends; whoever does is told by an error, and the mock keeps its memory. */
const largestBody = 100_000_000

const read = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Array<Buffer> = []
  let size = 0
  for await (const part of request) {
    size += part.length
    if (size > largestBody) throw new RangeError(`a body of more than ${largestBody} bytes`)
    parts.push(part)
  }
  return Buffer.concat(parts)
}

const plain = (request: IncomingMessage): Answer.Asked["headers"] =>
  Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value])
  )

const send = (answer: Answer.Answer, response: ServerResponse): void => {
  const { headers, status, wire = {} } = answer
  if (wire.reset === true) {
    response.socket?.resetAndDestroy()
    return
  }
  const bytes = Wire.bytes(answer)
  const length = status === 204 || status === 304 ? {} : { "content-length": bytes.length + (wire.lengthOff ?? 0) }
  response.writeHead(status, { ...headers, ...length })
  const { cutAfterBytes, hangAfterBytes, lengthOff } = wire
  if (cutAfterBytes !== undefined) response.write(bytes.subarray(0, cutAfterBytes), () => response.destroy())
  else if (hangAfterBytes === 0) response.flushHeaders()
  else if (hangAfterBytes !== undefined) response.write(bytes.subarray(0, hangAfterBytes))
  // whoever waits for bytes that were promised and do not exist gets a broken connection
  else if (lengthOff !== undefined) response.write(bytes, () => response.destroy())
  else response.end(bytes)
}

const control = async (handler: Handler.Handler, command: Control.Command, response: ServerResponse): Promise<void> => {
  const reply = await Control.run(handler, command)
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
