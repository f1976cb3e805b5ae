/**
 * Answers requests for records, once the caller has been let in.
 */

import type { Row } from "../../Row.ts"
import type { World } from "../../World.ts"
import * as Catalog from "../facts/catalog.ts"
import * as Additions from "../world/additions.ts"
import * as Plans from "../world/plans.ts"
import * as Actions from "./actions.ts"
import * as Answer from "./answer.ts"
import * as Listing from "./listing.ts"
import * as Query from "./query.ts"
import * as Render from "./render.ts"
import * as Route from "./route.ts"
import * as Writes from "./writes.ts"

/** An answer, and whether it came from the gateway in front of the products. */
export interface Found {
  readonly answer: Answer.Answer
  readonly gateway: boolean
}

/** The records of one world. */
export interface Resources {
  /** Answers as the given version of the product would. */
  readonly answer: (asked: Answer.Asked, version: string, tampering: Tampering) => Found
}

/** Behaviour a scripted fault asks for. */
export interface Tampering extends Listing.Tampering {
  readonly extraAttributes?: Additions.Additions
  readonly merged?: "redirect" | "survivor"
}

/** Starts serving a world. */
export const make = (world: World): Resources => {
  const listing = Listing.make(world)
  const find = (asked: Answer.Asked, version: string, tampering: Tampering): Found => {
    world.settle()
    const route = Route.resolve(world, asked.url.pathname)
    if (asked.method === "PUT") return product(Answer.noSuchVerb)
    const request = { world, asked, version, tampering }
    switch (route.kind) {
      case "unknown":
        return { answer: Answer.notFound, gateway: true }
      case "missing":
        return product((asked.method === "GET" && survivor(request)) || Answer.notFound)
      case "unset":
        return product(asked.method === "POST" ? create(request, route) : Answer.notFound)
      case "organization":
        return product(asked.method === "GET" ? organization(request, route.row) : Answer.notFound)
      case "action":
        return product(action(request, route))
      case "single":
        return product(onSingle(request, route))
      case "list":
        if (asked.method === "GET") {
          return product(listing.answer(scope(asked, route), asked.url.origin, asked.url.searchParams, tampering))
        }
        return product(asked.method === "POST" ? create(request, route) : Answer.notFound)
    }
  }
  return {
    answer: (asked, version, tampering) => {
      const found = find(asked, version, tampering)
      const { extraAttributes } = tampering
      if (extraAttributes === undefined) return found
      return { ...found, answer: Additions.show(found.answer, extraAttributes, asked.url) }
    }
  }
}

const product = (answer: Answer.Answer): Found => ({ answer, gateway: false })

const trimmed = (path: string): string => path.replace(/\/+$/, "")

type ListRoute = Extract<Route.Route, { kind: "list" }>
type SingleRoute = Extract<Route.Route, { kind: "single" }>
type ActionRoute = Extract<Route.Route, { kind: "action" }>

interface Request {
  readonly world: World
  readonly asked: Answer.Asked
  readonly version: string
  readonly tampering: Tampering
}

const untampered: Listing.Tampering = { dropIncluded: 0, ignoreParameter: [] }

const scope = ({ url }: Answer.Asked, { nested, parent, pattern, resource }: ListRoute): Listing.Scope => ({
  resource,
  path: trimmed(url.pathname),
  pattern,
  parent,
  ...(nested === undefined ? {} : { nested })
})

/** The church lives at the path it was reached by. What a document of it alone has in `meta` was not recorded. */
const organization = ({ asked: { url }, version, world }: Request, row: Row): Answer.Answer => {
  const query = Query.parse(url.searchParams, world.table(row.key).resource)
  const included: Render.Included = new Map()
  const context = { world, origin: url.origin, fields: query.fields }
  const self = `${url.origin}${trimmed(url.pathname)}`
  const data = Render.singleRow(context, row, query.include, included, hasStrayLink(row, version), self)
  return Answer.document(200, `{"data":${data},"included":[${[...included.values()].join(",")}],"meta":{}}`, 1)
}

const onSingle = (request: Request, { edge, parent, resource, row, toOne }: SingleRoute): Answer.Answer => {
  const { asked, world } = request
  switch (asked.method) {
    case "GET": {
      const { hideRecords, poison } = request.tampering
      const table = world.table(row.key)
      const denied = hideRecords?.alsoById === true && !Listing.shows(table, hideRecords)(table.slot(row.id))
      if (denied) return Answer.notFound
      if (poison?.ids.includes(row.id) === true) return Answer.failure(poison.status ?? 500)
      return single(request, row, parent, 200)
    }
    case "PATCH": {
      if (resource.update === undefined) return Answer.notFound
      const outcome = Writes.update(world, resource, row.id, asked.body)
      if ("refused" in outcome) return outcome.refused
      return single({ ...request, tampering: untampered }, settled(world, outcome.row, parent), parent, 200)
    }
    case "DELETE":
      return resource.deletable ? remove(request, row, parent) : Answer.notFound
    case "POST":
      // there is one of it already; which status that gets is not documented
      return toOne && Writes.isPlace(resource, { parent, edge }) ? Answer.duplicate : Answer.notFound
    default:
      return Answer.notFound
  }
}

