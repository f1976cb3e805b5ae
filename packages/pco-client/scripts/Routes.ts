/** How a resource is read as a whole: by its own listing, by way of others, or along with them. */

import type { Documented } from "@openfaith/pco-facts/Catalog"
import * as Corrections from "@openfaith/pco-facts/corrections"
import type { Read, Relationship, Resource } from "./Model.ts"
import { targets } from "./Relationships.ts"
import type { Source } from "./Source.ts"

/** Whether nothing but this leads to a resource that has neither listing nor parent, in words. */
const traces = (source: Source, product: string, type: string): string => {
  const siblings = source.catalog.products.find((each) => each.product === product)?.resources ?? []
  const answering = Object.entries(Corrections.actions).flatMap(([name, { answers }]) =>
    answers === type && name.startsWith(`${product}.`) ? [name.slice(product.length + 1)] : []
  )
  if (answering.length > 0) return `no path of its own: it is the answer to ${answering.join(" and to ")}`
  const pointing = siblings.flatMap((each) =>
    Object.entries(each.relationships).flatMap(([name, relationship]) =>
      targets(source, product, name, relationship).to === type ? [`${each.type}.${name}`] : []
    )
  )
  return pointing.length > 0
    ? `no path of its own: only its id is known, by ${pointing.join(" and ")}`
    : "documented without a path, and nothing documented leads to it"
}

/** How a resource is read as a whole, as far as it can be. */
export const readingOf = (
  source: Source,
  product: string,
  resource: Documented,
  relationships: ReadonlyArray<Relationship>,
  reads: ReadonlyArray<Read>
): Resource["reading"] => {
  const key = `${product}.${resource.type}`
  const hasList = reads.some(({ kind, name, unconfirmed }) => kind === "list" && name === "list" && !unconfirmed)
  const hasGet = reads.some(({ name, path }) => name === "get" && path.endsWith("/{id}"))
  if (hasList && hasGet) return { by: "list" }
  if (hasList) {
    return { by: "nothing", why: "listed, but no single record of it can be read: nobody could tell that one is gone" }
  }
  const said = (parent: string) => source.correction("covers", Corrections.covers, `${key}<${parent}`)
  // what leads to nothing that another way does not lead to is no way to read it
  const past = reads.filter(
    ({ parent, unconfirmed }) => parent !== undefined && !unconfirmed && said(parent)?.covers !== "none"
  )
  const lists = past.filter(({ kind }) => kind === "list")
  const ways = lists.length > 0 ? lists : past
  const only = reads.find(({ kind, path }) => kind === "get" && !path.includes("{"))
  // much leads to the organization, and always to the same
  if (only !== undefined && (ways.length === 0 || resource.type === "Organization")) {
    return { by: "one", get: only.name }
  }
  if (ways.length === 0) {
    const why = source.correction("unreachable", Corrections.unreachable, key)
    return { by: "nothing", why: why ?? traces(source, product, resource.type) }
  }
  const parents = new Set(ways.map(({ parent }) => parent))
  return {
    by: "routes",
    routes: ways.map(({ kind, name, parent = "" }) => {
      const isForeignKey = relationships.some(({ required, to }) => required && to === parent)
      const owner = source.resourceOf(product, parent.split(".")[1] ?? "")
      /** What a record points at is there without it, too. */
      const isPointedAt =
        kind === "get" &&
        Object.entries(owner?.relationships ?? {}).some(
          ([name, relationship]) => targets(source, product, name, relationship).to === resource.type
        )
      // of several lists below one parent, only the one called after the resource holds everything
      const isWhole = kind === "get" || name === `listOf${parent.split(".")[1]}`
      const all =
        isWhole &&
        (said(parent)?.covers ?? (isForeignKey || (parents.size === 1 && !isPointedAt) ? "all" : "some")) === "all"
      return { endpoint: name, parent, covers: all ? "all" : "some" }
    })
  }
}

/** What a listing brings along completely: it lists everything, and each child hangs from exactly one of its records. */
export const completeOf = (
  source: Source,
  resource: Resource,
  siblings: ReadonlyArray<Resource>
): ReadonlyArray<string> =>
  resource.reading.by !== "list"
    ? []
    : resource.include.flatMap(([name, type]) => {
        const child = siblings.find((each) => each.type === type)
        const edge = source.resourceOf(resource.product, resource.type)?.outbound.find((each) => each.name === name)
        if (child === undefined || edge?.many !== true) return []
        const isForeignKey = child.relationships.some(({ required, to }) => required && to === resource.key)
        const isOnlyWay =
          child.reading.by === "routes" &&
          child.reading.routes.every(({ covers, parent }) => covers === "all" && parent === resource.key)
        return isForeignKey || isOnlyWay ? [name] : []
      })
