/** An account of very many groups with their events below them, made up as it is asked for. */
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { Attribute, Endpoint, Resource } from "@openfaith/client-core"
import type { Definitions } from "@openfaith/graph-planner"
import * as Effect from "effect/Effect"

const attributes = { name: Attribute.string, created_at: Attribute.instant, updated_at: Attribute.instant }
const times = { changedAt: "updated_at", createdAt: "created_at" } as const
const perPage = { default: 25, max: 100 }

const Group = Resource.make("circles", "Group", { attributes, ...times })
const Event = Resource.make("circles", "Event", { attributes, ...times })

export const definitions: Definitions.Definitions = {
  readables: [
    {
      resource: Group,
      list: Endpoint.list("/circles/groups", Group, {
        order: ["created_at"],
        where: { created_at: "instant" },
        perPage
      }),
      get: Endpoint.get("/circles/groups/{id}", Group)
    }
  ],
  nested: [
    {
      resource: Event,
      routes: [
        {
          parent: Group.key,
          covers: "all",
          list: Endpoint.list(
            "/circles/groups/{group_id}/events",
            Event,
            { perPage },
            { below: { group_id: Group.key }, name: "circles.Event.listOfGroup" }
          )
        }
      ]
    }
  ]
}

const item = (type: string, id: string) => ({
  type,
  id,
  attributes: {
    name: `${type} ${id}`,
    created_at: "2026-01-01T00:00:00Z",
    updated_at: "2026-01-01T00:00:00Z"
  }
})

/** A quota that nobody uses up. */
const headers = {
  "content-type": "application/json",
  "x-pco-api-request-rate-limit": "1000000",
  "x-pco-api-request-rate-period": "20",
  "x-pco-api-request-rate-count": "1"
}

/** The ids of the events of a group: none, one, or two. */
export const eventsOf = (group: number): ReadonlyArray<string> =>
  Array.from({ length: group % 3 }, (_, index) => `${group}-${index}`)

export interface Groups {
  readonly url: string
  /** Requests so far. */
  readonly asked: () => number
  /** How often each group was asked for its events. */
  readonly branches: () => ReadonlyMap<number, number>
  /** Is called with the number of requests for events so far, before each is answered. */
  onBranch: (number: number) => void
}

/** Serves so many groups for as long as the scope lasts. */
export const serve = (count: number) =>
  Effect.acquireRelease(
    Effect.async<{ readonly groups: Groups; readonly close: () => void }>((resume) => {
      const branches = new Map<number, number>()
      let asked = 0
      let number = 0
      const page = (url: URL) => {
        const below = /^\/circles\/groups\/(\d+)\/events$/.exec(url.pathname)
        if (below !== null) {
          const group = Number(below[1])
          branches.set(group, (branches.get(group) ?? 0) + 1)
          groups.onBranch(++number)
          return { data: eventsOf(group).map((id) => item("Event", id)), links: {}, meta: {} }
        }
        const offset = Number(url.searchParams.get("offset") ?? 0)
        const size = Number(url.searchParams.get("per_page") ?? 25)
        const end = Math.min(count, offset + size)
        url.searchParams.set("offset", `${end}`)
        return {
          data: Array.from({ length: end - offset }, (_, index) => item("Group", `${offset + index + 1}`)),
          links: end < count ? { next: url.href } : {},
          meta: { total_count: count }
        }
      }
      const server = createServer((request, response) => {
        asked++
        const body = JSON.stringify(page(new URL(request.url ?? "/", groups.url)))
        response.writeHead(200, headers).end(body)
      })
      const groups = { url: "", asked: () => asked, branches: () => branches, onBranch: (_: number): void => undefined }
      server.listen(0, "127.0.0.1", () => {
        // a server on a port has one
        groups.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
        const close = () => {
          server.closeAllConnections()
          server.close()
        }
        resume(Effect.succeed({ groups, close }))
      })
    }),
    ({ close }) => Effect.sync(close)
  ).pipe(Effect.map(({ groups }) => groups))
