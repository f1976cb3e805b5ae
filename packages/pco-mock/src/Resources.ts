/**
 * Answers requests for records, once the caller has been let in.
 */
import * as Answer from "./Answer.ts"
import type * as Catalog from "./Catalog.ts"
import * as Listing from "./Listing.ts"
import * as Query from "./Query.ts"
import * as Render from "./Render.ts"
import * as Route from "./Route.ts"
import type { Identifier, Row } from "./Row.ts"
import type { World } from "./World.ts"
import * as Writes from "./Writes.ts"

/** An answer, and whether it came from the gateway in front of the products. */
export interface Found {
  readonly answer: Answer.Answer
  readonly gateway: boolean
}

/** The records of one world. */
export interface Resources {
  /** Answers as the given version of the product would. */
  readonly answer: (asked: Answer.Asked, version: string, tampering: Listing.Tampering) => Found
}

/** Starts serving a world. */
export const make = (world: World): Resources => {
  const listing = Listing.make(world)
  return {
    answer: (asked, version, tampering) => {
      const route = Route.resolve(world, asked.url.pathname)
      if (asked.method === "PUT") return product(Answer.noSuchVerb)
      switch (route.kind) {
        case "unknown":
          return { answer: Answer.notFound, gateway: true }
        case "unmodelled":
          return product(Answer.notModelled(route.what))
        case "missing":
          return product(Answer.notFound)
        case "organization":
          return product(asked.method === "GET" ? organization(world, asked.url) : Answer.notFound)
        case "single":
          return product(onSingle(world, asked, version, route, tampering))
        case "list":
          if (asked.method === "GET") {
            return product(
              listing.answer(scope(world, asked, route), asked.url.origin, asked.url.searchParams, tampering)
            )
          }
          return product(asked.method === "POST" ? create(world, asked, version, route) : Answer.notFound)
      }
    }
  }
}

const product = (answer: Answer.Answer): Found => ({ answer, gateway: false })

const trimmed = (path: string): string => path.replace(/\/+$/, "")

type ListRoute = Extract<Route.Route, { kind: "list" }>
type SingleRoute = Extract<Route.Route, { kind: "single" }>

const scope = (world: World, { url }: Answer.Asked, { parent, resource, rows }: ListRoute): Listing.Scope => ({
  resource,
  path: trimmed(url.pathname),
  parent: parent ?? world.organization,
  ...(rows === undefined ? {} : { nested: rows })
})

/** What the organization's document looks like was seen only inside `included`; the rest is as for any other record. */
const organization = (world: World, url: URL): Answer.Answer => {
  const data = Render.organization(world, `${url.origin}${trimmed(url.pathname)}`)
  return Answer.document(200, `{"data":${data},"included":[],"meta":{}}`, 1)
}

const onSingle = (
  world: World,
  asked: Answer.Asked,
  version: string,
  { parent, resource, row }: SingleRoute,
  tampering: Listing.Tampering
): Answer.Answer => {
  switch (asked.method) {
    case "GET":
      return single(world, asked.url, version, row, resource, parent, 200, tampering)
    case "PATCH": {
      const outcome = Writes.update(world, resource, row.id, asked.body)
      if ("refused" in outcome) return outcome.refused
      return single(world, asked.url, version, outcome.row, resource, parent, 200, tampering)
    }
    case "DELETE":
      world.delete(row.type, row.id)
      return Answer.noContent
    default:
      return Answer.notFound
  }
}

/** A record is created where its resource says: an email below its person, not in the list of all emails. */
const create = (world: World, asked: Answer.Asked, version: string, { parent, resource }: ListRoute): Answer.Answer => {
  const under = resource.writes.createUnder
  if (under?.parent !== parent?.type) return Answer.notFound
  const outcome = Writes.create(world, resource, asked.body, parent)
  if ("refused" in outcome) return outcome.refused
  return single(world, asked.url, version, outcome.row, resource, parent ?? world.organization, 201)
}

const single = (
  world: World,
  url: URL,
  version: string,
  row: Row,
  resource: Catalog.Resource,
  parent: Identifier,
  status: number,
  { dropIncluded, ignoreParameter }: Listing.Tampering = { dropIncluded: 0, ignoreParameter: [] }
): Answer.Answer => {
  const query = Query.parse(url.searchParams, resource, ignoreParameter)
  const included: Render.Included = new Map()
  const context = { world, origin: url.origin, fields: query.fields }
  const data = Render.singleRow(context, row, query.include, included, version < strayLinkEnds)
  const inclusions = [...included.values()].slice(0, Math.max(0, included.size - dropIncluded))
  const meta = {
    ...Listing.unlessEmpty("can_include", resource.canInclude),
    parent: { id: parent.id, type: parent.type }
  }
  return Answer.document(
    status,
    `{"data":${data},"included":[${inclusions.join(",")}],"meta":${JSON.stringify(meta)}}`,
    1
  )
}

/** Recorded with the link in 2018-08-01 and without it in 2022-01-28; when it went in between is not known. */
const strayLinkEnds = "2022-01-28"
