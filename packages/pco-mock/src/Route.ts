/**
 * Finds out what a path is about.
 */
import * as Catalog from "./Catalog.ts"
import type { Identifier, Row } from "./Row.ts"
import type { World } from "./World.ts"

/** What a path leads to. */
export type Route =
  /** All records of a type; `parent` and `rows` only below a record. */
  | {
      readonly kind: "list"
      readonly resource: Catalog.Resource
      readonly parent?: Row
      readonly rows?: ReadonlyArray<Row>
    }
  /** One record, and what it was reached through. */
  | { readonly kind: "single"; readonly resource: Catalog.Resource; readonly row: Row; readonly parent: Identifier }
  | { readonly kind: "organization" }
  /** A path within a product that is not there. */
  | { readonly kind: "missing" }
  /** A path outside of every product. */
  | { readonly kind: "unknown" }
  /** Exists in Planning Center, not here. */
  | { readonly kind: "unmodelled"; readonly what: string }

const missing: Route = { kind: "missing" }

/** Resolves a path against the records there are now. */
export const resolve = (world: World, path: string): Route => {
  const [product = "", version, collection, id, edge, childId, ...rest] = path.split("/").filter((part) => part !== "")
  if (Catalog.unmodelledProducts.has(product)) return { kind: "unmodelled", what: `the product ${product}` }
  if (!Catalog.products.includes(product) || version !== "v2") return { kind: "unknown" }
  if (collection === undefined) return { kind: "organization" }
  const resource = Catalog.resources.find((each) => each.product === product && each.collection === collection)
  if (resource === undefined) {
    return Catalog.unmodelled.has(collection) ? { kind: "unmodelled", what: `/${product}/v2/${collection}` } : missing
  }
  if (id === undefined) return { kind: "list", resource }
  const row = world.get(resource.type, id)
  if (row === undefined || rest.length > 0) return missing
  if (edge === undefined) return { kind: "single", resource, row, parent: world.organization }
  return below(world, resource, row, edge, childId)
}

const below = (
  world: World,
  resource: Catalog.Resource,
  row: Row,
  name: string,
  childId: string | undefined
): Route => {
  const edge = Object.hasOwn(resource.edges, name) ? resource.edges[name] : undefined
  if (edge === undefined) return missing
  const { via } = edge
  if (via === undefined) {
    // nothing is behind a to-one edge that is not modelled: it is unset, and an unset one is not found
    return edge.many ? { kind: "unmodelled", what: `${edge.to} below ${resource.type}` } : missing
  }
  if (via.kind === "organization") return { kind: "organization" }
  if (via.kind === "relationship") {
    const target = row.relationships[via.relationship]
    // the parent of a record reached by a to-one edge is not documented: the record it was reached from
    return childId === undefined ? single(world, target ?? null, row) : missing
  }
  const to = Catalog.find(via.type)
  const rows = world.children(via.type, via.relationship, row.id)
  if (to === undefined) return missing
  if (childId === undefined) return { kind: "list", resource: to, parent: row, rows }
  const child = rows.find((each) => each.id === childId)
  return single(world, child ?? null, row)
}

const single = (world: World, target: Identifier | null, parent: Identifier): Route => {
  const resource = target === null ? undefined : Catalog.find(target.type)
  const row = target === null || resource === undefined ? undefined : world.get(target.type, target.id)
  return row === undefined || resource === undefined ? missing : { kind: "single", resource, row, parent }
}
