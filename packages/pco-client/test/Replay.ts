/** A server that answers everything with one recording, over a real socket, and a connection to it. */
import { createServer, type IncomingMessage } from "node:http"
import type { AddressInfo } from "node:net"
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import { Credentials, QuotaStore } from "@openfaith/client-core"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Pco from "../src/Pco.ts"

export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: unknown
}

export interface Asked {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage["headers"]
  readonly body: string
}

const bytes = async (request: IncomingMessage): Promise<string> => {
  const chunks: Array<Buffer> = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString("utf8")
}

/** Answers with what `answer` says to each request; remembers what it was asked. */
export const serve = (answer: (asked: Asked) => Answer) =>
  Effect.acquireRelease(
    Effect.promise(
      () =>
        new Promise<{ readonly url: string; readonly asked: Array<Asked>; readonly close: () => void }>((resolve) => {
          const asked: Array<Asked> = []
          const server = createServer((request, response) => {
            void bytes(request).then((body) => {
              const one = { method: request.method ?? "", url: request.url ?? "", headers: request.headers, body }
              asked.push(one)
              const { body: text, headers = {}, status } = answer(one)
              response.writeHead(status, headers)
              response.end(text === null ? undefined : typeof text === "string" ? text : JSON.stringify(text))
            })
          })
          server.listen(0, "127.0.0.1", () => {
            // it listens at a port, and not at a pipe
            const { port } = server.address() as AddressInfo
            resolve({
              url: `http://127.0.0.1:${port}`,
              asked,
              close: () => {
                server.closeAllConnections()
                server.close()
              }
            })
          })
        })
    ),
    ({ close }) => Effect.sync(close)
  )

/** A connection that does not try anything again. */
export const connection = (origin: string, options: Partial<Pco.Options> = {}) =>
  Pco.layer({
    credentials: Credentials.personalToken({ id: "app", secret: Redacted.make("planted-secret") }),
    origin,
    retry: { attempts: 1, budget: "1 millis" },
    ...options
  }).pipe(Layer.provide([FetchHttpClient.layer, QuotaStore.layerMemory]))
