/** What of the documentation is described, counted on the modules themselves and not on what they were made from. */
import { Endpoint } from "@openfaith/client-core"
import type { Catalog, Documented } from "@openfaith/pco-facts/Catalog"
import * as All from "../src/all.ts"
import type { Missing, Model } from "./Model.ts"

/** The kinds of endpoints, in the order of the table. */
export const kinds = ["list", "listBelow", "get", "getOf", "create", "update", "delete", "action"] as const

export type Kind = (typeof kinds)[number]

export interface Row {
  readonly product: string
  readonly resources: number
  readonly documented: Readonly<Record<Kind, number>>
  readonly described: Readonly<Record<Kind, number>>
  readonly resourcesDescribed: number
}

export interface Coverage {
  readonly rows: ReadonlyArray<Row>
  readonly missing: ReadonlyArray<Missing>
  /** Endpoints that are described, and that the catalog does not document. */
  readonly undocumented: ReadonlyArray<string>
}

/** What stands in a path has other names in other places of the documentation. */
const shape = (method: string, path: string) => `${method} ${path.replaceAll(/\{\w+\}/g, "{}")}`

const endpointsIn = (level: object): ReadonlyArray<Endpoint.Any> =>
  Object.values(level).flatMap((value: unknown) => {
    if (typeof value !== "object" || value === null) return []
    // what has a tag here is an endpoint, and everything else a level below
    return "_tag" in value ? [value as Endpoint.Any] : endpointsIn(value)
  })

/** Every endpoint that a client of everything has. */
export const endpoints: ReadonlyArray<Endpoint.Any> = endpointsIn(All.endpoints)

interface Asked {
  readonly kind: Kind
  readonly shape: string
}

/** All that the documentation of a resource offers, each path once. */
const documentedOf = (product: string, one: Documented, resources: ReadonlyArray<Documented>): ReadonlyArray<Asked> => {
  const root = `/${product}/v2`
  const inbound = resources.flatMap(({ outbound, type }) =>
    outbound.filter(({ to }) => to === one.type).map((edge) => ({ ...edge, from: type }))
  )
  const single = new Set(inbound.filter(({ many }) => !many).map(({ name }) => name))
  const asked: Array<Asked> = []
  const add = (kind: Kind, method: string, path: string) => {
    const found = shape(method, path)
    if (!asked.some((each) => each.shape === found)) asked.push({ kind, shape: found })
  }
  for (const { from, many, path } of inbound) {
    if (many) add(from === "Organization" ? "list" : "listBelow", "GET", path)
    else add(from === "Organization" ? "get" : "getOf", "GET", path)
  }
  for (const path of [one.listingPath, ...one.collectionPaths]) {
    // the documentation prints the root of a product for whatever has no path
    if (path === root) continue
    const isSingle = single.has(path.split("/").at(-1) ?? "")
    add(isSingle ? "getOf" : path.includes("{") ? "listBelow" : "list", "GET", path)
  }
  if (one.type === "Organization") add("get", "GET", root)
  else if (one.instancePath !== null && one.instancePath !== `${root}/{id}`) add("get", "GET", one.instancePath)
  if (one.create !== null) add("create", "POST", one.create.path)
  if (one.update !== null) add("update", "PATCH", one.update.path)
  if (one.delete !== false) add("delete", "DELETE", one.delete)
  for (const { method, path } of one.actions) add("action", method, path)
  return asked
}

const zero = (): Record<Kind, number> => ({
  list: 0,
  listBelow: 0,
  get: 0,
  getOf: 0,
  create: 0,
  update: 0,
  delete: 0,
  action: 0
})

/** The catalog against the modules. */
export const make = (catalog: Catalog, model: Model): Coverage => {
  const described = new Set(endpoints.map(({ method, path }) => shape(method, path)))
  const resources = new Set(All.resources.map(({ key }) => key))
  const excused = new Set(model.missing.map(({ what }) => what.replaceAll(/\{\w+\}/g, "{}")))
  const missing: Array<Missing> = [...model.missing]
  const known = new Set<string>()
  const rows = catalog.products.map(({ product, resources: documented }) => {
    const [all, ours] = [zero(), zero()]
    for (const one of documented) {
      if (!resources.has(`${product}.${one.type}`)) {
        missing.push({ what: `resource ${product}.${one.type}`, why: "not described" })
      }
      for (const { kind, shape } of documentedOf(product, one, documented)) {
        known.add(shape)
        all[kind]++
        if (described.has(shape)) ours[kind]++
        else if (!excused.has(shape)) missing.push({ what: shape, why: "not described" })
      }
    }
    return {
      product,
      resources: documented.length,
      resourcesDescribed: documented.filter(({ type }) => resources.has(`${product}.${type}`)).length,
      documented: all,
      described: ours
    }
  })
  return { rows, missing, undocumented: [...described].filter((each) => !known.has(each)).sort() }
}

const why: Readonly<Record<string, string>> = {
  array: "documented as an array; of what is not said",
  hash: "documented as a hash; with which keys is not said",
  json: "documented as JSON",
  object: "documented as an object; with which keys is not said",
  repeatable_schedule: "documented as Planning Center's own form of recurrence, which is described nowhere",
  unknown: "documented as being of unknown type"
}

/** Every attribute whose values are not looked into, with the reason. */
export const unknownAttributes = (
  model: Model,
  corrections: Readonly<Record<string, { readonly reason: string }>>
): ReadonlyArray<Missing> =>
  model.products.flatMap(({ resources }) =>
    resources.flatMap(({ attributes, key }) =>
      attributes
        .filter(({ kind }) => kind === "json")
        .map(({ documented, name }) => ({
          what: `${key}.${name}`,
          why: corrections[`${key}.${name}`]?.reason ?? why[documented] ?? `documented as ${documented}`
        }))
    )
  )

/** How the changes of a listing can be followed, and whether the end of a record is told. */
export interface DeltaRow {
  readonly key: string
  /** `list`, or the name of a listing below a parent. */
  readonly listing: string
  readonly delta: string
  readonly destroyed: boolean
}

/** Of every listing by which a resource is read as a whole. */
export const deltas = (): ReadonlyArray<DeltaRow> =>
  [
    ...All.readables.map(({ list }) => list),
    ...All.nested.flatMap(({ routes }) => routes.flatMap(({ list }) => (list._tag === "List" ? [list] : [])))
  ].map((list) => {
    const delta = Endpoint.delta(list)
    return {
      key: list.resource.key,
      listing: list.name.slice(list.resource.key.length + 1),
      delta: "by" in delta ? `${delta._tag} by ${delta.by}` : delta._tag,
      destroyed: list.resource.webhooks.destroyed !== undefined
    }
  })
