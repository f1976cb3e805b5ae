/** A server to talk to, a small description of some of what it serves, and ways to read what it saw. */
import { FetchHttpClient, type HttpClient } from "@effect/platform"
import { NodeHttpClient } from "@effect/platform-node"
import { HttpServer, World } from "@openfaith/pco-mock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import type { Api } from "../src/Api.ts"
import * as Attribute from "../src/Attribute.ts"
import * as Connection from "../src/Connection.ts"
import * as Credentials from "../src/Credentials.ts"
import * as Endpoint from "../src/Endpoint.ts"
import * as JsonApi from "../src/JsonApi.ts"
import * as Pagination from "../src/Pagination.ts"
import * as QuotaStore from "../src/QuotaStore.ts"
import * as Resource from "../src/Resource.ts"

export const Email = Resource.make("people", "Email", {
  attributes: { address: Attribute.string, primary: Attribute.boolean, updated_at: Attribute.instant },
  relationships: { person: { to: "people.Person", required: true } }
})

export const Campus = Resource.make("people", "Campus", { attributes: { name: Attribute.string } })

export const Person = Resource.make("people", "Person", {
  attributes: { first_name: Attribute.string, child: Attribute.boolean, updated_at: Attribute.instant }
})

export const endpoints = {
  people: {
    list: Endpoint.list("/people/v2/people", Person, {
      include: { emails: Email, primary_campus: Campus },
      order: ["first_name", "updated_at"],
      where: { first_name: "string", child: "boolean", updated_at: "instant" },
      fields: true,
      perPage: { default: 25, max: 100 }
    }),
    getById: Endpoint.get("/people/v2/people/{id}", Person, {
      include: { emails: Email, primary_campus: Campus },
      fields: true
    }),
    emails: {
      list: Endpoint.list("/people/v2/people/{person_id}/emails", Email, { perPage: { default: 25, max: 100 } })
    }
  }
}

const number = (text: string | undefined) => Number.parseFloat(text ?? "")

export const api: Api = {
  name: "Somebody's API",
  origin: "https://api.example.com",
  envelope: JsonApi.envelope,
  encodeQuery: JsonApi.encodeQuery,
  pagination: Pagination.links(),
  quota: {
    assumed: { limit: 1000, window: Duration.seconds(20) },
    observe: (headers) => {
      const limit = number(headers["x-pco-api-request-rate-limit"])
      const window = number(headers["x-pco-api-request-rate-period"])
      const used = number(headers["x-pco-api-request-rate-count"])
      return Number.isNaN(limit + window + used) ? undefined : { limit, window: Duration.seconds(window), used }
    }
  },
  headers: () => ({ accept: "application/vnd.api+json", "user-agent": "test" }),
  requestIdHeader: "x-request-id"
}

/** Serves a church of a hundred and twenty for the scope of a test. */
export const serve = (options: Partial<HttpServer.Options> = {}) =>
  Effect.acquireRelease(
    Effect.promise(() =>
      HttpServer.listen({ world: World.make({ seed: 3, people: 120 }), quota: { limit: 1000 }, ...options })
    ),
    (server) => Effect.promise(() => server.close())
  )

export const token = Credentials.personalToken({ id: "app", secret: Redacted.make("secret") })

export const clients: Readonly<Record<"undici" | "node" | "fetch", Layer.Layer<HttpClient.HttpClient>>> = {
  undici: NodeHttpClient.layerUndici,
  node: NodeHttpClient.layer,
  fetch: FetchHttpClient.layer
}

/** A connection to a server, impatient, for the scope of a test. */
export const connect = (
  server: HttpServer.HttpServer,
  options: Partial<Connection.Options> = {},
  client: keyof typeof clients = "undici"
) =>
  Layer.build(
    Connection.layer(api, {
      credentials: token,
      origin: server.url,
      retry: { attempts: 3, base: "1 millis" },
      ...options
    }).pipe(Layer.provide([clients[client], QuotaStore.layerMemory]))
  )

/** The statuses a server answered with, in order. */
export const statuses = (server: HttpServer.HttpServer) => server.handler.log.entries().map(({ status }) => status)