/** Where a person who was merged away lives on; undefined where nothing tells of a merge, or no fault asks to follow it. */
const survivor = (request: Request): Answer.Answer | undefined => {
  const { asked, tampering, world } = request
  const { url } = asked
  const [, root = "", id = ""] = /^(\/[\w-]+\/v2\/people\/)(\d+)\/?$/.exec(url.pathname) ?? []
  if (tampering.merged === undefined || root === "") return undefined
  const mergers = world.rows("people.PersonMerger")
  let kept: string | undefined
  // the survivor of one merge may be merged away in the next
  for (let next: string | undefined = id; next !== undefined; kept = next ?? kept) {
    const merger = mergers.find(({ attributes }) => `${attributes.person_to_remove_id}` === next)
    next = merger === undefined ? undefined : `${merger.attributes.person_to_keep_id}`
  }
  if (kept === undefined) return undefined
  const target = new URL(url)
  target.pathname = root + kept
  if (tampering.merged === "redirect") return { status: 302, headers: { location: target.href }, body: "", rows: 0 }
  const route = Route.resolve(world, target.pathname)
  return route.kind === "single" ? onSingle({ ...request, asked: { ...asked, url: target } }, route) : undefined
}

/** Batches are deleted behind the scenes: the answer shows them as `updating`, and they are gone later. */
const remove = (request: Request, row: Row, parent: Row): Answer.Answer => {
  const { world } = request
  if (row.key !== "giving.Batch" && row.key !== "giving.BatchGroup") {
    world.delete(row.key, row.id)
    settled(world, row, parent)
    return Answer.noContent
  }
  const updating = world.update(row.key, row.id, { status: "updating" })
  world.later(() => world.delete(row.key, row.id))
  return updating === undefined ? Answer.notFound : single(request, updating, parent, 200)
}

/** The row once everything is right that follows from it: the plans of a service type are in the order of their times. */
const settled = (world: World, row: Row, parent: Row): Row => {
  if (row.key !== "services.Plan" && row.key !== "services.PlanTime") return row
  const plan = row.key === "services.Plan" ? row : world.get("services.Plan", row.relationships.plan?.id ?? parent.id)
  const serviceType = plan?.relationships.service_type?.id
  if (serviceType !== undefined) Plans.link(world, serviceType)
  return world.get(row.key, row.id) ?? row
}

/** A record is created where its resource says: an email below its person, not in the list of all emails. */
const create = (
  request: Request,
  { edge, parent, resource }: Pick<ListRoute, "edge" | "parent" | "resource">
): Answer.Answer => {
  const place = { parent, edge }
  if (!Writes.isPlace(resource, place)) return Answer.notFound
  const outcome = Writes.create(request.world, resource, request.asked.body, place)
  if ("refused" in outcome) return outcome.refused
  const row = settled(request.world, outcome.row, parent)
  return single({ ...request, tampering: untampered }, row, parent, 201)
}

/** A recorded client asked with GET and was answered 204 as well; of other verbs nothing is known. */
const action = (request: Request, { action: { name }, row }: ActionRoute): Answer.Answer => {
  const { asked, world } = request
  if (asked.method !== "POST" && asked.method !== "GET") return Answer.notFound
  const done = Actions.run(world, row, name, asked.body)
  if ("body" in done) return done
  if (!("key" in done)) return collection(request, done, row)
  return single(
    { ...request, tampering: untampered },
    done,
    world.organizationOf(row.key),
    done.key === row.key && row.key !== "people.WorkflowCard" ? 200 : 201
  )
}

/** The records an action made, as a list that has no further page. With which status they come is not documented. */
const collection = ({ asked: { url }, world }: Request, rows: ReadonlyArray<Row>, parent: Row): Answer.Answer => {
  const context = { world, origin: url.origin, fields: Query.parse(url.searchParams, Catalog.get(parent.key)).fields }
  const data = rows.map((row) => Render.listRow(context, row, Render.instanceUrl(world, url.origin, row)))
  const links = JSON.stringify({ self: `${url.origin}${trimmed(url.pathname)}` })
  const meta = JSON.stringify({
    total_count: rows.length,
    count: rows.length,
    parent: { id: parent.id, type: parent.type }
  })
  const body = `{"links":${links},"data":[${data.join(",")}],"included":[],"meta":${meta}}`
  return Answer.document(201, body, rows.length)
}

const single = (request: Request, row: Row, parent: Row, status: number): Answer.Answer => {
  const { asked, tampering, version, world } = request
  const { url } = asked
  const { resource } = world.table(row.key)
  const query = Query.parse(url.searchParams, resource, undefined, tampering.ignoreParameter)
  const included: Render.Included = new Map()
  const context = { world, origin: url.origin, fields: query.fields }
  const data = Render.singleRow(context, row, query.include, included, hasStrayLink(row, version))
  const inclusions = [...included.values()].slice(0, Math.max(0, included.size - tampering.dropIncluded))
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

/**
 * Recorded in People with the link in 2018-08-01 and without it in 2022-01-28; when it went in between is not known. Services was recorded
 * without it in 2018-08-01, and of the other products nothing was.
 */
const hasStrayLink = (row: Row, version: string): boolean => row.key.startsWith("people.") && version < "2022-01-28"
